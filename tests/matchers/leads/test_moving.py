"""A lead that comes from another county goes on as it was left there: its answers, and what is not asked again."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from matchers.leads import moving
from matchers.leads.ledger import ledger_now
from matchers.records.leads import CLOSED, LeadRecord
from matchers.records.said import UNTRUE, Answer
from matchers.rules.policy import load_policy
from matchers.warehouse import Warehouse

MAY, JUNE, JULY = dt.date(2024, 5, 1), dt.date(2024, 6, 1), dt.date(2024, 7, 1)
FIRED = frozenset({"expenditure.surge"})
ANSWER = Answer("2024-05-A1", UNTRUE, "报销后补回来了", "", "村干部", dt.date(2024, 6, 20), JUNE, "x.xlsx", "清单", 5, FIRED, "yellow", MAY, MAY, (("入户", dt.date(2024, 6, 19)),))
LEAD = LeadRecord(
    "2024-05-A1", "水阳镇", "大桥村", "A1", "yellow", FIRED, FIRED, ("部门预警",), "看病花钱多", MAY, 1, MAY, MAY, dt.date(2024, 6, 5), dt.date(2024, 6, 20), "", (ANSWER,),
)


def test_answers_and_silences_come_along(tmp_path):
    with Warehouse(tmp_path / "a.duckdb") as county:
        county.append("leads.issued", [(MAY, MAY, "水阳镇", "大桥村", "A1", "expenditure.surge", Decimal("12000.50"), Decimal(0), Decimal(0), "", "yellow")])
        texts = moving.texts_of(county, [LEAD, replace(LEAD, lead_id="2024-05-A2", household_id="A2")], ["A1"])["A1"]
    assert texts.keys() == {"2024-05-A1"}
    with Warehouse(tmp_path / "b.duckdb") as county:
        moving.store(county, [(JULY, *each) for each in texts.items()], [])
        assert moving.handed_over(county, JUNE) == []
        ledger = ledger_now(county, load_policy("default"))
        moving.store(county, [(JULY, *each) for each in texts.items()], [(JULY, "2024-05-A1", "341802/C1")])
        went = ledger_now(county, load_policy("default")).leads["2024-05-A1"]
    assert ledger.leads == {"2024-05-A1": LEAD}
    silence = ledger.silences[("", "", "A1"), "expenditure.surge"]
    assert (silence.value, silence.lead_id) == (Decimal("12000.50"), "2024-05-A1") and silence.until > JULY
    assert (went.joined_to, went.state(JULY)) == ("341802/C1", CLOSED)
