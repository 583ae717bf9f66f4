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
from schemas.body import is_header_again, is_remark
from schemas.dataset import Dataset
from schemas.fields import NOTHING, Unreadable, plain, read_fen
from schemas.layouts.cells import Line, WholeFile, holds, is_filled, mapped, quarter_of, times_of, value
from schemas.layouts.description import Layout, Source, headings_of
from schemas.layouts.fitting import Heads, squeezed
from schemas.months import month_in_cell
from schemas.readers import Sheet
from schemas.spellings import bare

MONTH = "month"  # a row's own, beside the dataset's columns
SECTION_NUMBER = re.compile(r"\A[(（]?[一二三四五六七八九十\d]+[)）、.．]\s*|[(（].*?[)）]|[:：]\Z")
MOST_MEMBERS = 30


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
    unit: int
    who: dict[str, dict[str, str]] = field(default_factory=dict)
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
            for month in [f"{month:%Y-%m}" for month in quarter_of(plan.month)] if plan.layout.period == "quarter" else [row.get(MONTH, "")]:
                faults += [(len(rows), name, reason) for name, reason in wrong]
                rows.append({**row, MONTH: month} if month else row)
                numbers.append(sheet.number(number))
        lines += len(rows) > before
    return rows, numbers, faults, lines, outside


def _is_no_row(plan: Plan, cells: list[str], printed: list[set[str]]) -> bool:
    """A header again, a total, a foot, the limits' row, or a line alone that is a section, which is noted."""
    filled = [plain(cell) for cell in cells if cell.strip()]
    section = plan.layout.sections
    if section and len(filled) == 1:
        word = SECTION_NUMBER.sub("", filled[0]).strip()
        words = section.get("map", {})
        if word in words or not words:
            plan.section = {section["column"]: words.get(word, word)}
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
    for columns, constants in [(plan.columns, plan.constants), *_others(plan, line)]:
        for own in _each(columns, line):
            yield from _people(plan, own, line, {**constants, **plan.section})


def _others(plan: Plan, line: Line) -> Iterator[tuple[dict[str, Source], dict[str, str]]]:
    """Further rows out of the same line; none where their own columns are empty."""
    shared = {*headings_of(plan.columns.values())}
    for each in plan.layout.also:
        if any(is_filled(line.get(heading)) for heading in headings_of(each["columns"].values()) if heading not in shared):
            yield {**plan.columns, **each["columns"]}, {**plan.constants, **each["constants"]}


def _each(columns: Mapping[str, Source], line: Line) -> Iterator[dict[str, Source]]:
    """The columns once for each month, or heading, that is filled."""
    name, source = next(((name, source) for name, source in columns.items() if "each" in source), ("", {}))
    if not name:
        line.each = {}
        yield dict(columns)
    elif isinstance(source["each"], str):
        for month in range(1, 13):
            own = {key: _filled_in(each, "{month}", str(month)) for key, each in columns.items()}
            own[name] = {**own[name], "from": own[name]["each"]}
            if line.heads.at(str(own[name]["from"])) is not None and line.get(str(own[name]["from"])) not in NOTHING:
                line.each = {MONTH: (str(month), "")}
                yield own
    else:
        for heading in source["each"]:
            if is_filled(line.get(heading)):
                line.each = {name: (heading, line.get(heading))}
                yield dict(columns)


def _filled_in(source: Any, mark: str, word: str) -> Any:
    if isinstance(source, str):
        return source.replace(mark, word)
    if isinstance(source, Mapping):
        return {key: _filled_in(each, mark, word) for key, each in source.items()}
    return [_filled_in(each, mark, word) for each in source] if isinstance(source, list) else source


def _people(plan: Plan, columns: dict[str, Source], line: Line, constants: dict[str, str]) -> Iterator[tuple[dict[str, str], list[tuple[str, str]]]]:
    row: dict[str, str] = dict(constants)
    wrong: list[tuple[str, str]] = []
    for name, source in columns.items():
        try:
            if name == "where":
                row |= {key: text for key, text in places_in(value(source, line, plan.book)).items() if text and key not in columns and plan.dataset.has(key)}
            else:
                row[name] = _one(plan, name, source, line)
        except Unreadable as fault:
            row[name] = ""
            wrong.append((name, str(fault)))
    if MONTH in line.each:
        number = int(line.each[MONTH][0])
        row[MONTH] = f"{plan.month.year - (number > plan.month.month):04d}-{number:02d}"
    elif MONTH in row:
        row[MONTH] = month_in_cell(row[MONTH])
    if plan.layout.number == "none" and plan.dataset.has("id_number"):
        row["id_number"] = ""
    _part_name(columns, row)
    if plan.layout.since and (keys := [name for name in plan.dataset.key if "made" in columns.get(name, {})]):
        row[keys[0]] += f"-{plan.month:%Y-%m}"
    people = [(row, wrong)]
    own = {c.name for c in plan.dataset.columns if (c.kind.name == "yuan" and not c.household) or c.second_number}
    for who, whose, relation in _members(plan.layout.members, line):
        if (who or whose) and (who, whose) != (row.get("name", ""), row.get("id_number", "")) and (whose or who != row.get("name")):
            other = {key: text for key, text in row.items() if key not in own} | {"name": who, "id_number": whose}
            people.append((other | ({"relation": relation} if plan.dataset.has("relation") else {}), [each for each in wrong if each[0] not in own]))
    yield from people if plan.dataset.has_person is False or row.get("name") or row.get("id_number") or len(people) == 1 else people[1:]


def _one(plan: Plan, name: str, source: Source, line: Line) -> str:
    text = _said(plan, name, source, line)
    if text in NOTHING or not plan.dataset.has(name) or plan.dataset.column(name).kind.name != "yuan" or "sum" in source:
        return text
    heading = next(iter(headings_of([source])), "")
    at = plan.heads.at(heading)
    label = plan.heads.labels[at] if at is not None and at < len(plan.heads.labels) else heading
    return str(Decimal(read_fen(text, times_of(source, label) or plan.unit)) / 100)


def _said(plan: Plan, name: str, source: Source, line: Line) -> str:
    if "each" in source and name in line.each:
        heading = line.each[name][0]
        return mapped(source["map"], heading) if "map" in source else heading
    if "of" in source and source["of"] != "household":
        heading, cell = line.each.get(str(source["of"]), ("", ""))
        return mapped(source["map"], heading) if "map" in source else cell
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


def _part_name(columns: Mapping[str, Source], row: dict[str, str]) -> None:
    """Name and number in one cell: the number is its run of 18 or 15 digits, the name what stands before."""
    if "from" in columns.get("name", {}) and columns["name"]["from"] == columns.get("id_number", {}).get("from"):
        found = re.search(r"\d{17}[\dXx]|\d{15}", row.get("name", ""))
        row["id_number"] = found[0] if found else ""
        row["name"] = re.sub(r"[\s(（:：,，、\-]+\Z", "", row["name"][: found.start()] if found else row["name"])


def _members(told: Mapping[str, Source], line: Line) -> Iterator[tuple[str, str, str]]:
    """(name, number, relation) of each other person on the line."""
    if any("list" in source for source in told.values()):
        lists = {
            key: [text.strip() for text in re.split(f"[{re.escape(str(source.get('by', '；;、')))}]", line.get(str(source["list"])))] if "list" in source else []
            for key, source in told.items()
        }
        for at in range(max(map(len, lists.values()))):
            name, number, relation = (lists.get(key, [])[at : at + 1] for key in ("name", "id_number", "relation"))
            yield "".join(name), "".join(number), "".join(relation)
        return
    for n in range(1, MOST_MEMBERS) if told else ():
        headings = {key: str(source["from"]).replace("{n+1}", str(n + 1)).replace("{n}", str(n)) for key, source in told.items()}
        if all(line.heads.at(heading) is None for heading in headings.values()):
            return
        texts = {key: line.get(heading) if line.heads.at(heading) is not None else "" for key, heading in headings.items()}
        yield texts.get("name", ""), texts.get("id_number", ""), texts.get("relation", "")


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
