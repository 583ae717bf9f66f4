"""Numbers tried on the page as `bidui whatif` tries them; nothing is kept of it but what the page shows."""

import re
from decimal import Decimal

from flows.console.trying_page import _bar, _slider
from matchers.rules.magnitudes import suits
from tests.flows.console.conftest import waited, words_of


def test_a_trial_changes_nothing_and_tells_what_whatif_does(opened, county, bidui):
    bureau = opened["bureau"]
    page = bureau.get("/trying").text
    sliders = dict(re.findall(r'name="(set/[^"]+)" min="[^"]*" max="[^"]*" step="[^"]*" value="([^"]*)"', page))
    assert "set/expenditure.surge.ratio" in sliders and len(sliders) > 20
    assert bureau.post("/trying", **sliders).status_code == 400, "nothing was moved"
    before = {path: path.read_bytes() for path in county.home.rglob("*") if path.is_file() and ".console" not in path.parts and path.name != ".lock"}
    bureau.get("/trying")
    sent = bureau.post("/trying", **sliders | {"set/expenditure.surge.ratio": "1000"})
    assert sent.headers["location"] == "/work" and waited(county.home)["is_done"]
    assert bureau.get("/work").headers["location"] == "/trying#tried"
    told = words_of(bureau.get("/trying"))
    said = re.search(r"现在线索 (\d+) 条.*?改后线索 (\d+) 条", bidui("whatif", "2024-06", "--set", "expenditure.surge.ratio=1000", "--home", county.home).output, re.S)
    assert f"线索 {said[1]} → {said[2]}" in told and "ratio = 1000" in told
    after = {path: path.read_bytes() for path in before if path.suffix != ".duckdb"}
    assert after == {path: data for path, data in before.items() if path.suffix != ".duckdb"}
    assert opened["leader"].get("/trying").status_code == 200 and opened["leader"].post("/trying", **sliders).status_code == 403


def test_sliders_stand_on_a_step_and_stay_where_the_number_makes_sense():
    for unit, amount in (("yuan", "8000"), ("times", "2"), ("share", "0.97"), ("share", "0"), ("months", "3"), ("items", "0"), ("yuan", "0.5")):
        slider, amount = _slider(unit, Decimal(amount)), Decimal(amount)
        assert slider["least"] <= amount <= slider["most"] and (amount - slider["least"]) % slider["step"] == 0
        assert suits(unit, slider["most"]) and (amount == slider["least"] or suits(unit, slider["least"]))


def test_few_answers_say_nothing_yet():
    assert _bar(None) is None and not _bar({"answered": "19", "true_share": 0.5, "low": 0.3, "high": 0.7})["is_enough"]
    assert not _bar({"answered": "1—4", "true_share": float("nan"), "low": float("nan"), "high": float("nan")})["is_enough"]
    assert _bar({"answered": "40", "true_share": 0.5, "low": 0.352, "high": 0.648}) == {"answered": "40", "is_enough": True, "true_share": 50, "low": 35, "high": 65}


def test_a_town_is_told_what_of_its_list_was_not_used(opened, county):
    page = words_of(opened["bureau"].get("/town", name="狸桥镇"))
    assert "李国强" in page and "王桂英" not in page
    assert words_of(opened["town"].get("/town", name="水阳镇")).count("狸桥镇") and opened["leader"].get("/town", name="狸桥镇").status_code == 403
    assert opened["bureau"].get("/town", name="没有镇").status_code == 400
