"""Since when a household is monitored, or when that ended: rosters and the bureau's decisions, read in the order of time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.household_types import is_known

ROSTER, DECISION = "roster", "decision"
CLEARED = {"是", "已消除", "风险已消除", "已"}


@dataclass(frozen=True)
class Stated:
    """What the roster of a month says; `kind` is None where the household is not in it, `is_first` the town's first roster."""

    month: dt.date
    kind: str | None
    risk_cleared: str | None
    is_first: bool = False


@dataclass(frozen=True)
class Decided:
    """What the bureau decided: enrol, decline, eliminate or keep."""

    kind: str
    decided_on: dt.date
    lead_id: str = ""


@dataclass(frozen=True)
class Standing:
    """`since` is when the household became monitored, None when it is not, `kind` as what the roster has it since then;
    `ended` is when its monitoring last ended.

    `of_first`: the town's first roster has it already, so that it may well be older. `says` is what the last roster says:
    monitored, cleared or neither ('').
    """

    since: dt.date | None = None
    by: str = ""
    kind: str = ""
    lead_id: str = ""
    of_first: bool = False
    ended: dt.date | None = None
    ended_by: str = ""
    says: str = ""
    by_decision: bool = False


def standing_of(stated: Sequence[Stated], decided: Sequence[Decided], kinds: set[str]) -> Standing:
    """A roster counts where it says something else than the one before: it is exported from what was known, and may say for
    months what a decision has long changed. Who is enrolled by a decision stays so until it is eliminated.
    """
    now = Standing()
    events: list[Stated | Decided] = [*stated, *decided]
    for event in sorted(events, key=_in_time):
        now = _decided(now, event) if isinstance(event, Decided) else _stated(now, event, kinds)
    return now


def _in_time(event: Stated | Decided) -> tuple[dt.date, bool]:
    """A month's roster comes before what was decided in that month."""
    return (event.decided_on, True) if isinstance(event, Decided) else (event.month, False)


def _stated(now: Standing, roster: Stated, kinds: set[str]) -> Standing:
    if roster.kind and roster.kind not in kinds and not is_known(roster.kind):
        return now  # nobody knows what it says: it ends nothing
    says = "" if roster.kind not in kinds else "cleared" if (roster.risk_cleared or "").strip() in CLEARED else "monitored"
    if says == now.says:
        return now
    now = replace(now, says=says)
    if says == "monitored" and now.since is None:
        return Standing(since=roster.month, by=ROSTER, kind=roster.kind or "", of_first=roster.is_first, says=says)
    if says == "cleared" and (now.since or now.ended is None):
        return _end(now, roster.month, ROSTER, roster.is_first)
    if says == "" and now.since and not now.by_decision:
        return replace(now, since=None, by="", of_first=False)
    return now


def _decided(now: Standing, decision: Decided) -> Standing:
    if decision.kind == "enrol":
        if now.since:
            return replace(now, by_decision=True)
        return Standing(since=decision.decided_on, by=DECISION, lead_id=decision.lead_id, says=now.says, by_decision=True)
    if decision.kind == "eliminate" and (now.since or now.ended is None):
        return _end(now, decision.decided_on, DECISION, False)
    return now


def _end(now: Standing, day: dt.date, by: str, of_first: bool) -> Standing:
    return Standing(of_first=of_first, ended=day, ended_by=by, says=now.says)
