"""A sheet read as its layout says: one line of text a row of the dataset, in the dataset's own columns, to be parsed like any other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from schemas.column_letters import letters_of
from schemas.fields import plain
from schemas.headers import Header, placed_at
from schemas.layouts.cells import WholeFile
from schemas.layouts.description import NOTES, Layout, Source, headings_of
from schemas.layouts.fitting import Heads, Named, heads_of, sheet_says, squeezed
from schemas.layouts.lines import MONTH, Plan, rows_of
from schemas.layouts.repeats import months_headings
from schemas.mistakes import Mistake
from schemas.readers import Sheet
from schemas.spellings import Placed
from schemas.unfolding import find_fold

PARTED = "原表一行写了几个人，已拆成一人一行：{lines}行拆成{rows}行，行数按拆开后的算，行号仍是原表的"
TELLS_WHO = "这张工作表说明每个内部编号是谁，读别的工作表时已经用上"


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


def heads_in(layout: Layout, sheet: Sheet, said: Mapping[str, Any]) -> Heads | None:
    """The sheet's header, as the layout with what it says of this sheet has it; None where that is not there."""
    sources = [*layout.columns.values(), *said.get("columns", {}).values()]
    return heads_of(layout, sheet, [*dict.fromkeys(headings_of(sources)), *months_headings(layout.columns)])


def are_notes(layout: Layout, sheet: Sheet, sheets: Sequence[Sheet]) -> bool:
    """Whether a layout's word that a sheet is no data holds: it has the headings of such, or the layout takes another sheet of the file."""
    if not layout.headings or layout.dataset_name == NOTES:
        return not layout.headings or heads_in(layout, sheet, {}) is not None
    return any(heads_in(layout, each, said) for each in sheets if isinstance(said := sheet_says(layout, each.name), dict))


def lay_out(
    layout: Layout, heads: Heads, sheet: Sheet, sheets: Sequence[Sheet], said: Mapping[str, Any], named: Named, month: dt.date, unit: int = 1
) -> Laid:
    """The sheet in the dataset's columns, money in yuan; `named` is what the file's name tells, `unit` what the title says.
    What the file lacks is a `Mistake`.
    """
    columns = {**{name: source for name, source in layout.columns.items() if name not in said.get("constants", {})}, **said.get("columns", {})}
    constants = {**layout.constants, **said.get("constants", {})}
    dataset = layout.dataset
    told = {name: text for name, text in named.pieces.items() if dataset.has(name)}
    plan = Plan(layout, dataset, heads, WholeFile(sheet, sheets, unit), month, columns, {**told, **constants}, named.year, _who(layout, sheets))
    _need_headings(plan)
    plan.columns = {**_found_as_today(plan, sheet), **columns}
    plan.members = [layout.members] if layout.members else _members_as_today(plan, sheet)
    _need_columns(plan)
    rows, numbers, faults, lines, outside = rows_of(plan, sheet)
    names = [*(c.name for c in dataset.columns if any(c.name in row for row in rows)), *([MONTH] if any(MONTH in row for row in rows) else [])]
    names = names or [c.name for c in dataset.required if c.name not in layout.absent]
    titles = {c.name: _heading_of(plan, c.name) or c.title for c in dataset.columns} | {MONTH: "月份"}
    cells = [[row.get(name, "") for name in names] for row in rows]
    index = pd.RangeIndex(2, 2 + len(rows))
    texts = pd.DataFrame({name: [row[at] for row in cells] for at, name in enumerate(names)}, index=index, dtype=object)
    header_row = [titles[name] for name in names]
    numbers, unseen = [heads.first + 1, *numbers], {*map(sheet.number, sheet.hidden_rows)}
    hidden = frozenset(at for at, number in enumerate(numbers, 1) if number in unseen)
    placed = tuple(Placed(dataset.column(name), at, header_row[at], False, 1) for at, name in enumerate(names) if name != MONTH)
    return Laid(
        layout, Header(0, 0, placed, (), ()), texts, Sheet(sheet.name, [header_row, *cells], numbers=numbers, hidden_rows=hidden, is_1904=sheet.is_1904),
        pd.DataFrame([(index[at], name, reason) for at, name, reason in faults], columns=["row", "column", "reason"]).astype({"row": "int64"}),
        month, outside, lines, tuple(name for name, source in plan.columns.items() if source.get("add")), tuple(_notes(plan, outside, lines, len(rows))),
        (*layout.absent, *(["id_number"] if layout.number else [])),
    )


def _need_headings(plan: Plan) -> None:
    layout = plan.layout
    known = {heading for one in plan.who.values() for heading in one}
    sources = [*plan.columns.values(), *(source for each in layout.also for source in each["columns"].values())]
    needed = [*headings_of(source for source in sources if not isinstance(_either(source), list)), *layout.only, *layout.excepted, *filter(None, [layout.who.get("by")])]
    needed += [source["list"] for source in layout.members.values() if "list" in source]

    def is_there(heading: str) -> bool:
        return plan.heads.at(heading) is not None or squeezed(heading) in known

    missing = [heading for heading in dict.fromkeys(needed) if not is_there(heading)]
    missing += ["或".join(either) for source in sources if isinstance(either := _either(source), list) and not any(map(is_there, either))]
    if missing:
        raise Mistake(f"按“{layout.title}”的读法，表头里没有找到：{'、'.join(missing)}；表的样子变了的话，请改 layouts 里的 {layout.name}.toml")


def _either(source: Source) -> object:
    """The headings of which the first that is filled counts, where a source has several."""
    return source.get("from", source.get("path"))


def _found_as_today(plan: Plan, sheet: Sheet) -> dict[str, Source]:
    """Columns that the layout does not name, under headings that are listed, but for those to be left."""
    layout, heads = plan.layout, plan.heads
    named = {*plan.columns, *plan.constants, *layout.absent, *filter(None, [layout.sections.get("column")]), *(("town", "village", "group") if "where" in plan.columns else ())}
    used = _used(plan)
    spelled: list[tuple[str, ...]] = [(label,) for label in heads.labels]
    header = placed_at(plan.dataset, spelled, heads.first, heads.last, sheet.rows)
    return {p.column.name: {"from": f"={letters_of(p.at)}"} for p in header.placed if not p.guessed and p.column.name not in named and p.at not in used}


def _used(plan: Plan) -> set[int | None]:
    """Places whose headings the layout says something of, or leaves."""
    layout, heads = plan.layout, plan.heads
    said = {heads.at(heading) for heading in (*headings_of(plan.columns.values()), *headings_of(layout.members.values()))}
    return said | {at for heading in layout.leave for at in heads.all_at(heading)}


def _members_as_today(plan: Plan, sheet: Sheet) -> list[Mapping[str, Source]]:
    """Others of the household on the row, where a layout says nothing of any: told by their headings, but for those used or to be left."""
    fold, dataset = find_fold(sheet), plan.dataset
    if fold is None or fold.last != plan.heads.last or not dataset.has_person or not fold.is_for(dataset):
        return []
    used = _used(plan)
    slots = [slot for slot in fold.for_dataset(dataset).slots if used.isdisjoint(slot.values())]
    return [{name: {"from": f"={letters_of(at)}"} for name, at in slot.items() if dataset.has(name)} for slot in slots]


def _need_columns(plan: Plan) -> None:
    given = {*plan.columns, *plan.constants, *plan.layout.absent, *filter(None, [plan.layout.sections.get("column")])}
    given |= {"town", "village", "group"} if "where" in plan.columns else set()
    given |= {"id_number"} if plan.layout.number else set()
    missing = [c.title for c in plan.dataset.required if c.name not in given]
    if missing:
        raise Mistake(f"按“{plan.layout.title}”的读法缺少：{'、'.join(missing)}；没有这些列的话，请在 layouts 里的 {plan.layout.name}.toml 的 absent 里写上")


def _heading_of(plan: Plan, name: str) -> str:
    """What the file calls a column, or nothing where it is made of several."""
    told = plan.columns.get(name, {}).get("from", "")
    at = plan.heads.at(told) if isinstance(told, str) and told else None
    return plan.heads.labels[at] if at is not None and at < len(plan.heads.labels) else told if isinstance(told, str) else ""


def telling_who(fitting: Iterable[tuple[Layout, Named]], used: Container[str], sheets: Sequence[Sheet]) -> list[int]:
    """Which sheets say, for a layout of one of these titles, who an inner number of another is."""
    named = {squeezed(layout.who["sheet"]) for layout, _ in fitting if layout.who and layout.title in used}
    return [at for at, sheet in enumerate(sheets) if squeezed(sheet.name) in named]


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


def _notes(plan: Plan, outside: int, lines: int, rows: int) -> Iterator[str]:
    layout, dataset = plan.layout, plan.dataset
    if plan.members and rows > lines:
        yield PARTED.format(lines=lines, rows=rows)
    if outside:
        yield f"不在范围：{outside}行（按“{layout.title}”的读法不要的，如已取消、已退出的）"
    titles = [dataset.column(name).title for name in layout.absent]
    if titles:
        yield f"没有这些列，按不知道算：{'、'.join(titles)}"
    for name, source in plan.columns.items():
        if source.get("stands_in"):
            yield f"{dataset.column(name).title}用的是“{_heading_of(plan, name)}”"
    if layout.since:
        yield "今年以来的累计数：减去上个月的同一种表算出当月；没有上个月的就先存着，没有算进当月"
