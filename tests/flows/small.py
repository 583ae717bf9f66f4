"""A county of four households in two towns, with something on every kind of paper; a run of it takes a second or two."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from flows.month import run_month
from flows.outcomes import Outcome
from flows.workspace import Workspace, create
from schemas.months import parse_month
from tests.matchers.desk import ORDINARY, TITLES, place
from tests.matchers.people import lives, number

MONTH, MONTH_BEFORE = "2024-06", "2024-05"
WANG, LI, ZHANG, SUN = (number(f"19{year}-03-08") for year in (50, 81, 62, 73))
CHILD = number("2014-02-03", 2)
LIQIAO = {"乡镇": "狸桥镇", "行政村": "东云村"}


class County:
    """A workspace in a test's own folder."""

    def __init__(self, home: Path) -> None:
        self.home = home

    @property
    def inbox(self) -> Path:
        return self.home / "inbox"

    def outbox(self, month: str = MONTH) -> Path:
        return self.home / "outbox" / month

    def drop(self, dataset: str, *rows: dict[str, str], folder: str = MONTH, name: str = "") -> Path:
        """A csv in a month's folder, its columns those that a test does not care of and those that its rows name."""
        columns = list(dict.fromkeys([*ORDINARY[dataset], *(column for row in rows for column in row)]))
        path = self.inbox / folder / f"{name or f'{TITLES[dataset]}_{folder}'}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(ORDINARY[dataset] | row for row in rows)
        return path

    def run(self, month: str = MONTH) -> Outcome:
        return run_month(Workspace.at(self.home), parse_month(month))

    def copied(self, to: Path) -> County:
        shutil.copytree(self.home, to)
        return County(to)


def build(home: Path) -> County:
    """Two months of drops: an illness, a lost job, a child out of school, a leaking house, a village without water."""
    create(home)
    county = County(home)
    county.drop(
        "roster",
        lives("王桂英", WANG, 户类型="脱贫户", 联系电话="13900000001"),
        lives("李国强", LI, household="李家", 劳动技能="普通劳动力", 联系电话="13900000002", **LIQIAO),
        lives("李小雨", CHILD, household="李家", 与户主关系="之女", **LIQIAO),
        lives("张德明", ZHANG, "裘公村"),
        lives("孙玉兰", SUN, "裘公村", 劳动技能="普通劳动力"),
        folder=MONTH_BEFORE,
    )
    everyone = (("王桂英", WANG), ("李国强", LI), ("李小雨", CHILD), ("张德明", ZHANG), ("孙玉兰", SUN))
    for month, job in ((MONTH_BEFORE, "务工"), (MONTH, "失业")):
        county.drop("enrolment", *({"姓名": name, "证件号码": written} for name, written in everyone), folder=month)
        county.drop("employment", _says("李国强", LI, 就业状态=job), _says("孙玉兰", SUN), folder=month)
        county.drop("assistance", _says("张德明", ZHANG, 享受状态="享受" if job == "务工" else "停发"), folder=month)
        county.drop("house", _says("张德明", ZHANG, 鉴定等级="D", 改造状态="未改造", **place("水阳镇", "裘公村")), folder=month)
        county.drop("water", place("水阳镇", "大桥村"), {**LIQIAO, "停水天数": "9"}, folder=month)
    county.drop("student", _says("李小雨", CHILD), folder=MONTH_BEFORE)
    county.drop("student", _says("周文文", number("2015-05-06")), folder=MONTH)
    county.drop("settlement", bill("1", "王桂英", WANG, "300", 结算日期="2024-05-09"), folder=MONTH_BEFORE)
    county.drop(
        "settlement",
        bill("2", "王桂英", WANG, "12000"),
        bill("2", "王桂英", WANG, "12000"),
        bill("3", "张德明", ZHANG, "450.50"),
        bill("4", "孙玉兰", SUN, "六十"),
        bill("5", "钱多多", SUN, "80"),
        bill("6", "李国强", LI, "20"),
        folder=MONTH,
    )
    return county


def bill(settlement_id: str, name: str, written: str, yuan: str, **more: str) -> dict[str, str]:
    return _says(name, written, 结算编号=settlement_id, 医疗总费用=yuan, 个人自付=yuan, **more)


def later_drop(county: County) -> Path:
    """A second delivery for the month: another large bill."""
    return county.drop("settlement", bill("7", "孙玉兰", SUN, "15000"), folder=MONTH, name="医保结算_202406（补报）")


def _says(name: str, written: str, **more: str) -> dict[str, str]:
    return {"姓名": name, "证件号码": written, **more}
