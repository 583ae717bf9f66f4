"""A sheet read as its layout says: one line of text a row of the dataset, in the dataset's own columns, to be parsed like any other."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import pandas as pd

from schemas.body import is_header_again, is_remark
from schemas.dataset import Dataset
from schemas.fields import NOTHING, Unreadable, plain, read_fen
from schemas.headers import Header, Placed, bare, placed_at
from schemas.layouts.description import Layout, Source
from schemas.layouts.fitting import Heads, heads_of, squeezed
from schemas.layouts.sources import Book, Line, holds, is_filled, mapped, places_in, quarter_of, times_of, value
from schemas.mistakes import Mistake
from schemas.readers import Sheet

MONTH = "month"  # a row's own, beside the dataset's columns
SECTION_NUMBER = re.compile(r"\A[(（]?[一二三四五六七八九十\d]+[)）、.．]\s*|[(（].*?[)）]|[:：]\Z")
MOST_MEMBERS = 30


@dataclass
class Laid:
    """`texts` are the rows as text, by place; `sheet` has them as cells, with the numbers of the lines that they came from. `faults` have
    row, column and reason. `adds` are columns that add up over the rows of a key, `outside` lines that the layout leaves out.
    """

    layout: Layout
    header: Header
    texts: pd.DataFrame
    sheet: Sheet
    faults: pd.DataFrame
    month: dt.date
    outside: int = 0
    lines: int = 0
    adds: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass
class _Plan:
    """A layout on one sheet: its own columns and those found as today, and what it needs to know of the rest of the file."""

    layout: Layout
    dataset: Dataset
    heads: Heads
    book: Book
    month: dt.date
    columns: dict[str, Source]
    constants: dict[str, str]
    unit: int
    who: dict[str, dict[str, str]] = field(default_factory=dict)
    section: dict[str, str] = field(default_factory=dict)
    household: str = ""


def heads_in(layout: Layout, sheet: Sheet, said: Mapping[str, Any]) -> Heads | None:
    """The sheet's header, as the layout with what it says of this sheet has it; None where that is not there."""
    return heads_of(layout, sheet, sorted(set(_headings([*layout.columns.values(), *said.get("columns", {}).values()]))))


def lay_out(
    layout: Layout, heads: Heads, sheet: Sheet, sheets: Sequence[Sheet], said: Mapping[str, Any], pieces: Mapping[str, str], month: dt.date, unit: int = 1
) -> Laid:
    """The sheet in the dataset's columns, money in yuan; `pieces` are columns told by the file's name, `unit` is that of its title.
    What the file lacks is a `Mistake`.
    """
    columns = {**layout.columns, **said.get("columns", {})}
    constants = {**layout.constants, **said.get("constants", {})}
    dataset = layout.dataset
    told = {name: text for name, text in pieces.items() if dataset.has(name)}
    plan = _Plan(layout, dataset, heads, Book(sheet, sheets), month, columns, {**told, **constants}, unit, _who(layout, sheets))
    _need_headings(plan)
    plan.columns = {**_found_as_today(plan, sheet), **columns}
    _need_columns(plan)
    rows, numbers, faults, lines, outside = _rows(plan, sheet)
    names = [*(c.name for c in dataset.columns if any(c.name in row for row in rows)), *([MONTH] if any(MONTH in row for row in rows) else [])]
    names = names or [c.name for c in dataset.required if c.name not in layout.absent]
    titles = {c.name: _heading_of(plan, c.name) or c.title for c in dataset.columns} | {MONTH: "月份"}
    cells = [[row.get(name, "") for name in names] for row in rows]
    index = pd.RangeIndex(2, 2 + len(rows))
    texts = pd.DataFrame({name: [row[at] for row in cells] for at, name in enumerate(names)}, index=index, dtype=object)
    header_row = [titles[name] for name in names]
    placed = tuple(Placed(dataset.column(name), at, header_row[at], False, 1) for at, name in enumerate(names) if name != MONTH)
    return Laid(
        layout, Header(0, 0, placed, (), ()), texts, Sheet(sheet.name, [header_row, *cells], numbers=[heads.first + 1, *numbers]),
        pd.DataFrame([(index[at], name, reason) for at, name, reason in faults], columns=["row", "column", "reason"]).astype({"row": "int64"}),
        month, outside, lines, tuple(name for name, source in plan.columns.items() if source.get("add")), tuple(_notes(plan, outside)),
        (*layout.absent, *(["id_number"] if layout.number else [])),
    )


def _headings(sources: Any) -> Iterator[str]:
    """Every heading that sources name."""
    for source in sources:
        if isinstance(source.get("first"), list):
            yield from _headings(source["first"])
        for key in ("from", "path", "sum", "minus", "made", "since", "each", "list"):
            told = source.get(key, ())
            yield from (heading for heading in ([told] if isinstance(told, str) else told) if heading != "#" and "{" not in heading)
        for key in ("when", "begins"):
            yield from source.get(key, {})


def _need_headings(plan: _Plan) -> None:
    layout = plan.layout
    known = {heading for one in plan.who.values() for heading in one}
    others = [source for each in layout.also for source in each["columns"].values()]
    needed = [*_headings([*plan.columns.values(), *others]), *_headings(layout.members.values()), *layout.only, *layout.excepted, *filter(None, [layout.who.get("by")])]
    missing = [heading for heading in dict.fromkeys(needed) if plan.heads.at(heading) is None and squeezed(heading) not in known]
    if missing:
        raise Mistake(f"按“{layout.title}”的读法，表头里没有找到：{'、'.join(missing)}；表的样子变了的话，请改 layouts 里的 {layout.name}.toml")


def _found_as_today(plan: _Plan, sheet: Sheet) -> dict[str, Source]:
    """Columns that the layout does not name, under headings that are listed, but for those to be left."""
    layout, heads = plan.layout, plan.heads
    named = {*plan.columns, *plan.constants, *layout.absent, *(("town", "village", "group") if "where" in plan.columns else ())}
    used = {heads.at(heading) for heading in (*_headings(plan.columns.values()), *_headings(layout.members.values()), *layout.leave)}
    spelled: list[tuple[str, ...]] = [(label,) for label in heads.labels]
    header = placed_at(plan.dataset, spelled, heads.first, heads.last, sheet.rows)
    return {p.column.name: {"from": f"={_letters(p.at)}"} for p in header.placed if not p.guessed and p.column.name not in named and p.at not in used}


def _letters(at: int) -> str:
    return (chr(64 + at // 26) if at >= 26 else "") + chr(65 + at % 26)


def _need_columns(plan: _Plan) -> None:
    given = {*plan.columns, *plan.constants, *plan.layout.absent, *filter(None, [plan.layout.sections.get("column")])}
    given |= {"town", "village", "group"} if "where" in plan.columns else set()
    given |= {"id_number"} if plan.layout.number == "none" else set()
    missing = [c.title for c in plan.dataset.required if c.name not in given]
    if missing:
        raise Mistake(f"按“{plan.layout.title}”的读法缺少：{'、'.join(missing)}；没有这些列的话，请在 layouts 里的 {plan.layout.name}.toml 的 absent 里写上")


def _heading_of(plan: _Plan, name: str) -> str:
    """What the file calls a column, or nothing where it is made of several."""
    told = plan.columns.get(name, {}).get("from", "")
    at = plan.heads.at(told) if isinstance(told, str) and told else None
    return plan.heads.labels[at] if at is not None and at < len(plan.heads.labels) else told if isinstance(told, str) else ""


def _who(layout: Layout, sheets: Sequence[Sheet]) -> dict[str, dict[str, str]]:
    """Who an inner number is: what the other sheet has under each heading, by number."""
    if not layout.who:
        return {}
    sheet = next((each for each in sheets if squeezed(each.name) == squeezed(layout.who["sheet"])), None)
    heads = heads_of(replace(layout, headings=(layout.who["by"],), header={}), sheet, (layout.who["by"],)) if sheet else None
    at = heads.at(layout.who["by"]) if heads else None
    if sheet is None or heads is None or at is None:
        raise Mistake(f"按“{layout.title}”的读法，没有找到写着人员的工作表“{layout.who['sheet']}”，或里面没有“{layout.who['by']}”")
    keys = [squeezed(label) for label in heads.labels]
    return {
        plain(cells[at]): {key: plain(cell) for key, cell in zip(keys, cells, strict=False) if key}
        for cells in sheet.rows[heads.body :] if at < len(cells) and cells[at].strip()
    }


def _rows(plan: _Plan, sheet: Sheet) -> tuple[list[dict[str, str]], list[int], list[tuple[int, str, str]], int, int]:
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
        line = Line(cells, plan.heads, number, plan.month, plan.who.get(_key(plan, cells), {}))
        if not holds(line, plan.layout.only) or (plan.layout.excepted and any(holds(line, {h: w}) for h, w in plan.layout.excepted.items())):
            outside += 1
            continue
        before = len(rows)
        for row, wrong in _of_line(plan, line):
            if year_at is not None:
                row[MONTH] = _month_text(cells[year_at] if year_at < len(cells) else "")
            for month in [f"{month:%Y-%m}" for month in quarter_of(plan.month)] if plan.layout.period == "quarter" else [row.get(MONTH, "")]:
                faults += [(len(rows), name, reason) for name, reason in wrong]
                rows.append({**row, MONTH: month} if month else row)
                numbers.append(sheet.number(number))
        lines += len(rows) > before
    return rows, numbers, faults, lines, outside


def _is_no_row(plan: _Plan, cells: list[str], printed: list[set[str]]) -> bool:
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
    if any(squeezed(label) in squeezed(cell) for cell in cells for label in labels):
        return True
    if is_header_again(cells, list(range(len(printed))), printed):
        return True
    if re.search(r"\d{14}|\d{6}\*", "".join(cells)):
        return False
    name = plan.columns.get("name", {}).get("from", "")
    at = plan.heads.at(name) if isinstance(name, str) and name else None
    return is_remark(cells, cells[at].strip() if at is not None and at < len(cells) else "")


def _key(plan: _Plan, cells: list[str]) -> str:
    at = plan.heads.at(plan.layout.who["by"]) if plan.layout.who else None
    return plain(cells[at]) if at is not None and at < len(cells) else ""


def _of_line(plan: _Plan, line: Line) -> Iterator[tuple[dict[str, str], list[tuple[str, str]]]]:
    """Rows of the dataset out of one line, each with (column, reason) of what could not be read."""
    for columns, constants in [(plan.columns, plan.constants), *_others(plan, line)]:
        for own in _each(columns, line):
            yield from _people(plan, own, line, {**constants, **plan.section})


def _others(plan: _Plan, line: Line) -> Iterator[tuple[dict[str, Source], dict[str, str]]]:
    """Further rows out of the same line; none where their own columns are empty."""
    shared = {*_headings(plan.columns.values())}
    for each in plan.layout.also:
        if any(is_filled(line.get(heading)) for heading in _headings(each["columns"].values()) if heading not in shared):
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


def _people(plan: _Plan, columns: dict[str, Source], line: Line, constants: dict[str, str]) -> Iterator[tuple[dict[str, str], list[tuple[str, str]]]]:
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
        row[MONTH] = _month_text(row[MONTH])
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


def _one(plan: _Plan, name: str, source: Source, line: Line) -> str:
    text = _said(plan, name, source, line)
    if text in NOTHING or not plan.dataset.has(name) or plan.dataset.column(name).kind.name != "yuan" or "sum" in source:
        return text
    headings = next(iter(_headings([source])), "")
    at = plan.heads.at(headings)
    label = plan.heads.labels[at] if at is not None and at < len(plan.heads.labels) else headings
    return str(Decimal(read_fen(text, times_of(source, label) or plan.unit)) / 100)


def _said(plan: _Plan, name: str, source: Source, line: Line) -> str:
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
    return value(source, line, plan.book)


def _part_name(columns: Mapping[str, Source], row: dict[str, str]) -> None:
    """Name and number in one cell: the number is its run of 18 or 15 digits, the name what stands before."""
    if columns.get("name", {}).get("from") is None or columns.get("name", {}).get("from") != columns.get("id_number", {}).get("from"):
        return
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


def _month_column(plan: _Plan, sheet: Sheet) -> int | None:
    """The one column, not to be left, whose cells are all months."""
    left = {plan.heads.at(heading) for heading in plan.layout.leave}
    rows = [cells for cells in sheet.rows[plan.heads.body :] if any(cell.strip() for cell in cells)]
    found = [
        at for at in range(len(plan.heads.labels))
        if at not in left and (filled := [cells[at] for cells in rows if at < len(cells) and cells[at].strip()]) and all(map(_month_text, filled))
    ]
    return found[0] if len(found) == 1 else None


def _month_text(text: str) -> str:
    """2024-06 of 202406, 2024-06, 2024年6月, 2024.6; '' where it is none."""
    found = re.fullmatch(r"(20\d\d)[-年./]?(0?[1-9]|1[0-2])(?:月|[-./]?\d{1,2}日?)?", re.sub(r"\s|\.0+\Z", "", plain(text)))
    return f"{found[1]}-{int(found[2]):02d}" if found else ""


def _with_merged(plan: _Plan, sheet: Sheet) -> list[list[str]]:
    """Lines under the header; a cell merged down stands in each, but for amounts, which belong to one."""
    rows = [list(cells) for cells in sheet.rows[plan.heads.body :]]
    money = {
        plan.heads.at(heading) for name, source in plan.columns.items() if plan.dataset.has(name) and plan.dataset.column(name).kind.name == "yuan"
        for heading in _headings([source])
    }
    for top, left, bottom, _ in sheet.merged:
        if top >= plan.heads.body and bottom > top and left not in money:
            for cells in rows[top - plan.heads.body + 1 : bottom - plan.heads.body + 1]:
                cells.extend([""] * (left + 1 - len(cells)))
                cells[left] = sheet.rows[top][left]
    return rows


def _notes(plan: _Plan, outside: int) -> Iterator[str]:
    layout, dataset = plan.layout, plan.dataset
    if outside:
        yield f"不在范围：{outside}行（按“{layout.title}”的读法不要的，如已取消、已退出的）"
    titles = [dataset.column(name).title for name in layout.absent]
    if titles:
        yield f"没有这些列，按不知道算：{'、'.join(titles)}"
    for name, source in plan.columns.items():
        if source.get("stands_in"):
            yield f"{dataset.column(name).title}用的是“{_heading_of(plan, name)}”"
    if layout.since:
        yield "今年以来的累计数：先存着，没有算进当月"
