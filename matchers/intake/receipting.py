"""What became of a month's files, department by department."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from matchers.records.receipts import Came, FileReceipt, Kept, NumberTally, PartReceipt, Receipt, RosterFault
from matchers.statements import statements
from matchers.warehouse import Record, Warehouse
from schemas.citizen_id import hidden_in
from schemas.corrections import Correction
from schemas.dataset import all_datasets, spoken_of
from schemas.months import shifted
from schemas.parts import Fault
from schemas.units import UNIT_WORDS, header_times

SQL = statements(__file__)

BUREAU = "乡村振兴局"
MONTHS_TOLD = 12
NONE_TOLD: Mapping[str, tuple[NumberTally, ...]] = {}
OLD = ("old", "后来又报了新的一份，以新的为准；这一份里的错不用再改")


def receipts_of(
    warehouse: Warehouse, county: str, month: dt.date, wrong: tuple[RosterFault, ...] = (), numbers: Mapping[str, tuple[NumberTally, ...]] = NONE_TOLD
) -> list[Receipt]:
    """One a department that dropped something, and always one for the bureau: what nobody can be found for, `wrong` roster numbers.

    `numbers` are the tallies of numbers that don't hold, by department.
    """
    faults: dict[int, list[Fault]] = defaultdict(list)
    for part_id, row, at, column, reason, cells in warehouse.rows(SQL["faults"], month=month):
        faults[part_id].append(Fault(row, at, column, reason, tuple(json.loads(cells))))
    parts: dict[int, list[Record]] = defaultdict(list)
    for part in warehouse.records(SQL["parts"], month=month):
        parts[part["file_id"]].append(part)
    files: dict[str, list[FileReceipt]] = defaultdict(list)
    for file_id, folder, path, state, note, is_old in warehouse.rows(SQL["files"], month=month):
        if is_old:
            state, note = OLD
        by_department = defaultdict(list)
        for part in parts[file_id]:
            by_department[department_of(part["dataset"], path, part["department"])].append(_part(part, faults[part["part_id"]]))
        for department, mine in by_department.items() or {department_of(None, path): []}.items():
            files[department].append(FileReceipt(hidden_in(path), folder, state, note, tuple(mine)))
    files.setdefault(BUREAU, [])
    history = _history(warehouse, month)
    return [
        Receipt(
            county, month, department, tuple(files[department]), wrong if department == BUREAU else (), numbers.get(department, ()), history=history.get(department, ())
        )
        for department in sorted(files)
    ]


def unmet(receipts: Sequence[Receipt], corrections: Sequence[Correction]) -> list[str]:
    """Corrections of datasets that came this month and that met nothing in it, one Chinese line each."""
    parts = [part for receipt in receipts for file in receipt.files if file.state == "taken" for part in file.parts if part.stored]
    came = {part.dataset for part in parts}
    met = [words for part in parts for words in part.warnings]
    return [
        f"corrections.toml 里《{all_datasets()[each.dataset].title}》的“{each.written}”当作“{each.means}”，这个月的表里没有遇到；部门改了写法的话，可以删掉"
        for each in corrections if all_datasets()[each.dataset].title in came and not any(words.startswith(each.words) for words in met)
    ]


def _history(warehouse: Warehouse, month: dt.date) -> dict[str, tuple[Kept, ...]]:
    """By department, how its monthly datasets came in the last twelve months."""
    months = [shifted(month, back) for back in range(1 - MONTHS_TOLD, 1)]
    came = {(dataset, of): told for dataset, of, *told in warehouse.rows(SQL["history"], first=months[0], month=month)}
    kept: dict[str, list[Kept]] = defaultdict(list)
    for dataset in all_datasets().values():
        if dataset.is_monthly and any((dataset.name, of) in came for of in months):
            told = [came.get((dataset.name, of)) for of in months]
            kept[dataset.department].append(Kept(dataset.title, tuple(
                Came(of, None if each is None else each[0] > of, 0.0 if each is None or not each[1] else float(each[2] / each[1])) for of, each in zip(months, told, strict=True)
            )))
    return {department: tuple(mine) for department, mine in kept.items()}


def department_of(dataset: str | None, path: str, by_layout: str = "") -> str:
    """Who sent it: in whose folder it lies, else whom its layout names, else whose the dataset is; of what nobody knows as its name tells, else the bureau's to find out."""
    *folders, name = path.split("/")
    if mine := {each.department for each in all_datasets().values()}.intersection(folders):
        return min(mine)
    if by_layout:
        return by_layout
    if dataset:
        return all_datasets()[dataset].department
    return named.department if (named := spoken_of(name)) else BUREAU


def _part(part: Record, faults: list[Fault]) -> PartReceipt:
    dataset = all_datasets()[part["dataset"]].title if part["dataset"] else ""
    return PartReceipt(
        file=part["name"], sheet=part["sheet"], dataset=dataset, month=part["month"],
        told_by=part["told_by"] or "", month_told_by=part["month_told_by"] or "",
        rows_read=part["rows_read"], stored=part["stored"], duplicates=part["duplicates"], quarantined=part["quarantined"], not_data=part["not_data"],
        guessed=tuple((header, title) for header, title, guessed, _ in json.loads(part["placed"]) if guessed),
        ignored=tuple(json.loads(part["ignored"])), warnings=tuple(json.loads(part["warnings"])), refusal=part["refusal"],
        header=tuple(json.loads(part["header"])), faults=tuple(faults),
        lacks=part["lacks"], unit=next((UNIT_WORDS[times] for header, _, _, times in json.loads(part["placed"]) if times > 1 and header_times(header) is None), ""),
    )
