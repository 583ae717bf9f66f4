"""The warehouse's tables → what the reports are made of."""

import datetime as dt
import json
from collections import defaultdict
from decimal import Decimal

from matchers.identity import case_id
from matchers.rules import all_rules
from matchers.warehouse import Warehouse
from reports.contents import Candidate, Fault, FileReceipt, PartReceipt, Quality, Receipt, ReviewCase, RosterFault
from schemas.dataset import Dataset, all_datasets
from schemas.months import shifted, written

BUREAU = "乡村振兴局"
REVIEWED_MONTHS_BACK = 2


def receipts(warehouse: Warehouse, county: str, month: dt.date, with_roster_faults: bool = True) -> list[Receipt]:
    """One a department that dropped something, and always one for the bureau, which gets what nobody can be found for."""
    faults: dict[int, list[Fault]] = defaultdict(list)
    for part_id, row, at, column, reason, cells in warehouse.rows("gather/faults", month=month):
        faults[part_id].append(Fault(row, at, column, reason, tuple(json.loads(cells))))
    parts: dict[int, list[dict]] = defaultdict(list)
    for part in warehouse.records("gather/parts", month=month):
        parts[part["file_id"]].append(part)
    files: dict[str, list[FileReceipt]] = defaultdict(list)
    for file_id, folder, path, state, note in warehouse.rows("gather/files", month=month):
        by_department = defaultdict(list)
        for part in parts[file_id]:
            by_department[_department(part["dataset"], path)].append(_part(part, faults[part["part_id"]]))
        for department, mine in by_department.items() or {_department(None, path): []}.items():
            files[department].append(FileReceipt(path, folder, state, note, tuple(mine)))
    files.setdefault(BUREAU, [])
    wrong = tuple(RosterFault(**row) for row in warehouse.records("gather/roster_faults")) if with_roster_faults else ()
    return [
        Receipt(county, month, department, tuple(files[department]), wrong if department == BUREAU else ())
        for department in sorted(files)
    ]


def _department(dataset: str | None, path: str) -> str:
    if dataset:
        return all_datasets()[dataset].department
    name = path.rpartition("/")[2]
    named = [d.department for d in all_datasets().values() if any(words in name for words in d.known_by)]
    return named[0] if named else BUREAU


def _part(part: dict, faults: list[Fault]) -> PartReceipt:
    dataset = all_datasets()[part["dataset"]].title if part["dataset"] else ""
    return PartReceipt(
        file=part["name"], sheet=part["sheet"], dataset=dataset, month=part["month"],
        told_by=part["told_by"] or "", month_told_by=part["month_told_by"] or "",
        rows_read=part["rows_read"], stored=part["stored"], duplicates=part["duplicates"], quarantined=part["quarantined"], not_data=part["not_data"],
        guessed=tuple((header, title) for header, title, guessed, _ in json.loads(part["placed"]) if guessed),
        ignored=tuple(json.loads(part["ignored"])), warnings=tuple(json.loads(part["warnings"])), refusal=part["refusal"],
        header=tuple(json.loads(part["header"])), faults=tuple(faults),
        unit="万元" if any(times > 1 and "万元" not in header for header, _, _, times in json.loads(part["placed"])) else "",
    )


def review_cases(warehouse: Warehouse, month: dt.date) -> list[ReviewCase]:
    """Persons as written whose rows of the last three months wait for a decision."""
    candidates: dict[int, list[Candidate]] = defaultdict(list)
    reasons = {}
    for identity, _, reason, household_id, town, village, name, number, relation in warehouse.rows("gather/candidates"):
        candidates[identity].append(Candidate(household_id, town, village, name or "", number, relation))
        reasons[identity] = reason
    cases: dict[int, ReviewCase] = {}
    for identity, number, name, town, village, dataset, count, example in warehouse.rows(
        "gather/review_rows", first=shifted(month, -REVIEWED_MONTHS_BACK)
    ):
        before = cases[identity].rows if identity in cases else ()
        cases[identity] = ReviewCase(
            case_id(number, name, town, village), number, name, town, village, reasons[identity],
            (*before, (all_datasets()[dataset].title, count)), example, tuple(candidates[identity]),
        )
    return list(cases.values())


def quality(files: list[Receipt], warehouse: Warehouse, month: dt.date) -> list[Quality]:
    """Each dataset's drops of the month, summed over sheets; `joined_share` of rows that found their person.

    An optional dataset is there only if something of it came, and whatever came is all there is to come.
    """
    joined = {dataset: (rows, found) for dataset, rows, found, *_ in warehouse.rows("gather/joined_share", month=month)}
    parts: dict[str, list[PartReceipt]] = defaultdict(list)
    for receipt in files:
        for file in receipt.files:
            for part in file.parts:
                if part.dataset and (part.month is None or part.month == month):
                    parts[part.dataset].append(part)
    missing: dict[str, list[str]] = defaultdict(list)
    for name, town in warehouse.rows("gather/missing_towns", month=month):
        missing[name].append(town)
    summed = []
    for dataset in all_datasets().values():
        mine = parts[dataset.title]
        if dataset.is_optional and not mine:
            continue
        rows, found = joined.get(dataset.name, (0, 0))
        accepted = [p for p in mine if p.told_by and not p.refusal]
        summed.append(Quality(
            dataset.department, dataset.title, len(mine), len(mine) - len(accepted),
            *(sum(getattr(p, name) for p in mine) for name in ("rows_read", "stored", "duplicates", "quarantined", "not_data")),
            (Decimal(found) / rows).quantize(Decimal("0.0001")) if rows else None,
            _state(dataset, bool(accepted), bool(mine), [] if dataset.is_optional else missing[dataset.name]),
        ))
    return summed


def _state(dataset: Dataset, is_accepted: bool, has_come: bool, missing_towns: list[str]) -> str:
    if is_accepted:
        return "已收到" + (f"，缺{'、'.join(missing_towns)}" if missing_towns else "")
    if has_come:
        return "已退回"
    return "本月没有报送" if dataset.is_monthly else "沿用上次的"


def titles() -> dict[str, str]:
    return {rule.indicator: rule.title for rule in all_rules().values()}


def doubts(warehouse: Warehouse, files: list[Receipt]) -> list[str]:
    """What was taken in but should be asked about, one Chinese line each."""
    lines = [shrunk_words(*row) for row in warehouse.rows("gather/shrunk")]
    for receipt in files:
        for file in receipt.files:
            for part in file.parts:
                lines += [f"{part.file.rpartition('/')[2]}：{words}" for words in part.warnings]
    return lines


def shrunk_words(dataset: str, month: dt.date, rows: int, usual: int) -> str:
    title = all_datasets()[dataset].title
    return f"{written(month)}{title}只有{rows}行，平时约{usual}行，可能没有报全；据此判断“不在名单里”的指标没有评估"
