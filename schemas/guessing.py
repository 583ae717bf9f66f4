"""Columns that no listed header names: the nearest spelling, initials and pinyin, held against what stands below; or the cells alone."""

import re
from collections.abc import Sequence

import rapidfuzz

from schemas.dataset import Column, Dataset
from schemas.fields import NOTHING, Unreadable, plain
from schemas.months import month_headed
from schemas.names import are_names
from schemas.romanised import is_romanised, romanised
from schemas.spellings import Placed, bare
from schemas.units import header_times

NEAR_ENOUGH = 60  # of 100, rapidfuzz ratio of two headers
NEAR_QUESTION = 80  # of one that need not be there: 是否有房 is near 是否有风险, and asks something else
FITS_SHARE = 0.8  # of the sample must read as the column's kind
SHOWN = ("name", "place")  # kinds that only the cells' own look shows
FEWEST_PLACES = 3
TOWN_ENDS, VILLAGE_ENDS = "镇|乡|街道(?:办事处)?", "村|社区|(?:村民|居民)?委员会|村委会|居委会"
PLACES = {"town": re.compile(f"[一-鿿]{{1,9}}(?:{TOWN_ENDS})"), "village": re.compile(f"[一-鿿]{{1,12}}(?:{VILLAGE_ENDS})")}
TELLING_KINDS = ("citizen_id", "day", "choice")
# Words that make a header mean another person, another day, or money of another time, than the row's own.
ANOTHERS = re.compile(r"户主|监护|家长|父亲|母亲|开户|经办|领取|代理|代领|配偶|联系人|网格|负责|填报|审核|银行|账号|卡号")
ANOTHER_DAY = re.compile(r"出生|生日|入院|出院|就诊|入学|毕业|参保|填报|上报|填表|报送|导出|打印|更新|录入|登记|审批|发证|有效|建档")
CLERICAL = re.compile(r"填报|上报|填表|报送|更新|录入|登记")  # as a group's name (登记信息) it makes no day below it another
ANOTHER_SPAN = re.compile(r"年(?!\d{1,2}月)|季|上个?月|上次|补发|累计|日薪|日工资|[/每][天日]|[/每]小时|日均|家庭|全家|[/每]户|[人户]均")
IN_BRACKETS = re.compile(r"[(\[【{〔<《](.*?)[)\]】}〕>》]", re.DOTALL)
BEFORE_A_CHANGE = re.compile("(?:变更|调整|修改|更正|变动|异动|核[定减增])前|^[原旧](?![因始告籍料])|曾用")
MEANS_ANOTHER = {"name": ANOTHERS, "citizen_id": ANOTHERS, "day": ANOTHER_DAY, "yuan": ANOTHER_SPAN}
YES_OR_NO = ("是", "否")
WITH_FRACTION = re.compile(r"\d{5,}\.\d+")  # an amount, that could be read as a number that Excel keeps a moment as


def guessed(
    dataset: Dataset, spellings: Sequence[tuple[str, ...]], free: list[int], known: set[str], sample: list[list[str]]
) -> tuple[list[Placed], list[tuple[Placed, int]]]:
    """(columns with where they stand, those of them that another place is as near to)."""
    open_columns = [c for c in dataset.columns if c.name not in known]
    scored = []
    for at in (at for at in free if not month_headed(spellings[at][0])):  # 5月工资 is no June's
        cells = [plain(row[at]) for row in sample if at < len(row)]
        for column in open_columns:
            if means_another(column, spellings[at]):
                continue
            near = max(rapidfuzz.fuzz.ratio(bare(text), bare(alias)) for text in spellings[at] for alias in (column.title, *column.also))
            share = fits(column, cells)
            if _is_telling(column) and share > FITS_SHARE:
                near += 15
            enough = NEAR_QUESTION if column.kind.choices == YES_OR_NO and not column.required else NEAR_ENOUGH
            if near >= enough and share >= FITS_SHARE:
                scored.append((near, column.required, column, at))
    scored.sort(key=lambda s: (-s[0], not s[1], s[3]))
    guesses = _told_in_letters(dataset, spellings, free, known, sample)
    as_near: list[tuple[Placed, int]] = []
    for near, _, column, at in scored:
        if all(g.at != at and g.column is not column for g in guesses):
            guesses.append(Placed(column, at, spellings[at][0].strip(), True, header_times(spellings[at][0])))
            as_near += [(guesses[-1], other) for score, _, same, other in scored if same is column and score == near and other != at]
    guesses += _told_by_content(open_columns, spellings, free, guesses, sample)
    return guesses, [(guess, other) for guess, other in as_near if all(g.at != other for g in guesses)]


def is_guessed_loosely(dataset: Dataset, placed: Placed) -> bool:
    """Whether its header is only near a listed one, or nothing but the cells below told the column: it is neither listed nor its initials or pinyin."""
    return placed.guessed and placed.column not in romanised(dataset, placed.header)


def _told_in_letters(dataset: Dataset, spellings: Sequence[tuple[str, ...]], free: list[int], known: set[str], sample: list[list[str]]) -> list[Placed]:
    """Headers in letters (XM, JSRQ), held against what stands below; one that may be two columns is none, and the receipt says so."""
    told: list[Placed] = []
    for at in free:
        header = next((text.strip() for text in spellings[at] if is_romanised(text) and romanised(dataset, text)), "")  # of two rows the lower one's
        cells = [plain(row[at]) for row in sample if at < len(row)]
        may_be = [c for c in romanised(dataset, header) if c.name not in known and fits(c, cells) >= FITS_SHARE] if header else []
        sharp = [c for c in may_be if _is_telling(c) or c.kind.name in ("name", "yuan")] or may_be
        if sharp and (len(sharp) == 1 or romanised(dataset, header)[0] is sharp[0]) and all(t.column is not sharp[0] for t in told):
            told.append(Placed(sharp[0], at, header, True, header_times(header)))
    return told


def _is_telling(column: Column) -> bool:
    """Whether cells alone may show the column: ID numbers, days, listed words; 是 and 否 answer any question."""
    return column.kind.name in TELLING_KINDS and column.kind.choices != YES_OR_NO


def _told_by_content(open_columns: list[Column], spellings: Sequence[tuple[str, ...]], free: list[int], guesses: list[Placed], sample: list[list[str]]) -> list[Placed]:
    """A required column that no header names, but whose kind exactly one column left over shows; names only beside the people's numbers,
    which they are held against when it is asked whose row it is.
    """
    told: list[Placed] = []
    for column in sorted(open_columns, key=lambda each: each.kind.name in SHOWN):
        has_number = not any(each.kind.name == "citizen_id" and all(p.column is not each for p in guesses + told) for each in open_columns)
        is_shown = column.kind.name in SHOWN and (column.kind.name != "name" or has_number)
        if not column.required or not (_is_telling(column) or is_shown) or any(g.column is column for g in guesses):
            continue
        fitting = [
            at for at in free
            if all(g.at != at for g in guesses + told)
            and not ANOTHERS.search(spellings[at][0]) and not means_another(column, spellings[at])
            and _shows(column, [plain(row[at]) for row in sample if at < len(row)])
        ]
        if len(fitting) == 1:
            told.append(Placed(column, fitting[0], spellings[fitting[0]][0].strip(), True))
    return told


def _shows(column: Column, cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell not in NOTHING]
    if column.kind.name == "name":
        return are_names(filled)
    if column.kind.name == "place":
        return column.name in PLACES and len(filled) >= FEWEST_PLACES and all(PLACES[column.name].fullmatch(cell) for cell in filled)
    return fits(column, cells) >= 0.95


def means_another(column: Column, tried: tuple[str, ...]) -> bool:
    """Whether a header has a word that the column is never called by: another person's, another day's, another amount's."""
    own = "".join((column.title, *column.also))
    if any(bare(word) in bare(text) for word in column.unlike for text in tried):
        return True
    if any(found[0] not in own for text in tried for found in BEFORE_A_CHANGE.finditer(text.strip())):
        return True
    if column.kind.name == "day" and len(tried) > 1:
        tried = (tried[1], CLERICAL.sub("", tried[2]))
    words = MEANS_ANOTHER.get(column.kind.name)
    return words is not None and any(found[0] not in own for text in tried for found in words.finditer(text))


def is_of_another_span(column: Column, header: str) -> bool:
    """Whether brackets say that the money is not one person's of one month: 月工资（万元/年）, 个人自付（累计）."""
    inside = "".join(IN_BRACKETS.findall(plain(header)))
    return column.kind.name == "yuan" and column.required and not column.household and bool(ANOTHER_SPAN.search(inside))


def fits(column: Column, cells: list[str]) -> float:
    """The share of the filled cells that read as the column's kind; an empty sample proves nothing and fits a little."""
    filled = [cell for cell in cells if cell not in NOTHING]
    if not filled:
        return FITS_SHARE
    if column.kind.name == "citizen_id":
        return sum(len(re.sub(r"\D", "", cell)) >= 12 or "E+" in cell for cell in filled) / len(filled)
    if column.kind.name in ("name", "place"):
        return sum(not re.search(r"\d", cell) and len(cell) <= 30 for cell in filled) / len(filled)
    if column.kind.name == "text":
        return 1.0
    good = 0
    for cell in filled:
        try:
            column.kind.read(cell)
            good += not (column.kind.name == "day" and WITH_FRACTION.fullmatch(cell))
        except Unreadable:
            pass
    return good / len(filled)
