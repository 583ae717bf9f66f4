"""An answer closes only what it was asked: the list that its workbook bears, not the one that took its place since."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from flows.taking_in import returns_month
from flows.workspace import Workspace
from matchers.leads.ledger import ledger_now
from matchers.records.leads import LeadRecord
from matchers.rules.policy import load_policy
from matchers.warehouse import Warehouse
from schemas.months import parse_month
from tests.flows.look import rows, words
from tests.flows.small import MONTH, WANG, County
from tests.signs import sign_of

JULY = "2024-07"
LEAD = "2024-06-王桂英家"
LIST = f"水阳镇_核实清单_{MONTH}.xlsx"
RECEIPT = f"水阳镇_反馈回执_{MONTH}.xlsx"
RED = "insurance.lapsed"


def kept(county: County, tmp_path: Path) -> Path:
    """The town's workbook as it went out, put aside."""
    return Path(shutil.copy(county.outbox() / "towns" / LIST, tmp_path / LIST))


def answer(county: County, book: Path, is_true: str = "是", name: str = LIST, marked: bool = True) -> None:
    """Fill in the row of the lead and send the workbook back."""
    filled = load_workbook(book)
    sheet = filled["核实清单"]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "线索编号" for cell in row))
    at = {cell.value: cell.column for cell in head}
    row = next(row for row in sheet.iter_rows(min_row=head[0].row + 1) if row[at["线索编号"] - 1].value == LEAD)[0].row
    sheet.cell(row, at["是否属实"], is_true)
    if is_true == "是":
        sheet.cell(row, at["是否纳入监测"], "否")
    if not marked:  # as version 0.2.1 wrote it
        del filled.custom_doc_props["listing"]
    folder = county.home / "returns" / MONTH
    folder.mkdir(parents=True, exist_ok=True)
    filled.save(folder / name)


def grows_red(county: County) -> None:
    """A late file: in June she was not insured."""
    everyone = [row for row in rows(county.inbox / MONTH / f"医保参保_{MONTH}.csv") if row["证件号码"] != WANG]
    county.drop("enrolment", *everyone, name=f"医保参保_{MONTH}（重报）")


def lead(county: County) -> LeadRecord:
    with Warehouse(county.home / "warehouse.duckdb") as warehouse:
        return ledger_now(warehouse, load_policy("default")).leads[LEAD]


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "by 0.2.1"])
def test_the_first_list_answered_after_the_month_was_run_again(county, bidui, tmp_path, marked):
    first = kept(county, tmp_path)
    assert RED not in lead(county).asked
    grows_red(county)
    again = bidui("run", MONTH, "--home", county.home)
    assert "要重发" in again.output and "水阳镇：加重1条" in again.output
    answer(county, first, marked=marked)
    assert bidui("returns", MONTH, "--home", county.home).exit_code == 0
    left = lead(county)
    assert left.grade == "red" and RED in left.unanswered and left.answers and left.outcome == "" and not left.has_ended
    receipt = words(county.outbox() / "returns" / RECEIPT)
    assert "改动了锁定的格子" not in receipt and "还要再核实" in receipt
    (county.inbox / JULY).mkdir()
    for path in (county.inbox / MONTH).iterdir():
        shutil.copy(path, county.inbox / JULY / path.name.replace(MONTH, JULY))
    county.run(JULY)
    asked = next(row for row in rows(county.outbox(JULY) / "leads.csv") if row["lead_id"] == LEAD)
    assert RED in asked["indicators"]


@pytest.fixture(scope="module")
def red_in_july(finished, tmp_path_factory) -> County:
    """What the June list has not asked, July's asks."""
    county = finished.copied(tmp_path_factory.mktemp("july") / "county")
    grows_red(county)
    (county.inbox / JULY).mkdir()
    (path,) = county.inbox.glob(f"{MONTH}/医保参保*重报*")
    shutil.move(path, county.inbox / JULY / f"医保参保_{JULY}.csv")
    county.run(JULY)
    return county


@pytest.mark.parametrize(
    ("name", "day", "of_june"),
    [
        ("水阳镇反馈.csv", "2024-07-20", True), ("水阳镇反馈.csv", "2024-08-09", False), ("水阳镇反馈.csv", "", False),
        ("水阳镇6月核实清单.csv", "", True), ("水阳镇_2024-06.csv", "2024-08-09", True), ("水阳镇_2024-07.csv", "2024-07-20", True),
    ],
)
def test_without_any_mark_the_day_and_the_name_tell_the_list(red_in_july, tmp_path, name, day, of_june):
    """A list of a month is out only after it: who went there before answers the one before."""
    county = red_in_july.copied(tmp_path / "county")
    answers = county.home / "returns" / JULY / name
    answers.parent.mkdir(parents=True)
    answers.write_text(f"线索编号,校验码,是否属实,情况,核实日期\n{LEAD},{sign_of(county.home, LEAD)},无法核实,没人在家,{day}\n", "utf-8")
    returns_month(Workspace.at(county.home), parse_month(JULY))
    assert [RED in answer.indicators for answer in lead(county).answers] == [not of_june]


@pytest.mark.parametrize("june_day", ["", "2024-07-09"])
@pytest.mark.parametrize(("july", "outcome"), [("否", "不属实"), ("是", "无法核实")])
def test_of_a_workbook_with_a_sheet_a_month_the_later_sheet_counts_though_no_day_is_written(red_in_july, tmp_path, july, outcome, june_day):
    """Its lead only stood open still in July; 是 alone says too little, and an older answer does not hide that."""
    county, open_still = red_in_july.copied(tmp_path / "county"), "2024-06-李家"
    book = Workbook()
    for title, is_true, day in (("7月", july, ""), ("6月", "无法核实", june_day), ("十二月", "", "")):
        sheet = book.create_sheet(title)
        sheet.append(["线索编号", "校验码", "是否属实", "情况", "核实日期"])
        sheet.append([open_still, sign_of(county.home, open_still), is_true, "看过了" if is_true else "", day])
    answers = county.home / "returns" / JULY / "狸桥镇全年反馈.xlsx"
    answers.parent.mkdir(parents=True)
    book.save(answers)
    done = returns_month(Workspace.at(county.home), parse_month(JULY))
    with Warehouse(county.home / "warehouse.duckdb") as warehouse:
        mine = ledger_now(warehouse, load_policy("default")).leads[open_still]
    assert mine.outcome == outcome and [answer.sheet for answer in mine.answers] == ["6月", "7月"][: 1 + (july == "否")]
    assert done.refused_rows == (july == "是")


def test_the_second_list_answered_closes_it(county, bidui, tmp_path):
    first = kept(county, tmp_path)
    grows_red(county)
    county.run()
    answer(county, first, "否", name="水阳镇a.xlsx")
    answer(county, county.outbox() / "towns" / LIST, name="水阳镇b.xlsx")
    assert bidui("returns", MONTH, "--home", county.home).exit_code == 0
    closed = lead(county)
    assert closed.outcome == "属实无风险" and closed.has_ended and closed.unanswered == frozenset()
    assert "还要再核实" not in words(county.outbox() / "returns" / RECEIPT)


def test_explain_tells_both_lists_and_which_was_answered(county, bidui, tmp_path):
    first = kept(county, tmp_path)
    grows_red(county)
    county.run()
    answer(county, first)
    assert bidui("returns", MONTH, "--home", county.home).exit_code == 0
    told = bidui("explain", LEAD, "--home", county.home).output
    assert "这个月后来重做过" in told and "答的是2024-06的清单" in told and "要再核实" in told
    story = json.loads(bidui("explain", LEAD, "--home", county.home, "--json").stdout)
    assert [each["is_in_force"] for each in story["life"]] == [False, True]


def test_after_a_policy_change(county, bidui, tmp_path):
    first = kept(county, tmp_path)
    book = Path("data/policies/default.toml").read_text("utf-8")
    assert "value = 6000," in book
    (county.home / "policy.toml").write_text(book.replace("value = 6000,", "value = 60000,"), "utf-8")
    (county.home / "county.toml").write_text('policy = "policy.toml"\n', "utf-8")
    assert bidui("run", MONTH, "--home", county.home).exit_code == 0
    before = lead(county)
    answer(county, first)
    assert bidui("returns", MONTH, "--home", county.home).exit_code == 0
    assert before.grade == "red" and lead(county).unanswered and not lead(county).has_ended


def test_run_again_without_a_change_says_nothing(county, bidui):
    shutil.rmtree(county.outbox())
    again = bidui("run", MONTH, "--home", county.home)
    assert "比对完成" in again.output and "要重发" not in again.output
