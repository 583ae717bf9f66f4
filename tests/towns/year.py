"""A year of a generated county: every month is run, its towns answer, and what comes of it is looked at month by month."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from flows.county import policy_of
from flows.month import run_month
from flows.taking_in import returns_month
from flows.workspace import Workspace, create
from matchers.leads.ledger import Ledger, ledger_before, ledger_now
from matchers.months import measuring
from matchers.warehouse import Warehouse
from schemas.months import parse_month, shifted, written
from tests.county import events, mess
from tests.county.drops import write_drops
from tests.county.invent import Size, deliver, invent_county
from tests.towns.answering import Post
from tests.towns.issued import TownList, read_lists
from tests.twin.facts import month_number

DIVISION, SEED = "621126", 11  # of the divisions the one with most towns
TOWNS, VILLAGES, HOUSEHOLDS, EVENTS = 12, 24, 180, 5
FIRST_DATA, FIRST, LAST = "2022-07", "2023-07", "2024-06"
MISSING, LATE = {("employment", "2024-01")}, {("assistance", "2024-02"), ("enrolment", "2023-10")}
ROSTERS_IN = ("2023-11", "2024-01", "2024-04")
NOT_CALLED_FOR = ("2023-09", "2024-03")  # months whose returns only the next run takes in


@dataclass
class Month:
    """What a run left: its lists and csv files; `said` is what towns had said of each lead by then."""

    month: dt.date
    lists: list[TownList]
    leads: list[dict[str, str]]
    signals: list[dict[str, str]]
    said: dict[str, str]


@dataclass
class Year:
    home: Path
    months: list[Month] = field(default_factory=list)
    post: Post = field(init=False)

    def __post_init__(self) -> None:
        self.post = Post(self.home / "returns", SEED)

    def ledger(self, before: dt.date | None = None) -> Ledger:
        """As a run of month `before` found it; as it is now without one."""
        workspace = Workspace.at(self.home)
        with Warehouse(workspace.database) as warehouse:
            policy = policy_of(workspace, None)
            return ledger_before(measuring.Month(warehouse, policy, before)) if before else ledger_now(warehouse, policy)


def live_through(home: Path) -> Year:
    """Twelve months: run, answer, take in."""
    year = Year(home)
    _found(home)
    monitored: set[str] = set()
    for at in _months():
        if written(at) in ROSTERS_IN:
            monitored |= {number[8:] for number, outcome in year.post.outcomes(shifted(at, -1)).items() if outcome == "属实拟纳入"}
            _write_roster(home, at, monitored)
        workspace = Workspace.at(home)
        said = year.post.outcomes(at)
        run_month(workspace, at)
        outbox = workspace.outbox(at)
        month = Month(at, read_lists(outbox), _rows(outbox / "leads.csv"), _rows(outbox / "signals.csv"), said)
        year.months.append(month)
        year.post.answer(at, month.lists)
        if written(at) not in NOT_CALLED_FOR:
            returns_month(workspace, at)
    returns_month(Workspace.at(home), shifted(parse_month(LAST), 2))
    return year


def _months() -> Iterator[dt.date]:
    at = parse_month(FIRST)
    while at <= parse_month(LAST):
        yield at
        at = shifted(at, 1)


def _found(home: Path) -> None:
    create(home)
    size = Size(HOUSEHOLDS, TOWNS, VILLAGES, range(month_number(FIRST_DATA), month_number(LAST) + 1), EVENTS)
    with patch.object(events, "RECENT_MONTHS", 12):
        county = invent_county(DIVISION, size, SEED)
    deliver(county, _numbered(MISSING), _numbered(LATE), set(), 0.08, SEED)
    write_drops(county, home / "inbox", mess.CLEAN, SEED)


def _numbered(marked: set[tuple[str, str]]) -> set[tuple[str, int]]:
    return {(dataset, month_number(month)) for dataset, month in marked}


def _write_roster(home: Path, at: dt.date, monitored: set[str]) -> None:
    """The newest roster again, households that towns proposed now among the monitored."""
    newest = max(path for path in home.glob("inbox/*/*花名册*") if path.parent.name <= written(at))
    with open(newest, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        titles, rows = list(reader.fieldnames or ()), list(reader)
    of_month = newest if newest.parent.name == written(at) else home / "inbox" / written(at) / f"农户花名册_{written(at)}.csv"
    with open(of_month, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, titles)
        writer.writeheader()
        writer.writerows(row | ({"户类型": "突发严重困难户"} if row["户编号"] in monitored else {}) for row in rows)


def _rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
