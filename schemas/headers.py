"""Cells → which column is which: listed headers first, then the nearest known one, checked against what stands below."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from rapidfuzz import fuzz

from schemas.dataset import Column, Dataset
from schemas.fields import NOTHING, Unreadable, plain
from schemas.units import AT_END, header_times

HEADER_SEARCH_ROWS, SAMPLE_ROWS = 60, 200
NEAR_ENOUGH = 60  # of 100, rapidfuzz ratio of two headers
NEAR_QUESTION = 80  # of one that need not be there: 是否有房 is near 是否有风险, and asks something else
FITS_SHARE = 0.8  # of the sample must read as the column's kind
TELLING_KINDS = ("citizen_id", "day", "choice")
# Words that make a header mean another person, or another day, than the row's own.
ANOTHERS = re.compile(r"户主|监护|家长|父亲|母亲|开户|经办|领取|代理|代领|配偶|联系人|网格|负责|填报|审核|银行|账号|卡号")
ANOTHER_DAY = re.compile(r"出生|生日|入院|出院|就诊|入学|毕业|参保|填报|上报|填表|报送|导出|打印|更新|录入|登记|审批|发证|有效|建档")
CLERICAL = re.compile(r"填报|上报|填表|报送|更新|录入|登记")  # as a group's name (登记信息) it makes no day below it another
MEANS_ANOTHER = {"name": ANOTHERS, "citizen_id": ANOTHERS, "day": ANOTHER_DAY}
HOUSEHOLDER = "户主"
OF_A_MONTH = re.compile(r"(1[0-2]|0?[1-9])月份?(?=\D)")
YES_OR_NO = ("是", "否")
SENDER = re.compile(r"(单位|时间|日期|人|部门)\s*[:：]|20\d\d年")  # of a line above the header, not of its upper row


@dataclass(frozen=True)
class Placed:
    """A dataset's column found at a place; `times` is its unit in yuan, None where the header does not say; a guess is shown on the receipt."""

    column: Column
    at: int
    header: str
    guessed: bool = False
    times: int | None = None


@dataclass(frozen=True)
class Header:
    """Rows `first`..`last` (from zero) of a sheet as the header of a dataset."""

    first: int
    last: int
    placed: tuple[Placed, ...]
    ignored: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def exact_count(self) -> int:
        return sum(not p.guessed for p in self.placed)


@cache
def bare(header: str) -> str:
    """A header without spaces, line breaks, width, brackets' contents, marks and unit: what two spellings have in common."""
    text = re.sub(r"\s", "", plain(header))
    text = re.sub(r"[(\[【{〔<《].*?[)\]】}〕>》]", "", text)
    text = re.sub(r"[*:：、/_\-·.,，。#★]|^\d+(?![\d年月日季周])", "", text)
    return re.sub(AT_END, "", text) or text


@cache
def listed(dataset: Dataset) -> dict[str, tuple[Column, int]]:
    """Every listed spelling, bare, with its column and its rank: the template's own first."""
    spelled: dict[str, tuple[Column, int]] = {}
    for column in dataset.columns:
        for rank, header in enumerate((column.title, *column.also)):
            spelled.setdefault(bare(header), (column, rank))
    return spelled


def find_header(dataset: Dataset, rows: list[list[str]]) -> Header | None:
    """The rows that serve best as the dataset's header, or None where nothing looks like one."""
    best: Header | None = None
    best_rank: tuple = ()
    for first in range(min(HEADER_SEARCH_ROWS, len(rows))):
        if not looks_like_header(rows[first]):
            continue
        below = rows[first + 1] if first + 1 < len(rows) else []
        two = continues_header(rows[first], below)
        for last in (first, first + 1) if two and not _is_parted(rows[first], below) else (first + two,):
            header = placed_at(dataset, joined(rows[first], rows[last] if last > first else None), first, last, rows)
            rank = _rank(header, dataset, rows)
            if len(header.placed) >= 2 and rank > best_rank:
                best, best_rank = header, rank
        if best and not best.missing and best.exact_count == len(best.placed) and first > best.last:
            break
    return best


def _rank(header: Header, dataset: Dataset, rows: list[list[str]]) -> tuple:
    tells_more = header.last > header.first and _lower_tells_more(dataset, rows[header.first], rows[header.last])
    return (-len(header.missing), header.exact_count, len(header.placed), tells_more, header.last == header.first)


def _lower_tells_more(dataset: Dataset, top: list[str], bottom: list[str]) -> bool:
    """Whether the second row names a column where the first names none or another: 个人负担 over 个人自费 and 个人自付."""
    columns = listed(dataset)
    named = ((columns.get(bare(upper)), columns.get(bare(lower))) for upper, lower in zip_longest(top, bottom, fillvalue="") if lower.strip())
    return any(below and (not above or above[0] is not below[0]) for above, below in named)


def looks_like_header(row: list[str]) -> bool:
    cells = [cell for cell in row if cell.strip()]
    worded = [cell for cell in cells if len(cell) <= 40 and not re.search(r"\d{4,}", cell) and not cell.strip().replace(".", "").isdigit()]
    return len(cells) >= 2 and len(worded) >= 0.8 * len(cells)


def continues_header(top: list[str], bottom: list[str]) -> bool:
    """A second header row stands under a first that leaves cells open (merged across) and holds no data."""
    filled = [at for at, cell in enumerate(bottom) if cell.strip()]
    open_above = [at for at in filled if at >= len(top) or not top[at].strip() or at + 1 >= len(top) or not top[at + 1].strip()]
    return looks_like_header(bottom) and bool(open_above) and len(filled) < len(top) and not any(map(SENDER.search, top))


def _is_parted(top: list[str], bottom: list[str]) -> bool:
    """Whether nothing but words fills gaps of the first row: then it names groups, and alone would name wrong columns."""
    fills_gap = any(lower.strip() and not upper.strip() for upper, lower in zip(top, bottom, strict=False))
    return fills_gap and not re.search(r"\d", "".join(bottom))


def joined(top: list[str], bottom: list[str] | None) -> list[tuple[str, ...]]:
    """For each place the spellings to try: of a two-row header the lower, the upper, and both together."""
    if bottom is None:
        return [(cell,) for cell in top]
    spellings, above = [], ""
    for at in range(max(len(top), len(bottom))):
        upper = top[at].strip() if at < len(top) else ""
        lower = bottom[at].strip() if at < len(bottom) else ""
        above = upper or (above if lower else "")
        spellings.append((above + lower, lower, above) if lower else (upper,))
    return spellings


def header_texts(rows: list[list[str]], header: Header) -> tuple[str, ...]:
    """The header in one row, as a sheet that is sent back should have it."""
    return tuple(tried[0] for tried in joined(rows[header.first], rows[header.last] if header.last > header.first else None))


def placed_at(dataset: Dataset, spellings: list[tuple[str, ...]], first: int, last: int, rows: list[list[str]]) -> Header:
    found: dict[str, tuple[int, Placed]] = {}
    householders: dict[str, Placed] = {}
    for at, tried in enumerate(spellings):
        for text in tried:
            if (hit := listed(dataset).get(bare(text))) and text.strip():
                column, rank = hit
                if len(tried) > 1 and _means_another(column, tried[1:2]):
                    break
                if len(tried) > 1 and _means_another(column, tried[2:]):
                    rank += 100  # 姓名 under 监护人信息 only where there is no other
                if HOUSEHOLDER in text and column.kind.name in MEANS_ANOTHER and not dataset.is_of_householders:
                    householders.setdefault(column.name, Placed(column, at, tried[0]))
                elif column.name not in found or rank < found[column.name][0]:
                    found[column.name] = (rank, Placed(column, at, tried[0], False, header_times(tried[0])))
                break
    placed = [p for _, p in found.values()]
    free = [at for at, tried in enumerate(spellings) if tried[0].strip() and all(p.at != at for p in (*placed, *householders.values()))]
    # A header none of whose cells is listed is no header: guessing starts from something known.
    if placed:
        sample = rows[last + 1 : last + 1 + SAMPLE_ROWS]
        placed += _guessed(dataset, spellings, free, {p.column.name for p in placed}, sample)
    names = {p.column.name for p in placed}
    placed += [p for name, p in householders.items() if name not in names]  # the household's row, as nobody else is named
    taken = {p.at for p in placed}
    names = {p.column.name for p in placed}
    return Header(
        first, last, tuple(sorted(placed, key=lambda p: p.at)),
        tuple(tried[0].strip() for at, tried in enumerate(spellings) if tried[0].strip() and at not in taken),
        tuple(c.title for c in dataset.required if c.name not in names),
    )


def _guessed(dataset: Dataset, spellings: list, free: list[int], known: set[str], sample: list[list[str]]) -> list[Placed]:
    open_columns = [c for c in dataset.columns if c.name not in known]
    scored = []
    for at in (at for at in free if not OF_A_MONTH.match(spellings[at][0].strip())):  # 5月工资 is no June's
        cells = [plain(row[at]) for row in sample if at < len(row)]
        for column in open_columns:
            if _means_another(column, spellings[at]):
                continue
            near = max(fuzz.ratio(bare(text), bare(alias)) for text in spellings[at] for alias in (column.title, *column.also))
            fits = _fits(column, cells)
            if _is_telling(column) and fits > FITS_SHARE:
                near += 15
            enough = NEAR_QUESTION if column.kind.choices == YES_OR_NO and not column.required else NEAR_ENOUGH
            if near >= enough and fits >= FITS_SHARE:
                scored.append((near, column.required, column, at))
    scored.sort(key=lambda s: (-s[0], not s[1], s[3]))
    guesses: list[Placed] = []
    for _, _, column, at in scored:
        if all(g.at != at and g.column is not column for g in guesses):
            guesses.append(Placed(column, at, spellings[at][0].strip(), True, header_times(spellings[at][0])))
    return guesses + _told_by_content(open_columns, spellings, free, guesses, sample)


def _is_telling(column: Column) -> bool:
    """Whether cells alone may show the column: ID numbers, days, listed words; 是 and 否 answer any question."""
    return column.kind.name in TELLING_KINDS and column.kind.choices != YES_OR_NO


def _told_by_content(open_columns: list[Column], spellings: list, free: list[int], guesses: list[Placed], sample: list[list[str]]) -> list[Placed]:
    """A required column that no header names, but whose kind exactly one column left over shows."""
    told = []
    for column in open_columns:
        if not column.required or not _is_telling(column) or any(g.column is column for g in guesses):
            continue
        fitting = [
            at for at in free
            if all(g.at != at for g in guesses + told)
            and not ANOTHERS.search(spellings[at][0]) and not _means_another(column, spellings[at])
            and _fits(column, [plain(row[at]) for row in sample if at < len(row)]) >= 0.95
        ]
        if len(fitting) == 1:
            told.append(Placed(column, fitting[0], spellings[fitting[0]][0].strip(), True))
    return told


def _means_another(column: Column, tried: tuple[str, ...]) -> bool:
    """Whether a header has a word that the column is never called by: another person's, another day's, another amount's."""
    own = "".join((column.title, *column.also))
    if any(bare(word) in bare(text) for word in column.unlike for text in tried):
        return True
    if column.kind.name == "day" and len(tried) > 1:
        tried = (tried[1], CLERICAL.sub("", tried[2]))
    words = MEANS_ANOTHER.get(column.kind.name)
    return words is not None and any(found[0] not in own for text in tried for found in words.finditer(text))


def _fits(column: Column, cells: list[str]) -> float:
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
            good += 1
        except Unreadable:
            pass
    return good / len(filled)
