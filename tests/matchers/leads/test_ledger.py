"""A lead's life, month by month: carried on, escalated, silenced, woken, fallen away, answered, ended, begun anew."""

from __future__ import annotations

import pytest

from tests.matchers.life import Life

# month | what fires: indicator and figure | what the town says after the run | what the run does: standing, number, months, grade, due, state
LIVES = {
    "carried on: the same number, a month more, the same day": """
        2024-01 | surge 4000 | | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 4500 | | carried 2024-01 ×2 green due 02-20 超期
        2024-03 | surge 9000 | | carried 2024-01 ×3 green due 02-20 超期
    """,
    "escalated when its grade rises: a new day to answer by": """
        2024-01 | surge 4000        | | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 4000, near  | | escalated 2024-01 ×2 yellow due 03-20 待核实
        2024-03 | surge 4000, near  | | carried 2024-01 ×3 yellow due 03-20 超期
        2024-04 | surge 4000, under | | escalated 2024-01 ×4 red due 05-20 待核实
        2024-05 | surge 4000        | | carried 2024-01 ×5 green due 05-20 超期
    """,
    "escalated when a new kind joins at the same grade": """
        2024-01 | surge 4000, near       | | issued 2024-01 ×1 yellow due 02-20 待核实
        2024-02 | surge 4000, loss, near | | escalated 2024-01 ×2 yellow due 03-20 待核实
    """,
    "another indicator of a kind that it had is nothing new": """
        2024-01 | bill 12000             | | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | bill 12000, year 24000 | | carried 2024-01 ×2 green due 02-20 超期
    """,
    "silenced for six months, then asked again": """
        2024-01 | lapsed | 2024-01 不属实 | issued 2024-01 ×1 red due 02-20 待核实
        2024-02 | lapsed | | silenced lapsed to 2024-07
        2024-03 | lapsed | | silenced lapsed to 2024-07
        2024-04 | lapsed | | silenced lapsed to 2024-07
        2024-05 | lapsed | | silenced lapsed to 2024-07
        2024-06 | lapsed | | silenced lapsed to 2024-07
        2024-07 | lapsed | | silenced lapsed to 2024-07
        2024-08 | lapsed | | issued 2024-08 ×8 red due 09-20 待核实 after 2024-01
    """,
    "silenced from the last month whose list it stood on": """
        2024-01 | lapsed | | issued 2024-01 ×1 red due 02-20 待核实
        2024-02 | lapsed | 2024-01 不属实 | carried 2024-01 ×2 red due 02-20 超期
        2024-03 | lapsed | | silenced lapsed to 2024-08
    """,
    "only what was found untrue is silenced": """
        2024-01 | lapsed           | 2024-01 不属实 | issued 2024-01 ×1 red due 02-20 待核实
        2024-02 | lapsed, surge 4000 | | issued 2024-02 ×2 green due 03-20 待核实 after 2024-01, silenced lapsed to 2024-07
    """,
    "a quarter more wakes it, not a fen less": """
        2024-01 | surge 4000    | 2024-01 不属实 | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 4999.99 | | silenced surge to 2024-07
        2024-03 | surge 5000    | | issued 2024-03 ×3 green due 04-20 待核实 after 2024-01
    """,
    "of an income a quarter less, not a fen more": """
        2024-01 | drop 1000   | 2024-01 不属实 | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | drop 750.01 | | silenced drop to 2024-07
        2024-03 | drop 1300   | | silenced drop to 2024-07
        2024-04 | drop 750    | | issued 2024-04 ×4 green due 05-20 待核实 after 2024-01
    """,
    "the figure of the last list is what it is held against": """
        2024-01 | surge 4000 | | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 8000 | 2024-01 不属实 | carried 2024-01 ×2 green due 02-20 超期
        2024-03 | surge 9999 | | silenced surge to 2024-08
        2024-04 | surge 10000 | | issued 2024-04 ×4 green due 05-20 待核实 after 2024-01
    """,
    "woken and again untrue: the new figure is what counts": """
        2024-01 | surge 4000 | 2024-01 不属实 | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 6000 | 2024-02 不属实 | issued 2024-02 ×2 green due 03-20 待核实 after 2024-01
        2024-03 | surge 7000 | | silenced surge to 2024-08
    """,
    "what only is or is not never grows worse": """
        2024-01 | loss 1, lapsed 1   | 2024-01 不属实 | issued 2024-01 ×1 red due 02-20 待核实
        2024-02 | loss 9, lapsed 300 | | silenced loss to 2024-07, silenced lapsed to 2024-07
    """,
    "found true later, a silence ends": """
        2024-01 | surge 4000 | 2024-01 不属实 | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 5000 | 2024-02 属实已帮扶 | issued 2024-02 ×2 green due 03-20 待核实 after 2024-01
        2024-03 | surge 4000 | | issued 2024-03 ×3 green due 04-20 待核实 after 2024-02
    """,
    "a fall-away, told until it is answered": """
        2024-01 | surge 4000 | | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | | | fallen 2024-01 ×1 green due 02-20 超期
        2024-03 | | 2024-01 属实无风险 | fallen 2024-01 ×1 green due 02-20 超期
        2024-04 | | |
    """,
    "fallen away and come back, it is the same lead": """
        2024-01 | surge 4000 | | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | | | fallen 2024-01 ×1 green due 02-20 超期
        2024-03 | surge 4000 | | carried 2024-01 ×2 green due 02-20 超期
    """,
    "what could not be judged has not fallen away": """
        2024-01 | loss, surge 4000 | | issued 2024-01 ×1 yellow due 02-20 待核实
        2024-02 | ?loss            | | waiting 2024-01 ×1 yellow due 02-20 超期
        2024-03 | ?bill            | | fallen 2024-01 ×1 yellow due 02-20 超期
    """,
    "what comes late joins the open lead": """
        2024-01 | surge 4000    | | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 4000, surge@2023-12 5000 | | carried 2024-01 ×2 green due 02-20 超期
        2024-03 | loss@2024-02, surge 4000 | | escalated 2024-01 ×3 yellow due 04-20 待核实
    """,
    "what comes late alone has a lead of its month, and one of the run's where that is taken": """
        2024-01 | | |
        2024-02 | surge@2024-01 4000 | 2024-01 不属实 | issued 2024-01 ×1 green due 03-20 待核实
        2024-03 | loss@2024-01 | | issued 2024-03 ×1 green due 04-20 待核实 after 2024-01
    """,
    "what comes late of a silenced kind is silenced too": """
        2024-01 | | |
        2024-02 | lapsed | 2024-02 不属实 | issued 2024-02 ×1 red due 03-20 待核实
        2024-03 | lapsed@2024-01 | | silenced lapsed to 2024-08
    """,
    "nobody met: it stays open": """
        2024-01 | surge 4000 | 2024-01 无法核实 | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 4000 | 2024-01 不属实 | carried 2024-01 ×2 green due 03-20 已反馈
        2024-03 | surge 4000 | | silenced surge to 2024-08
    """,
    "proposed, it waits until the roster shows the household monitored": """
        2024-01 | surge 4000 | 2024-01 属实拟纳入 | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 4000 | | carried 2024-01 ×2 green due 02-20 已反馈
        2024-03 | | | fallen 2024-01 ×2 green due 02-20 已反馈
        2024-04 | monitored | | enrolled 2024-01 ×2 green due 02-20 纳入监测
        2024-05 | monitored | |
    """,
    "enrolled though it fires on: what it shows from then on is a new lead": """
        2024-01 | surge 4000 | 2024-01 属实拟纳入 | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 4000, monitored | | issued 2024-02 ×2 green due 03-20 待核实 after 2024-01, enrolled 2024-01 ×1 green due 02-20 纳入监测
        2024-03 | surge 4000, monitored | | carried 2024-02 ×3 green due 03-20 超期 after 2024-01
    """,
    "monitored without a proposal ends nothing": """
        2024-01 | surge 4000, monitored | | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 4000, monitored | | carried 2024-01 ×2 green due 02-20 超期
    """,
    "ended and fired again: a new lead that continues the old": """
        2024-01 | surge 4000 | 2024-01 属实已帮扶 | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | | |
        2024-03 | surge 4000 | 2024-03 属实无风险 | issued 2024-03 ×1 green due 04-20 待核实 after 2024-01
        2024-04 | surge 4000 | | issued 2024-04 ×2 green due 05-20 待核实 after 2024-03
    """,
    "another word on an old lead opens it no second time": """
        2024-01 | surge 4000 | 2024-01 属实已帮扶 | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 4000 | 2024-01 无法核实 | issued 2024-02 ×2 green due 03-20 待核实 after 2024-01
        2024-03 | surge 4000 | | carried 2024-02 ×3 green due 03-20 超期 after 2024-01
    """,
    "run again after the town has answered: what it was asked is answered, what came since is not": """
        2024-01 | surge 4000 | | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 4000 | 2024-01 属实已帮扶 | carried 2024-01 ×2 green due 02-20 超期
        2024-02 | loss       | | escalated 2024-01 ×2 yellow due 03-20 待核实
        2024-01 |            | | issued 2024-01 ×1 green due 02-20 待核实
        2024-03 | surge 4000 | | carried 2024-01 ×3 green due 03-20 超期
    """,
    "run again after the town has answered: as it was, nothing is issued anew": """
        2024-01 | surge 4000 | | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 4000 | 2024-01 属实已帮扶 | carried 2024-01 ×2 green due 02-20 超期
        2024-02 |            | | carried 2024-01 ×2 green due 02-20 超期
        2024-03 | surge 4000 | | issued 2024-03 ×3 green due 04-20 待核实 after 2024-01
    """,
    "a list answered late closes only what stood on it": """
        2024-01 | surge 4000 | | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 4000, loss | 2024-01@2024-01 属实无风险 | escalated 2024-01 ×2 yellow due 03-20 待核实
        2024-03 | loss       | | carried 2024-01 ×3 green due 03-20 超期
    """,
    "what was found untrue on an older list is silenced, what came since is asked": """
        2024-01 | surge 4000 | | issued 2024-01 ×1 green due 02-20 待核实
        2024-02 | surge 4000, loss | 2024-01@2024-01 不属实 | escalated 2024-01 ×2 yellow due 03-20 待核实
        2024-03 | surge 4000, loss | 2024-01 不属实 | carried 2024-01 ×3 green due 03-20 超期, silenced surge to 2024-07
        2024-04 | surge 4000, loss | | silenced surge to 2024-07, silenced loss to 2024-09
    """,
    "an answer to a graver list covers a milder one": """
        2024-01 | surge 4000, loss | | issued 2024-01 ×1 yellow due 02-20 待核实
        2024-02 | surge 4000 | 2024-01@2024-01 属实无风险 | carried 2024-01 ×2 green due 02-20 超期
        2024-03 | surge 4000 | | issued 2024-03 ×3 green due 04-20 待核实 after 2024-01
    """,
    "a village's lead lives alike": """
        2024-01 | overdue 40 | | issued 2024-01 ×1 yellow due 02-20 待核实
        2024-02 | overdue 41 | | carried 2024-01 ×2 yellow due 02-20 超期
        2024-03 | surge 4000 | | issued 2024-03 ×1 green due 04-20 待核实, fallen 2024-01 ×2 yellow due 02-20 超期
    """,
}


@pytest.mark.parametrize("drawn", LIVES.values(), ids=LIVES)
def test_a_life(drawn, tmp_path, monkeypatch):
    for expected, came in Life(tmp_path / "county", monkeypatch).live(drawn):
        assert came == expected


STATES = (
    ("nothing said, the day not over", "", "2024-02-20", "待核实"),
    ("nothing said, the day over", "", "2024-02-21", "超期"),
    ("nobody met", "2024-01 无法核实", "2024-12-31", "已反馈"),
    ("to be enrolled", "2024-01 属实拟纳入", "2024-12-31", "已反馈"),
    ("helped", "2024-01 属实已帮扶", "2024-02-01", "销号"),
    ("no risk", "2024-01 属实无风险", "2024-02-01", "销号"),
    ("untrue", "2024-01 不属实", "2024-02-01", "销号"),
)


@pytest.mark.parametrize(("says", "day", "state"), [case for _, *case in STATES], ids=[words for words, *_ in STATES])
def test_the_state_on_a_day(says, day, state, tmp_path, monkeypatch):
    life = Life(tmp_path / "county", monkeypatch)
    life.live(f"2024-01 | surge 4000 | {says} | ")
    assert life.states(day) == {"2024-01": state}


def test_of_all_leads_each_has_one_state_and_an_old_one_stays_closed(tmp_path, monkeypatch):
    life = Life(tmp_path / "county", monkeypatch)
    life.live(LIVES["another word on an old lead opens it no second time"])
    assert life.states("2024-04-01") == {"2024-01": "销号", "2024-02": "超期"}
    life = Life(tmp_path / "second", monkeypatch)
    life.live(LIVES["enrolled though it fires on: what it shows from then on is a new lead"])
    assert life.states("2024-03-10") == {"2024-01": "纳入监测", "2024-02": "待核实"}


def test_what_was_silenced_is_on_the_record_of_the_last_run_of_its_month(tmp_path, monkeypatch):
    life = Life(tmp_path / "county", monkeypatch)
    life.live("""
        2024-01 | lapsed, loss, bill 12000 | 2024-01 不属实 | issued
        2024-02 | lapsed | | silenced
    """)
    assert life.silenced("2024-02") == ["lapsed"]
    life.live("2024-02 | loss | | silenced")
    assert life.silenced("2024-02") == ["loss", "lapsed"], "run again with a drop that came late"
    life.live("2024-02 | surge 5000 | | issued")
    assert life.silenced("2024-02") == ["loss", "lapsed"]
