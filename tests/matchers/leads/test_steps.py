"""Steps come back as days: each in its order, none without those before it; the one with a term is late after it."""

import datetime as dt
import json

import pytest

from matchers.leads.steps import steps_of
from schemas.returned.answered import DUE, DUE_STEP, STEPS

LISTED = json.dumps({"村": "大桥村", STEPS: "一算、二核、三看", DUE_STEP: "三看", DUE: "2024-07-20"})
ISSUED = dt.date(2024, 7, 5)


@pytest.mark.parametrize(
    ("filled", "done", "asked_back"),
    [
        ({}, 0, ""),
        ({"一算": "2024-07-08"}, 1, ""),
        ({"一算": "7月8日", "二核": "7.8", "三看": "2024/7/20"}, 3, ""),
        ({"一算": "2024-07-08", "二核": "2024-07-07"}, 0, "“二核”的日期早于前一步“一算”"),
        ({"一算": "2024-07-08", "三看": "2024-07-09"}, 0, "“三看”填了日期，前面的“二核”没有填"),
        ({"二核": "2024-07-08"}, 0, "前面的“一算”没有填"),
        ({"一算": "做完了"}, 0, "“一算”的日期看不懂"),
        ({"一算": "2024-07-08", "二核": "2024-07-09", "三看": "2024-07-21"}, 3, "7月21日，晚于截止日期7月20日，算超期"),
    ],
)
def test_steps_of_a_row(filled, done, asked_back):
    steps, said = steps_of(json.dumps({"村": "大桥村", **filled}), LISTED, ISSUED)
    assert (len(steps), asked_back in said, bool(said)) == (done, True, bool(asked_back))
    assert [day for _, day in steps] == sorted(day for _, day in steps)


def test_a_list_without_steps_asks_for_none():
    assert steps_of(json.dumps({"一算": "2024-07-08"}), json.dumps({"村": "大桥村"}), ISSUED) == ((), "")
