"""Cells → which column is which: listed headers first, then the nearest known one, checked against what stands below."""

import re
from dataclasses import dataclass
from itertools import zip_longest

from schemas.dataset import Dataset
from schemas.fields import plain
from schemas.guessing import MEANS_ANOTHER, fits, guessed, is_of_another_span, means_another
from schemas.remarks import is_remark
from schemas.romanised import is_romanised, romanised
from schemas.spellings import Placed, bare, listed
from schemas.units import header_times

HEADER_SEARCH_ROWS, SAMPLE_ROWS = 60, 200
FEWEST_IN_LETTERS = 3
HOUSEHOLDER = "户主"
SENDER = re.compile(r"(单位|时间|日期|人|部门)\s*[:：]|20\d\d年")  # of a line above the header, not of its upper row


@dataclass(frozen=True)
class Header:
    """Rows `first`..`last` (from zero) of a sheet as the header of a dataset; `again` are (place, another place that is called the same)."""

    first: int
    last: int
    placed: tuple[Placed, ...]
    ignored: tuple[str, ...]
    missing: tuple[str, ...]
    again: tuple[tuple[Placed, int], ...] = ()

    @property
    def exact_count(self) -> int:
        return sum(not p.guessed for p in self.placed)


def find_header(dataset: Dataset, rows: list[list[str]]) -> Header | None:
    """The rows that serve best as the dataset's header, or None where nothing looks like one."""
    best: Header | None = None
    best_rank: tuple[int | bool, ...] = ()
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


def _rank(header: Header, dataset: Dataset, rows: list[list[str]]) -> tuple[int | bool, ...]:
    tells_more = header.last > header.first and _lower_tells_more(dataset, rows[header.first], rows[header.last])
    return (-len(header.missing), header.exact_count, len(header.placed), tells_more, header.last == header.first)


def _lower_tells_more(dataset: Dataset, top: list[str], bottom: list[str]) -> bool:
    """Whether the second row names a column where the first names none or another: 个人负担 over 个人自费 and 个人自付."""
    columns = listed(dataset)
    named = ((columns.get(bare(upper)), columns.get(bare(lower))) for upper, lower in zip_longest(top, bottom, fillvalue="") if lower.strip())
    return any(below and (not above or above[0] is not below[0]) for above, below in named)


def looks_like_header(row: list[str]) -> bool:
    cells = [cell for cell in row if cell.strip()]
    worded = [cell for cell in cells if len(cell) <= 40 and not re.search(r"\d{4,}(?!年\d{1,2}月)", cell) and not cell.strip().replace(".", "").isdigit()]
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
    spellings: list[tuple[str, ...]] = []
    above = ""
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
    again: list[tuple[Placed, int]] = []
    for at, tried in enumerate(spellings):
        for text in tried:
            if (hit := listed(dataset).get(bare(text))) and text.strip() and not is_of_another_span(hit[0], tried[0]):
                column, rank = hit
                if len(tried) > 1 and means_another(column, tried[1:2]):
                    break
                if len(tried) > 1 and means_another(column, tried[2:]):
                    rank += 100  # 姓名 under 监护人信息 only where there is no other
                if HOUSEHOLDER in text and column.kind.name in MEANS_ANOTHER and not dataset.is_of_householders:
                    householders.setdefault(column.name, Placed(column, at, tried[0]))
                elif column.name not in found or rank < found[column.name][0]:
                    found[column.name] = (rank, Placed(column, at, tried[0], False, header_times(tried[0])))
                elif rank == found[column.name][0]:
                    again.append((found[column.name][1], at))
                break
    placed = [p for _, p in found.values()]
    free = [at for at, tried in enumerate(spellings) if tried[0].strip() and all(p.at != at for p in (*placed, *householders.values()))]
    # A header none of whose cells is listed, in characters or in letters, is no header: guessing starts from something known.
    if placed or sum(any(is_romanised(text) and romanised(dataset, text) for text in tried) for tried in spellings) >= FEWEST_IN_LETTERS:
        sample = [row for row in rows[last + 1 : last + 1 + SAMPLE_ROWS] if not (any(map(str.strip, row)) and is_remark(row, ""))] if free else []
        guesses, as_near = guessed(dataset, spellings, free, {p.column.name for p in placed}, sample)
        placed, again = placed + guesses, again + as_near
    names = {p.column.name for p in placed}
    placed += [p for name, p in householders.items() if name not in names]  # the household's row, as nobody else is named
    placed += _shown_by_others(dataset, placed, rows[last + 1 : last + 1 + SAMPLE_ROWS])
    taken = {p.at for p in placed}
    names = {p.column.name for p in placed}
    return Header(
        first, last, tuple(sorted(placed, key=lambda p: p.at)),
        tuple(tried[0].strip() for at, tried in enumerate(spellings) if tried[0].strip() and at not in taken),
        tuple(c.title for c in dataset.required if c.name not in names),
        tuple(pair for pair in again if pair[0] in placed),
    )


def _shown_by_others(dataset: Dataset, placed: list[Placed], sample: list[list[str]]) -> list[Placed]:
    """Required columns that are not there and that another's words tell, where all of them do: a grade its stage."""
    there = {p.column.name: p for p in placed}
    wanted = [(column, there[column.shown_by]) for column in dataset.required if column.name not in there and column.shown_by in there]
    return [Placed(column, p.at, p.header, True) for column, p in wanted if fits(column, [plain(row[p.at]) for row in sample if p.at < len(row)]) == 1]
