"""Departments are reminded a day before, on the day and when late, of what was refused and what is doubtful; of each once."""

from __future__ import annotations

import datetime as dt
import json
import os
from decimal import Decimal

import openpyxl
import pytest

from flows import urging
from flows.taking_in import collect_month
from flows.urging import remind
from flows.wires.remote import Waits
from flows.wires.sending import send_month
from flows.workspace import Workspace
from schemas.months import parse_month
from tests.flows import small

MONTH = parse_month(small.MONTH)
WATER = f"供水_{small.MONTH}.csv"


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Collected in June; water has not come, of deaths nothing either."""
    made = small.build(tmp_path_factory.mktemp("collected") / "county")
    (made.inbox / small.MONTH / WATER).rename(made.home.parent / WATER)
    collect(made)
    return made


@pytest.fixture
def waits_for_water(collected, tmp_path):
    (tmp_path / WATER).write_bytes((collected.home.parent / WATER).read_bytes())
    return collected.copied(tmp_path / "county")


def collect(county):
    collect_month(Workspace.at(county.home), MONTH)


def said(county, day: str) -> set[tuple[str, ...]]:
    """(department, dataset, stage) of the papers of a day."""
    rows = set()
    for path in remind(Workspace.at(county.home), dt.date.fromisoformat(day)):
        sheet = openpyxl.load_workbook(path).active
        rows |= {(path.name.partition("_")[0], row[0], row[2]) for row in sheet.iter_rows(values_only=True, max_col=3) if row[2] and row[2] != "情况"}
    return rows


def of_water(county, day: str) -> set[str]:
    return {stage for department, _, stage in said(county, day) if department == "水务局"}


def test_a_day_before_on_the_day_and_late_each_once(waits_for_water):
    told = [of_water(waits_for_water, f"2024-07-{day:02d}") for day in (1, 2, 2, 3, 4, 5, 30)]
    assert told == [set(), {"明天到期"}, set(), {"今天到期"}, {"过期"}, set(), set()]


def test_a_machine_that_was_off_says_what_holds_now(waits_for_water):
    assert said(waits_for_water, "2024-07-09") == {("水务局", "供水", "过期"), ("民政局", "死亡登记", "过期")}


def test_what_has_come_is_not_asked_for(waits_for_water, tmp_path):
    (tmp_path / WATER).rename(waits_for_water.inbox / small.MONTH / WATER)
    collect(waits_for_water)
    assert of_water(waits_for_water, "2024-07-04") == set()


def test_due_days_are_the_rule_books(waits_for_water):
    (waits_for_water.home / "policy.toml").write_text('based_on = "default"\ntitle = "本县"\n[intake]\ndue_day = 20\ndue_days = { water = 8 }\n', "utf-8")
    (waits_for_water.home / "county.toml").write_text('policy = "policy.toml"\n', "utf-8")
    assert said(waits_for_water, "2024-07-08") == {("水务局", "供水", "今天到期")}
    assert ("民政局", "死亡登记", "明天到期") in said(waits_for_water, "2024-07-19")


def test_what_was_refused_and_what_is_doubtful_at_once_and_once(waits_for_water):
    waits_for_water.drop("water", {"停水天数": "很久"}, {"停水天数": "不知道"})
    collect(waits_for_water)
    assert of_water(waits_for_water, "2024-06-20") == {"没有采用"}
    assert of_water(waits_for_water, "2024-06-21") == set()
    assert of_water(waits_for_water, "2024-07-04") == {"过期"}


def test_a_county_that_has_not_begun_asks_nobody(waits_for_water):
    assert said(waits_for_water, "2023-07-04") == said(waits_for_water, "2026-07-04") == set()


def test_killed_before_it_is_noted_the_paper_goes_once(waits_for_water, tmp_path, monkeypatch):
    share = tmp_path / "share"
    share.mkdir()
    (waits_for_water.home / "county.toml").write_text(f'[send."水务局"]\nto = "{share}"\n', "utf-8")

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(urging, "note_reminded", killed)
        with pytest.raises(KeyboardInterrupt):
            said(waits_for_water, "2024-07-04")
    workspace = Workspace.at(waits_for_water.home)
    for _ in range(2):
        remind(workspace, dt.date(2024, 7, 4))
        send_month(workspace, MONTH, waits=Waits(settle=0))
    assert {path.name for path in share.iterdir() if "催报" in path.name} == {"水务局_催报单_2024-06_0704.xlsx"}


def test_the_paper_stays_when_the_month_is_run(county):
    remind(Workspace.at(county.home), dt.date(2024, 7, 4))
    papers = {path.name for path in (county.home / "outbox/催报" / small.MONTH).iterdir()}
    small.later_drop(county)
    county.run()
    assert papers and {path.name for path in (county.home / "outbox/催报" / small.MONTH).iterdir()} == papers
    assert not county.run().changed


def test_the_checklist_says_when_it_came_how_good_it_is_what_it_bore_and_what_is_awaited(waits_for_water, bidui):
    home = waits_for_water.home
    for name, saved in ((f"医保结算_{small.MONTH}.csv", 1_719_900_000), (f"就业务工_{small.MONTH}.csv", 1_719_763_200)):  # 2 July; 1 July in China, 30 June in Greenwich
        with (waits_for_water.inbox / small.MONTH / name).open("a") as file:
            file.write("\n")
        os.utime(waits_for_water.inbox / small.MONTH / name, (saved, saved))
    waits_for_water.run()
    remind(Workspace.at(home), dt.date(2024, 7, 4))
    lines = {row["dataset"]: row for row in json.loads(bidui("status", small.MONTH, "--home", home, "--json").output)["checklist"]}
    bills, water, jobs = lines["医保结算"], lines["供水"], lines["就业务工"]
    assert (bills["due"], bills["came_on"], jobs["came_on"]) == ("2024-07-03", "2024-07-02", "2024-07-01")
    assert Decimal(bills["used_share"]).quantize(Decimal("0.01")) == Decimal("0.83"), "five of six rows are not at fault, one of them a double"
    assert bills["signals"] > 0 and bills["not_judged"] == []
    assert (water["came_on"], water["signals"], water["reminded"]) == (None, 0, ["7月4日催过（过期）"]) and "饮水不安全" in water["not_judged"]
    shown = bidui("status", small.MONTH, "--home", home).output
    assert "还在等 水务局的供水：7月4日催过（过期）；没有它，2项指标没评估" in shown


def test_the_command(waits_for_water, bidui, monkeypatch):
    monkeypatch.setattr(urging, "today", lambda: dt.date(2024, 7, 4))
    assert "水务局_催报单_2024-06_0704.xlsx" in bidui("remind", "--home", waits_for_water.home).output
    assert "没有要催的" in bidui("remind", "--home", waits_for_water.home).output
