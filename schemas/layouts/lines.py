"""A line of a sheet → rows of the dataset: its person and the others on it, month by month or heading by heading."""

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from schemas.addresses import places_in
from schemas.dataset import Dataset
from schemas.fields import NOTHING, Unreadable, plain, read_fen
from schemas.layouts.bearing import bearing_rows
from schemas.layouts.cells import Line, WholeFile, holds, mapped, quarter_of, resolved, times_of, value
from schemas.layouts.description import Layout, Source, headings_of
from schemas.layouts.fitting import Heads, squeezed
from schemas.layouts.repeats import by_month, further, is_another, members_on, month_of_number, parted, repeated_columns
from schemas.months import month_in_cell
from schemas.readers import Sheet
from schemas.remarks import is_header_again, is_remark
from schemas.spellings import bare

MONTH = "month"  # a row's own, beside the dataset's columns
NUMBERED = re.compile(r"[(（]?[一二三四五六七八九十\d]+[)）、.．]")
SECTION_NUMBER = re.compile(rf"\A{NUMBERED.pattern}\s*|[(（].*?[)）]|[:：]\Z")
COUNTED = re.compile(r"共?计?:?\d+[人户名]")  # of a section, in a cell of its own
OF_HOUSEHOLD = "household"
OF_ALL = (OF_HOUSEHOLD, "quarter")
NO_MONTH = "不是月份，请写成 2025-06 的样子"


@dataclass
class Plan:
    """A layout on one sheet: its own columns and those found as today, and what it needs to know of the rest of the file."""

    layout: Layout
    dataset: Dataset
    heads: Heads
    book: WholeFile
    month: dt.date
    columns: dict[str, Source]
    constants: dict[str, str]
    year: int | None = None
    who: dict[str, dict[str, str]] = field(default_factory=dict)
    months: list[dict[int, dict[str, Source]]] = field(default_factory=list)
    bearing: Any = ...  # rows that bear a household's figure, once they are looked for
    members: list[Mapping[str, Source]] = field(default_factory=list)
    section: dict[str, str] = field(default_factory=dict)
    household: str = ""
    seen: Counter[str] = field(default_factory=Counter)


def rows_of(plan: Plan, sheet: Sheet) -> tuple[list[dict[str, str]], list[int], list[tuple[int, str, str]], int, int]:
    """(rows, the line each came from, faults by row, lines that gave rows, lines left out)."""
    rows: list[dict[str, str]] = []
    numbers: list[int] = []
    faults: list[tuple[int, str, str]] = []
    lines = outside = 0
    printed = [{bare(label)} for label in plan.heads.labels]
    year_at = _month_column(plan, sheet) if plan.layout.period == "year" and MONTH not in plan.columns else None
    for number, cells in enumerate(_with_merged(plan, sheet), plan.heads.body + 1):
        if not any(cell.strip() for cell in cells) or _is_no_row(plan, cells, printed):
            continue
        line = Line(cells, plan.heads, number, plan.month)
        line.who = plan.who.get(line.get(plan.layout.who["by"]), {}) if plan.layout.who else {}
        if not holds(line, plan.layout.only) or (plan.layout.excepted and any(holds(line, {h: w}) for h, w in plan.layout.excepted.items())):
            outside += 1
            continue
        before = len(rows)
        for row, wrong in _of_line(plan, line):
            if year_at is not None:
                row[MONTH] = month_in_cell(cells[year_at] if year_at < len(cells) else "")
            for own in _of_quarter(plan, row) if plan.layout.period == "quarter" else [row]:
                faults += [(len(rows), name, reason) for name, reason in wrong]
                rows.append(own)
                numbers.append(sheet.number(number))
        lines += len(rows) > before
    return rows, numbers, faults, lines, outside


def _is_no_row(plan: Plan, cells: list[str], printed: list[set[str]]) -> bool:
    """A header again, a total, a foot, the limits' row, or a line alone that is a section, which is noted."""
    filled = [plain(cell) for cell in cells if cell.strip()]
    section = plan.layout.sections
    if section and len([text for text in filled if not COUNTED.fullmatch(text)]) == 1 and not COUNTED.fullmatch(filled[0]):
        word = SECTION_NUMBER.sub("", filled[0]).strip()
        words = {plain(written): meaning for written, meaning in section.get("map", {}).items()}
        if word in words or not words:
            plan.section = {section["column"]: words.get(word, word)}
            return True
        if NUMBERED.match(filled[0]):
            plan.section = {}  # another section, which the layout does not know: what follows is not of the one before
            return True
    labels = [source["within"] for source in plan.columns.values() if "within" in source]
    if is_header_again(cells, list(range(len(printed))), printed) or any(squeezed(label) in squeezed(cell) for cell in cells for label in labels):
        return True
    name = plan.columns.get("name", {}).get("from", "")
    at = plan.heads.at(name) if isinstance(name, str) and name else None
    is_person = re.search(r"\d{14}|\d{6}\*", "".join(cells))
    return not is_person and is_remark(cells, cells[at].strip() if at is not None and at < len(cells) else "")


def _of_line(plan: Plan, line: Line) -> Iterator[tuple[dict[str, str], list[tuple[str, str]]]]:
    """Rows of the dataset out of one line, each with (column, reason) of what could not be read."""
    own_words = [{name: source for name, source in plan.columns.items() if name not in each["constants"]} for each in plan.layout.also]
    also = [({**kept, **each["columns"]}, {**plan.constants, **each["constants"]}) for kept, each in zip(own_words, plan.layout.also, strict=True)]
    parts = [(plan.columns, plan.constants), *also]
    plan.months = plan.months or [by_month(columns, plan.heads) for columns, _ in parts]
    for which in (0, *(each + 1 for each in further(plan.layout, plan.columns, line))):
        columns, constants = parts[which]
        for own, number in repeated_columns(columns, plan.months[which], line):
            for row, wrong in _people(plan, own, line, {**constants, **plan.section}, number):
                made = [name for name in plan.dataset.key if which and row.get(name) and "made" in own.get(name, {})]
                for key in (name for name in made if not any(map(plan.heads.group, own[name]["made"]))):
                    row[key] += f"+{which}"  # two loans of one day are two
                yield row, wrong


def _people(
    plan: Plan, columns: dict[str, Source], line: Line, constants: dict[str, str], number: int | None
) -> Iterator[tuple[dict[str, str], list[tuple[str, str]]]]:
    """The line's person, then the others on it; `number` is that of the columns' month."""
    row: dict[str, str] = dict(constants)
    wrong: list[tuple[str, str]] = []
    for name, source in columns.items():
        try:
            row[name] = _one(plan, name, source, line)
        except Unreadable as fault:
            row[name] = ""
            wrong.append((name, str(fault)))
    for key, text in places_in(row.pop("where", "")).items():
        if text and plan.dataset.has(key) and not row.get(key):
            row[key] = text
    if number:
        row[MONTH] = month_of_number(number, plan.year, plan.month)
    elif row.get(MONTH):
        row[MONTH], written = month_in_cell(row[MONTH]), row[MONTH]
        wrong += [] if row[MONTH] or not written else [(MONTH, NO_MONTH)]
    if plan.layout.number == "none" and plan.dataset.has("id_number"):
        row["id_number"] = ""
    _part_name(columns, row)
    texts = [name for name in plan.dataset.key_without_person if plan.dataset.has(name) and plan.dataset.column(name).kind.name == "text"]
    if plan.layout.since and (keys := [name for name in texts[:1] if row.get(name)]):
        row[keys[0]] += f"-{plan.month:%Y-%m}"
    of_one = {c.name for c in plan.dataset.columns if (c.kind.name == "yuan" and not c.household) or c.second_number}
    people = [(row, wrong)]
    for told in plan.members:
        for member, its in members_on(told, line, lambda name, source: _one(plan, name, source, line)):
            if not is_another(member, row):
                continue
            shared = {key: text for key, text in row.items() if key not in of_one} | ({"relation": ""} if "relation" in row else {})
            people.append(({**shared, "id_number": "", **member}, [*(each for each in wrong if each[0] not in of_one), *its]))
    yield from people if plan.dataset.has_person is False or row.get("name") or row.get("id_number") or len(people) == 1 else people[1:]


def _one(plan: Plan, name: str, source: Source, line: Line) -> str:
    """A column's text, money in yuan."""
    source = resolved(source, line)
    text = _said(plan, name, source, line)
    if text in NOTHING or not plan.dataset.has(name) or plan.dataset.column(name).kind.name != "yuan":
        return text
    if source.get("of") == OF_HOUSEHOLD and not _is_head(plan, line):
        return ""
    if "sum" in source:
        return text
    heading = line.each[source["of"]][0] if source.get("of") in line.each else next(iter(headings_of([source])), "")
    times = 1 if "is" in source else times_of(source, heading, plan.heads) or plan.book.unit
    return str(Decimal(read_fen(text, times)) / 100)


def _is_head(plan: Plan, line: Line) -> bool:
    """Whether a household's figure, written on each of its rows, is this row's."""
    if plan.bearing is ...:
        plan.bearing = bearing_rows(plan.heads, plan.book.sheet.rows[plan.heads.body :])
    return plan.bearing is None or line.number - plan.heads.body - 1 in plan.bearing


def _said(plan: Plan, name: str, source: Source, line: Line) -> str:
    if "each" in source and name in line.each:
        return _of_heading(plan, source, line.each[name][0])
    if source.get("of", OF_HOUSEHOLD) not in OF_ALL:
        heading, cell = line.each.get(str(source["of"]), ("", ""))
        return _of_heading(plan, source, heading) if "map" in source else cell
    if "begins" in source:
        if holds(line, source["begins"]) or not plan.household:
            whose = "|".join(value(plan.columns[key], line, plan.book) for key in ("id_number", "name") if key in plan.columns)
            plan.household = "H" + hashlib.sha256(whose.encode()).hexdigest()[:12].upper()
        return plan.household
    text = value(source, line, plan.book)
    if text and "#" in source.get("made", ()):
        plan.seen[text] += 1
        return f"{text}-{plan.seen[text]}"
    return text


def _of_quarter(plan: Plan, row: dict[str, str]) -> Iterator[dict[str, str]]:
    """The row in each month of its quarter; an amount that is the whole quarter's in three parts, the last with the odd fen."""
    whole = [name for name, source in plan.columns.items() if source.get("of") == "quarter" and row.get(name)]
    for which, month in enumerate(quarter_of(plan.month)):
        own = {**row, MONTH: f"{month:%Y-%m}"}
        for name in whole:
            fen = int(Decimal(row[name]) * 100)
            own[name] = str(Decimal(fen // 3 + (fen % 3 if which == 2 else 0)) / 100)
        yield own


def _of_heading(plan: Plan, source: Source, heading: str) -> str:
    """What a heading that is a value says: without the group under which it is looked for, unless the words name it with it."""
    group = plan.heads.group(heading)
    label = heading.removeprefix(f"{group}/") if group else heading
    words = source.get("map")
    return label if words is None else mapped(words, heading if heading in words else label)


def _part_name(columns: Mapping[str, Source], row: dict[str, str]) -> None:
    if "from" in columns.get("name", {}) and columns["name"]["from"] == columns.get("id_number", {}).get("from"):
        row["name"], row["id_number"] = parted(row.get("name", ""))


def _month_column(plan: Plan, sheet: Sheet) -> int | None:
    """The one column, not to be left, whose cells are all months."""
    left = {plan.heads.at(heading) for heading in plan.layout.leave}
    rows = [cells for cells in sheet.rows[plan.heads.body :] if any(cell.strip() for cell in cells)]
    found = [
        at for at in range(len(plan.heads.labels)) if at not in left and (filled := [cells[at] for cells in rows if at < len(cells) and cells[at].strip()]) and all(map(month_in_cell, filled))
    ]
    return found[0] if len(found) == 1 else None


def _with_merged(plan: Plan, sheet: Sheet) -> list[list[str]]:
    """Lines under the header; a cell merged down stands in each, but for amounts, which belong to one."""
    rows = [list(cells) for cells in sheet.rows[plan.heads.body :]]
    money = {
        plan.heads.at(heading) for name, source in plan.columns.items() if plan.dataset.has(name) and plan.dataset.column(name).kind.name == "yuan"
        for heading in headings_of([source])
    }
    for top, left, bottom, _ in sheet.merged:
        if top >= plan.heads.body and bottom > top and left not in money:
            for cells in rows[top - plan.heads.body + 1 : bottom - plan.heads.body + 1]:
                cells.extend([""] * (left + 1 - len(cells)))
                cells[left] = sheet.rows[top][left]
    return rows
