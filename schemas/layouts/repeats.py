"""Several rows out of one line: a column a month, headings that are values, further rows, other members of the household."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from schemas.fields import NOTHING, Unreadable
from schemas.layouts.cells import NOT_TICKED, Line, is_filled
from schemas.layouts.description import Layout, Source, headings_of
from schemas.layouts.fitting import Heads
from schemas.months import MONTH_WORDS

MOST_MEMBERS = 30
MONTH_MARK = "{month}"
MEMBER_MARK = re.compile(r"\{n(?:\+(\d+))?\}")
MONTHS = {number: (str(number), f"{number:02d}", word) for word, number in ((word, int(digits)) for word, digits in MONTH_WORDS.items())}
UNEQUAL = "成员的姓名和号码个数不一样，不知道谁是谁的"


def months_headings(columns: Mapping[str, Source]) -> list[str]:
    """Every heading that columns a month apart may stand under."""
    return [heading for words in MONTHS.values() for word in words for heading in headings_of(_of_month(columns, word).values())] if _marked(columns) else []


def by_month(columns: Mapping[str, Source], heads: Heads) -> dict[int, dict[str, Source]]:
    """The columns of each month that has a heading, where they stand a month apart (`{month}`); none where they do not."""
    found = {}
    for number, words in MONTHS.items() if (marked := _marked(columns)) else ():
        for word in words:
            own = _of_month(columns, word)
            if any(heads.at(heading) is not None for heading in headings_of(own[name] for name in marked)):
                found[number] = own
                break
    return found


def _marked(columns: Mapping[str, Source]) -> list[str]:
    return [name for name, source in columns.items() if MONTH_MARK in str(source)]


def _of_month(columns: Mapping[str, Source], word: str) -> dict[str, Source]:
    return {
        name: _filled_in({**source, "from": source["each"]} if isinstance(source.get("each"), str) else source, re.compile(re.escape(MONTH_MARK)), word) for name, source in columns.items()
    }


def repeated_columns(columns: Mapping[str, Source], months: Mapping[int, dict[str, Source]], line: Line) -> Iterator[tuple[dict[str, Source], int | None]]:
    """The columns once for each month, or heading, that is filled; with the month's number."""
    line.each = {}
    name, source = next(((name, source) for name, source in columns.items() if isinstance(source.get("each"), list)), ("", {}))
    if months:
        marked = _marked(columns)
        leading = [name for name in marked if "each" in columns[name]] or marked
        shared = {*headings_of(columns[name] for name in leading)}  # in a sum of the month's and others
        for number, own in months.items():
            if any(line.get(heading) not in NOTHING for heading in headings_of(own[name] for name in leading) if heading not in shared):
                yield own, number
    elif name:
        for heading in source["each"]:
            if is_filled(cell := line.get(heading)) and cell not in NOT_TICKED:
                line.each = {name: (heading, cell)}
                yield dict(columns), None
    else:
        yield dict(columns), None


def further(layout: Layout, columns: Mapping[str, Source], line: Line) -> Iterator[int]:
    """Which of the further rows the line has: none of those whose own columns are empty."""
    shared = {*headings_of(columns.values())}
    for which, each in enumerate(layout.also):
        if any(is_filled(line.get(heading)) for heading in headings_of(each["columns"].values()) if heading not in shared):
            yield which


def _counted_on(n: int, found: re.Match[str]) -> str:
    return str(n + int(found[1] or 0))


def _filled_in(source: Any, mark: re.Pattern[str], word: str | Callable[[re.Match[str]], str]) -> Any:
    if isinstance(source, str):
        return mark.sub(word, source)
    if isinstance(source, Mapping):
        return {key: _filled_in(each, mark, word) for key, each in source.items()}
    return [_filled_in(each, mark, word) for each in source] if isinstance(source, list) else source


def members_on(told: Mapping[str, Source], line: Line, read: Callable[[str, Source], str]) -> Iterator[tuple[dict[str, str], list[tuple[str, str]]]]:
    """Columns of each other person on the line, with (column, reason) of what could not be read; `read` takes (column, source)."""
    if any("list" in source for source in told.values()):
        yield from _listed(told, line)
        return
    numbered = MEMBER_MARK.search(str(told))
    for n in range(1, MOST_MEMBERS if numbered else 2) if told else ():
        columns = {key: _filled_in(source, MEMBER_MARK, partial(_counted_on, n)) for key, source in told.items()}
        if all(line.heads.at(heading) is None for heading in headings_of(columns.values())):
            continue
        member, wrong = {}, []
        for key, source in columns.items():
            try:
                member[key] = read(key, source)
            except Unreadable as fault:
                member[key] = ""
                wrong.append((key, str(fault)))
        yield member, wrong


def _listed(told: Mapping[str, Source], line: Line) -> Iterator[tuple[dict[str, str], list[tuple[str, str]]]]:
    """Of lists in a cell each. Names and numbers of which there are not as many go by nobody's guess."""
    lists = {}
    for key, source in told.items():
        if "list" in source:
            marks = unicodedata.normalize("NFKC", str(source.get("by", "；;、")))
            parts = [text.strip() for text in re.split(f"[{re.escape(marks)}]", line.get(str(source["list"])))]
            while parts and parts[-1] in NOTHING:
                parts.pop()
            lists[key] = parts
    if "name" in lists and told["name"] == told.get("id_number"):  # 王桂英（4416…）、李国强（4416…）
        lists["name"], lists["id_number"] = map(list, zip(*map(parted, lists["name"]), strict=True)) if lists["name"] else ([], [])
    names, numbers = lists.get("name", []), lists.get("id_number", [])
    wrong = [("id_number", UNEQUAL)] if names and numbers and len(names) != len(numbers) else []
    for at in range(max(map(len, lists.values()))):
        yield {key: "".join(parts[at : at + 1]) for key, parts in lists.items()}, wrong


def is_another(member: Mapping[str, str], row: Mapping[str, str]) -> bool:
    """Whether a member of the household is not the line's own person once more."""
    name, number = member.get("name", ""), member.get("id_number", "").upper()
    if not name and not number:
        return False
    own = row.get("id_number", "").upper()
    return number != own if number and own else name != row.get("name")


def parted(text: str) -> tuple[str, str]:
    """Name and number in one cell: the number is its run of 18 or 15 digits, the name what stands before."""
    found = re.search(r"\d{17}[\dXx]|\d{15}", text)
    return re.sub(r"[\s(（:：,，、\-]+\Z", "", text[: found.start()] if found else text), found[0] if found else ""


def month_of_number(number: int, year: int | None, month: dt.date) -> str:
    """2025-07 of a column's month: of the year that the file's name says, else the last such month up to the file's."""
    return f"{year or month.year - (number > month.month):04d}-{number:02d}"

