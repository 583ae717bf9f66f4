"""A run's last step: what pages show, put into a small file of its own. Nothing of the warehouse changes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

import pandas as pd

from matchers.leads.answers import read_answers
from matchers.leads.hit_rates import hit_rates
from matchers.leads.ledger import ledger_now
from matchers.leads.signing import secret_of
from matchers.leads.verdicts import asked
from matchers.months.linking import linked_month
from matchers.records.lead_numbers import check_sign
from matchers.records.leads import FALLEN, LISTED, OPEN, Lead, LeadRecord
from matchers.records.practice import Paper
from matchers.records.said import REFUSED
from matchers.records.signals import GRADES
from matchers.rules import Rule, all_rules
from matchers.rules.policy import Policy
from matchers.rules.settable import Parameter, parameters_of
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets

SQL = statements(__file__)
OF_A_RUN = ("reason", "paper")  # what only the run itself knows
OF_LINKED = ("households", "members", "months", "benefits")


def publish(warehouse: Warehouse, policy: Policy, county: str, to: Path, found: Sequence[Lead] | None, papers: Sequence[Paper], before: Path | None, classes_of: Callable[[Set[str]], Sequence[str]]) -> None:
    """Make the file `to`. `classes_of` says in what classes leaders hear of indicators; `found` and `papers` are of a run just done; without leads both are taken from the copy `before`."""
    month = linked_month(warehouse)
    leads, key = list(ledger_now(warehouse, policy).leads.values()), secret_of(warehouse).key
    with warehouse.publishing(to, before, [SQL[name] for name in ("extracts", "files", "faults", *(OF_LINKED if month else ()))]):
        events = warehouse.records(SQL["life"])
        last: dict[str, dict[str, Any]] = {}
        cells: dict[str, dict[str, str]] = {}
        for event in events:
            last[event["lead_id"]] = event
            if event["kind"] in LISTED and event["cells"]:
                cells[event["lead_id"]] = json.loads(event["cells"])
        homes = {lead.lead_id: lead for lead in leads}
        rules = {rule.indicator: rule for rule in all_rules().values()}
        _put(warehouse, "lead", LEAD, (_lead(at, lead, key, last.get(lead.lead_id), cells.get(lead.lead_id, {}), rules, classes_of) for at, lead in enumerate(_visited(leads))))
        _put(warehouse, "event", ("lead_id", "town", "run_month", "kind", "grade", "reason", "due_on"), (
            (e["lead_id"], homes[e["lead_id"]].town, e["run_month"], e["kind"], e["grade"], e["reason"], e["due_on"]) for e in events if e["lead_id"] in homes
        ))
        _put(warehouse, "said", SAID, (row for lead in leads for row in _said(lead)))
        month_or_now = month or dt.date.max
        _put(warehouse, "unused", UNUSED, (
            (line.town, line.path, line.sheet, line.row, line.lead_id, line.village, line.householder, line.reason)
            for sheet in read_answers(warehouse, dt.date.max).sheets for line in sheet.lines if line.fate == REFUSED and not line.is_put_right
        ))
        _put(warehouse, "rate", RATE, (("", r.key[0], str(r.answered), r.true_share, r.low, r.high) for r in hit_rates(asked(leads)).by_indicator))
        _put(warehouse, "parameter", PARAMETER, (_parameter(policy, each, month_or_now) for each in parameters_of(policy).values()))
        _put(warehouse, "published", ("town", "month", "county", "policy"), [("", month, county, policy.title)])
        _put(warehouse, "named", ("town", "dataset", "title", "department"), (("", d.name, d.title, d.department) for d in all_datasets().values()))
        if found is not None or not before:
            _put(warehouse, "reason", REASON, (row for lead in found or () for row in _reasons(lead, rules, policy)))
            _put(warehouse, "paper", PAPER, ((each.town, each.kind, each.whom, at, each.told) for at, each in enumerate(papers)))
        else:
            for table in OF_A_RUN:
                warehouse.run(SQL["keep"].format(table=table))


LEAD = (
    "place", "lead_id", "sign", "town", "village", "household_id", "householder", "grade", "kinds", "reason", "checks", "history", "first_month",
    "months_running", "issued_in", "listed_in", "issued_on", "due_on", "state", "outcome", "is_fallen", "sources", "continues", "classes",
)
UNUSED = ("town", "path", "sheet", "row", "lead_id", "village", "householder", "reason")
RATE = ("town", "indicator", "answered", "true_share", "low", "high")
PARAMETER = ("town", "indicator", "name", "title", "unit", "amount", "owner", "parameter")
PAPER = ("town", "kind", "whom", "place", "told")
SAID = ("lead_id", "town", "outcome", "situation", "measures", "verified_by", "verified_on", "folder", "path", "sheet", "row")
REASON = ("lead_id", "town", "month", "indicator", "title", "sentence", "document", "evidence")


def _visited(leads: Iterable[LeadRecord]) -> list[LeadRecord]:
    """As lists have them: red first, then by place."""
    return sorted(leads, key=lambda lead: (GRADES.index(lead.grade), lead.town, lead.village, lead.household_id, lead.lead_id))


def _lead(place: int, lead: LeadRecord, key: str, last: dict[str, Any] | None, cells: dict[str, str], rules: Mapping[str, Rule], classes_of: Callable[[Set[str]], Sequence[str]]) -> tuple[object, ...]:
    state = lead.state(dt.date.min)  # what does not depend on the day; an open one is overdue when its day has passed
    kinds = dict.fromkeys(rules[name].kind_title for name in sorted(lead.indicators) if name in rules)
    return (
        place, lead.lead_id, check_sign(lead.lead_id, key), lead.town, lead.village, lead.household_id, cells.get("户主", ""), lead.grade, "、".join(kinds),
        lead.reason, cells.get("核实要点", ""), cells.get("此前情况", ""), lead.first_month, lead.months_running, lead.issued_in, lead.listed_in,
        lead.issued_on, lead.due_on, state, lead.answers[-1].outcome if lead.answers else "", bool(last and last["kind"] == FALLEN and state == OPEN),
        "、".join(lead.sources), lead.continues, "、".join(classes_of(lead.indicators)),
    )


def _parameter(policy: Policy, each: Parameter, month: dt.date) -> tuple[object, ...]:
    amount = policy.in_force(each.owner, each.parameter, month).value
    return "", each.name.rpartition(".")[0], each.name, each.title, each.unit, f"{amount:f}", each.owner, each.parameter


def _said(lead: LeadRecord) -> Iterable[tuple[object, ...]]:
    for a in lead.answers:
        yield lead.lead_id, lead.town, a.outcome, a.situation, a.measures, a.verified_by, a.verified_on, a.folder, a.path, a.sheet, a.row


def _reasons(lead: Lead, rules: Mapping[str, Rule], policy: Policy) -> Iterable[tuple[object, ...]]:
    sentences = lead.sentences if len(lead.sentences) == len(lead.signals) else ("",) * len(lead.signals)
    for signal, sentence in zip(lead.signals, sentences, strict=True):
        rule = rules[signal.indicator]
        documents = dict.fromkeys(policy.in_force(f"rules.{rule.name}", name, signal.month).document for name in rule.parameters)
        yield lead.lead_id, lead.town, signal.month, signal.indicator, rule.title, sentence, "；".join(documents), signal.evidence


def _put(warehouse: Warehouse, table: str, columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
    with warehouse.incoming(_frame(columns, list(rows))):
        warehouse.run(SQL["put"].format(table=table))


def _frame(columns: Sequence[str], rows: list[tuple[object, ...]]) -> pd.DataFrame:
    """Of no rows the columns are there too, as text or days."""
    frame = pd.DataFrame(rows, columns=list(columns))
    for name in columns:
        if name in DAYS:
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
        elif frame[name].dtype == object or not rows:
            frame[name] = frame[name].astype("int64" if name in NUMBERS else "float64" if name in SHARES else "bool" if name.startswith("is_") else "str")
    return frame


DAYS = {"first_month", "issued_in", "listed_in", "issued_on", "due_on", "run_month", "verified_on", "folder", "month"}
SHARES = {"true_share", "low", "high"}
NUMBERS = {"place", "months_running", "row"}
