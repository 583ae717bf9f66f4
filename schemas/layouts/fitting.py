"""Which layout a file and its sheets are of: by the file's name, by what stands in the header, or by both."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from schemas.column_letters import place_of
from schemas.fields import plain
from schemas.headers import HEADER_SEARCH_ROWS
from schemas.layouts.description import NOTES, PLACEHOLDER, Layout
from schemas.months import arabic
from schemas.units import are_units, times_beside

if TYPE_CHECKING:
    from schemas.readers import Sheet  # which loads what reads workbooks

BRACKETS = re.compile(r"[\s()\[\]【】{}〔〕<>《》「」『』“”\"'*]")
LETTERED = frozenset("甲乙丙丁戊己庚辛—-")
DIGITS = {"yyyy": r"(?P<y{n}>\d{{4}})", "mm": r"(?P<m{n}>0[1-9]|1[0-2])", "dd": r"(?P<d{n}>[0-3]\d)", "q": r"(?P<q{n}>[1-4一二三四])", "m": r"(?P<m{n}>1[0-2]|0?[1-9])", "d": r"(?P<d{n}>[0-3]?\d)"}


@dataclass(frozen=True)
class Named:
    """What a file's name tells: the month, the year, and columns whose value is a piece of it."""

    month: dt.date | None
    pieces: Mapping[str, str]
    year: int | None = None


@dataclass(frozen=True)
class Heads:
    """Header rows `first`..`last` (from zero), how many lines under them are none, and where each heading stands, by what may be written."""

    first: int
    last: int
    skip: int
    labels: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    paths: tuple[str, ...] = ()
    times: Mapping[int, int] = field(default_factory=dict)  # of units that a line of their own says

    @property
    def body(self) -> int:
        return self.last + 1 + self.skip

    def at(self, heading: str) -> int | None:
        """Its place from zero: a heading, `组/标题`, `标题#2` the second of that name, `=D` a position."""
        if re.fullmatch("=[A-Z]{1,3}", heading):
            return place_of(heading[1:])
        name, mark, which = heading.rpartition("#")
        if mark and which.isdigit():
            places = self.places.get(squeezed(name), ())
            return places[int(which) - 1] if int(which) <= len(places) else None
        places = self.places.get(squeezed(heading), ())
        return places[0] if places else None

    def all_at(self, heading: str) -> list[int]:
        """Every place of that heading, of a group's name all that stands under it."""
        one, name = self.at(heading), squeezed(heading)
        under = [at for at, (path, label) in enumerate(zip(self.paths, self.labels, strict=False)) if squeezed(label) == name or (path != label and squeezed(path).startswith(f"{name}/"))]
        return [*([one] if one is not None else []), *under]

    def group(self, heading: str) -> str:
        """The group under which `组/标题` looks for it."""
        group, _, _ = heading.rpartition("/")
        return group if group and self.places.get(squeezed(heading)) and squeezed(self.labels[self.at(heading) or 0]) != squeezed(heading) else ""

    def has(self, heading: str) -> bool:
        """Whether it stands anywhere in the header, be it as the name of a group."""
        return self.at(heading) is not None or any(squeezed(heading) == squeezed(part) for path in self.paths for part in path.split("/"))

    def path(self, heading: str) -> str:
        """What stands over the heading's column, groups first; the heading itself where it is not here."""
        at = self.at(heading)
        return heading if at is None or at >= len(self.paths) else self.paths[at]


def may_be_of(layout: Layout, name: str, folder: dt.date, header: Iterable[str]) -> bool:
    """Whether a layout may be of a sheet of which no more than its file's name and header are known: rather too often than not."""
    cells = [squeezed(cell) for cell in header]
    return name_tells(layout.file or "*", name, folder) is not None and all(any(squeezed(heading) in cell for cell in cells) for heading in layout.headings)


def squeezed(text: str) -> str:
    """A heading without blanks, breaks, width and bracket marks."""
    return BRACKETS.sub("", unicodedata.normalize("NFKC", text))


def name_tells(pattern: str, file_name: str, folder: dt.date) -> Named | None:
    """What a name that fits the glob tells; None where it does not fit. With or without ending, the inner name of an archive too. Of a span
    the last month; a month without a year is the last such one up to the folder's.
    """
    found = next(filter(None, map(_pattern(pattern).fullmatch, _names_of(file_name))), None)
    if not found:
        return None
    parts = {key: value for key, value in found.groupdict().items() if value}
    year, month, quarter = (next((parts[key] for key in reversed(parts) if re.fullmatch(rf"{letter}\d+", key)), "") for letter in "ymq")
    number = 3 * ("一二三四".find(quarter) + 1 or int(quarter)) if quarter else int(month or 0)
    whose = int(year) if year else folder.year - (number > folder.month)
    pieces = {key: value for key, value in parts.items() if not re.fullmatch(r"[ymdq]\d+", key)}
    return Named(dt.date(whose, number, 1) if number else None, pieces, int(year) if year else None)


@lru_cache(maxsize=16)  # every layout asks of the same file
def _names_of(file_name: str) -> tuple[str, ...]:
    """With and without its ending, as written and with 二〇二五年九月 in digits."""
    inner = PurePosixPath(file_name).name
    names = [unicodedata.normalize("NFKC", name) for name in (inner, re.sub(r"\.\w{1,5}\Z", "", inner))]
    return tuple(dict.fromkeys(text for name in names for text in (name, arabic(name))))


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    pattern = unicodedata.normalize("NFKC", pattern)
    made, end = "", 0
    named: set[str] = set()
    for number, found in enumerate(PLACEHOLDER.finditer(pattern)):
        made += re.escape(pattern[end : found.start()])
        end = found.end()
        if found[0] in "*?":
            made += ".*" if found[0] == "*" else "."
        elif found[1].startswith("month:"):
            pieces = re.split("(yyyy|mm|dd|m|d|q)", found[1].removeprefix("month:"))
            made += "".join(DIGITS[piece].format(n=number) if piece in DIGITS else re.escape(piece) for piece in pieces)
        else:
            made += f"(?P={found[1]})" if found[1] in named else f"(?P<{found[1]}>.+?)"
            named.add(found[1])
    return re.compile(made + re.escape(pattern[end:]), re.IGNORECASE)


def heads_of(layout: Layout, sheet: Sheet, needed: Sequence[str]) -> Heads | None:
    """The header rows as the layout says, else the first that have all the headings (or most of those needed)."""
    everywhere = range(min(HEADER_SEARCH_ROWS, len(sheet.rows)))
    if "row" not in layout.header:
        return _best_heads(layout, sheet, needed, everywhere)
    # a title may take a line more than it did
    return _best_heads(layout, sheet, needed, [layout.header["row"] - 1]) or (_best_heads(layout, sheet, needed, everywhere) if layout.headings else None)


def _best_heads(layout: Layout, sheet: Sheet, needed: Sequence[str], firsts: Iterable[int]) -> Heads | None:
    """Of headers that begin in these rows the first that has most of what is asked for."""
    said = layout.header
    best: tuple[int, Heads | None] = (0, None)
    for first in firsts:
        if first >= len(sheet.rows) or sum(bool(cell.strip()) for cell in sheet.rows[first]) < 2:
            continue
        for last in range(first, first + 3) if "rows" not in said else [first + said["rows"] - 1]:
            made = heads_at(sheet, first, last, said["skip"] if "skip" in said else rows_under(sheet, last))
            score = sum(made.at(heading) is not None for heading in needed or layout.headings) if all(map(made.has, layout.headings)) else 0
            best = (score, made) if score > best[0] else best
    return best[1]


def rows_under(sheet: Sheet, last: int) -> int:
    """Lines right under a header that number its columns (1 2 3, 甲 乙 1 2, D03001 D03002) or give their units."""
    count = 0
    for row in sheet.rows[last + 1 : last + 3]:
        cells = [text for cell in row if (text := plain(cell)) and text not in LETTERED]
        numbered = [re.fullmatch(r"([A-Za-z]*)(\d{1,6})(?:[=+].*)?", cell) for cell in cells]
        numbers = [(found[1], int(found[2])) for found in numbered if found]
        follow = len(numbers) == len(cells) and numbers == [(numbers[0][0], numbers[0][1] + at) for at in range(len(numbers))] if numbers else False
        if len(cells) < 2 or not (follow or are_units(cells)):
            break
        count += 1
    return count


def heads_at(sheet: Sheet, first: int, last: int, skip: int = 0) -> Heads:
    """Rows `first`..`last` (from zero) as a header."""
    rows = sheet.rows[first : last + 1]
    width = max(map(len, rows), default=0)
    lines = [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in rows]
    for top, left, bottom, right in sheet.merged:  # a group's name stands over all that it heads
        if first <= top <= last:
            for row in range(top, min(bottom, last) + 1):
                for at in range(left, min(right, width - 1) + 1):
                    lines[row - first][at] = lines[top - first][left] if at > left or row > top else lines[row - first][at]
    for number, line in enumerate(lines[:-1]):
        above = ""
        for at in range(width):
            above = line[at] or (above if any(lower[at] for lower in lines[number + 1 :]) else "")
            line[at] = above
    single: dict[str, list[int]] = {}
    grouped: dict[str, list[int]] = {}
    labels, paths = [], []
    for at in range(width):
        path = list(dict.fromkeys(squeezed(line[at]) for line in lines if line[at]))
        labels.append(next((line[at] for line in reversed(lines) if line[at]), ""))
        paths.append("/".join(dict.fromkeys(line[at] for line in lines if line[at])))
        if path:
            single.setdefault(path[-1], []).append(at)
        for name in dict.fromkeys([*(f"{group}/{path[-1]}" for group in path[:-1]), *(["/".join(path)] if len(path) > 2 else [])]):
            grouped.setdefault(name, []).append(at)
    places = {**grouped, **single}  # a single heading with a slash in it wins
    return Heads(first, last, skip, tuple(labels), {name: tuple(at) for name, at in places.items()}, tuple(paths), times_beside(sheet.rows, first, last))


def sheet_says(layout: Layout, sheet_name: str) -> object:
    """What a layout says of a sheet: a table of its own columns and constants, "notes", or None where the sheet is not its."""
    if not layout.sheets:
        return {}
    name = squeezed(sheet_name)
    for pattern, said in layout.sheets.items():
        if pattern != "*" and fnmatchcase(name, squeezed(pattern) if "*" not in pattern else pattern):
            return said
    return layout.sheets.get("*")


def best_first(layouts: Iterable[Layout]) -> list[Layout]:
    """Of two that fit the county's wins, then the one with more headings, then with a file's name."""
    return sorted(layouts, key=lambda each: (not each.is_own, -len(each.headings), not each.file, each.name))


def sayings(sheet: Sheet, fitting: Iterable[tuple[Layout, Named]]) -> list[tuple[Layout, Named, Any]]:
    """What each says of the sheet, those to which it is nothing left out. That all other sheets are notes (`*`) is said of none that another takes."""
    found = [(layout, named, said) for layout, named in (() if sheet.hidden else fitting) if (said := sheet_says(layout, sheet.name)) is not None]
    return sorted(found, key=lambda each: is_notes(each[2]) and each[0].dataset_name != NOTES and not _is_named(each[0], sheet.name))


def _is_named(layout: Layout, sheet_name: str) -> bool:
    return any(pattern != "*" and squeezed(pattern) == squeezed(sheet_name) for pattern in layout.sheets)


def is_notes(said: object) -> bool:
    return said == NOTES


def month_end(month: dt.date) -> dt.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
