"""The receipt a department is handed, and what happens when it comes back mended."""

import dataclasses
import datetime as dt

import openpyxl
import pytest

from matchers.records.receipts import FileReceipt, Receipt
from reports.receipt import ROSTER_SHEET, write_receipt
from schemas.grids import read_file
from schemas.intake import take_in
from tests.reports.samples import COUNTY, FAULTS, HEADER, MONTH, part, receipt


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "乡村振兴局_回执_2024-06.xlsx"
    write_receipt(place, receipt("乡村振兴局"))
    return place


def parts(path):
    return {p.sheet_name.split(" ")[0]: p for grid in read_file(path) for p in take_in(grid, dt.date(2024, 7, 1), 1.0)}


def receipt_of(path, *files):
    write_receipt(path, Receipt(COUNTY, MONTH, "医保局", files))
    return openpyxl.load_workbook(path)


def test_every_sum_is_shown_and_checked(path):
    rows = [row for row in openpyxl.load_workbook(path)["回执"].iter_rows(values_only=True) if isinstance(row[4], int)]
    assert len(rows) == 5 and rows[-1][0] == "合计"
    for row in rows:
        assert row[4] == sum(row[5:9])
    assert any("✓ 每张表都对得上" in str(row[0]) for row in openpyxl.load_workbook(path)["回执"].iter_rows(values_only=True))


def test_a_sum_that_is_off_is_seen(tmp_path):
    book = receipt_of(tmp_path / "a.xlsx", FileReceipt("a.xlsx", MONTH, "taken", "", (part(stored=4179),)))
    assert any("✗ 不符：" in str(row[0]) for row in book["回执"].iter_rows(values_only=True))


def test_every_file_is_named_also_those_never_read(path):
    files = {row[0]: row[2] for row in openpyxl.load_workbook(path)["回执"].iter_rows(values_only=True)}
    assert (files["加密.xlsx"], files["医保结算6月(1).xlsx"], files["~$医保结算6月.xlsx"]) == ("未采用", "重复文件", "没有读取")


def test_guessed_and_ignored_headers(path):
    rows = list(openpyxl.load_workbook(path)["表头"].iter_rows(min_row=3, values_only=True))
    assert [(row[0], row[1]) for row in rows] == [("医疗费总额（元）", "医疗总费用"), ("个人负担金额\n(元)", "个人自付"), ("经办人", "—"), ("备注", "—")]


def test_faulty_rows_stand_under_their_own_header_with_the_cells_coloured(path):
    sheet = openpyxl.load_workbook(path)["待改正1 医保结算"]
    header, *rows = list(sheet.iter_rows(min_row=3))
    assert tuple(cell.value for cell in header) == (*HEADER, "【原文件】", "【行号】", "【原因】")
    assert [row[9].value for row in rows] == [118, 305, 2077]
    plain = rows[0][0].fill.fgColor.rgb
    assert [[at for at, cell in enumerate(row) if cell.fill.fgColor.rgb != plain] for row in rows[:2]] == [[3], [5, 7]]
    assert rows[1][2].value == FAULTS[1].cells[2] and rows[1][2].data_type == "s" and rows[1][2].number_format == "@"
    assert rows[2][1].quotePrefix  # =cmd|'/c calc'!A1


@pytest.mark.parametrize("far", [("x",), ()], ids=["a heading", "a cell"])
def test_what_stands_far_right_leaves_the_receipt_narrow(tmp_path, far):
    """Excel has 16,384 columns, and a damaged workbook may have more."""
    away = [""] * 70_000
    faults = tuple(dataclasses.replace(fault, cells=fault.cells if far else (*fault.cells, *away, "y")) for fault in FAULTS)
    sheet = receipt_of(tmp_path / "a.xlsx", FileReceipt("a.xlsx", MONTH, "taken", "", (part(header=(*HEADER, *away, *far), faults=faults),)))["待改正1 医保结算"]
    assert [cell.value for cell in sheet[3]] == [*HEADER, *(far or [None]), "【原文件】", "【行号】", "【原因】"]
    assert [cell.value for cell in sheet[4]][3:8] == list(FAULTS[0].cells[3:])


def test_nothing_wrong_says_so(tmp_path):
    sound = part(quarantined=0, stored=4183, faults=(), guessed=(), ignored=())
    book = receipt_of(tmp_path / "a.xlsx", FileReceipt("a.xlsx", MONTH, "taken", "", (sound,)))
    assert book.sheetnames == ["回执"] and book["回执"]["A2"].value == "没有需要改正的地方。"


def test_nothing_sent_says_so(tmp_path):
    assert receipt_of(tmp_path / "a.xlsx")["回执"]["A2"].value == "2024年6月没有收到医保局的文件。"


def test_roster_faults_are_the_bureaus_only(path, tmp_path):
    assert openpyxl.load_workbook(path)[ROSTER_SHEET]["D4"].value == "341802195003012031"
    write_receipt(tmp_path / "b.xlsx", receipt("医保局"))
    assert ROSTER_SHEET not in openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames


def test_mended_in_place_and_sent_back_it_is_taken_in(path):
    book = openpyxl.load_workbook(path)
    sheet = book["待改正1 医保结算"]
    for cell, mended in (("D4", "2024-06-30"), ("F5", "1,100"), ("H5", "300"), ("A6", "JS20240602076")):
        sheet[cell] = mended
    book.save(path)
    back = parts(path)
    mended = back.pop("待改正1")
    assert (mended.dataset.name, mended.recognised.month, mended.stored, mended.quarantined) == ("settlement", MONTH, 3, 0)
    assert "重报" not in mended.recognised.label and "更正" in mended.recognised.label
    assert FAULTS[0].cells[2] in {str(value) for value in mended.rows.iloc[0]}  # the number kept all its digits
    # no other sheet looks like data, least of all the rows of a file that must come again whole
    assert {name: (p.stored, p.quarantined, p.refusal) for name, p in back.items()} == dict.fromkeys(back, (0, 0, ""))
    assert "出错的行2" in back


def test_a_replacing_drops_mended_rows_do_not_replace_and_keep_town_and_unit(tmp_path):
    whole = part(file="重报/水阳镇医保结算重报.xlsx", unit="万元", header=HEADER)
    receipt_of(tmp_path / "a.xlsx", FileReceipt(whole.file, MONTH, "taken", "", (whole,)))
    back = parts(tmp_path / "a.xlsx")["待改正1"].recognised
    assert "水阳镇" in back.label and "重报" not in back.label
    assert {placed.times for placed in back.header.placed if placed.column.kind.name == "yuan"} == {10_000}
