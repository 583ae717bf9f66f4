"""What a plain reading gets wrong without a word: errors, formulas nobody calculated, hidden rows, 1904, thousands, blocks, several persons in a cell."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
import xlwt

from schemas.fields import IN_ERROR, NOT_CALCULATED, TOO_NARROW, YUAN, plain
from schemas.grids import read_file
from schemas.intake import take_in
from schemas.values import read_column
from tests.matchers.people import number

A, B, C = number("1950-03-08"), number("1981-03-08"), number("1962-03-08")
WORK = ["姓名", "证件号码", "就业状态", "月工资"]
BILLS = ["结算编号", "姓名", "证件号码", "结算日期", "医疗总费用", "个人自付"]
JUNE = dt.date(2024, 6, 1)


@pytest.fixture
def taken(tmp_path):
    def taken(name: str, data: bytes, share: float = 0.9) -> list:
        (tmp_path / name).write_bytes(data)
        return [part for grid in read_file(tmp_path / name) for part in take_in(grid, JUNE, share)]

    return taken


def saved(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xlsx(rows, change=lambda sheet: None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    return saved(book)


def xls(rows, change=lambda sheet: None, **said) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    for name, value in said.items():
        setattr(book, name, value)
    sheet = book.add_sheet("Sheet1")
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write(at, place, cell)
    change(sheet)
    return saved(book)


def xml(rows, **said) -> bytes:
    lines = ""
    for at, row in enumerate(rows):
        cells = "".join(cell if cell.startswith("<Cell") else f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row)
        lines += f"<Row {said.get(f'row{at}', '')}>{cells}</Row>"
    return (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="Sheet1"><Table>{lines}</Table>{said.get("options", "")}</Worksheet></Workbook>'
    ).encode()


def reasons(part):
    return {(fault.row, fault.column): fault.reason for fault in part.faults}


ROWS = [WORK, ["王桂英", A, "务工", "3000"], ["李国强", B, "务工", "2000"], ["张三", C, "务工", "1000"]]


def test_a_formula_nobody_calculated_and_an_error_are_faults_of_their_cells(taken):
    def change(sheet):
        sheet["D2"] = "=1000*3"
        sheet["D3"] = "#REF!"
        sheet["D3"].data_type = "e"

    (part,) = taken("务工.xlsx", xlsx(ROWS, change))
    assert reasons(part) == {(2, "月工资"): NOT_CALCULATED, (3, "月工资"): IN_ERROR} and part.stored == 1
    (part,) = taken("务工.xml.xls", xml([WORK, ["王桂英", A, "务工", '<Cell ss:Formula="=1+1"/>'], ["李国强", B, "务工", "2000"]]))
    assert reasons(part) == {(2, "月工资"): NOT_CALCULATED}
    (part,) = taken("务工.csv", "\n".join(",".join(row) for row in [*ROWS[:2], ["李国强", B, "务工", "#N/A"]]).encode())
    assert reasons(part) == {(3, "月工资"): IN_ERROR}


def test_a_formula_that_gives_nothing_is_an_empty_cell(taken):
    data = xlsx(ROWS, lambda sheet: None)
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            for entry in old.infolist():
                text = old.read(entry)
                if "sheet1.xml" in entry.filename:
                    text = text.replace(b"</row></sheetData>", b'<c r="E4" t="str"><f>IF(1,"","")</f><v></v></c></row></sheetData>')
                new.writestr(entry, text)
    (part,) = taken("务工.xlsx", out.getvalue())
    assert part.stored == 3 and not part.faults


@pytest.mark.parametrize("name", ["务工.xlsx", "务工.xls", "务工2003.xls"])
def test_hidden_rows_are_read_told_and_give_way(taken, name):
    rows = [*ROWS, ["王桂英", A, "务工", "9"]]
    if name == "务工.xlsx":
        data = xlsx(rows, lambda sheet: setattr(sheet.row_dimensions[5], "hidden", True))
    elif name == "务工.xls":
        data = xls(rows, lambda sheet: setattr(sheet.row(4), "hidden", True))
    else:
        data = xml(rows, row4='ss:Hidden="1"')
    (part,) = taken(name, data)
    assert dict(zip(part.rows.name, part.rows.wage, strict=True)) == {"王桂英": 300000, "李国强": 200000, "张三": 100000} and part.duplicates == 1
    assert any("隐藏" in words for words in part.warnings)


@pytest.mark.parametrize("name", ["务工.xlsx", "务工.xls", "务工.xml.xls"])
@pytest.mark.parametrize(("seen", "wage", "told"), [("工资", 300000, "用的是看得见的那一列"), ("电话", 900000, "也读了")])
def test_a_hidden_column_gives_way_or_is_told(taken, name, seen, wage, told):
    rows = [[*WORK, seen], ["王桂英", A, "务工", "9000", "3000"], ["李国强", B, "务工", "9000", "3000"]]
    if name == "务工.xlsx":
        data = xlsx(rows, lambda sheet: setattr(sheet.column_dimensions["D"], "hidden", True))
    elif name == "务工.xls":
        data = xls(rows, lambda sheet: setattr(sheet.col(3), "hidden", True))
    else:
        data = xml(rows).replace(b"<Table>", b'<Table><Column ss:Index="4" ss:Hidden="1"/>')
    (part,) = taken(name, data)
    assert {*part.rows.wage} == {wage} and any("隐藏的列" in words and told in words for words in part.warnings)


def bills(day):
    return [BILLS, ["J1", "王桂英", A, day, "100", "60"]]


def test_days_of_a_workbook_that_counts_from_1904(taken):
    serial = (dt.date(2024, 6, 10) - dt.date(1904, 1, 1)).days
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for row in bills(serial):
        book.active.append(row)
    for name, data in (("结算.xlsx", saved(book)), ("结算.xls", xls(bills(serial), dates_1904=True))):
        (part,) = taken(name, data)
        assert [f"{day:%Y-%m-%d}" for day in part.rows.settled_on] == ["2024-06-10"], name


@pytest.mark.parametrize(
    ("line", "total", "self_pay"),
    [("J1,王桂英,{A},2024-06-01,12,400.00,3,100.00", 1240000, 310000), ("J1,王桂英,{A},2024-06-01,12,400.00,60", 1240000, 6000), ("J1,王桂英,{A},2024-06-01,100,60,", 10000, 6000), ("J1,王桂英,{A},2024-06-01,1,234,567.00,60", 123456700, 6000)],
)  # fmt: skip
def test_thousands_that_nobody_quoted(taken, line, total, self_pay):
    rest = "\n".join(f"K{at},李国强,{B},2024-06-0{at},5,5" for at in range(1, 6))
    (part,) = taken("结算.csv", f"{','.join(BILLS)}\n{line.format(A=A)}\n{rest}\n".encode())
    assert part.rows.loc[part.rows.settlement_id == "J1", ["total", "self_pay"]].to_numpy().tolist() == [[total, self_pay]]


def test_a_row_that_could_be_joined_in_two_ways_is_a_fault(taken):
    rest = "\n".join(f"K{at},李国强,{B},2024-06-0{at},5,5" for at in range(1, 6))
    (part,) = taken("结算.csv", f"{','.join(BILLS)}\nJ1,王桂英,{A},2024-06-01,12,400,300\n{rest}\n".encode())
    assert part.quarantined == 1 and "格子比表头多" in part.faults[0].reason and part.stored == 5


def test_numbers_that_excel_has_cut_tell_rows_apart_by_all_else(taken):
    rows = [BILLS, *(["340100000000000000", name, who, "2024-06-01", "100", pay] for name, who, pay in (("王桂英", A, "60"), ("李国强", B, "60"), ("李国强", B, "70"), ("李国强", B, "70")))]
    first, second = (taken("结算.xlsx", xlsx(rows))[0] for _ in range(2))
    assert first.stored == 3 and first.duplicates == 1 and any("截断" in words for words in first.warnings)
    assert first.rows.settlement_id.tolist() == second.rows.settlement_id.tolist(), "the same bill sent again bears the same number"


def test_many_rows_that_repeat_are_said(taken):
    rows = [WORK, *(["王桂英", A, "务工", str(wage)] for wage in range(40))]
    (part,) = taken("务工.xlsx", xlsx(rows))
    assert part.stored == 1 and any("39行" in words for words in part.warnings)


def test_a_second_header_in_another_order_and_of_another_list(taken):
    rows = [*ROWS[:2], ["", "", "", ""], ["乙镇务工"], ["姓名", "月工资", "就业状态", "证件号码"], ["李国强", "2000", "务工", B]]
    first, second = taken("务工.xlsx", xlsx(rows))
    assert second.rows[["name", "number", "wage"]].to_numpy().tolist() == [["李国强", B, 200000]] and list(second.rows.index) == [6] and first.stored == 1
    first, second = taken("就业务工.xlsx", xlsx([*ROWS[:2], BILLS, ["J1", "李国强", B, "2024-06-01", "100", "60"]]))
    assert (first.dataset.name, second.dataset.name) == ("employment", "settlement") and second.stored == 1


def test_the_same_header_again_is_one_table(taken):
    (part,) = taken("务工.xlsx", xlsx([*ROWS, WORK, ["孙大河", number("1973-03-08"), "务工", "5"]]))
    assert part.stored == 4


@pytest.mark.parametrize(("name", "wage"), [("务工2024年6月.xlsx", 60), ("务工2024年5月.xlsx", 50)])
def test_a_column_a_month(taken, name, wage):
    rows = [["姓名", "证件号码", "就业状态", "4月工资", "5月工资", "6月工资"], ["王桂英", A, "务工", "40", "50", "60"]]
    (part,) = taken(name, xlsx(rows))
    assert part.rows.wage.tolist() == [wage * 100]


@pytest.mark.parametrize("name", ["务工2024年6月.xlsx", "务工2024年5月.xlsx"])
@pytest.mark.parametrize(
    ("top", "bottom", "cells"),
    [
        (["月工资", "", "", "备注"], ["4月", "5月", "6月", ""], ["40", "50", "60", ""]),
        (["五月", "", "6月份", ""], ["月工资", "天数", "月工资", "天数"], ["50", "20", "60", "21"]),
        (["2024年5月工资", "2024年6月工资", "2023年6月工资", ""], None, ["50", "60", "70", ""]),
    ],
)
def test_a_column_a_month_under_two_headers(taken, name, top, bottom, cells):
    rows = [["姓名", "证件号码", "就业状态", *top], ["", "", "", *bottom] if bottom else [], ["王桂英", A, "务工", *cells]]
    (part,) = taken(name, xlsx(rows))
    assert part.rows.wage.tolist() == [6000 if "6月" in name else 5000] and not part.quarantined


def test_of_two_columns_as_near_none_is_taken(taken):
    (part,) = taken("务工2024年6月.xlsx", xlsx([["姓名", "证件号码", "就业状态", "应发工资", "实发工资"], ["王桂英", A, "务工", "40", "50"]]))
    assert "应发工资、实发工资" in part.refusal and not part.stored


def test_a_column_a_month_without_the_months_own_is_refused(taken):
    (part,) = taken("务工2024年6月.xlsx", xlsx([["姓名", "证件号码", "就业状态", "4月工资", "5月工资"], ["王桂英", A, "务工", "40", "50"]]))
    assert "月工资" in part.refusal and not part.stored


def test_a_column_too_narrow_to_be_exported_is_a_fault(taken):
    (part,) = taken("结算.csv", "\n".join([",".join(BILLS), f"J1,王桂英,{A},2024-06-01,100,60", f"#####,李国强,{B},2024-06-01,100,####"]).encode())
    assert part.stored == 1 and {*reasons(part).values()} == {TOO_NARROW}


def test_rows_of_nobody_and_of_several_are_held(taken):
    rows = [[*row, "用工单位" if row is WORK else "甲厂"] for row in [*ROWS, ["", "", "务工", "500"], ["孙大河\n孙小河", f"{A}\n{B}", "务工", "7"]]]
    (part,) = taken("务工.xlsx", xlsx(rows))
    assert part.stored == 3 and {row: reason for (row, _), reason in reasons(part).items()} == {
        5: "没有写是谁：姓名、证件号码都空着", 6: "一个单元格里写了几个人，请一行写一个人",
    }  # fmt: skip


@pytest.mark.parametrize("between", ["与学生关系", "监护人关系", "家长关系", "与本人的关系"])
def test_a_guardian_under_the_same_headers_is_no_pupil(taken, between):
    rows = [["姓名", "证件号码", "学校", "学段", "学籍状态", "学费", "资助金额", between, "姓名", "证件号码"], ["王小英", A, "甲校", "小学", "在读", "0", "0", "父亲", "王大", B]]
    (part,) = taken("学籍.xlsx", xlsx(rows))
    assert part.rows.name.tolist() == ["王小英"]


def test_a_hidden_sheet_and_merged_cells_of_excel_2003s_xml(taken):
    options = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
    (part,) = taken("务工.xls", xml(ROWS, options=options))
    assert not part.stored and "隐藏" in part.warnings[0]
    rows = [BILLS, ["J1", '<Cell ss:MergeDown="1"><Data ss:Type="String">王桂英</Data></Cell>', f'<Cell ss:MergeDown="1"><Data ss:Type="String">{A}</Data></Cell>', "2024-06-01", "100", "60"], ["J2", "2024-06-02", "100", "70"]]
    (part,) = taken("结算.xls", xml(rows))
    assert part.rows[["number", "self_pay"]].to_numpy().tolist() == [[A, 6000], [A, 7000]]
    (part,) = taken("务工.xls", xml([*ROWS, ['<Cell ss:Index="2000000000"><Data ss:Type="String">x</Data></Cell>']]))
    assert part.refusal


class FromAMac(zipfile.ZipInfo):
    """UTF-8, and no flag that says so."""

    def _encodeFilenameFlags(self):
        return self.filename.encode(), 0


def test_names_in_a_zip_from_a_mac(taken):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(FromAMac("务工2024年5月.csv"), "\n".join(",".join(row) for row in ROWS))
    (part,) = taken("材料.zip", file.getvalue())
    assert part.file_name == "材料.zip/务工2024年5月.csv" and f"{part.recognised.month:%Y-%m}" == "2024-05"


def test_a_single_file_web_page_and_tables_within_tables(taken):
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    page = f"<html><body><table><tr><td><table>{cells}</table></td></tr></table></body></html>"
    (part,) = taken("务工.xls", page.encode())
    assert part.stored == 3
    import email.mime.multipart
    import email.mime.text

    message = email.mime.multipart.MIMEMultipart("related")
    message.attach(email.mime.text.MIMEText(page, "html", "utf-8"))
    (part,) = taken("务工.xls", message.as_bytes())
    assert part.stored == 3


def test_text_without_a_mark_of_its_encoding_and_with_chinese_commas(taken):
    text = "\n".join(",".join(row) for row in ROWS)
    for data in (text.encode("utf-16-le"), text.encode("utf-16-be"), text.replace(",", "，").encode("gb18030")):
        (part,) = taken("务工.csv", data)
        assert part.stored == 3


def test_characters_that_are_not_seen_or_look_like_others():
    assert plain("\u202d张\u00ad三\u202c\ufe00") == "张三" and plain("⻓岭村") == "长岭村" and plain("⺠主⻰泉") == "民主龙泉" and plain("Ａ１") == "A1"


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "Err:502"])
def test_errors_are_no_amounts(text):
    import pandas as pd

    _, faults = read_column(pd.Series([text, "5"]), YUAN)
    assert faults.tolist() == [IN_ERROR, None]
