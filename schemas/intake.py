"""A table file → rows stored + duplicates + quarantined + not data; none lost.

Everything is read as text, parsed by kind with its faults listed, then checked by pandera with coercion off.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from schemas import parsing
from schemas.blocks import blocks
from schemas.body import data_rows
from schemas.corrections import Correction, corrected, with_headers
from schemas.doubts import doubts, is_set_aside
from schemas.grids import Grid, read_file
from schemas.headers import header_texts
from schemas.hidden_columns import recognised_as_seen
from schemas.layouts.applying import PARTED, TELLS_WHO, are_notes, heads_in, lay_out, telling_who
from schemas.layouts.description import Layout
from schemas.layouts.fitting import Named, best_first, is_notes, name_tells, sayings
from schemas.mended import origins
from schemas.mistakes import Mistake
from schemas.parts import Fault, Part
from schemas.readers import WIDE, Sheet, filled
from schemas.recognise import Recognised, Unrecognised, cells_above, foot_lines, month_of, names_of_months, recognise, stems_of
from schemas.row_months import with_own_months
from schemas.stated_totals import in_words, stated, tell_together
from schemas.unfolding import find_fold, unfolded
from schemas.units import times_above
from schemas.witnesses import Villagers, with_witnesses

HIDDEN = "隐藏的工作表没有读；里面如果是要报的数据，请取消隐藏后重新报送"
SET_ASIDE = "这张工作表的名字说的是样表、作废或备份，没有读；里面如果是要报的数据，请改名后重新报送"
UNEVEN = "这一行的格子比表头多或少，列对不上了：金额里的千分位逗号、格子里的换行要去掉，或整格加引号"
MANY_REPEATED, REPEATED_SHARE = 10, 0.2  # rows that repeat a key, from which on it is said
NOT_NOBODY = "这张表只有表头，而同一份文件里的“{sheet}”没有读成，不能当作一个人也没有；请把那张表改好后一起重报"
LISTED_FAULTS = 5_000  # of one sheet; a sheet with more is rejected anyway and all its cells are in the department's file


def parts_of(path: Path, folder: dt.date, reject_share: float, layouts: Sequence[Layout], corrections: Sequence[Correction], villagers: Villagers | None = None) -> list[Part]:
    return [part for grid in read_file(path) for part in take_in(grid, folder, reject_share, layouts, corrections, villagers)]


def take_in(
    grid: Grid, folder: dt.date, reject_share: float, layouts: Sequence[Layout] = (), corrections: Sequence[Correction] = (), villagers: Villagers | None = None
) -> list[Part]:
    """All sheets of a file, by a layout where one fits, with the county's corrections, and its villagers as witnesses. A file with more than `reject_share`
    of its rows at fault is rejected whole.
    """
    if grid.fault:
        return [Part(grid.name, "", 0, refusal=grid.fault)]
    fitting = [(layout, named) for layout in best_first(layouts) if (named := name_tells(layout.file or "*", grid.name, folder))]
    laid = {at: part for at, sheet in enumerate(grid.sheets) if (part := _take_in_laid(grid, sheet, folder, fitting, corrections))}
    laid |= {at: _not_read(grid.sheets[at], TELLS_WHO) for at in telling_who(fitting, {part.layout for part in laid.values()}, grid.sheets) if at not in laid}
    tables = [[] if at in laid else blocks(sheet) for at, sheet in enumerate(grid.sheets)]
    months = iter(names_of_months([table for several in tables for table in several if not table.hidden], folder))
    parts: list[Part] = []
    for at, sheet in enumerate(grid.sheets):
        parts += [laid[at]] if at in laid else []
        for table in tables[at]:
            name = grid.name if table.hidden else f"{grid.name}/{own}" if (own := next(months)) else grid.name
            read = partial(with_headers, corrections=corrections, read=partial(_take_in_sheet, name, folder, corrections))
            parts.append(_not_read(table, SET_ASIDE) if len(grid.sheets) > 1 and is_set_aside(sheet.name) else with_witnesses(table, villagers, read))
    for part in parts:
        part.file_name = grid.name
    if any(part.recognised for part in parts):
        for part in parts:
            if part.recognised is None and not part.is_table:
                part.refusal, part.dataset = "", None  # notes beside the data
    for part in parts:
        unread = next((other for other in parts if other.refusal and other.is_table and other.dataset is part.dataset), None)
        if part.recognised and unread and not part.stored + part.quarantined:
            part.refusal = NOT_NOBODY.format(sheet=unread.sheet_name)
    for dataset in {part.dataset for part in parts if part.recognised}:
        same = [part for part in parts if part.recognised and part.dataset is dataset]
        at_fault = sum(part.quarantined for part in same)
        if at_fault > reject_share * sum(part.stored + part.duplicates + part.quarantined for part in same):
            for part in same:
                _reject(part, at_fault)
        tell_together(same)
    return parts


def _take_in_laid(
    grid: Grid, sheet: Sheet, folder: dt.date, fitting: Sequence[tuple[Layout, Named]], corrections: Sequence[Correction]
) -> Part | None:
    """A sheet as the first layout that has it says; None where none has."""
    part = Part(grid.name, sheet.name, len(sheet.rows))
    for layout, named, said in sayings(sheet, fitting):
        if is_notes(said):
            if are_notes(layout, sheet, grid.sheets):
                return part
            continue
        if (heads := heads_in(layout, sheet, said)) is None:
            continue
        part.layout, part.dataset = layout.title, layout.dataset
        part.department = layout.department if layout.department != layout.dataset.department else ""
        stems, titles = stems_of(grid.name), cells_above(sheet.rows, heads.first)
        month, told_by = (named.month, "文件名") if named.month else month_of(stems, sheet.name, titles, folder)
        try:
            laid = lay_out(layout, heads, sheet, grid.sheets, said, named, month, times_above([*titles, sheet.name, *stems, *foot_lines(sheet.rows, heads.last)]))
        except Mistake as mistake:
            part.refusal = str(mistake)
            return part
        part.recognised = known = Recognised(layout.dataset, laid.header, month, told_by, f"layouts：{layout.title}", " ".join([*stems, sheet.name, *titles]))
        part.header, part.warnings = tuple(laid.sheet.rows[0]), list(laid.notes)
        part.rows_read = len(sheet.rows) - laid.lines + len(laid.texts)
        part.absent, part.counts, part.said = laid.absent, not layout.since, in_words(stems[0], sheet, heads.first, layout.dataset)
        part.scope = layout.scope or named.pieces.get("scope", "")
        part.warnings += corrected(laid.texts, layout.dataset, corrections)
        _read_rows(part, known, laid.sheet, laid.texts, laid.faults, laid.adds)
        return part
    return None


def _reject(part: Part, at_fault: int) -> None:
    part.refusal = f"出错的行超过允许的比例（共{at_fault}行），整份文件没有采用；请按下面列出的单元格改正后重新报送" + (part.recognised.else_teach if part.recognised else "")
    part.quarantined, part.duplicates = part.quarantined + part.stored + part.duplicates, 0
    part.rows, part.unusable = part.rows.iloc[:0], part.unusable.iloc[:0]


def _not_read(sheet: Sheet, why: str) -> Part:
    return Part("", sheet.name, len(sheet.rows), warnings=[why])


def _take_in_sheet(file_name: str, folder: dt.date, corrections: Sequence[Correction], sheet: Sheet) -> Part:
    if sheet.hidden:
        return _not_read(sheet, HIDDEN)
    part, plain = Part(file_name, sheet.name, len(sheet.rows)), sheet
    sheet, known, of_hidden = _unfolded(file_name, sheet, folder)
    part.rows_read = len(sheet.rows)
    if isinstance(known, Unrecognised):
        part.refusal, part.dataset, part.is_table = known.reason, known.dataset, known.is_table
        return part
    known, texts, of_months = with_own_months(known, sheet, data_rows(sheet, known.header, known.dataset).assign(**known.said))
    part.recognised, part.dataset, part.header = known, known.dataset, header_texts(sheet.rows, known.header)
    part.mends = origins(sheet, part.header, texts.index)
    part.warnings = [*of_hidden, *of_months, *(f"没有“{known.dataset.column(name).title}”一列，按名单是什么都算“{word}”" for name, word in known.said.items())]
    part.warnings += corrected(texts, known.dataset, corrections)
    part.said, part.lacks, lines = stated(known, sheet, texts, stems_of(file_name)[0])
    part.warnings += [*lines, *doubts(known, sheet, texts, stems_of(file_name)[0])]
    uneven = sorted(sheet.uneven.intersection(texts.index)) if sheet.uneven else []
    _read_rows(part, known, sheet, texts, pd.DataFrame({"row": uneven, "column": texts.columns[0], "reason": UNEVEN}) if uneven else None)
    if sheet is not plain:
        households = len({sheet.number(row) for row in texts.index})
        part.warnings.append(PARTED.format(lines=households, rows=len(texts)))
    return part


def _read_rows(part: Part, known: Recognised, sheet: Sheet, texts: pd.DataFrame, before: pd.DataFrame | None = None, adds: Sequence[str] = ()) -> None:
    """Texts to rows stored, at fault and duplicate; `before` are faults found on the way to the texts, `adds` columns that add up over a key."""
    parsed, on_the_way = parsing.parse(texts, known, part.absent, sheet.is_1904)
    found = [on_the_way] if before is None else [before, on_the_way]
    at_fault = {row for each in found for row in each["row"]}
    good = parsed.drop(index=sorted(at_fault)) if at_fault else parsed
    found.append(parsing.check(good, known.dataset, part.absent))
    if also := {*found[-1]["row"]}:
        good = good.drop(index=sorted(also))
    if at_fault := at_fault | also:
        _list_faults(part, known, pd.concat(found), sheet)
        part.unusable = parsing.unusable_rows(parsed.loc[sorted(at_fault)], on_the_way, texts, known)
    for words, test in known.dataset.warnings:
        if doubtful := int(test(good).sum()):
            part.warnings.append(f"{words}（{doubtful}行）")
    if hidden := sheet.hidden_rows and sheet.hidden_rows.intersection(good.index):
        good = pd.concat([good.loc[sorted(hidden)], good.drop(index=sorted(hidden))])  # of two rows of a key the one that is seen stays
        part.warnings.append(f"有{len(hidden)}行在 Excel 里是隐藏的（或被筛选掉的），也读了；和看得见的行冲突的，以看得见的为准。不要的行请删除后重报")
    part.warnings += [*parsing.of_several_months(known), *parsing.of_another_year(good, known), *parsing.of_days_ahead(good, known)]
    good, told = parsing.tell_apart(good, known.dataset)
    part.warnings += [told] if told else []
    key = parsing.key_of(good, known.dataset, part.absent)
    parsing.add_up(good, key, adds)
    part.rows = good[~parsing.repeated(good, key)].sort_index()
    part.duplicates = len(good) - len(part.rows)
    part.warnings += parsing.replaced_by_another(good, key, known.dataset) if part.duplicates else []
    if part.duplicates > max(MANY_REPEATED, REPEATED_SHARE * len(good)):
        part.warnings.append(f"有{part.duplicates}行和别的行说的是同一条，只留了最后一行；这么多不像是重复，请核对编号这些列有没有写错")
    if sheet.numbers:
        for rows in (part.rows, part.unusable):
            rows.index = pd.Index([sheet.number(row) for row in rows.index], dtype="int64")


def _unfolded(file_name: str, sheet: Sheet, folder: dt.date) -> tuple[Sheet, Recognised | Unrecognised, list[str]]:
    """The sheet with one row a person, if it has households on a row, what it is, and in words what of it is hidden."""
    if fold := find_fold(sheet):
        known = recognise(file_name, unfolded(sheet, fold), folder)
        if isinstance(known, Recognised) and fold.is_for(known.dataset):
            one_a_row = unfolded(sheet, fold.for_dataset(known.dataset))
            return one_a_row, recognise(file_name, one_a_row, folder), []
    return sheet, *recognised_as_seen(file_name, sheet, folder)


def _list_faults(part: Part, known: Recognised, faults: pd.DataFrame, sheet: Sheet) -> None:
    part.quarantined = faults["row"].nunique()
    places = {p.column.name: p for p in known.header.placed}
    for row, column, reason in faults.sort_values(["row", "column"]).head(LISTED_FAULTS).itertuples(index=False):
        at = places[column].at if column in places else 0
        title = places[column].header if column in places else next((c.title for c in known.dataset.columns if c.name == column), "月份")
        cells = sheet.rows[row - 1]
        part.faults.append(Fault(sheet.number(row), at, title, reason, tuple(cells[: filled(cells)] if len(cells) > WIDE else cells)))
