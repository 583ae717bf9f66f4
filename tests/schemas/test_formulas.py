"""Formulas of programs that cannot calculate, and errors by other programs' names: no amount of nothing comes of them."""

import io
import struct

import pytest
import xlsxwriter
import xlwt

from tests.schemas.drops import csv_bytes, number, take

HEADS = ["姓名", "证件号码", "就业状态", "月工资"]
LIVING = ["张秀兰", number(5), "务工", 3000]


def xlsx(values):
    """As XlsxWriter has it: 0 for each formula unless a value is given, and to be calculated on opening."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for row, cells in enumerate([HEADS, LIVING]):
        sheet.write_row(row, 0, cells)
    for row, value in enumerate(values, 2):
        sheet.write_row(row, 0, ["王桂英", number(row), "务工"])
        sheet.write_formula(row, 3, "=1000+2000", None, value)
    book.close()
    return out.getvalue()


def xls(formulas, result=None):
    """As xlwt has it, without a value; with `result` in place of it, and to be calculated on opening, as other libraries write 0."""
    out, book = io.BytesIO(), xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for row, cells in enumerate([HEADS, LIVING, *(["王桂英", number(at), "务工", xlwt.Formula(formula)] for at, formula in enumerate(formulas, 2))]):
        for at, cell in enumerate(cells):
            sheet.write(row, at, cell)
    book.save(out)
    data = out.getvalue()
    return data if result is None else data.replace(struct.pack("<QH", 0xFFFF000000000003, 0), struct.pack("<dH", result, 2))


@pytest.mark.parametrize(("name", "data", "wages"), [
    ("a.xlsx", xlsx([0, 0]), [3000_00]), ("a.xlsx", xlsx([2500, 0]), [3000_00, 2500_00, 0]),
    ("a.xls", xls(["1000+2000", "SUM(D2:D2)"]), [3000_00]), ("a.xls", xls(['IF(1,"",2)']), [3000_00, 0]), ("a.xls", xls(["1", "2"], 0.0), [3000_00]), ("a.xls", xls(["1"], 2500.0), [3000_00, 2500_00]),
])  # fmt: skip
def test_a_formula_that_nobody_calculated_is_no_zero(name, data, wages):
    (part,) = take(f"就业务工{name}", data, reject_share=1)
    assert part.rows["wage"].tolist() == wages and part.stored + part.quarantined == part.rows_read - 1
    assert all("没有计算结果" in fault.reason for fault in part.faults)


@pytest.mark.parametrize("written", ["#名称?", "错误：502", "Err:508", "#BUSY!", "#FIELD!", "=VLOOKUP(A2,B:C,2,0)", "=B2&C2", "=Sheet2!A1", "=SUM(D2:D5)"])
@pytest.mark.parametrize("at", range(4))
def test_an_error_or_formula_that_stands_as_text_is_a_fault_wherever(written, at):
    odd = ["李国强", number(4), "务工", "3000"]
    odd[at] = written
    (part,) = take("就业务工.csv", csv_bytes([HEADS, [str(cell) for cell in LIVING], odd]), reject_share=1)
    assert part.stored == 1 and ("公式" in part.faults[0].reason)
