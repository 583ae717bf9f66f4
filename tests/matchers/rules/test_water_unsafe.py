"""饮水不安全, of a village: 停水 or 季节性缺水, seven days or more without water, or water that is 不合格."""

import pytest

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import home, water

FROM_JUNE = changed("rules.water_unsafe", outage_days={"2024-06": 3})


def drinks(*, at=0, missing=(), since=25, **supply):
    return home(water={at: water(**supply)}, missing=missing, since=since)


CASES = (
    Case("water as it should be", drinks(), QUIET),
    *(Case(f"{status}", drinks(status=status), Fires()) for status in ("停水", "季节性缺水")),
    Case("不合格", drinks(quality="不合格"), Fires()),
    Case("停水 and 不合格", drinks(status="停水", days=9, quality="不合格"), Fires()),
    Case("exactly seven days without", drinks(days=7), Fires()),
    Case("six days without", drinks(days=6), QUIET),
    Case("one of two waterworks", home(water={0: (water(), water("停水"))}), Fires()),
    Case("no row", home(), QUIET),
    Case("last month's trouble", drinks(status="停水", at=1), QUIET),
    Case("no month before ever came", drinks(status="停水", since=0), Fires()),
    Case("the month's extract did not come", drinks(status="停水", missing=[("water", 0)]), UNKNOWN),
    Case("four days in May, when seven had to be", drinks(days=4), QUIET, "2024-05", FROM_JUNE),
    Case("four days in June, when three are enough", drinks(days=4), Fires(), "2024-06", FROM_JUNE),
)
test_drawn = drawn("water.unsafe", CASES)


@pytest.mark.parametrize(("case", "works", "trouble"), [
    ("停水", 1, "停水、缺水"),
    ("不合格", 1, "水质不合格"),
    ("停水 and 不合格", 1, "停水、缺水（最长9天），水质不合格"),
    ("exactly seven days without", 1, "停水、缺水（最长7天）"),
    ("one of two waterworks", 1, "停水、缺水"),
])
def test_only_what_is_wrong_is_said(judge, case, works, trouble):
    assert judge("water.unsafe", CASES).fields[case] == {"works": works, "trouble": trouble}
