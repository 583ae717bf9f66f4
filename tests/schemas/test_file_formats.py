"""Every kind of file in which the same three rows can come, and what a text cell goes through in it."""

import pytest

from schemas.file_names import is_litter
from tests.schemas.drops import csv_bytes, csv_text, number, read, table, take, zip_bytes
from tests.schemas.files import as_formulas, excel_95, html_table, stray_quote, unquoted_csv, workbook, xml_2003

ROWS = table("enrolment", name=["龚䶮", "李国强", "阿依·古丽"])
TEXT = csv_text(ROWS)
HTML = html_table(ROWS)
EXCELS_HTML = html_table(
    ROWS,
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<head><style>td{mso-number-format:"\\@"}</style></head>',
)
LITTER = {"__MACOSX/六月/._医保参保.csv": b"x", "六月/~$a.xlsx": b"x", "Thumbs.db": b"x"}
LINE_SEPARATED = TEXT.replace("\r\n", "\r")

FILES = {
    "xlsx": ("a.xlsx", workbook("xlsx", {"6月": ROWS})),
    "xls": ("a.xls", workbook("xls", {"6月": ROWS})),
    "xls of Excel 95": ("a.xls", excel_95(ROWS)),
    "xls of Excel 95 that says it is Latin": ("a.xls", excel_95(ROWS, 1252)),
    "et of WPS": ("a.et", workbook("xls", {"6月": ROWS})),
    "ods": ("a.ods", workbook("ods", {"6月": ROWS})),
    "xlsx named xls": ("a.xls", workbook("xlsx", {"6月": ROWS})),
    "xls named xlsx": ("a.xlsx", workbook("xls", {"6月": ROWS})),
    "xlsx named csv": ("a.csv", workbook("xlsx", {"6月": ROWS})),
    "csv": ("a.csv", TEXT.encode()),
    "csv with BOM": ("a.csv", TEXT.encode("utf-8-sig")),
    "csv in GB18030": ("a.csv", TEXT.encode("gb18030")),
    "csv in UTF-16": ("a.csv", TEXT.encode("utf-16")),
    "csv in UTF-16 big-endian": ("a.csv", b"\xfe\xff" + TEXT.encode("utf-16-be")),
    "csv with lone carriage returns": ("a.csv", LINE_SEPARATED.encode()),
    "csv with semicolons": ("a.csv", csv_bytes(ROWS, separator=";")),
    "csv with bars": ("a.csv", csv_bytes(ROWS, separator="|")),
    "csv all quoted": ("a.csv", unquoted_csv([[f'"{cell}"' for cell in row] for row in ROWS]).encode()),
    "csv of formulas": ("a.csv", csv_bytes(as_formulas(ROWS))),
    "csv of bare formulas": ("a.csv", unquoted_csv(as_formulas(ROWS)).encode()),
    "txt with tabs": ("a.txt", csv_bytes(ROWS, "gb18030", "\t")),
    "tabs named xls": ("a.xls", csv_bytes(ROWS, "gb18030", "\t")),
    "tabs in UTF-16 named xls": ("a.xls", csv_text(ROWS, "\t").encode("utf-16")),
    "bare formulas in tabs named xls": ("a.xls", unquoted_csv(as_formulas(ROWS), "\t").encode("gb18030")),
    "html named xls": ("a.xls", HTML.encode()),
    "html in GB18030 named xls": ("a.xls", HTML.encode("gb18030")),
    "html in UTF-16 named xls": ("a.xls", HTML.encode("utf-16")),
    "html after a blank line and BOM": ("a.xls", b"\xef\xbb\xbf\r\n" + HTML.encode()),
    "html of Excel": ("a.xls", EXCELS_HTML.encode("gb18030")),
    "html of formulas": ("a.xls", html_table(as_formulas(ROWS)).encode()),
    "nothing but a table": ("a.xls", HTML.split("<body>")[1].replace("</body></html>", "").encode()),
    "xml of Excel 2003": ("a.xls", xml_2003(ROWS).encode()),
    "zip": ("a.zip", zip_bytes({"医保参保.csv": TEXT.encode()})),
    "zip with folders and litter": ("a.zip", zip_bytes({"六月/医保参保.csv": TEXT.encode()} | LITTER)),
    "zip with names in GBK": ("a.zip", zip_bytes({"AAAAAAAA.csv": TEXT.encode()}).replace(b"AAAAAAAA", "医保参保".encode("gbk"))),
    "xlsx in a zip": ("a.zip", zip_bytes({"医保参保.xlsx": workbook("xlsx", {"6月": ROWS})})),
    "zip named xlsx": ("a.xlsx", zip_bytes({"医保参保.csv": TEXT.encode()})),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data"), FILES.values(), ids=FILES)
def test_the_same_rows_come_out_of_every_kind_of_file(name, data):
    (part,) = take(f"6月医保参保{name}", data)
    assert (part.dataset.name, part.stored, part.rows_read, part.refusal) == ("enrolment", 3, 4, "")
    assert part.rows["name"].tolist() == ["龚䶮", "李国强", "阿依古丽"]
    assert part.rows["number"].tolist() == [number(n) for n in range(3)]


def test_a_member_of_an_archive_keeps_its_name_and_folder():
    names = {"医保局/医保参保.csv": TEXT.encode(), "学籍.csv": csv_bytes(table("student"))}
    assert [grid.name for grid in read("六月.zip", zip_bytes(names))] == ["六月.zip/医保局/医保参保.csv", "六月.zip/学籍.csv"]
    assert [grid.name for grid in read("a.zip", FILES["zip with names in GBK"][1])] == ["a.zip/医保参保.csv"]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_row_numbers_count_blank_rows_above(kind):
    rows = [[""], [""], *ROWS]
    data = csv_bytes(rows) if kind == "csv" else workbook(kind, {"6月": rows})
    (part,) = take(f"医保参保.{kind}", data)
    assert part.rows.index.tolist() == [4, 5, 6]


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_every_sheet_is_read(kind):
    (grid,) = read(f"a.{kind}", workbook(kind, {"医保参保": ROWS, "学籍": table("student")}))
    assert [(sheet.name, len(sheet.rows)) for sheet in grid.sheets] == [("医保参保", 4), ("学籍", 4)]


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_where_the_first_reader_fails_a_second_reads_the_same(kind, monkeypatch):
    data = workbook(kind, {"6月": [*ROWS, ["", 45446, 120.5, 341802195001011000]]})
    (first,) = read(f"a.{kind}", data)
    monkeypatch.setattr("schemas.readers.calamine.CalamineWorkbook", None)
    (second,) = read(f"a.{kind}", data)
    assert [(sheet.name, [[*row, "", ""][:6] for row in sheet.rows]) for sheet in second.sheets] == [
        (sheet.name, [[*row, "", ""][:6] for row in sheet.rows]) for sheet in first.sheets
    ]


def test_comments_and_gaps_of_excel_2003():
    row = '<Row ss:Index="4"><Cell ss:Index="2"><Data ss:Type="String">王桂英</Data><Comment><Data>待核</Data></Comment></Cell></Row>'
    (grid,) = read("a.xls", xml_2003([["姓名"]]).replace("</Table>", f"{row}</Table>").encode())
    assert grid.sheets[0].rows == [["姓名"], [], [], ["", "王桂英"]]


@pytest.mark.parametrize("span", ["rowspan='2px'", "rowspan='0'", "rowspan='-1'", "rowspan='99999999999'", "colspan=''", "colspan='x'"])
def test_odd_spans_of_html(span):
    (grid,) = read("a.xls", f"<table><tr><td {span}>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>".encode())
    assert grid.sheets[0].rows[0] == ["甲", "乙"]


class TestQuotes:
    ROWS = table(
        "settlement",
        12,
        total=["1,234.50" if n % 3 else "1234.5" for n in range(12)],
        diagnosis=["高血压\n糖尿病" if n == 8 else "" for n in range(12)],
    )

    @pytest.mark.parametrize("at", [1, 4, 7, 10])
    def test_a_stray_quote_swallows_no_row(self, at):
        (part,) = take("医保结算.csv", stray_quote(self.ROWS, at).encode())
        assert part.stored == 12
        assert set(part.rows["total"]) == {1234_50}
        assert part.rows["diagnosis"].dropna().tolist() == ["高血压\n糖尿病"]

    def test_a_quote_within_a_cell_is_text(self):
        (part,) = take("医保结算.csv", csv_text(self.ROWS).replace("结算编号3", '结算3"编号').encode())
        assert part.stored == 12 and '结算3"编号' in set(part.rows["settlement_id"])

    def test_amounts_and_line_breaks_in_quotes(self):
        (part,) = take("医保结算.csv", csv_bytes(self.ROWS))
        assert part.stored == 12 and set(part.rows["total"]) == {1234_50}


@pytest.mark.parametrize(
    "name",
    [
        "~$医保结算.xlsx",
        ".~lock.医保.xlsx#",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "医保.xlsx.crdownload",
        "a.tmp",
        "医保结算 - 快捷方式.lnk",
    ],
)
def test_litter_is_no_drop(name):
    assert is_litter(name)


@pytest.mark.parametrize("name", ["医保结算.xlsx", "~医保.csv", "临时救助.csv", "a.txt", "$1.xls"])
def test_what_only_looks_like_litter(name):
    assert not is_litter(name)


def test_cells_merged_in_an_ods():
    """Written by hand: what writes the other samples merges nothing."""
    rows = [("王桂英", number(1), "J1"), (None, None, "J2")]
    cells = "".join(
        "<table:table-row>" + "".join("<table:covered-table-cell/>" if text is None else f'<table:table-cell{spans}><text:p>{text}</text:p></table:table-cell>' for text, spans in zip(row, spanned, strict=True)) + "</table:table-row>"
        for row, spanned in zip([("姓名", "证件号码", "结算编号"), *rows], [("", "", ""), (*[' table:number-columns-spanned="1" table:number-rows-spanned="2"'] * 2, ""), ("", "", "")], strict=True)
    )
    names = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text"))
    content = f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="表">{cells}</table:table></office:spreadsheet></office:body></office:document-content>'
    (grid,) = read("a.ods", zip_bytes({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode(), "META-INF/manifest.xml": b"<manifest/>"}))
    assert grid.sheets[0].merged == [(1, 0, 2, 0), (1, 1, 2, 1)]
