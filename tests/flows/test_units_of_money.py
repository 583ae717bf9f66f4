"""An amount in another unit from the file to the papers: what it counts, what `explain` says, in what unit it is sent back."""

from __future__ import annotations

import openpyxl
import pytest

from tests.flows import small
from tests.flows.look import rows


@pytest.mark.parametrize(
    ("name", "written", "unit"),
    [("医保结算_2024-06（补报）（千元）", "15.00065", "千元"), ("医保结算_2024-06（补报）（万元）", "1.500065", "万元"), ("医保结算_2024-06（补报）", "1.500065万元", "")],
)
def test_a_bill_in_another_unit(county, bidui, name, written, unit):
    bill = small.bill("7", "孙玉兰", small.SUN, written)
    faulty = small.bill("8", "孙玉兰", small.SUN, "一万")
    county.drop("settlement", bill, *(bill | {"结算编号": f"7{n}", "医疗总费用": "0", "个人自付": "0"} for n in range(4)), faulty, name=name)
    county.run()
    (signal,) = (row for row in rows(county.outbox() / "signals.csv") if (row["household_id"], row["indicator"]) == ("孙玉兰家", "medical.self_pay_month"))
    assert signal["value"] == "15000.65"
    (lead,) = (row["lead_id"] for row in rows(county.outbox() / "leads.csv") if row["household_id"] == "孙玉兰家")
    told = bidui("explain", lead, "--home", county.home).output
    assert "个人自付 15,000.65" + (f"（表里按{unit}填）" if unit else "") in told
    assert told.count("（表里按") == told.count(f"（表里按{unit}填）") and "万元填" not in told.replace(f"按{unit}填", "")
    book = openpyxl.load_workbook(county.outbox() / "departments" / f"医保局_回执_{small.MONTH}.xlsx")
    lines = [[sheet.cell(row, 1).value for row in (1, 2)] for sheet in book if name in str(sheet.cell(1, 1).value)]
    assert len(lines) == 1 and (lines[0][1] == f"单位：{unit}") is bool(unit)
