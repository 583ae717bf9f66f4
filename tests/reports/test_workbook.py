"""What holds for every workbook: same bytes each time, no formula out of a stranger's text, locks, marks, whole or not at all."""

import datetime as dt
import zipfile

import openpyxl
import pytest

from reports import saving
from reports.masking import masked
from reports.month_workbook import write_month_workbook
from reports.plain_text import cleaned, in_order, lines_needed, numbered
from reports.receipt import write_receipt
from reports.review_list import write_review
from reports.town_leads import TownLeads
from reports.town_list import write_town_list
from reports.workbook import Book, TableColumn
from tests.reports.samples import COUNTY, MONTH, cases, leads, month_report, receipt

WRITERS = {
    "town": lambda path: write_town_list(path, COUNTY, MONTH, TownLeads("水阳镇", leads("水阳镇", 12))),
    "receipt": lambda path: write_receipt(path, receipt("乡村振兴局")),
    "review": lambda path: write_review(path, COUNTY, MONTH, cases()),
    "month": lambda path: write_month_workbook(path, month_report()),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")
    for name, write in WRITERS.items():
        write(folder / f"{name}.xlsx")
    return folder


ONE_COLUMN = (TableColumn("甲", 10),)


def book_of(path, rows, columns=ONE_COLUMN):
    book = Book("试", dt.date(2024, 6, 1), {"kind": "trial"})
    sheet = book.sheet("表", columns)
    sheet.table(rows)
    book.save(path)
    return openpyxl.load_workbook(path)["表"]


@pytest.mark.parametrize("name", WRITERS)
def test_same_contents_same_bytes(name, written, tmp_path):
    WRITERS[name](tmp_path / f"{name}.xlsx")
    for again in tmp_path.iterdir():
        assert again.read_bytes() == (written / again.name).read_bytes()


@pytest.mark.parametrize("name", WRITERS)
def test_bears_no_clock_and_no_formula(name, written):
    with zipfile.ZipFile(written / f"{name}.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {saving.EARLIEST}
        assert archive.namelist() == sorted(archive.namelist())
        sheets = [archive.read(entry).decode() for entry in archive.namelist() if entry.startswith("xl/worksheets/sheet")]
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2024-06-01T00:00:00Z") == 2
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)


@pytest.mark.parametrize("name", WRITERS)
def test_prints_on_a4_one_page_wide_with_page_numbers(name, written):
    for sheet in openpyxl.load_workbook(written / f"{name}.xlsx"):
        assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (1, 0, True)
        assert "&P" in sheet.oddFooter.right.text and "&N" in sheet.oddFooter.right.text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|'/c calc'!A1", "#N/A", "341802199003012031", "0012", "1e5", "TRUE"])
def test_text_stays_text(text, tmp_path):
    cell = book_of(tmp_path / "a.xlsx", [(text,)])["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "341802199003012031"])
def test_text_that_an_edit_would_turn_is_quoted(text, tmp_path):
    assert book_of(tmp_path / "a.xlsx", [(text,)])["A2"].quotePrefix


def test_plain_text_is_not_quoted(tmp_path):
    assert not book_of(tmp_path / "a.xlsx", [("王桂英",)])["A2"].quotePrefix


def test_what_xml_cannot_hold_is_left_out(tmp_path):
    assert book_of(tmp_path / "a.xlsx", [("王\x00桂\x0b英\ud800\uffff\x1f",)])["A2"].value == "王桂英"
    assert cleaned("甲\r\n乙\r丙") == "甲\n乙\n丙"
    assert len(book_of(tmp_path / "b.xlsx", [("长" * 40_000,)])["A2"].value) < 32_767


def test_a_row_of_another_length_than_the_header_is_a_bug(tmp_path):
    with pytest.raises(ValueError):
        book_of(tmp_path / "a.xlsx", [("甲", "乙")])


def test_a_failed_write_leaves_the_old_file_and_no_scraps(tmp_path, monkeypatch):
    place = tmp_path / "a.txt"
    saving.write_whole(place, b"old")

    def no_room(*_):
        raise OSError("no room")

    monkeypatch.setattr(saving.os, "replace", no_room)
    with pytest.raises(OSError, match="no room"):
        saving.write_whole(place, b"new")
    assert place.read_bytes() == b"old" and list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize(("number", "shown"), [
    ("341802199003012031", "341802********2031"), ("34180219900301203X", "341802********203X"), (" 341802900301203 ", "341802*****1203"),
    ("3.41802E+17", "***********"), ("", ""),
])
def test_masked(number, shown):
    assert masked(number) == shown


def test_rows_are_tall_enough_for_their_text(tmp_path):
    sheet = book_of(tmp_path / "a.xlsx", [("很长的原因" * 10,), ("短",)])
    assert lines_needed("很长的原因" * 10, 10, 11) >= 11  # 50 characters, at most 4.7 of them on a line
    assert sheet.row_dimensions[2].height >= 11 * 16 > sheet.row_dimensions[3].height


def test_numbering_and_order():
    assert numbered(("甲",)) == "甲" and numbered(("甲", "乙")) == "1. 甲\n2. 乙" and numbered(()) == ""
    for groups in (("", "东", "第2组", "第10组"), ("第一组", "第二组", "第九组", "第十组", "第十一组", "第二十组", "第二十三组")):
        assert sorted(set(groups), key=in_order) == list(groups)
