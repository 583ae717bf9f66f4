"""Files that cannot be read: each gets one sentence that says what to do, and none stops the others."""

import io
import random
import time

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from schemas.grids import read_file
from tests.schemas.drops import csv_bytes, csv_text, read, table, take, zip_bytes
from tests.schemas.files import declaring, html_table, with_password_bit, with_rows_of_zeroes, workbook, xlsx_by_hand, xml_2003

ROWS = table("enrolment")
CSV = csv_bytes(ROWS)
XLSX, XLS, ODS = (workbook(kind, {"6月": ROWS}) for kind in ("xlsx", "xls", "ods"))
ZIP = zip_bytes({"医保参保.csv": CSV * 20})
DOCX = zip_bytes({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<w/>"})
EMPTY, BLANK, BROKEN, LOCKED = "空文件", "全是空白", "已损坏或没有传完整", "设了打开密码"
NO_TABLE, TOO_BIG, TOO_WIDE, ENCODING = "不是表格文件", "异常地大", "行列数异常", "文字编码认不出来"


def encrypted() -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(XLSX)).encrypt("123456", out)
    return out.getvalue()


def cell(place: str) -> str:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t> </t></is></c></row>'


FAULTS = {
    "empty": ("a.xlsx", b"", EMPTY),
    "empty csv": ("a.csv", b"", EMPTY),
    "blank lines": ("a.csv", b" \r\n\r\n", BLANK),
    "zeroes of a disk that was full": ("a.xls", bytes(5000), BLANK),
    "xlsx cut in half": ("a.xlsx", XLSX[: len(XLSX) // 2], BROKEN),
    "xlsx without its end": ("a.xlsx", XLSX[:-10], BROKEN),
    "xlsx of four bytes": ("a.xlsx", XLSX[:4], BROKEN),
    "xls cut in half": ("a.xls", XLS[: len(XLS) // 2], BROKEN),
    "xls with zeroes among its cells": ("a.xls", with_rows_of_zeroes(workbook("xls", {"6月": table("enrolment", 40)}), 40, 60), BROKEN),
    "ods cut in half": ("a.ods", ODS[: len(ODS) // 2], BROKEN),
    "zip cut short": ("a.zip", ZIP[:-30], BROKEN),
    "zip of nothing": ("a.zip", zip_bytes({}), BROKEN),
    "rar named zip": ("a.zip", b"Rar!\x1a\x07\0" + bytes(100), BROKEN),
    "text named xlsx": ("a.xlsx", CSV, BROKEN),
    "xml cut in half": ("a.xls", xml_2003(ROWS).encode()[:900], BROKEN),
    "UTF-16 cut within a character": ("a.csv", csv_text(ROWS).encode("utf-16")[:-1], ENCODING),
    "password": ("a.xlsx", encrypted(), LOCKED),
    "password, named xls": ("a.xls", encrypted(), LOCKED),
    "zip with a password": ("a.zip", with_password_bit(ZIP), "压缩包设了密码"),
    "zip in a zip": ("a.zip", zip_bytes({"b.zip": ZIP}), "压缩包里还有压缩包"),
    "bomb of 2 GB": ("a.zip", declaring(ZIP, 2_000_000_000), TOO_BIG),
    "xlsx bomb of 2 GB": ("a.xlsx", declaring(XLSX, 2_000_000_000), TOO_BIG),
    "a cell in the last corner": ("a.xlsx", xlsx_by_hand(ROWS, cell("XFD1048576")), TOO_WIDE),
    "a cell far right and one far down": ("a.xlsx", xlsx_by_hand(ROWS, cell("ZZ9") + cell("A900000")), TOO_WIDE),
    "docx": ("a.docx", DOCX, NO_TABLE),
    "docx named xlsx": ("a.xlsx", DOCX, BROKEN),
    "doc": ("a.doc", XLS, NO_TABLE),
    "pdf": ("a.pdf", b"%PDF-1.4 \xff\xfe", NO_TABLE),
    "picture": ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(20), NO_TABLE),
    "rar": ("a.rar", b"Rar!\x1a\x07\0" + bytes(100), NO_TABLE),
    "program": ("a.exe", b"MZ" + bytes(100), NO_TABLE),
    "database named csv": ("a.csv", b"\0\1\0\0Standard Jet DB\0", NO_TABLE),
    "web page cut within a row": ("a.xls", html_table(ROWS).encode()[:-60], "在一行中间断了"),
    "web page of which the rest is zeroes": ("a.xls", html_table(ROWS).encode()[:-60] + bytes(60), "在一行中间断了"),
    "web page with zeroes among its rows": ("a.xls", html_table(ROWS).encode()[:-99] + bytes(9) + html_table(ROWS).encode()[-90:], BROKEN),
    "web page without a table": ("a.xls", "<html><body>登录已超时</body></html>".encode(), "网页文件里没有表格"),
    "one wrong byte": ("a.csv", CSV[:-20] + b"\xff" + CSV[-20:], ENCODING),
    "GB18030 under a BOM of UTF-8": ("a.csv", b"\xef\xbb\xbf" + "姓名,证件号码,\xb7".encode("gb18030") + b"\xff", ENCODING),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "words"), FAULTS.values(), ids=FAULTS)
def test_a_file_that_cannot_be_read_says_why(name, data, words):
    (part,) = take(f"6月医保参保{name}", data)
    assert words in part.refusal
    assert (part.rows_read, part.stored, part.not_data) == (0, 0, 0)


@pytest.mark.parametrize("ending", ["</tr>", "</tr>\r\n</tbody>", "</tr></BODY></HTML>"])
def test_a_web_page_that_does_not_close_its_table_is_whole(ending):
    (part,) = take("6月医保参保.xls", f"{html_table(ROWS).rpartition('</tr>')[0]}{ending}".encode())
    assert part.stored == 3


@pytest.mark.parametrize(
    ("member", "words"),
    [
        (("a.docx", DOCX), NO_TABLE),
        (("a.xlsx", XLSX[:300]), BROKEN),
        (("a.xls", encrypted()), LOCKED),
        (("a.csv", b""), EMPTY),
        (("b.zip", ZIP), "还有压缩包"),
    ],
    ids=["docx", "truncated", "password", "empty", "zip"],
)
def test_a_faulty_member_of_an_archive_leaves_the_others_alone(member, words):
    faulty, sound = sorted(take("六月.zip", zip_bytes({member[0]: member[1], "医保参保.csv": CSV})), key=lambda part: part.stored)
    assert words in faulty.refusal and sound.stored == 3


def test_a_member_whose_bytes_are_damaged():
    damaged = bytearray(ZIP)
    damaged[60:70] = b"\xff" * 10
    (part,) = take("a.zip", bytes(damaged))
    assert "压缩包已损坏" in part.refusal


@pytest.mark.parametrize("text", ["姓名,證件號碼,參保狀態", "氏名,番号,状態"])
def test_another_encoding_is_never_read_as_something_it_is_not(text):
    encoding = "big5" if "證" in text else "shift_jis"
    (part,) = take("医保参保.csv", (text + "\r\n" + "a,b,c\r\n").encode(encoding))
    assert part.stored == 0 and part.refusal


WHOLE = {
    "a.xlsx": XLSX, "a.xls": XLS, "a.ods": ODS, "a.zip": ZIP, "h.xls": html_table(ROWS).encode(), "m.xls": xml_2003(ROWS).encode(),
    "u.csv": csv_text(ROWS).encode("utf-16"), "b.csv": CSV,
}  # fmt: skip


@pytest.mark.parametrize(("name", "whole"), WHOLE.items(), ids=WHOLE)
def test_whatever_happens_to_its_bytes_a_file_only_ever_gets_a_reason(name, whole):
    """Cut short, overwritten, a piece lost: never an exception that would stop the other files."""
    draw = random.Random(name)
    for turn in range(25):
        data = bytearray(whole)
        if turn % 3 == 0:
            del data[draw.randrange(len(data)) :]
        elif turn % 3 == 1:
            start = draw.randrange(len(data))
            del data[start : start + draw.randrange(1, 60)]
        else:
            for _ in range(4):
                data[draw.randrange(len(data))] = draw.randrange(256)
        for grid in read(name, bytes(data)):
            assert grid.sheets or grid.fault


def within(seconds: float, name: str, data: bytes) -> None:
    start = time.process_time()  # however many others work here
    (part,) = take(name, data)
    assert part.stored == 3 and part.refusal == ""
    assert time.process_time() - start < seconds


def test_two_million_blank_rows_of_a_workbook():
    within(8, "医保参保.xlsx", xlsx_by_hand(ROWS, "".join(map('<row r="{}"/>'.format, range(5, 2_000_001)))))


def test_two_million_blank_lines_of_a_csv():
    within(20, "医保参保.csv", CSV + b",,\r\n" * 1_000_000 + b"\r\n" * 1_000_000)


def test_a_file_that_is_gone_is_no_fault_of_its_own(tmp_path):
    with pytest.raises(FileNotFoundError):
        list(read_file(tmp_path / "gone.xlsx"))
