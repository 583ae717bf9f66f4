"""Parameters that answers speak for: 27 households with a large bill in two months, and what towns made of them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from flows.questions import trying
from matchers.leads.ledger import Ledger, ledger_now
from matchers.records.said import Answer
from tests.flows.look import contents
from tests.flows.test_asking import tables
from tests.matchers.desk import County
from tests.matchers.people import lives, number

MONTHS = ("2024-05", "2024-06")
# bills of each month by size: how many households, and what a town finds of each
BILLS = (("11000", 3, "不属实"), ("14000", 1, "属实无风险"), ("30000", 9, "属实已帮扶"))
NAMES = [f"{family}{given}" for family in "王李张赵" for given in ("桂英", "国强", "秀兰", "建军", "玉梅", "德发", "志明", "长生")]


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """The workspace after both months, and the outcome of every lead."""
    county = County(tmp_path_factory.mktemp("answered") / "county")
    people = [(name, number(f"{1950 + at}-01-01")) for at, name in enumerate(NAMES)]
    county.drop("roster", *(lives(name, written) for name, written in people), folder=MONTHS[0])
    outcomes, waiting = {}, iter(people)
    for month in MONTHS:
        bills = []
        for yuan, count, outcome in BILLS:
            for _ in range(count):
                name, written = next(waiting)
                bills.append({"结算编号": name, "姓名": name, "证件号码": written, "结算日期": f"{month}-09", "个人自付": yuan})
                outcomes[f"{month}-{name}家"] = outcome
        county.drop("settlement", *bills, folder=month)
        county.run(month)
    return county.workspace.home, outcomes


@pytest.fixture
def advised(answered, bidui, monkeypatch):
    """What `propose --json` says of these outcomes but for some."""
    home, outcomes = answered

    def ask(changed: dict[str, str | None] | None = None, enrolled: frozenset[str] = frozenset()) -> dict[str, dict]:
        known = {lead: outcome for lead, outcome in (outcomes | (changed or {})).items() if outcome}
        monkeypatch.setattr(trying, "ledger_now", lambda *asked: answered_so(ledger_now(*asked), known, enrolled))
        ran = bidui("propose", "--home", home, "--json")
        assert ran.exit_code == 0, ran.output
        answer = json.loads(ran.stdout)
        return {one["parameter"]: one for one in answer["tried"]} | {"too_few": answer["too_few"], "months": answer["months"]}

    return ask


def answered_so(ledger: Ledger, outcomes: dict[str, str], enrolled: frozenset[str]) -> Ledger:
    """The ledger as if towns had answered so."""
    said = {lead: (Answer(lead, outcome, "", "", "", None, ledger.leads[lead].issued_in, "", "", 1, ledger.leads[lead].asked, ledger.leads[lead].grade, *[ledger.leads[lead].listed_in] * 2),) for lead, outcome in outcomes.items()}
    leads = {
        number: replace(lead, answers=said.get(number, ()), decided="enrol" if number in enrolled else "") for number, lead in ledger.leads.items()
    }
    return Ledger(leads, {})


FLOOR = "medical.self_pay_month.floor_yuan"


def test_suggests_what_saves_visits_and_misses_few(advised, answered):
    advice = advised()
    assert advice["months"] == list(MONTHS)
    floor = advice[FLOOR]
    assert (floor["present"], floor["answered"], floor["true"]) == ("10000", 26, 20)
    assert {t["value"]: (t["saved"], t["true_missed"], t["enrolled_missed"]) for t in floor["trials"]} == {
        "12500.00": (6, 0, 0), "15000.0": (6, 2, 0), "20000": (6, 2, 0),
    }, "values that find more are not stricter; those of 30000 yuan have a second reason"
    assert floor["suggested"]["value"] == "12500.00"
    assert "年度医疗自付大额" in advice["too_few"], "18 answers"


def test_somebody_enrolled_is_never_missed(advised, answered):
    _, outcomes = answered
    lead = next(lead for lead, outcome in outcomes.items() if outcome == "不属实")
    assert advised({lead: "属实拟纳入"})[FLOOR]["suggested"] is None, "the town wants it enrolled"
    assert advised(enrolled=frozenset([lead]))[FLOOR]["suggested"] is None
    assert advised({lead: "无法核实"})[FLOOR]["suggested"]["saved"] == 5


def test_a_few_true_ones_may_be_missed_and_no_more(advised, answered):
    """One of 21 is under a twentieth, two of 21 are not."""
    _, outcomes = answered
    untrue = [lead for lead, outcome in outcomes.items() if outcome == "不属实"]
    once = advised({untrue[0]: "属实无风险"})[FLOOR]
    assert (once["true"], once["suggested"]["true_missed"], once["suggested"]["saved"]) == (21, 1, 5)
    assert advised({untrue[0]: "属实无风险", untrue[1]: "属实无风险"})[FLOOR]["suggested"] is None


def test_too_few_saved_and_too_few_answers(advised, answered, bidui):
    home, outcomes = answered
    untrue = [lead for lead, outcome in outcomes.items() if outcome == "不属实"]
    assert advised(dict.fromkeys(untrue[2:], "无法核实"))[FLOOR]["suggested"] is None, "two visits saved"
    few = advised(dict.fromkeys(list(outcomes)[:7]))
    assert FLOOR not in few and few["too_few"]["当月医疗自付大额"] == 19
    said = bidui("propose", "--home", home).output
    assert "反馈太少" in said and "19 条" in said


def test_says_where_to_write_it_and_changes_nothing(advised, answered, bidui):
    home, _ = answered
    outbox, before = contents(home / "outbox"), tables(home)
    line = advised()[FLOOR]["line"]
    said = bidui("propose", "--home", home).output.replace("\n", "")
    assert str(line) in said and "policy.toml" in said and "什么都没有改动" in said and "建议不动" not in said
    assert (contents(home / "outbox"), tables(home)) == (outbox, before)
