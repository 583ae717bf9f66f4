"""The workbook a town is handed."""

import datetime as dt
from dataclasses import replace

import openpyxl
import pytest

from matchers.records.lead_numbers import check_sign
from reports.town_leads import TownLeads
from reports.town_list import IS_TRUE, LIST_SHEET, SUMMARY_SHEET, list_columns, write_town_list
from schemas.returned.answered import LIST
from schemas.returned.titles import ASKED, TAKEN
from tests.reports.samples import COUNTY, MONTH, leads

FILL_IN = ["是否属实", "情况", "拟采取措施", "是否纳入监测", "核实人", "核实日期"]
LEADS = leads("水阳镇", 40)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("town") / "水阳镇.xlsx"
    write_town_list(path, COUNTY, MONTH, TownLeads("水阳镇", LEADS))
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def rows(book):
    header, *rest = book[LIST_SHEET].iter_rows(min_row=2)
    return [dict(zip([cell.value for cell in header], row, strict=True)) for row in rest]


def test_says_what_it_is(book):
    assert {p.name: p.value for p in book.custom_doc_props.props} == {"kind": "town_list", "county": COUNTY, "month": "2024-06", "town": "水阳镇"}


def test_a_rule_book_knows_which_titles_are_taken():
    assert {column.title for column in list_columns(dt.date(2024, 7, 5))} <= TAKEN
    assert [title for column in LIST.columns for title in (column.title, *column.also)] == [*ASKED]


def test_one_row_a_lead_the_worst_first(rows):
    assert sorted(row["线索编号"].value for row in rows) == sorted(lead.lead_id for lead in LEADS)
    grades = [row["预警等级"].value for row in rows]
    assert grades == sorted(grades, key=["红色", "黄色", "绿色"].index)
    places = [(row["预警等级"].value, row["村"].value) for row in rows]
    assert len(set(places)) == sum(place != before for place, before in zip(places, [None, *places], strict=False))  # a village in one piece


def test_only_fill_in_columns_are_open(book, rows):
    assert book[LIST_SHEET].protection.sheet and not book[LIST_SHEET].protection.password
    assert not book[LIST_SHEET].protection.autoFilter and not book[LIST_SHEET].protection.sort and not book[LIST_SHEET].protection.formatColumns
    for row in rows:
        assert [title for title, cell in row.items() if not cell.protection.locked] == FILL_IN
    assert all(cell.protection.locked for row in book[SUMMARY_SHEET] for cell in row) and book[SUMMARY_SHEET].protection.sheet


def test_drop_downs_and_the_date_check_cover_every_row(book, rows):
    checks = {check.promptTitle: check for check in book[LIST_SHEET].data_validations.dataValidation}
    assert list(checks) == FILL_IN
    last = len(rows) + 2
    for title, check in checks.items():
        letter = rows[0][title].column_letter
        assert str(check.sqref) == f"{letter}3:{letter}{last}" and check.showInputMessage
        assert check.formula1 is None or len(check.formula1) <= 257  # Excel takes 255 characters between the quotes
    assert checks["是否属实"].formula1 == '"' + ",".join(IS_TRUE) + '"' and checks["是否属实"].showErrorMessage
    assert not checks["拟采取措施"].showErrorMessage  # suggestions only
    assert (checks["核实日期"].type, checks["核实日期"].formula1) == ("date", "DATE(2024,7,5)")


def test_header_stays_filters_and_is_printed_again(book):
    sheet = book[LIST_SHEET]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == ("H3", "$2:$2", "landscape")
    assert sheet.auto_filter.ref == f"A2:X{len(LEADS) + 2}"


def test_paper_bears_eleven_columns_the_answer_beside_the_question(book, rows):
    assert list(rows[0])[:15] == ["序号", "预警等级", "办什么", "村", "村民组", "户主", "户人口", "预警原因", "核实要点", *FILL_IN]
    assert book[LIST_SHEET].print_area == f"'{LIST_SHEET}'!$A$1:$K${len(LEADS) + 2}"


def test_all_that_is_to_be_filled_in_stands_on_one_sheet_what_is_late_first(tmp_path):
    new, carried, late, fallen, waiting = (replace(lead, standing=standing) for lead, standing in zip(LEADS, ("issued", "carried", "carried", "fallen", "waiting"), strict=False))
    late = replace(late, status="超期", due_on=dt.date(2024, 2, 20))
    write_town_list(tmp_path / "a.xlsx", COUNTY, MONTH, TownLeads("水阳镇", (new, carried, late), (fallen,), (waiting,), day=dt.date(2024, 7, 5)))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    header, *lines = book[LIST_SHEET].iter_rows(min_row=2, values_only=True)
    told = [(line[header.index("线索编号")], line[header.index("办什么")]) for line in lines]
    assert told[0] == (late.lead_id, "没办完\n超期136天") and told[-1] == (fallen.lead_id, "可销号")
    assert dict(told[1:-1]) == {new.lead_id: "新", carried.lead_id: "没办完", waiting.lead_id: "没办完"}
    total = next(row for row in book[SUMMARY_SHEET].iter_rows(values_only=True) if row[0] == "合计")
    assert total[4:] == (1, 3, 1, 1, 5)


def test_numbers_are_masked_and_strangers_text_harmless(book, rows):
    numbers = {lead.household.householder_number for lead in LEADS if lead.household}
    for sheet in book:
        for row in sheet.iter_rows():
            assert not any(isinstance(cell.value, str) and any(number in cell.value for number in numbers) for cell in row)
    injected = next(row["户主"] for row in rows if row["户主"].value.startswith("="))
    assert injected.data_type == "s" and injected.quotePrefix


def test_every_number_has_its_check_sign_beside_it(rows):
    assert [row["校验码"].value for row in rows] == [check_sign(row["线索编号"].value) for row in rows]
    assert {len(row["校验码"].value) for row in rows} == {2}


def test_what_came_before_a_lead_is_told(tmp_path):
    first, second, *_ = LEADS
    carried = replace(first, standing="carried", history="2024-05已下发；本月仍有同样情况")
    write_town_list(tmp_path / "a.xlsx", COUNTY, MONTH, TownLeads("水阳镇", (carried, second)))
    header, *lines = openpyxl.load_workbook(tmp_path / "a.xlsx")[LIST_SHEET].iter_rows(min_row=2, values_only=True)
    told = {row["线索编号"]: row["此前情况"] for row in (dict(zip(header, line, strict=True)) for line in lines)}
    assert told == {first.lead_id: carried.history, second.lead_id: None}


def test_reasons_name_those_whom_they_are_about(tmp_path):
    lead = next(lead for lead in LEADS if len(lead.signals) == 2)
    about = replace(lead, signals=(replace(lead.signals[0], names=("王小明", "王小红")), lead.signals[1]))
    write_town_list(tmp_path / "a.xlsx", COUNTY, MONTH, TownLeads("水阳镇", (about,)))
    header, line = openpyxl.load_workbook(tmp_path / "a.xlsx")[LIST_SHEET].iter_rows(min_row=2, values_only=True)
    first, second = line[header.index("预警原因")].split("\n")
    assert first.endswith("（王小明、王小红）") and not second.endswith("）")


def test_what_no_row_is_tall_enough_for_begins_at_the_top_and_says_so(tmp_path):
    lead = next(lead for lead in LEADS if lead.household)
    many = replace(lead, signals=(), sentences=tuple(f"第{at}个原因：{'近12个月看病个人自付合计达到两万元，' * 2}" for at in range(20)), town_checks=("看票据",))
    write_town_list(tmp_path / "a.xlsx", COUNTY, MONTH, TownLeads("水阳镇", (many, LEADS[1])))
    header, *lines = openpyxl.load_workbook(tmp_path / "a.xlsx")[LIST_SHEET].iter_rows(min_row=2)
    crowded, plain = sorted((next(cell for cell, head in zip(line, header, strict=True) if head.value == "预警原因") for line in lines), key=lambda cell: -len(cell.value))
    assert crowded.value.startswith("（共20条，格子放不下，全的在《入户核实表》上）\n1. ") and all(words in crowded.value for words in many.sentences)
    assert (crowded.alignment.vertical, plain.alignment.vertical) == ("top", "center")


def test_a_late_lead_and_a_village_say_so(rows):
    late = [row["预警原因"].value for row in rows if row["线索编号"].value.startswith("202405")]
    assert late and all(reason.removeprefix("1. ").startswith("补发5月：") for reason in late)
    assert [row["村"].value for row in rows if row["户主"].value == "（全村）"] == ["雁翅村", "金宝圩村"]


def test_the_summary_adds_up(book):
    table = [row for row in book[SUMMARY_SHEET].iter_rows(values_only=True) if isinstance(row[1], int)]
    *villages, total = table
    assert total == ("合计", *(sum(row[at] for row in villages) for at in range(1, 9))) and total[-1] == len(LEADS) == sum(total[1:4]) == sum(total[4:7])


def test_a_town_without_leads_gets_one_line(tmp_path):
    write_town_list(tmp_path / "a.xlsx", COUNTY, MONTH, TownLeads("狸桥镇"))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == [SUMMARY_SHEET] and book[SUMMARY_SHEET]["A2"].value == "2024年6月没有新的需要狸桥镇上门核实的户，不用填报。"
