"""What a sheet says beside its columns that speaks against how it is read: told on the receipt, for whoever sent it to look at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from schemas.body import cells_at
from schemas.citizen_id import bears_number
from schemas.columns import holding
from schemas.guessing import ANOTHER_DAY
from schemas.headers import SAMPLE_ROWS, header_texts
from schemas.months import month_in_cell, months_in, shifted, spans_months, stated_month, written
from schemas.readers import Sheet
from schemas.recognise import FOLDER, OF_THOSE_NOT_ON_IT, Recognised, title_lines
from schemas.remarks import TOTAL
from schemas.spellings import bare

DAY_FOR_A_NUMBER = r"^(20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?( 0?0:00(:00)?)?|\d{1,2}月\d{1,2}日|[A-Z][a-z]{2}-\d\d|\d{1,2}-[A-Z][a-z]{2})$"
SET_ASIDE = re.compile("作废|样表|样例|示例|范例|备份|废弃")
SUSPECTED = re.compile("疑似|拟(?:享受|纳入|救助|发放|退|停)|待核|未核实")
REMARKS = re.compile("(?:情况)?说明|备注.{0,2}|附注|[异变]动情况")
ENDED = re.compile("死亡|去世|已故|病故|亡故|注销|作废|请?删除|停[发保止]|退[出保学]|取消|清退|迁出|转出|重复|不再享受|不符合")
SAYS_SO = "停|退|辍|未|毕业|失业|返乡|注销|死亡"  # of a row's own state
FEWEST_ROWS, WHOLE_NUMBER = 3, r"\d{14}|\d[Ee]\+|\*{2}"  # also cut by Excel, or masked, of which others tell
ENDED_WORDS = "死亡、停发、注销、重复"
UP_TO = re.compile(r"截[至止]到?[:：]?\s*((?:20)?\d\d\s*年\s*\d{1,2}\s*月|20\d\d[-./]?\d{1,2}(?!\d*年))(?:\d{1,2}日|[-./]?\d{1,2})?")
MAY_BE_A_MONTH = re.compile(r"(?<![\d.])(?:20)?(\d\d)[-._ ]?(0[1-9]|1[0-2])(?![\d.]?\d)|第?(?<!\d)(1[0-2]|[1-9])期")
AS_REPORTED = re.compile(r"[\d年月份日.\-]+(?:份?上?报|报送|填报|导出|更新)")
OF_A_MONTH = re.compile("期|月|批次")  # of a heading
BEGINS = re.compile("开始|起|首次|截?止|到期|期限|年限")  # of a span, not of the row
BATCH = re.compile(r"第?[一二三四五六七八九十\d]{1,3}批次?|[春秋]季学期|第[一二]学期|[上下]学期|学年|上半年|下半年")


def is_set_aside(sheet_name: str) -> bool:
    """Whether a sheet beside others is by its name an example, a copy, or void."""
    return bool(SET_ASIDE.search(sheet_name))


def doubts(known: Recognised, sheet: Sheet, texts: pd.DataFrame, name: str) -> list[str]:
    """One sentence each; `texts` are the data rows by number, `name` is the file's."""
    return [*_above(known, sheet), *_of_another_kind(known, sheet, texts), *_ended(known, sheet, texts), *_named(known, sheet, texts, name), *_numbers(known, texts), *_keys(known, texts)]


def _above(known: Recognised, sheet: Sheet) -> Iterator[str]:
    """Rows of people above the header that was found."""
    if count := sum(map(bears_number, sheet.rows[: known.header.first])):
        yield f"表头上面还有{count}行写着证件号码，没有读；是数据的话，请把表头移到最上面后重报"


def _of_another_kind(known: Recognised, sheet: Sheet, texts: pd.DataFrame) -> Iterator[str]:
    """Bands (特困供养) that say of the rows below another thing than the list's name says of all."""
    for name, word in known.said.items() if len(texts) else ():
        for number, cells in _lines_between(sheet, texts.index):
            said = known.dataset.column(name).kind.said_in(cells[:1])
            if said not in ("", word) and len(cells) < 3 and not TOTAL.match(cells[0]) and not OF_THOSE_NOT_ON_IT.search(cells[0]):
                yield f"第{sheet.number(number)}行写着“{cells[0]}”，下面的人仍都算“{word}”；不对的话，请加上“{known.dataset.column(name).title}”一列后重报"


def _numbers(known: Recognised, texts: pd.DataFrame) -> Iterator[str]:
    """A column of numbers of which none is whole: another column, or one number spread over several cells."""
    if "id_number" not in texts or len(texts) < FEWEST_ROWS or holding(texts["id_number"].head(SAMPLE_ROWS), WHOLE_NUMBER).any():
        return
    if texts["id_number"].ne("").any() and not holding(texts["id_number"], WHOLE_NUMBER).any():
        yield "证件号码一列没有一个是完整的号码，只能按姓名和村去找人；号码分在几格里的，请合到一格里，整列设成文本后重报"


def _keys(known: Recognised, texts: pd.DataFrame) -> Iterator[str]:
    """Numbers of households, loans … that Excel has made days of, or taken the noughts from."""
    for column in (known.dataset.column(name) for name in known.dataset.key if name in texts and known.dataset.column(name).kind.name == "text"):
        written = texts[column.name]
        if count := int(holding(written, DAY_FOR_A_NUMBER).sum()):
            yield f"有{count}行的{column.title}是日期的样子，像是 Excel 改的（1-2 成了1月2日）；先按写的算，请把这一列设成文本，按系统里的编号重报"
        if not (has_noughts := holding(written, "^0[0-9]+$")).any():
            continue
        whole = {*written[has_noughts].str.len()}
        if count := int((holding(written, "^[1-9][0-9]*$") & (written.str.len() < min(whole)).to_numpy(dtype=bool)).sum()) if len(whole) == 1 else 0:
            yield f"有{count}行的{column.title}比0开头的那些短，前面的0像是丢了；先按写的算，请把这一列设成文本，按系统里的编号重报"


def _ended(known: Recognised, sheet: Sheet, texts: pd.DataFrame) -> Iterator[str]:
    """Remarks that somebody died, left, stands there twice, on rows of a list on which to stand means something."""
    if not known.dataset.absence_counts or texts.empty:
        return
    marked = holding(texts["name"], r"[(（\[【]") if "name" in texts else np.zeros(len(texts), dtype=bool)
    said = set(texts.index[marked][texts.loc[marked, "name"].str.contains(ENDED)]) if marked.any() else set()
    used = {p.at for p in known.header.placed}
    for at, heading in enumerate(header_texts(sheet.rows, known.header)):
        if at not in used and REMARKS.fullmatch(bare(heading)):
            said |= {row for row, cell in zip(texts.index, cells_at(sheet.rows, at, texts.index), strict=True) if cell and ENDED.search(cell)}
    said_below = next((number for number, cells in _lines_between(sheet, texts.index) if len(cells) < 3 and OF_THOSE_NOT_ON_IT.search(cells[0])), 0)
    of_all = None if known.said else OF_THOSE_NOT_ON_IT.search(known.label)
    if not said and not of_all and not said_below:
        return
    on_it = pd.Series(True, index=texts.index)
    for p in known.header.placed:
        if p.column.kind.name == "choice" and p.column.name in texts:
            on_it &= ~texts[p.column.name].str.contains(SAYS_SO)
    if count := int(on_it[sorted(said)].sum()):
        yield f"有{count}行的姓名或备注里写着{ENDED_WORDS}这样的话，没有据此处理，仍按各列写的算；不该在名单上的，请删去后重报"
    if said_below and on_it[on_it.index > said_below].all():
        yield f"第{sheet.number(said_below)}行说下面的是已减少、停发这样的人，各行却写得像在名单上的；仍按各列写的算，不该在名单上的，请删去后重报"
    if of_all and on_it.all():
        yield f"名字里写着“{of_all[0]}”，各行却都写得像在名单上的；仍按各列写的算，不对的话请改正后重报"


def _lines_between(sheet: Sheet, numbers: pd.Index) -> Iterator[tuple[int, list[str]]]:
    """(number, filled cells) of lines, above the last of the data, that are none."""
    first, last = int(numbers[0]) - 1, int(numbers[-1])
    for number in np.setdiff1d(np.arange(max(first, 1), last + 1), numbers.to_numpy(), assume_unique=True).tolist():
        if (cells := [cell.strip() for cell in sheet.rows[number - 1] if cell.strip()]):
            yield number, cells


def _named(known: Recognised, sheet: Sheet, texts: pd.DataFrame, name: str) -> Iterator[str]:
    """What the names and title say of all rows."""
    label = known.label
    if len(texts) and (found := SUSPECTED.search(label)):
        yield f"名字里写着“{found[0]}”，这里的{len(texts)}行都当作已经核实的算；还没有核实的，请核实后再报"
    title = next((month for line in (sheet.name, *title_lines(sheet.rows)) if (month := stated_month(line, known.month))), None)
    if known.month_told_by != FOLDER and title and title != known.month and not known.dataset.month_from:
        yield f"{known.month_told_by}写的是{written(known.month)}，表里写的是{written(title)}，按{known.month_told_by}算；不对的话请改正后重报"
    if known.dataset.month_from or not known.dataset.is_monthly:
        return
    yield from _months_beside(known, sheet, texts)
    if known.month_told_by != FOLDER:
        others = months_in(AS_REPORTED.sub(" ", name), known.month) - {known.month}
        if known.month_told_by == "文件名" and others and not spans_months(name):
            yield f"文件名里写了几个月份（{'、'.join(map(written, sorted({*others, known.month})))}），按{written(known.month)}算；不对的话请改正文件名后重报"
        return
    if found := next((found for found in MAY_BE_A_MONTH.finditer(name) if _may_be_another(found, known.month)), None):
        yield f"名字里写着“{found[0]}”，按所在文件夹算作{written(known.month)}；它要是说的另一个月，请在文件名里写成“2024年6月”的样子"
    if (found := UP_TO.search(label)) and (month := stated_month(found[1], known.month)) and month < known.month:
        yield f"名字里写着“{found[0]}”，按所在文件夹算作{written(known.month)}；是{month.month}月的数据的话，请在文件名里写上月份"
    elif found := BATCH.search(label):
        yield f"名字里只写了“{found[0]}”，没有写是哪个月的，按所在文件夹算作{written(known.month)}；不是这个月的话，请在文件名里写上月份"


def _may_be_another(found: re.Match[str], month: dt.date) -> bool:
    """Whether 2405, 24.05 or 第5期 may be a month, and another."""
    if found[3]:
        return int(found[3]) != month.month
    said = dt.date(2000 + int(found[1]), int(found[2]), 1)
    return shifted(month, -12) <= said < month


def _months_beside(known: Recognised, sheet: Sheet, texts: pd.DataFrame) -> Iterator[str]:
    """A column that is not used and says of which month each row is."""
    used = {p.at for p in known.header.placed}
    for at, heading in enumerate(header_texts(sheet.rows, known.header)):
        if at in used or heading.strip() not in known.header.ignored or not OF_A_MONTH.search(heading) or ANOTHER_DAY.search(heading) or BEGINS.search(heading):
            continue
        cells = [cell for cell in cells_at(sheet.rows, at, texts.index[:SAMPLE_ROWS]) if cell]
        months = {month_in_cell(cell) for cell in cells}
        if months and "" not in months and months != {written(known.month)}:
            yield f"“{heading.strip()}”一列写的是{'、'.join(sorted(months)[:3])}，没有用，各行都算在{written(known.month)}；要按它算的，请把列名写成“月份”后重报"
