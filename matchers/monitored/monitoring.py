"""A month of the monitored: their files, who may be proposed and who not, and the watch after it ended."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import pandas as pd

from matchers.identity.successors import Successors
from matchers.kept import digest_of, unless_it_stands
from matchers.monitored.account import Account
from matchers.monitored.figures import figures_of
from matchers.monitored.guarantees import Guarantees
from matchers.monitored.precheck import Settings, months_between, obstacles_of
from matchers.monitored.since import DECISION, Decided, Standing, Stated, standing_of
from matchers.months.comparing import Comparison
from matchers.months.measuring import Month
from matchers.months.members import MEMBERS
from matchers.records.leads import LeadRecord
from matchers.records.monitored import Figures, Monitored, Monitoring, Watched
from matchers.records.signals import HeldBack, Household, Signal
from matchers.records.words import day_words, whole
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.months import shifted, written

SQL = statements(__file__)


def monitor(
    at: Month, signals: Iterable[Signal], compared: Comparison, held: Iterable[HeldBack], leads: Mapping[str, Sequence[LeadRecord]]
) -> Monitoring:
    """The monitored as of a month, after the month was linked and compared.

    `signals` are the month's that hold: those that a town found untrue are already left out. `held` is what no signal rests on,
    as rows wait. `leads` are all there ever were, by household.
    """
    month, settings = at.month, at.policy.settings["monitoring"]
    watch_months = settings["watch_months"]
    standings, decisions = _standings(at.warehouse, month, at.policy.monitored_kinds)
    monitored = {home: now.since for home, now in standings.items() if now.since}
    watch = {
        home: now.ended for home, now in standings.items()
        if now.ended and not now.since and months_between(now.ended, month) <= watch_months
    }
    found = figures_of(at, watch.keys() | monitored.keys(), compared.profiles)
    guarantees = Guarantees(at, signals, compared, held)
    story = Account(at.warehouse, month, decisions, leads)
    files = [_file(*found[home], standings[home], since, month, guarantees, story, settings) for home, since in monitored.items() if home in found]
    watched = [_watched(*found[home], standings[home], ended, guarantees, watch_months) for home, ended in watch.items() if home in found]
    return Monitoring(
        month, tuple(dict.fromkeys(value.value for value in at.policy.all_in_force("general", "line_yuan", month))), tuple(sorted(files, key=_by_place)), tuple(sorted(watched, key=_by_place)),
        tuple(_notes(standings, (monitored.keys() | watch.keys()) - found.keys())),
    )


def _standings(warehouse: Warehouse, month: dt.date, kinds: set[str]) -> tuple[dict[str, Standing], dict[str, list[Decided]]]:
    warehouse.replace("linked.monitored_kind", pd.DataFrame({"kind": sorted(kinds)}, dtype="str"))
    stated: dict[str, list[Stated]] = defaultdict(list)
    decided: dict[str, list[Decided]] = defaultdict(list)
    rests_on = digest_of(warehouse, MEMBERS), sorted(kinds), warehouse.rows(SQL["decided_on"])  # most months have the rosters of the month before
    unless_it_stands(warehouse, "stated", rests_on, partial(warehouse.run, SQL["rosters"], month=month))
    for household_id, *said in warehouse.rows(SQL["stated"]):
        stated[household_id].append(Stated(*said))
    month_end = shifted(month, 1) - dt.timedelta(days=1)
    successors = Successors(warehouse)
    for row in warehouse.records(SQL["decisions"], month=month, month_end=month_end):
        decided[successors.household(row.pop("household_id"), row.pop("folder"))].append(Decided(**row))
    homes = stated.keys() | decided.keys()
    return {home: standing_of(stated[home], decided[home], kinds) for home in homes}, decided


def _file(
    home: Household, figures: Figures, now: Standing, since: dt.date, month: dt.date, guarantees: Guarantees, story: Account, settings: Settings
) -> Monitored:
    obstacles = obstacles_of(since, month, figures, guarantees.open(home), guarantees.unconfirmed(home), settings)
    why, done = story.why(home.household_id, now, since), story.done(home.household_id)
    return Monitored(home, since, why, done, figures, guarantees.signals_of(home), obstacles, guarantees.questions_of(home))


def _watched(home: Household, figures: Figures, now: Standing, ended: dt.date, guarantees: Guarantees, watch_months: int) -> Watched:
    if now.ended_by == DECISION:
        how = f"{day_words(ended)}审定同意消除"
    else:
        how = f"{written(ended)}花名册标注已消除" + ("（最早的一期，实际时间不明）" if now.of_first else "")
    until = shifted(ended, watch_months)
    return Watched(home, ended, how, until, figures, guarantees.signals_of(home), _fallen_back(figures, guarantees.open(home)))


def _fallen_back(figures: Figures, open_guarantees: tuple[str, ...]) -> tuple[str, ...]:
    said = []
    if figures.is_under and figures.income is not None:
        said.append(f"推算人均年收入{whole(figures.income, figures.line)}元，低于监测线{whole(figures.line)}元")
    elif figures.is_under_after and figures.disposable is not None:
        said.append(f"扣除看病自付和上学支出后人均年收入{whole(figures.disposable, figures.line)}元，低于监测线{whole(figures.line)}元")
    return (*said, *open_guarantees)


def _notes(standings: dict[str, Standing], gone: set[str]) -> list[str]:
    """Where somebody has to put the roster right."""
    ended = sorted(home for home, now in standings.items() if now.ended_by == DECISION and now.says == "monitored")
    enrolled = sorted(home for home, now in standings.items() if now.by_decision and now.says != "monitored")
    said = []
    if ended:
        said.append(f"{len(ended)}户已审定消除，花名册上还没有标注，请更新花名册：{'、'.join(ended)}")
    if enrolled:
        said.append(f"{len(enrolled)}户已审定纳入，花名册上还不是监测对象，请更新花名册：{'、'.join(enrolled)}")
    if gone:
        said.append(f"{len(gone)}户在最新的花名册里找不到，没有列入各表，请核对户编号：{'、'.join(sorted(gone))}")
    return said


def _by_place(file: Monitored | Watched) -> tuple[str, str, str]:
    return file.household.town, file.household.village, file.household.household_id
