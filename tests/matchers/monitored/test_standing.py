"""Since when a household is monitored, and when that ended: each line a few rosters and decisions in the order of time."""

import datetime as dt

import pytest

from matchers.monitored.since import Decided, Stated, standing_of
from schemas.months import parse_month

KINDS = {"脱贫不稳定户", "边缘易致贫户", "突发严重困难户"}
ORDINARY, UNSTABLE, MARGINAL = "一般农户", "脱贫不稳定户", "边缘易致贫户"
NOT_IN_IT = None


def roster(month, kind, cleared="", is_first=False):
    return Stated(parse_month(month), kind, cleared, is_first)


def decided(kind, day):
    return Decided(kind, dt.date.fromisoformat(day), "2024-02-H1")


NEVER = ("", "")
LINES = (
    # what was said and decided → monitored since, ended
    ("nothing at all", [], NEVER),
    ("an ordinary household", [roster("2023-01", ORDINARY)], NEVER),
    ("lifted is not monitored", [roster("2023-01", "脱贫户", "否")], NEVER),
    ("a kind the policy does not have", [roster("2023-01", "低保边缘户")], NEVER),
    ("one roster", [roster("2023-01", UNSTABLE, "否")], ("2023-01-01", "")),
    ("an empty cell is not cleared", [roster("2023-01", UNSTABLE, "")], ("2023-01-01", "")),
    ("the first roster that says so", [roster("2023-01", ORDINARY), roster("2023-07", MARGINAL, "否"), roster("2024-01", MARGINAL, "否")], ("2023-07-01", "")),
    ("another kind is no gap", [roster("2023-01", UNSTABLE), roster("2024-01", MARGINAL)], ("2023-01-01", "")),
    ("ordinary in between is a gap", [roster("2023-01", UNSTABLE), roster("2023-07", ORDINARY), roster("2024-01", UNSTABLE)], ("2024-01-01", "")),
    ("not in a roster in between is a gap", [roster("2023-01", UNSTABLE), roster("2023-07", NOT_IN_IT), roster("2024-01", UNSTABLE)], ("2024-01-01", "")),
    ("left without being cleared", [roster("2023-01", UNSTABLE), roster("2024-01", ORDINARY)], NEVER),
    # Cleared
    ("cleared: the first roster that says so", [roster("2023-01", UNSTABLE, "否"), roster("2023-07", UNSTABLE, "是"), roster("2024-01", UNSTABLE, "是")], ("", "2023-07-01")),
    ("cleared in the first roster there is", [roster("2023-01", UNSTABLE, "是", True)], ("", "2023-01-01")),
    ("cleared, then called lifted", [roster("2023-01", UNSTABLE, "否"), roster("2023-07", UNSTABLE, "是"), roster("2024-01", "脱贫户")], ("", "2023-07-01")),
    ("cleared between two rosters", [roster("2023-01", "脱贫户"), roster("2024-01", UNSTABLE, "是")], ("", "2024-01-01")),
    ("monitored again", [roster("2023-01", UNSTABLE, "是"), roster("2024-01", UNSTABLE, "否")], ("2024-01-01", "")),
    # Decisions
    ("enrolled", [roster("2024-01", ORDINARY), decided("enrol", "2024-03-12")], ("2024-03-12", "")),
    ("enrolled, in no roster", [decided("enrol", "2024-03-12")], ("2024-03-12", "")),
    ("declined", [roster("2024-01", ORDINARY), decided("decline", "2024-03-12")], NEVER),
    ("enrolled, and the roster does not know yet", [roster("2024-01", ORDINARY), decided("enrol", "2024-03-12"), roster("2024-06", ORDINARY)], ("2024-03-12", "")),
    ("enrolled, the roster follows", [roster("2024-01", ORDINARY), decided("enrol", "2024-03-12"), roster("2024-06", MARGINAL)], ("2024-03-12", "")),
    ("enrolled, and has been", [roster("2024-01", MARGINAL), decided("enrol", "2024-03-12")], ("2024-01-01", "")),
    ("enrolled, listed, dropped from the roster with no decision", [decided("enrol", "2023-03-12"), roster("2023-06", MARGINAL), roster("2024-01", ORDINARY)], ("2023-03-12", "")),
    ("enrolled, listed, cleared by the roster", [decided("enrol", "2023-03-12"), roster("2023-06", MARGINAL), roster("2024-01", MARGINAL, "是")], ("", "2024-01-01")),
    ("kept", [roster("2023-01", UNSTABLE), decided("keep", "2024-03-12")], ("2023-01-01", "")),
    ("eliminated", [roster("2023-01", UNSTABLE), decided("eliminate", "2024-03-12")], ("", "2024-03-12")),
    ("eliminated in a roster's month: the roster was before", [roster("2023-01", UNSTABLE), decided("eliminate", "2023-01-01")], ("", "2023-01-01")),
    ("eliminated, and the roster does not know yet", [roster("2023-01", UNSTABLE), decided("eliminate", "2024-03-12"), roster("2024-06", UNSTABLE)], ("", "2024-03-12")),
    ("eliminated, and the roster follows", [roster("2023-01", UNSTABLE), decided("eliminate", "2024-03-12"), roster("2024-06", UNSTABLE, "是")], ("", "2024-03-12")),
    ("eliminated, enrolled again", [roster("2023-01", UNSTABLE), decided("eliminate", "2024-03-12"), decided("enrol", "2024-05-10")], ("2024-05-10", "")),
    ("enrolled, eliminated", [decided("enrol", "2023-03-12"), decided("eliminate", "2024-03-12")], ("", "2024-03-12")),
    ("cleared, enrolled again though the roster goes on saying cleared", [roster("2023-01", UNSTABLE, "是"), decided("enrol", "2024-03-12"), roster("2024-06", UNSTABLE, "是")], ("2024-03-12", "")),
)


@pytest.mark.parametrize(("said", "expected"), [(said, expected) for _, said, expected in LINES], ids=[words for words, *_ in LINES])
def test_standing(said, expected):
    now = standing_of([s for s in said if isinstance(s, Stated)], [s for s in said if isinstance(s, Decided)], KINDS)
    assert tuple(str(day or "") for day in (now.since, now.ended)) == expected


def test_what_the_roster_still_says_is_kept_beside_a_decision():
    ended = standing_of([roster("2023-01", UNSTABLE)], [decided("eliminate", "2024-03-12")], KINDS)
    assert (ended.ended_by, ended.says) == ("decision", "monitored")
    enrolled = standing_of([roster("2023-01", ORDINARY)], [decided("enrol", "2024-03-12")], KINDS)
    assert (enrolled.by, enrolled.lead_id, enrolled.says) == ("decision", "2024-02-H1", "")
