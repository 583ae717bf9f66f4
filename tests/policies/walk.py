"""What the walks through the documents share: the register's numbers, a small county run under a rule book, what its papers say."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook

from matchers.rules import all_rules
from matchers.rules.policy import Policy, load_policy
from tests.flows import small

SIXTEEN = ["expenditure.surge", "medical.self_pay_month", "medical.self_pay_year", "income.drop", "income.below_line", "income.below_line_after_expenditure", "employment.job_loss", "employment.zero", "education.dropout", "education.unaided_burden", "assistance.stopped", "insurance.lapsed", "housing.unsafe", "water.unsafe", "water.test_overdue", "member.death"]
FORTY = ["expenditure.rigid_share", "medical.outpatient_months", "medical.inpatient_ytd", "medical.members_ill", "medical.aid_missing", "medical.major_disease_new", "medical.chronic_no_benefit", "education.suspended", "education.aid_missing", "education.cost_year", "employment.wage_cut", "employment.wage_low", "employment.months_short", "employment.post_ended", "income.near_line", "income.falling", "assistance.dibao_missing", "water.outage_year", "disability.newly_severe", "disability.allowance_missing", "disability.several", "disaster.house_damaged", "disaster.not_rehoused", "disaster.loss", "accident.casualty", "accident.liability", "industry.failed", "industry.dividend_overdue", "business.closed", "loan.overdue", "property.question", "member.no_labour", "member.dependants_only", "member.lone_elder", "combined.guarantees_two", "combined.near_line_ill", "combined.strained", "combined.earner_ill", "combined.old_and_disabled"]
REGISTER = {f"F{at:02d}": name for at, name in enumerate((*SIXTEEN, *FORTY), 1)} | {"Z18": "assistance.newly_granted"}
CHANNELS = {"self_report.filed", "visit.found"}


def numbers(written: str) -> set[str]:
    """'F17 F25-F27 Z18' → indicators."""
    found = set()
    for each in written.split():
        first, _, last = each.partition("-")
        found |= {REGISTER[f"F{at:02d}"] for at in range(int(first[1:]), int(last[1:]) + 1)} if last else {REGISTER[each]}
    return found


def asked_for(policy: Policy) -> set[str]:
    """Indicators that a book switches on, whether or not the program has them yet."""
    listed = policy.settings["indicators"]
    return ({rule.indicator for rule in policy.rules} | {name for key in ("on", "on_listed", "on_ordinary") for name in listed[key]}) - CHANNELS


def has(policy: Policy, written: str) -> bool:
    return numbers(written) <= asked_for(policy)


def county(home: Path, policy: str, month: str = small.MONTH) -> small.County:
    """Four households in two towns, run under a rule book; `month` gets the drops of the small county."""
    made = small.build(home)
    (home / "county.toml").write_text(f'name = "某县"\npolicy = "{policy}"\n', "utf-8")
    made.run(month)
    return made


def leads(made: small.County, month: str = small.MONTH) -> dict[str, dict[str, str]]:
    with open(made.outbox(month) / "leads.csv", encoding="utf-8", newline="") as file:
        return {row["household_id"] or row["village"]: row for row in csv.DictReader(file)}


def signals(made: small.County, month: str = small.MONTH) -> set[tuple[str, str]]:
    with open(made.outbox(month) / "signals.csv", encoding="utf-8", newline="") as file:
        return {(row["household_id"] or row["village"], row["indicator"]) for row in csv.DictReader(file)}


def town_list(made: small.County, town: str = "水阳镇", month: str = small.MONTH) -> list[dict[str, object]]:
    (path,) = (made.outbox(month) / "towns").glob(f"{town}_核实清单*.xlsx")
    rows = list(load_workbook(path)["核实清单"].iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if "线索编号" in row)
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]


def sheets(path: Path) -> dict[str, str]:
    """All that a workbook says, by sheet."""
    return {page.title: "\n".join(str(cell) for row in page.iter_rows(values_only=True) for cell in row if cell is not None) for page in load_workbook(path)}


def extracts(made: small.County, month: str = small.MONTH) -> dict[str, tuple[str, str]]:
    """What the month report says of each extract: whose it is, and whether it came."""
    rows = load_workbook(made.outbox(month) / f"月报_{month}.xlsx")["各部门数据质量"].iter_rows(values_only=True)
    return {str(name): (str(department), str(state)) for department, name, state, *_ in rows if state}


def answered(made: small.County, cells: Mapping[str, str | Sequence[str]], town: str = "水阳镇", month: str = small.MONTH) -> None:
    """The town's list comes back with every row filled in so; of several words of a column each row has its own."""
    (path,) = (made.outbox(month) / "towns").glob(f"{town}_核实清单*.xlsx")
    book = load_workbook(path)
    rows = list(book["核实清单"].iter_rows())
    head = next(at for at, row in enumerate(rows) if any(cell.value == "线索编号" for cell in row))
    columns = {cell.value: cell.column for cell in rows[head]}
    for at, row in enumerate(rows[head + 1 :]):
        for title, value in cells.items():
            book["核实清单"].cell(row[0].row, columns[title]).value = value if isinstance(value, str) else value[at]
    (made.home / "returns" / month).mkdir(parents=True, exist_ok=True)
    book.save(made.home / "returns" / month / path.name)


def choices(path: Path, title: str, sheet: str = "核实清单") -> list[str]:
    """What a column's drop-down offers."""
    page = load_workbook(path)[sheet]
    head = next(row for row in page.iter_rows() if any(cell.value == "线索编号" for cell in row))
    at = next(cell.column_letter for cell in head if cell.value == title)
    (check,) = [each for each in page.data_validations.dataValidation if any(str(area).startswith(at) for area in each.sqref.ranges)]
    return str(check.formula1).strip('"').split(",")


def judged() -> set[str]:
    return {rule.indicator for rule in all_rules().values()}


def books() -> Iterable[tuple[str, Policy]]:
    return [(name, load_policy(name)) for name in ("gansu-2021", "xuanzhou-2021", "tricolour-2020", "heping-2024", "anju-2020", "low-income-2026")]
