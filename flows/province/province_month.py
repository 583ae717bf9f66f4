"""A province's month: provincial drops handed on, each county run as ever – in processes, or as tasks on Spark –, all of them added up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.arrivals import unusable_returns
from flows.county import CountyMonth, opened, policy_of
from flows.fingerprints import recorded_decisions
from flows.month import run_month
from flows.outcomes import Progress, silent
from flows.province.counties import County, Province
from flows.province.each_county import Hands, each_county, hands, passed_over_if_closed, told
from flows.province.handing import hand_on, take_in_provincial, write_provincial_receipts
from flows.province.handing_over import hand_over_moved
from flows.returning import take_in_returns
from flows.taking_in import take_in
from flows.workspace import Workspace
from matchers.clusters import widespread
from matchers.clusters.clustering import Struck, struck_of
from matchers.months.linking import linked_month
from matchers.province import claiming, shared_persons, totals
from matchers.province.data_state import data_of
from matchers.province.households_moved import noted
from matchers.records.provincial import CountyDone, ProvinceMonth
from matchers.rules import titles
from matchers.warehouse import Warehouse
from reports.province_page import write_province_page
from reports.province_report import write_province_report, write_province_review
from schemas.mistakes import Mistake
from schemas.months import written

OF_A_DRIVER = "400MB"  # of its own database: readers of provincial files, and Spark's own process, stand beside it


@dataclass(frozen=True)
class Done:
    """What a province's run did. `handed` are files written into counties' inboxes, `notices` Chinese lines on what could not be used."""

    month: dt.date
    new_files: int
    handed: int
    counties: tuple[CountyDone, ...]
    notices: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[CountyDone, ...]:
        return tuple(each for each in self.counties if each.failure)


def run_province(province: Province, month: dt.date, codes: str = "", spark: str = "", progress: Progress = silent) -> Done:
    """The month of all counties, or of those `codes` names; one county's mistake is its own line, and a run goes on where it stopped."""
    counties = province.chosen(codes)
    if not counties:
        raise Mistake(f"{province.home / 'province.toml'} 里还没有写县；请照里面的样子一个县写一段 [counties.行政区划代码]")
    with province.workspace.locked(), opened(province.workspace, OF_A_DRIVER) as warehouse, hands(spark) as working:
        with warehouse.transaction():
            take_in_returns(province.workspace, warehouse, month)
        notices = unusable_returns(province.workspace, warehouse, month)
        policy = policy_of(province.workspace, None)
        for _ in each_county(counties, take_in_own, month, working, progress, "读各县自己的文件"):
            pass  # what stops one stops its run too, which says so
        progress("读省级文件", 0, 1)
        new = take_in_provincial(province, warehouse, month, float(policy.settings["intake"]["reject_share"]))
        progress("把省级数据分到各县", 0, 1)
        with_rosters = [county for county in province.counties if county.database.exists()]
        closed = claiming.gather(warehouse, {county.code: county.database for county in with_rosters}, month)
        notices = (*notices, *(f"{code} 的数据库这时打不开（正被别的程序使用，或者坏了），分省级数据时用的是上次读到的花名册；等它好了再运行一次" for code in closed))
        with warehouse.transaction():
            claiming.claim(warehouse, month, recorded_decisions(warehouse, month))
            handed = hand_on(with_rosters, warehouse, month)
        write_provincial_receipts(province, warehouse, month, province.workspace.outbox(month) / "departments")
        done = {each.code: each for each in _run_all(counties, month, working, progress, "各县比对")}
        ready = [county for county in counties if not done[county.code].failure]
        if with_moves := hand_over_moved(warehouse, ready, month):  # once more where leads came or went
            done |= {each.code: each for each in _run_all(with_moves, month, working, progress, "户迁到别的县，线索跟着走")}
        progress("写全省月报", 0, 1)
        all_done = tuple(done[code] for code in sorted(done))
        _write_report(province, warehouse, month, all_done)
    return Done(month, new, handed, all_done, notices)


def _run_all(counties: Sequence[County], month: dt.date, working: Hands, progress: Progress, step: str) -> Iterator[CountyDone]:
    return (CountyDone(**each) for each in each_county(counties, run_county, month, working, progress, step))


def _write_report(province: Province, warehouse: Warehouse, month: dt.date, done: tuple[CountyDone, ...]) -> None:
    outboxes = {county.code: county.home / "outbox" / written(month) for county in province.counties}
    databases = {county.code: county.database for county in province.counties if county.database.exists()}
    shared_persons.gather(warehouse, databases, month)
    widespread.keep(warehouse, month, _struck(province, month))
    with warehouse.transaction():
        totals.gather(warehouse, {code: folder for code, folder in outboxes.items() if (folder / "leads.csv").is_file()}, month)
    names = {county.code: county.name or county.code for county in province.counties}
    found = ProvinceMonth(
        province.name, month, names, done, totals.by_county(warehouse, month), totals.counted_twice(warehouse, month), totals.by_town(warehouse),
        totals.by_class(warehouse), shared_persons.two_rosters(warehouse, month), claiming.claimed_by_several(warehouse), titles(),
        data_of(warehouse, databases, month), widespread.clusters_of_counties(widespread.kept(warehouse, month)), noted(warehouse, month),
    )
    folder = province.workspace.outbox(month)
    write_province_report(folder / f"全省月报_{written(month)}.xlsx", found)
    write_province_page(folder / f"全省月报_{written(month)}.html", found)
    write_province_review(folder / f"待判断名单_{written(month)}.xlsx", found)


def _struck(province: Province, month: dt.date) -> dict[str, Struck]:
    """Of the counties whose last run was of the month."""
    found = {}
    for county in province.counties:
        with passed_over_if_closed():
            workspace = Workspace.at(county.home)
            if workspace.database.exists():
                with workspace.locked(), opened(workspace) as warehouse:
                    if linked_month(warehouse) == month:
                        found[county.code] = struck_of(warehouse)
    return found


def take_in_own(code: str, home: str, policy: str, month: str) -> dict[str, Any]:
    """A county's own drops, its roster among them: by it the province knows whose a row is."""

    def work(workspace: Workspace, of: dt.date) -> None:
        if workspace.drops(of):
            with workspace.locked(), opened(workspace) as warehouse:
                take_in(CountyMonth(warehouse, policy_of(workspace, policy), of, workspace), silent)

    return told(code, Path(home), month, work)


def run_county(code: str, home: str, policy: str, month: str) -> dict[str, Any]:
    """A county's month; its workspace's lock and transactions make that safe to be killed, tried again, or begun twice."""

    def work(workspace: Workspace, of: dt.date) -> None:
        run_month(workspace, of, policy, keeps_copy=False)

    return told(code, Path(home), month, work)
