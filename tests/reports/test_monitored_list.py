"""The workbook of monitored households: what it shows, what it hides, and the bureau's decisions read back."""

import datetime as dt
import re
import shutil
import subprocess

import openpyxl
import pytest

from matchers.records.monitored import Monitoring
from reports.monitored_columns import PROPOSABLE_SHEET, PROPOSED_SHEET
from reports.monitored_list import write_monitored
from reports.review_list import write_review
from schemas.returned.decided import ENROLMENTS, read_monitored_decisions
from tests.reports.monitored_samples import LINE, MONTH, OBSTACLES, monitoring, proposed
from tests.reports.samples import COUNTY

SHEETS = ["说明", "监测对象", "各月收支", "可提风险消除", "暂不能消除", "消除后回访", "拟纳入待审定"]
JULY = dt.datetime(2024, 7, 10)


@pytest.fixture
def path(tmp_path):
    write_monitored(tmp_path / "档案.xlsx", COUNTY, monitoring(), proposed())
    return tmp_path / "档案.xlsx"


def texts(path) -> dict[str, str]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None) for sheet in book}


def table(sheet) -> tuple[int, dict[str, int]]:
    """(row of the header, column by title)."""
    head = next(row for row in sheet.iter_rows() if any(cell.value == "户编号" for cell in row))
    return head[0].row, {cell.value: cell.column for cell in head if cell.value}


def fill(path, sheet_name, **by_household) -> None:
    """(result, day) by household number."""
    book = openpyxl.load_workbook(path)
    sheet = book[sheet_name]
    head, columns = table(sheet)
    for row in range(head + 1, sheet.max_row + 1):
        for title, value in zip(("审定结果", "审定日期", "备注"), by_household.get(f"h{sheet.cell(row, columns['户编号']).value}", ()), strict=False):
            sheet.cell(row, columns[title]).value = value
    book.save(path)


def test_all_sheets_say_their_part(path):
    said = texts(path)
    assert list(said) == SHEETS
    assert "监测对象4户：可以提风险消除的2户，暂不能提的2户；消除后还在回访期的2户；乡镇提出要纳入的2户" in said["说明"]
    assert "341802100121" in said["说明"], "where the roster has to be put right"
    assert "2024年4月10日审定纳入；2024-02预警支出骤增" in said["监测对象"] and "没有记录" in said["监测对象"]
    assert all(words in said["暂不能消除"] for words in OBSTACLES)
    assert "近6个月推算人均年收入最低8,350元（2024-06），不低于监测线6,000元" in said["可提风险消除"]
    assert "回落" in said["消除后回访"] and "平稳" in said["消除后回访"]
    assert "2024-05-341802100121" in said["拟纳入待审定"]


def test_one_sentence_a_line(path):
    sheet = openpyxl.load_workbook(path)["暂不能消除"]
    head, columns = table(sheet)
    assert sheet.cell(head + 1, columns["为什么暂不能消除"]).value.split("\n") == [f"{at}. {words}" for at, words in enumerate(OBSTACLES, 1)]


def test_a_month_that_did_not_come_is_no_zero(path):
    sheet = openpyxl.load_workbook(path)["各月收支"]
    head, columns = table(sheet)
    assert list(columns)[4:] == [*(f"{year}-{month:02d}" for year, month in [(2023, m) for m in range(7, 13)] + [(2024, m) for m in range(1, 7)]), "合计", "户编号"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
    assert len(rows) == 4 * 3
    of_third = next(row for row in rows if row[-1] == "341802100045" and row[3] == "收入")
    assert (of_third[columns["2024-06"] - 1], of_third[columns["2024-05"] - 1]) == ("未收到", 2137)
    assert of_third[-2] == sum(amount for amount in of_third[4:-2] if amount != "未收到")


def test_names_are_there_and_id_numbers_are_not(path):
    everything = "\n".join(texts(path).values())
    assert "王桂英" in everything and "341802********3456" in everything
    assert not re.search(r"[0-9]{17}", everything) and "13800000000" not in everything


def test_a_strangers_text_is_no_formula(path):
    book = openpyxl.load_workbook(path)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "n", "d"}


def test_only_what_is_to_be_filled_in_is_open_and_offered(path):
    book = openpyxl.load_workbook(path)
    offers = {PROPOSABLE_SHEET: "同意消除,继续监测", PROPOSED_SHEET: "同意纳入,不纳入"}
    for name, offer in offers.items():
        head, columns = table(book[name])
        assert {title for title, at in columns.items() if not book[name].cell(head + 1, at).protection.locked} == {"审定结果", "审定日期", "备注"}
        checks = {check.type: check for check in book[name].data_validations.dataValidation}
        assert checks["list"].formula1 == f'"{offer}"' and checks["date"].formula1 == "DATE(2024,7,1)"


def test_an_empty_month_says_so_in_words(tmp_path):
    write_monitored(tmp_path / "空.xlsx", COUNTY, Monitoring(MONTH, (LINE,), (), ()), ())
    said = texts(tmp_path / "空.xlsx")
    assert list(said) == SHEETS and all("本月没有" in words for words in said.values())
    with pytest.raises(ValueError, match="审定结果"):
        read_monitored_decisions(tmp_path / "空.xlsx")


def test_same_content_same_bytes(path, tmp_path):
    write_monitored(tmp_path / "再.xlsx", COUNTY, monitoring(), proposed())
    assert path.read_bytes() == (tmp_path / "再.xlsx").read_bytes()


# Reading back


def decided(path) -> set[tuple]:
    return {(d.household_id, d.lead_id, d.kind, str(d.decided_on or "")) for d in read_monitored_decisions(path)}


FILLED = {
    ("341802100003", "", "eliminate", "2024-07-10"),
    ("341802100046", "", "keep", "2024-07-12"),
    ("341802100121", "2024-05-341802100121", "enrol", "2024-07-10"),
    ("341802100046", "2024-05-341802100046", "decline", "2024-07-11"),
}


@pytest.fixture
def filled(path):
    fill(path, PROPOSABLE_SHEET, h341802100003=("同意消除", JULY), h341802100046=("继续监测", dt.date(2024, 7, 12)))
    fill(path, PROPOSED_SHEET, h341802100121=("同意纳入", JULY, "尽快"), h341802100046=("不纳入", "2024年7月11日"))
    return path


def test_nothing_filled_in_nothing_read(path):
    assert read_monitored_decisions(path) == []


def test_decisions_come_back(filled):
    assert decided(filled) == FILLED
    found = {d.household_id: d for d in read_monitored_decisions(filled) if d.kind in ENROLMENTS.values()}
    sheet = openpyxl.load_workbook(filled)[PROPOSED_SHEET]
    assert sheet.cell(found["341802100121"].row, table(sheet)[1]["户编号"]).value == "341802100121"
    assert (found["341802100121"].sheet, found["341802100121"].note, found["341802100121"].fault) == (PROPOSED_SHEET, "尽快", "")


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_decisions_survive_another_program(filled, kind, tmp_path):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not here")
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", kind, "--outdir", tmp_path / "saved", filled],
        check=True, capture_output=True, timeout=120,
    )
    saved = tmp_path / "saved" / f"档案.{kind}"
    assert decided(saved) == FILLED
    assert [d.row for d in read_monitored_decisions(saved)] == [d.row for d in read_monitored_decisions(filled)]


def test_sorted_widened_renamed_and_moved_by_hand(filled, tmp_path):
    book = openpyxl.load_workbook(filled)
    by_hand = openpyxl.Workbook()
    for at, name in enumerate((PROPOSABLE_SHEET, PROPOSED_SHEET)):
        head, _ = table(book[name])
        header, *rows = list(book[name].iter_rows(min_row=head, values_only=True))
        sheet = by_hand.create_sheet(f"表{at}")
        for _ in range(3):
            sheet.append([])
        sheet.append(["意见", *reversed(header), "经办"])
        for row in reversed(rows):
            sheet.append(["同意", *reversed(row), "某某"])
        sheet.append([])
        sheet.append(["意见", *reversed(header), "经办"])  # the header once more, as on a second page
    by_hand.save(tmp_path / "手工.xlsx")
    assert decided(tmp_path / "手工.xlsx") == FILLED
    assert min(d.row for d in read_monitored_decisions(tmp_path / "手工.xlsx")) == 5


TYPED = (
    # result, day → decision, day, words of the fault
    ("同意", "2024-07-10", "eliminate", "2024-07-10", ()),
    (" 同 意 消 除 ", "2024/7/10", "eliminate", "2024-07-10", ()),
    ("不同意", "20240710", "keep", "2024-07-10", ()),
    ("继续监测", "２０２４－７－１０", "keep", "2024-07-10", ()),
    ("继续监测", 45483, "keep", "2024-07-10", ()),
    ("同意消除", None, "eliminate", "", ("没有填审定日期",)),
    (None, "2024-07-10", "", "2024-07-10", ("没有填审定结果",)),
    ("再议", "2024-07-10", "", "2024-07-10", ("审定结果看不懂",)),
    ("同意纳入", "2024-07-10", "", "2024-07-10", ("审定结果看不懂",)),
    ("同意消除", "七月十日", "eliminate", "", ("审定日期不是日期",)),
    ("同意消除", "2024-02-30", "eliminate", "", ("审定日期没有这一天，请核对年月日",)),
    ("再议", "以后", "", "", ("审定结果看不懂", "审定日期不是日期")),
)


@pytest.mark.parametrize(("result", "day", "kind", "decided_on", "faults"), TYPED)
def test_what_people_type(path, result, day, kind, decided_on, faults):
    fill(path, PROPOSABLE_SHEET, h341802100003=(result, day))
    (decision,) = read_monitored_decisions(path)
    assert (decision.kind, str(decision.decided_on or "")) == (kind, decided_on)
    assert bool(decision.fault) == bool(faults) and all(words in decision.fault for words in faults)


def test_another_workbook_is_told_apart(tmp_path):
    write_review(tmp_path / "判断.xlsx", COUNTY, MONTH, ())
    with pytest.raises(ValueError, match="审定结果"):
        read_monitored_decisions(tmp_path / "判断.xlsx")
