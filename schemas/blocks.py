"""One sheet, several tables: a second header further down, in another order or of another list, begins a block of its own; so does one beside the first."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise, zip_longest

from schemas.columns import Columns
from schemas.headers import HEADER_SEARCH_ROWS, continues_header, joined, looks_like_header
from schemas.likeness import kinds_in
from schemas.months import month_headed, stated_month
from schemas.readers import Sheet
from schemas.recognise import OF_THOSE_NOT_ON_IT
from schemas.spellings import bare, is_listed, meaning_of
from schemas.unfolding import BESIDE_ANOTHER, is_anothers, is_persons_own

LISTED_CELLS, LISTED_SHARE = 3, 0.6
HEADER_ROWS = 3
DATA = re.compile(r"\d{6}")
YEAR_AND_MONTH = re.compile(r"\A(20\d\d)[-./]?(0?[1-9]|1[0-2])\Z")
ANY_MONTH, TITLE_ROWS = dt.date(2000, 12, 1), 3


def blocks(sheet: Sheet) -> list[Sheet]:
    """The sheet in as many as it has tables; nearly all have one. Cells keep their rows and columns in Excel, a title goes with what is under it."""
    return [_with_months_in_one_row(table) for block in _below(sheet) for table in _beside(_with_header_in_two_rows(block))]


def _with_header_in_two_rows(sheet: Sheet) -> Sheet:
    """A header of three rows, told by headings that are merged down all of them: its groups of groups go, but for those of guardians and the like."""
    for at in sorted({top for top, _, bottom, _ in sheet.merged if bottom == top + HEADER_ROWS - 1 < len(sheet.rows) and top < HEADER_SEARCH_ROWS}):
        top, middle, bottom = header = [[cell.strip() for cell in row] for row in sheet.rows[at : at + HEADER_ROWS]]
        cells = [cell for row in header for cell in row]
        if DATA.search("".join(cells)) or sum(map(is_listed, filter(None, cells))) < LISTED_CELLS or not (any(middle) and any(bottom)):
            continue
        group, upper = "", []
        for above, below in zip_longest(top, middle, fillvalue=""):
            group = above or group
            upper.append(group + below if below and is_anothers(group) else below or above)
        return replace(sheet, rows=[*sheet.rows[:at], [], upper, *sheet.rows[at + 2 :]])
    return sheet


def _with_months_in_one_row(sheet: Sheet) -> Sheet:
    """Months in a row of their own, under what they are months of (月工资 over 5月, 6月) or over it: 6月月工资 in the lower of the two rows."""
    for at, (top, bottom) in enumerate(pairwise(sheet.rows[:HEADER_SEARCH_ROWS])):
        bottom = _months_if_numbered(top, bottom)
        if not any("月" in cell or YEAR_AND_MONTH.fullmatch(cell.strip()) for cell in (*top, *bottom)):
            continue
        top, bottom = ([YEAR_AND_MONTH.sub(r"\1年\2月", cell.strip()) for cell in row] for row in (top, bottom))  # 2024-05: digits are no header
        if not (looks_like_header(top) and continues_header(top, bottom)):
            continue
        names = [tried[0] if len(tried) == 1 else (tried[2], tried[1]) for tried in joined(top, bottom)]
        pairs = [(name if _is_month(name[1]) else name[::-1]) if isinstance(name, tuple) else ("", "") for name in names]
        if sum(_is_month(month) and bool(what) for what, month in pairs) > 1:
            row = [f"{month}{what}" if _is_month(month) else "".join(name) for name, (what, month) in zip(names, pairs, strict=True)]
            return replace(sheet, rows=[*sheet.rows[:at], [], row, *sheet.rows[at + 2 :]])
    return sheet


def _months_if_numbered(top: list[str], bottom: list[str]) -> list[str]:
    """5, 6 below one header and nothing else, as 5月, 6月."""
    filled = [at for at, cell in enumerate(bottom) if cell.strip()]
    numbers = [int(cell) if (cell := bottom[at].strip()).isdecimal() and len(cell) < 3 else 0 for at in filled]
    is_run = len(numbers) > 1 and numbers[0] > 0 and numbers[-1] <= 12 and numbers == list(range(numbers[0], numbers[-1] + 1))
    is_one_header = is_run and bool(top[filled[0]].strip() if filled[0] < len(top) else "") and not any(cell.strip() for cell in top[filled[0] + 1 : filled[-1] + 1])
    return [f"{cell.strip()}月" if cell.strip() else cell for cell in bottom] if is_one_header else bottom


def _is_month(cell: str) -> bool:
    return bool((found := month_headed(cell)) and not found[2])


def _below(sheet: Sheet) -> list[Sheet]:
    """A header may take two rows, both of which are printed again on the next page.
    """
    starts: list[int] = []
    last: list[list[str]] = []
    seen_data = False
    for at, cells in _worth_a_look(sheet.rows):
        if _is_header(cells):
            header = [bare(cell) for cell in cells]
            if not last:
                starts, last = [0], [header]
            elif not seen_data:
                last.append(header)
            elif header not in last or _is_of_another_month(sheet.rows, starts[-1], at):
                starts.append(_with_title(sheet.rows, at))
                last, seen_data = [header], False
        elif last and not seen_data:
            seen_data = any(DATA.search(cell) for cell in cells)
    if len(starts) < 2:
        return [sheet]
    return [_part(sheet, start, end) for start, end in zip(starts, [*starts[1:], len(sheet.rows)], strict=True)]


def _worth_a_look(rows: list[list[str]]) -> Iterable[tuple[int, list[str]]]:
    """(place, cells) of every row that may be a header, and of the data below one the first."""
    return ((at, rows[at]) for at in rows.not_plainly_data()) if isinstance(rows, Columns) else enumerate(rows)


def _is_header(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) < LISTED_CELLS or DATA.search("".join(filled)):
        return False
    listed = sum(is_listed(cell) for cell in filled)
    return listed >= LISTED_CELLS and listed >= LISTED_SHARE * len(filled) and looks_like_header(cells)


def _with_title(rows: list[list[str]], header: int) -> int:
    """Back over lines of one cell or none that stand right above."""
    at = header
    while at > 0 and sum(bool(cell.strip()) for cell in rows[at - 1]) <= 1:
        at -= 1
    return at


def _is_of_another_month(rows: list[list[str]], start: int, header: int) -> bool:
    """Whether the title right above a header that is printed again states another month than that of the table which begins at `start`."""
    first, second = (next((month for line in lines for cell in line if (month := stated_month(cell, ANY_MONTH))), None) for lines in (rows[start:start + TITLE_ROWS], rows[_with_title(rows, header) : header]))
    return bool(first and second and first != second)


def _part(sheet: Sheet, start: int, end: int) -> Sheet:
    merged = [(top - start, left, bottom - start, right) for top, left, bottom, right in sheet.merged if start <= top and bottom < end]
    inside = range(start + 1, end + 1)
    return replace(
        sheet, rows=sheet.rows[start:end], merged=merged, numbers=[sheet.number(row) for row in inside],
        hidden_rows=frozenset(row - start for row in sheet.hidden_rows if row in inside), uneven=frozenset(row - start for row in sheet.uneven if row in inside),
    )


def _beside(sheet: Sheet) -> list[Sheet]:
    """Tables side by side: people are named again, and what is said of them there is something else. A household's people are no tables."""
    for at, cells in enumerate(sheet.rows[:HEADER_SEARCH_ROWS]):
        if len(cells) > 2 * LISTED_CELLS - 1 and looks_like_header(cells):
            above = sheet.rows[at - 1] if at else []
            starts = _starts(joined(above, cells) if looks_like_header(above) and continues_header(above, cells) else [(cell,) for cell in cells], above)
            if starts:
                return [_between(sheet, at, first, end) for first, end in zip([0, *starts[1:]], [*starts[1:], len(cells)], strict=True)]
    return [sheet]


def _starts(spellings: list[tuple[str, ...]], above: list[str]) -> list[int]:
    """Where each table begins; none where there is only one. Of those that say the same, titles `above` may say that some are of people no longer on
    the list, or of another kind.
    """
    meanings = ["" if any(map(is_anothers, tried)) else meaning_of(tried[-2] if len(tried) > 1 else tried[0]) for tried in spellings]
    counts = Counter(filter(None, meanings))
    if counts["name"] < 2 or counts["name"] != counts["id_number"]:
        return []
    again = {meaning for meaning, count in counts.items() if count == counts["name"]}
    starts = [at for at, meaning in enumerate(meanings) if meaning == next(filter(again.__contains__, meanings))]
    said = [{*meanings[start:end]} - again - {""} for start, end in zip(starts, [*starts[1:], len(meanings)], strict=True)]
    is_whose = any(BESIDE_ANOTHER.search(spellings[start - 1][0]) for start in starts[1:])  # the second 姓名 is whose account it is, or a guardian's
    titles = [next((cell for cell in above[start:end] if cell.strip()), "") for start, end in zip(starts, [*starts[1:], len(meanings)], strict=True)]
    kinds = [kinds_in(title) for title in titles]
    are_parted = 0 < sum(bool(OF_THOSE_NOT_ON_IT.search(title)) for title in titles) < len(titles) or (all(kinds) and len({*kinds}) > 1)
    says_another_thing = are_parted or len({frozenset(each) for each in said if each}) > 1 or any(is_persons_own(meaning) for each in said[:-1] for meaning in each)
    return starts if says_another_thing and not is_whose else []


def _between(sheet: Sheet, header: int, first: int, end: int) -> Sheet:
    """The sheet with only the columns from `first` up to `end`; what stands alone above the header is said of all tables."""
    rows = [
        cells if at < header and sum(bool(cell.strip()) for cell in cells) < 2 else [cell if first <= place < end else "" for place, cell in enumerate(cells)]
        for at, cells in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=rows, merged=[(top, left, bottom, right) for top, left, bottom, right in sheet.merged if first <= left and right < end])
