"""A month of all counties under other parameters, added up; changes nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from flows.outcomes import Progress
from flows.province.counties import Province
from flows.province.each_county import each_county, hands, told
from flows.questions.trying import what_if
from flows.workspace import Workspace
from schemas.mistakes import Mistake

GAINS = ("gained", "stays", "lost", "lost_true", "lost_untrue", "lost_not_found_out", "lost_unanswered")


@dataclass(frozen=True)
class CountyTried:
    """A county's leads gained, staying and lost, and of those lost what had been found out (by GAINS); or why it could not be tried."""

    code: str
    name: str
    leads: dict[str, int]
    failure: str = ""


def what_if_all(province: Province, month: dt.date, settings: list[str], codes: str, spark: str, progress: Progress) -> list[CountyTried]:
    """County by county; a `Mistake` where none could be tried, as all were told the same wrong thing."""
    counties = [county for county in province.chosen(codes) if county.database.exists()]
    names = {county.code: county.name for county in counties}
    with hands(spark) as working:
        found = [
            CountyTried(each["code"], names[each["code"]], each.get("leads", {}), each["failure"])
            for each in each_county(counties, partial(try_county, settings), month, working, progress, "各县试算")
        ]
    if not any(each.leads for each in found):
        raise Mistake(found[0].failure if found else "各县都还没有比对过，没有可以试算的数据；请先运行 bidui province run")
    return sorted(found, key=lambda each: each.code)


def try_county(settings: list[str], code: str, home: str, policy: str, month: str) -> dict[str, Any]:
    """Plain values, which travel between any processes."""
    leads: dict[str, int] = {}

    def work(workspace: Workspace, of: dt.date) -> None:
        whole = what_if(workspace, of, settings, policy).found.whole
        leads.update({name: getattr(whole, name) for name in GAINS})

    return told(code, Path(home), month, work) | {"leads": leads}
