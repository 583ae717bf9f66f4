"""What a province's bureau gets: figures that name nobody, and whose rows somebody must say, which comes back."""

import datetime as dt

import openpyxl
import pytest

from matchers.records.clusters import PlaceCount
from matchers.records.provincial import (
    ClaimedBySeveral,
    ClassFigure,
    CountyDone,
    CountyFigures,
    DataState,
    Moved,
    OnTwoRosters,
    ProvinceMonth,
    TownFigures,
)
from reports.province_page import write_province_page
from reports.province_report import write_province_report, write_province_review
from schemas.returned.reviewed import ANSWER, NOBODY, read_choices
from tests.matchers.people import number

MONTH = dt.date(2024, 6, 1)
A, B, C, D = "341802", "341821", "341822", "341823"
WANG = number("1980-03-05", 11)
FOUND = ProvinceMonth(
    "某省", MONTH, {A: "宣州区", B: "郎溪县", C: "广德市", D: "绩溪县"}, (CountyDone(A, ""), CountyDone(B, ""), CountyDone(C, "county.toml 有错")),
    (CountyFigures(A, 3, 40, 50, 300, 7, 200, 100), CountyFigures(B, 1, 2, 3, 60, 0, 4, 3)), (CountyFigures(B, 1, 0, 0, 2, 0, 0, 0),),
    (TownFigures(A, "水阳镇", 100, 7, 60), TownFigures(B, "建平镇", 60, 0, 4)), (ClassFigure(A, "medical", 31), ClassFigure(B, "medical", 4)),
    (OnTwoRosters(WANG, A, "a1", MONTH, True), OnTwoRosters(WANG, B, "b1", MONTH, False)),
    tuple(ClaimedBySeveral(WANG[:-1], "王大柱", "水阳镇", "大桥村", county, how, "0123456789ab") for county, how in ((A, "near"), (B, "place"))),
    {"medical": "看病"}, (DataState(A, (), ()), DataState(B, ("医保参保",), ("建平镇学籍只有12行，往常约240行",))),
    (PlaceCount("产业", "", "", 9000, 61, 12.3, 47, 78, 1e-7, 12, True), PlaceCount("灾害", A, "", 9000, 4, 0.1, 1, 9, 1e-7, 12, True)), (Moved(A, "a2", B, "b2", 2),),
)


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("page") / "全省月报.html"
    write_province_page(path, FOUND)
    return path.read_text("utf-8")


def test_the_page_tells_who_lags_who_failed_and_whose_data_is_doubtful(page):
    for words in ("共有线索98条", "超期没有反馈的7条", "进度靠后：宣州区（超期7条，答复率67%）", "1个县这次没有比对成：广德市", "1个县这次没有做", "1个县的数据不全或存疑", "医保参保", "建平镇学籍只有12行", "1户，带过去线索2条"):
        assert words in page, words


def test_the_page_holds_small_numbers_back_and_names_nobody(page):
    assert "&lt;5" in page and "75%" not in page, "three of four found true tells of households"
    assert "全省" in page and "偶然出现" in page and ">4<" not in page.partition("疑似成片")[2].partition("<h2>")[0]
    assert "王大柱" not in page and WANG not in page and WANG[:-1] not in page


def test_the_workbook_has_the_same_and_masks_numbers(tmp_path):
    write_province_report(tmp_path / "月报.xlsx", FOUND)
    cells = {str(cell) for sheet in openpyxl.load_workbook(tmp_path / "月报.xlsx") for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None}
    assert {"医保参保", "少于5", "全省", "广德市", "广德市、绩溪县这个月还没有比对过，比对了才知道数据来没来。"} <= cells and not {WANG, "王大柱", "75%"} & cells


@pytest.mark.parametrize(("answer", "county"), [("候选1", A), ("候选2", B), (NOBODY, "")])
def test_whose_a_row_is_comes_back(tmp_path, answer, county):
    path = tmp_path / "待判断名单_2024-06.xlsx"
    write_province_review(path, FOUND)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    told = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert "分给了这几个县的每一个" in told and "先不算" not in told and "县乡村振兴局" not in told
    (head,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == ANSWER)
    assert "宣州区" in " ".join(str(cell.value) for cell in sheet[head.row + 1])
    sheet.cell(head.row + 1, head.column).value = answer
    book.save(path)
    (choice,) = read_choices(path)
    assert (choice.case_id, choice.answer, choice.household_id) == ("0123456789ab", answer, county)
    write_province_review(path, FOUND.__class__(**FOUND.__dict__ | {"claimed_by_several": ()}))
    assert not path.exists()
