"""A year of twelve runs, the towns answering in all the messy ways there are: at its end everything is accounted for."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from pathlib import Path

import openpyxl
import pytest

from flows.month import run_month
from flows.questions.again import replay
from flows.workspace import Workspace
from matchers.leads.answers import read_answers
from matchers.leads.ledger import FAR, SQL
from matchers.records.leads import ANSWERED, CLOSED, ENROLLED, OPEN, OVERDUE
from matchers.records.said import ACCEPTED, REFUSED, REPEATED, SUPERSEDED, UNANSWERED
from matchers.warehouse import Warehouse
from schemas.months import parse_month, shifted, written
from tests.flows.look import contents, table
from tests.towns import clerk, ways
from tests.towns.year import TOWNS, Year, live_through

END = dt.date(2024, 9, 1)
FATES = {clerk.COUNTED: {ACCEPTED, SUPERSEDED, REPEATED}, clerk.REFUSED: {REFUSED}, clerk.BLANK: {UNANSWERED}}


@pytest.fixture(scope="module")
def year(tmp_path_factory) -> Year:
    return live_through(tmp_path_factory.mktemp("year") / "county")


@pytest.fixture(scope="module")
def ledger(year):
    return year.ledger()


@pytest.fixture(scope="module")
def returned(year):
    with Warehouse(year.home / "warehouse.duckdb") as warehouse:
        return read_answers(warehouse, FAR)


def owner(row: dict[str, str]) -> tuple[str, str, str]:
    return ("", "", row["household_id"]) if row["household_id"] else (row["town"], row["village"], "")


def test_the_year_is_worth_looking_at(year, ledger):
    """All ways of answering came up, and a lead ended in every way."""
    assert set(year.post.ways) == {way.__name__ for way in ways.WAYS}
    assert {lead.state(END) for lead in ledger.leads.values()} == {OVERDUE, ANSWERED, ENROLLED, CLOSED}
    assert len({town_list.town for month in year.months for town_list in month.lists}) == TOWNS
    assert len(ledger.leads) > 100 and any(lead.continues for lead in ledger.leads.values())
    assert any(town_list.silenced for month in year.months for town_list in month.lists)
    tasks = {str(row.cells["办什么"]).partition("\n")[0] for month in year.months for town_list in month.lists for row in town_list.rows}
    assert tasks == {"新", "没办完", "可销号"}
    assert any(len(lead.answers) > 1 for lead in ledger.leads.values())
    later = {lead.continues for lead in ledger.leads.values()}
    assert any(lead.lead_id in later and lead.outcome in ("无法核实", "属实拟纳入") and not lead.decided for lead in ledger.leads.values())


def test_every_lead_ever_issued_has_one_state_and_the_counts_add_up(year, ledger):
    issued = {row["lead_id"] for month in year.months for row in month.leads}
    states = Counter(lead.state(END) for lead in ledger.leads.values())
    assert ledger.leads.keys() == issued
    assert len(issued) == states[OPEN] + states[OVERDUE] + states[ANSWERED] + states[CLOSED] + states[ENROLLED]


def test_nothing_is_issued_twice(year, ledger):
    owners = defaultdict(set)
    for month in year.months:
        assert max(Counter(map(owner, month.leads)).values()) == 1, "one lead an owner and month"
        listed = Counter(row.lead_id for town_list in month.lists for row in town_list.rows)
        assert max(listed.values()) == 1, "in one place of one town's workbook"
        for row in month.leads:
            owners[row["lead_id"]].add(owner(row))
        open_leads = [lead.owner for lead in year.ledger(shifted(month.month, 1)).leads.values() if not lead.has_ended]
        assert len(open_leads) == len(set(open_leads)), f"two open leads after {month.month}"
    assert all(len(mine) == 1 for mine in owners.values()), "a number is one owner's"
    with Warehouse(year.home / "warehouse.duckdb") as warehouse:
        new = Counter(event["lead_id"] for event in warehouse.records(SQL["events"], before=FAR) if event["kind"] == "issued")
    assert set(new.values()) == {1} and new.keys() == ledger.leads.keys()


def answered_on_an_older_list(lead) -> bool:
    """Something joined it, or it grew graver, after the only lists that its town ever answered."""
    return bool(lead.answers and lead.unanswered) and all(answer.listed_in < lead.listed_in for answer in lead.answers)


def test_outcomes_are_what_the_towns_said(year, ledger):
    behind = {number for number, lead in ledger.leads.items() if answered_on_an_older_list(lead)}
    said = {number: outcome for number, outcome in year.post.outcomes(FAR).items() if number not in behind}
    assert len(behind) < 0.02 * len(ledger.leads)
    assert {number: lead.outcome for number, lead in ledger.leads.items()} == {number: said.get(number, "") for number in ledger.leads}


def test_states_follow_from_what_was_said(year, ledger):
    said = {number: outcome for number, outcome in year.post.outcomes(FAR).items() if not answered_on_an_older_list(ledger.leads[number])}
    continued = {lead.continues for lead in ledger.leads.values()}
    for number, lead in ledger.leads.items():
        if lead.decided:  # enrolled is enrolled, whatever is said of it afterwards
            assert any(month.said.get(number) == "属实拟纳入" for month in year.months) and lead.state(END) == ENROLLED
        elif number in continued or said.get(number) in ("属实已帮扶", "属实无风险", "不属实"):
            assert lead.state(END) == CLOSED
        else:
            assert lead.state(END) == (ANSWERED if number in said else OVERDUE)


def test_every_row_that_was_sent_is_on_the_record_with_its_fate(year, returned):
    came = defaultdict(Counter)
    for sheet in returned.sheets:
        for line in sheet.lines:
            came[line.path][line.lead_id, line.fate] += 1
    sent = defaultdict(Counter)
    for each in year.post.expected:
        sent[each.path][each.entry.lead_id, each.entry.fate] += 1
    assert came.keys() == sent.keys()
    for path, rows in sent.items():
        found = Counter()
        for (number, fate), times in came[path].items():
            found[number, next(ours for ours, theirs in FATES.items() if fate in theirs)] += times
        assert found == rows, path
    in_force = {(answer.path, answer.sheet, answer.row) for mine in returned.answers.values() for answer in mine}
    lines = [line for sheet in returned.sheets for line in sheet.lines]
    assert in_force == {(line.path, line.sheet, line.row) for line in lines if line.fate in (ACCEPTED, SUPERSEDED)}
    assert all(line.reason for line in lines if line.fate == REFUSED)


def test_changed_figures_are_noticed_and_no_others(year, returned):
    lines = [line for sheet in returned.sheets for line in sheet.lines if line.altered and line.fate != REFUSED]
    noticed = {(line.path, line.lead_id): set(line.altered) for line in lines}
    changed = [each for each in year.post.expected if each.entry.is_altered and each.entry.fate == clerk.COUNTED]
    assert noticed == {(each.path, each.entry.lead_id): {"预警原因", "连续月数"} for each in changed} and changed


def test_every_town_has_receipts_that_add_up(year):
    """By file: rows that count, that were left blank, that were refused; copies of the same bytes are named."""
    sent = defaultdict(Counter)
    for each in year.post.expected:
        sent[each.path][each.entry.fate] += 1
    told, copies = defaultdict(Counter), set()
    for path in sorted(year.home.glob("outbox/*/returns/*.xlsx")):
        assert "未认出乡镇" not in path.name
        for row in table(path, "反馈回执", "文件"):
            if row["读到行数"] is None:
                copies.add(row["文件"])
                continue
            assert row["核对"] == "✓" and path.parent.parent.name == row["文件"][:7]
            told[row["文件"]] += Counter({
                clerk.COUNTED: row["= 采用"] + row["+ 被后来的代替"] + row["+ 重复"],
                clerk.BLANK: row["+ 没有填"], clerk.REFUSED: row["+ 没有采用"],
            })
        refused = sum(row["+ 没有采用"] or 0 for row in table(path, "反馈回执", "文件"))
        book = openpyxl.load_workbook(path, read_only=True)
        lines = [str(line[0]) for line in book["反馈回执"].iter_rows(max_row=8, max_col=1, values_only=True)]
        put_right = sum(int(found[1]) for line in lines if (found := re.match(r"有(\d+)行原来没有采用，后来发的已经改好", line)))
        to_mend = len(table(path, "没有采用的行", "村")) if "没有采用的行" in book.sheetnames else 0
        assert to_mend + put_right == refused
    assert told == {path: Counter({fate: rows[fate] for fate in FATES if rows[fate]}) for path, rows in sent.items()}
    assert copies == set(year.post.copies) and copies


def test_every_signal_is_asked_about_or_listed_as_silenced(year):
    issued_as = {}
    for month in year.months:
        asked = {(owner(row), indicator) for row in month.leads for indicator in row["indicators"].split(";")}
        silenced = set()
        with Warehouse(year.home / "warehouse.duckdb") as warehouse:
            held = warehouse.records("SELECT * FROM leads.silenced WHERE run_month = $month ORDER BY ALL", month=month.month)
        for row in held:
            silenced.add((owner(row), row["indicator"]))
            lead = issued_as[row["lead_id"]]
            assert month.said[row["lead_id"]] == "不属实" and owner(lead) == owner(row) and row["until"] >= row["month"]
        assert asked | silenced == {(owner(row), row["indicator"]) for row in month.signals}
        shown = Counter((town_list.town, row["依据的答复"]) for town_list in month.lists for row in town_list.silenced)
        assert shown == Counter((row["town"], row["lead_id"]) for row in held)
        issued_as |= {row["lead_id"]: row for row in month.leads}


def test_every_open_lead_is_told_to_its_town_and_what_fell_away_as_such(year):
    for month in year.months:
        ledger = year.ledger(shifted(month.month, 1))
        this_month = {row["lead_id"] for row in month.leads}
        places = {row.lead_id: (town_list.town, str(row.cells["办什么"])) for town_list in month.lists for row in town_list.rows}
        awaited = {number: town_list.town for town_list in month.lists for number in town_list.told}
        for number, lead in ledger.leads.items():
            still_open = lead.issued_in == month.month or month.said.get(number, "") in ("", "无法核实", "属实拟纳入")
            if not still_open or lead.decided or number in {other.continues for other in ledger.leads.values()}:
                continue
            assert (number in places) != (number in awaited), (written(month.month), number)
            assert places.get(number, (awaited.get(number),))[0] == lead.town
            if number in places:
                is_told = {"新": True, "可销号": False}.get(places[number][1].partition("\n")[0], number in this_month)
                assert is_told == (number in this_month)
        assert all(month.said[number] == "属实拟纳入" for number in awaited)


def test_the_year_replays_to_the_byte(year, tmp_path):
    """Every second month of the twelve, and the last, with only what was known on its own issue day."""
    for month in (*year.months[::2], year.months[-1]):
        made = replay(Workspace.at(year.home), month.month, None, tmp_path / written(month.month))
        assert made.different == () and made.files > 20


@pytest.mark.parametrize("month", ["2023-07", "2023-12", "2024-05"])
def test_a_month_run_again_after_all_that_came_since_is_byte_for_byte_as_it_was(year, month):
    """But for receipts of returns, which tell what joined a lead after the list that was answered."""
    outbox = year.home / "outbox" / month
    before, events = _issued(outbox), _event_count(year)
    (outbox / "leads.csv").unlink()  # else it would see that nothing has changed
    assert run_month(Workspace.at(year.home), parse_month(month)).changed
    assert _issued(outbox) == before
    assert _event_count(year) == events


def _issued(outbox: Path) -> dict[str, bytes]:
    return {name: data for name, data in contents(outbox).items() if not name.startswith("returns/")}


def _event_count(year: Year) -> int:
    with Warehouse(year.home / "warehouse.duckdb") as warehouse:
        return warehouse.records("SELECT count(*) AS events FROM leads.event")[0]["events"]
