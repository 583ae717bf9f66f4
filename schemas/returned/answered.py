"""A list that a town sent back → its rows: which lead, what was found there. They come sorted, split, with columns added."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from schemas.body import data_rows
from schemas.dataset import Column, Dataset, Dated
from schemas.fields import DAY, NOTHING, YES_OR_NO, choice, plain
from schemas.grids import SUPPORTED, read_file
from schemas.headers import Header, find_header, header_texts
from schemas.models import Field, Model, failures
from schemas.readers import Sheet
from schemas.returned.marks import marks_of
from schemas.returned.unread import beside_the_cells
from schemas.typed_days import typed_day
from schemas.values import read_column

IS_TRUE = choice(
    "是", "否", "无法核实",
    also={"属实": "是", "不属实": "否", "情况属实": "是", "情况不属实": "否", "√": "是", "×": "否", "不是": "否", "未能核实": "无法核实", "无法核查": "无法核实", "没见到人": "无法核实"},
)
ENROL = choice("是", "否", also=YES_OR_NO | dict.fromkeys(("纳入", "拟纳入", "要纳入"), "是") | dict.fromkeys(("不用", "不用纳入", "不纳入", "不需要", "不需要纳入", "暂不纳入"), "否"))
FREE = ("situation", "measures", "verified_by")  # as written: nothing folded, no sign changed
ANSWERS = ("is_true", "situation", "measures", "enrol", "verified_by", "verified_on")
TRUE_REASONS = ("确有困难",)
NEVER_TRUE = ("空挂户", "双重户籍", "证件或姓名有误", "查无此人", "数据错误")
FIRST_DAY = dt.datetime(2000, 1, 1)  # a cell for days shows 7.1 that was typed there as one of January 1900
WHO = frozenset({"户主", "证件号码"})  # columns that say which household a row is
STEPS, DUE_STEP, DUE = "办理步骤", "限期步骤", "反馈截止日期"  # of a listed row: which columns are steps to be dated, in their order; by which day which of them
WHOLE_VILLAGE = "（全村）"
MEASURES = (
    "医疗救助", "临时救助", "申请低保", "教育资助", "动员参保", "公益性岗位", "技能培训",
    "产业帮扶", "危房改造", "饮水改造", "继续关注", "不需要帮扶",
)
NO_TITLE = "没有列名的一列"
UNANSWERED_BESIDE = "里写了字，“是否属实”没有填，没有采用；请填好“是否属实”，要说的写在“情况”里"
UNREAD_BESIDE = "程序不看，里面写的没有读，要说的请写在“情况”里"
NO_LIST = "没有找到“线索编号”和“是否属实”两列，不是核实清单；请把发下去的清单填好后发回"


class Answered(Model):
    """A row in which something was filled in."""

    is_true: str = Field(nullable=False)
    enrols_the_untrue: np.bool_ = Field(eq=False)
    contradicts_itself: np.bool_ = Field(eq=False)
    says_too_little: np.bool_ = Field(eq=False)
    enrol: str = Field(nullable=True)
    verified_on: Dated = Field(nullable=True)


LIST = Dataset(
    name="returned_list", title="核实清单", department="乡镇", one_row_is="a lead and what was found",
    known_by=("核实清单",),
    key=("lead_id",),
    columns=(
        Column("lead_id", "线索编号", also=("线索号", "预警编号", "线索编码"), required=True),
        Column("check", "校验码"),
        Column("is_true", "是否属实", IS_TRUE, also=("属实", "是否属实（必填）", "核实结果"), required=True),
        Column("situation", "情况", also=("核实情况", "情况说明", "具体情况")),
        Column("measures", "拟采取措施", also=("措施", "帮扶措施", "拟采取的措施")),
        Column("enrol", "是否纳入监测", ENROL, also=("是否纳入", "纳入监测", "是否拟纳入监测")),
        Column("verified_by", "核实人", also=("核实人员", "核查人", "入户人员"), personal=True),
        Column("verified_on", "核实日期", DAY, also=("核查日期", "核实时间", "入户日期")),
    ),
    rows=Answered,
    reasons={
        ("is_true", "not_nullable"): "填了情况，却没有填“是否属实”",
        ("enrols_the_untrue", "equal_to"): "“是否属实”没有填“是”，“是否纳入监测”却填了“是”，请核对",
        ("contradicts_itself", "equal_to"): "“是否属实”和“情况”对不上，请核对",
        ("says_too_little", "equal_to"): "选了“是”，请再选“是否纳入监测”（不用纳入的选“否”），或写上拟采取的措施",
    },
)


@dataclass(frozen=True)
class ReturnedSheet:
    """One sheet of a returned file; `member` is its place inside an archive, '' without one: the file's own name is not its content.
    `rows` has row, lead_id, checked sign, the answers, `is_blank`, `fault` and `cells`
    (the other columns as JSON); `town`, `month` and `listing` are what the workbook's own marks say, '' without any.
    """

    member: str
    name: str
    label: str
    town: str
    month: str
    listing: str
    rows_read: int
    rows: pd.DataFrame


@dataclass(frozen=True)
class ReturnedFile:
    """A returned file: its sheets, and in words what of it could not be used."""

    sheets: tuple[ReturnedSheet, ...]
    note: str = ""


def read_returned(path: Path) -> ReturnedFile:
    """Every sheet that bears lead numbers and answers; `OSError` if the file cannot be opened just now."""
    data = path.read_bytes()
    marks = marks_of(data)
    ours = marks if marks.get("kind") == "town_list" else {}
    sheets, faults = [], []
    for grid in read_file(path):
        member = grid.name.removeprefix(path.name).lstrip("/")
        if grid.fault:
            faults.append(f"{member}：" * bool(member) + grid.fault.replace(SUPPORTED, "请把结果填进发下去的核实清单，再把清单发回"))
        for sheet in grid.sheets:
            header = find_header(LIST, sheet.rows)
            if header and not header.missing:
                read = _sheet(member, sheet, header, ours)
                if not sheet.hidden:
                    sheets.append(read)
                elif not read.rows["is_blank"].all():
                    faults.append(f"工作表“{sheet.name}”是隐藏的，里面填的没有采用；要算的话请取消隐藏，再发回")
            elif header and not sheet.hidden and any(placed.column.name in ANSWERS and not placed.guessed for placed in header.placed):
                faults.append(f"工作表“{sheet.name}”缺少“{'、'.join(header.missing)}”列，里面填的没有采用；请把发下去的清单填好后发回")
    if sheets and (unread := beside_the_cells(data)):
        faults.append(unread)
    return ReturnedFile(tuple(sheets), "；".join(faults) if sheets else next(iter(faults), NO_LIST))


def _sheet(member: str, sheet: Sheet, header: Header, marks: dict[str, str]) -> ReturnedSheet:
    texts = data_rows(sheet, header, LIST)
    above = [cell.strip() for row in sheet.rows[: header.first] for cell in row if cell.strip()][:3]
    label = " ".join([re.sub(r"\.\w{1,5}\Z", "", member), sheet.name, *above])
    return ReturnedSheet(member, sheet.name, label, marks.get("town", ""), marks.get("month", ""), marks.get("listing", ""), len(sheet.rows), _rows(texts, sheet, header))


def _rows(texts: pd.DataFrame, sheet: Sheet, header: Header) -> pd.DataFrame:
    texts = texts.reindex(columns=[column.name for column in LIST.columns], fill_value="")
    rows = pd.DataFrame({"lead_id": texts["lead_id"].map(_number), "sign": texts["check"].map(lambda text: plain(text).upper())}, index=texts.index)
    reasons = pd.Series("", index=texts.index, dtype=object)
    texts["verified_on"] = [_with_year(text, number) for text, number in zip(texts["verified_on"], rows["lead_id"], strict=True)]
    for name in ANSWERS:
        if name in FREE:
            rows[name] = texts[name].where(~texts[name].map(plain).isin(NOTHING), "")
            continue
        column = LIST.column(name)
        rows[name], faults = read_column(texts[name], column.kind)
        if name == "verified_on":
            odd = rows[name] < FIRST_DAY
            rows[name] = rows[name].mask(odd)
            rows["doubt"] = (faults.notna() | odd).map({True: "核实日期看不懂，答复已采用，日期按没有填算；请告诉县里是几月几日", False: ""})
            continue
        wrong = faults.notna()
        reasons[wrong] = reasons[wrong] + column.title + "：" + faults[wrong] + "；"
    rows["is_blank"] = (texts[list(ANSWERS)] == "").all(axis=1)
    rows["fault"] = (reasons + _check(rows[(reasons == "") & ~rows["is_blank"]]).reindex(texts.index, fill_value="")).str.rstrip("；")
    remarked = _remarked(texts.index, sheet, header)
    rows.loc[remarked, "doubt"] = (rows["doubt"] + "；" + NO_TITLE + rows["is_blank"].map({True: UNANSWERED_BESIDE, False: UNREAD_BESIDE})).str.lstrip("；")
    rows["cells"] = _other_cells(texts.index, sheet, header)
    return rows


def _check(rows: pd.DataFrame) -> pd.Series:
    """Pandera's failures as Chinese reasons by row; nothing it quotes is taken from it."""
    is_true, is_untrue = rows["is_true"].eq("是"), rows["is_true"].eq("否")
    checked = rows[["is_true", "enrol", "verified_on"]].assign(
        enrols_the_untrue=~is_true & rows["enrol"].eq("是"),
        contradicts_itself=(is_true & rows["situation"].isin(NEVER_TRUE)) | (is_untrue & rows["situation"].isin(TRUE_REASONS)),
        says_too_little=is_true & rows["enrol"].isna() & rows["measures"].eq(""),
    )
    cases = failures(Answered.to_schema(), checked)
    if cases is not None:
        checks = cases["check"].str.replace(r"\(.*", "", regex=True)
        words = [LIST.why(*case) + "；" for case in zip(cases["column"], checks, strict=True)]
        return pd.Series(words, index=cases["index"].astype("int64"), dtype=object).groupby(level=0).sum()
    return pd.Series(dtype=object)


def _number(text: str) -> str:
    """A lead number as it was issued: full-width signs and stray blanks folded, any dash a hyphen."""
    return re.sub(r"[‐‑‒–—―−]", "-", re.sub(r"\s", "", plain(text)))


def _with_year(text: str, number: str) -> str:
    """The list shows a day as 7月10日, and people type 7.10: the first such day from the lead's month on."""
    month = re.match(r"(\d{4})-(\d{2})-", number)
    day = typed_day(plain(text), dt.date(int(month[1]), int(month[2]), 1)) if month and 1 <= int(month[2]) <= 12 else None
    return day.isoformat() if day else text


def _remarked(index: pd.Index, sheet: Sheet, header: Header) -> pd.Series:
    """Which rows say something in a column without a title."""
    titles = [title.strip() for title in header_texts(sheet.rows, header)]
    odd = [at for at in range(max(map(len, sheet.rows))) if at >= len(titles) or not titles[at]]
    return pd.Series([any(at < len(sheet.rows[row - 1]) and sheet.rows[row - 1][at].strip() for at in odd) for row in index], index=index, dtype=bool)


def _other_cells(index: pd.Index, sheet: Sheet, header: Header) -> list[str]:
    answered = {placed.at for placed in header.placed if placed.column.name in (*ANSWERS, "check")}
    titles = {at: title.strip() for at, title in enumerate(header_texts(sheet.rows, header)) if title.strip() and at not in answered}
    return [
        json.dumps({title: sheet.rows[row - 1][at].strip() for at, title in titles.items() if at < len(sheet.rows[row - 1])}, ensure_ascii=False)
        for row in index
    ]
