"""A department's last twelve months on its receipt: on time, late, not at all, and how much of it was wrong."""

import openpyxl

from matchers.intake.receipting import receipts_of
from reports.receipt import HISTORY_SHEET, write_receipt
from schemas.months import parse_month
from tests.matchers.desk import County
from tests.matchers.people import lives, number

MONTH = parse_month("2024-06")
WANG = number("1966-05-01")


def test_on_time_late_not_at_all_and_with_faults(tmp_path):
    county = County(tmp_path / "county")
    county.drop("roster", lives("王桂英", WANG))
    county.drop("employment", *({"姓名": f"工{at}", "证件号码": number(f"1970-01-{10 + at}"), "月工资": "3000"} for at in range(9)), {"姓名": "王桂英", "证件号码": WANG, "月工资": "面议"}, folder="2024-04")
    county.drop("employment", {"姓名": "王桂英", "证件号码": WANG}, folder="2024-06", of="2024-05")
    with county.linked() as warehouse:
        (receipt,) = (each for each in receipts_of(warehouse, "某县", MONTH) if each.department == "人社局")
    (kept,) = receipt.history
    assert [(came.is_late, round(came.wrong_share, 3)) for came in kept.months[-4:]] == [(None, 0.0), (False, 0.1), (True, 0.0), (None, 0.0)]
    write_receipt(tmp_path / "a.xlsx", receipt)
    *_, row = openpyxl.load_workbook(tmp_path / "a.xlsx")[HISTORY_SHEET].iter_rows(values_only=True)
    assert row[0] == kept.dataset and row[-4:] == ("没报", "按时\n错10%", "迟报", "没报")


def test_a_receipt_goes_to_whoever_sent_the_file(tmp_path):
    """It quotes whole rows: another office must not get them because the list is usually its own."""
    county = County(tmp_path / "county")
    county.drop("roster", lives("王桂英", WANG))
    (county.workspace.inbox / "2024-06/民政局").mkdir(parents=True)
    wrong = {"姓名": "王桂英", "证件号码": WANG, "月工资": "面议"}
    county.drop("employment", wrong, {"姓名": "王桂英", "证件号码": WANG}, name="民政局/公益岗务工2024-06")
    county.drop("employment", wrong | {"用工单位": "另一家"}, {"姓名": "王桂英", "证件号码": WANG, "用工单位": "另一家"})
    with county.linked() as warehouse:
        faults = {each.department: [part.file.split("/")[-1] for file in each.files for part in file.parts if part.faults] for each in receipts_of(warehouse, "某县", MONTH)}
    assert faults == {"民政局": ["公益岗务工2024-06.csv"], "人社局": ["就业务工_2024-06.csv"], "乡村振兴局": []}
