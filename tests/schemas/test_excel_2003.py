"""Excel 2003's XML, as systems still export it: a cell is what its type says, wherever it stands and in whatever encoding."""

import pytest

from tests.schemas.drops import number, take

EXCEL = "urn:schemas-microsoft-com:office:excel"
NAMES = f'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="{EXCEL}"'
A, B = number(3), number(4)
WORK = ["姓名", "证件号码", "就业状态", "月工资"]


def cell(written, kind="String", more=""):
    return f'<Cell{more}><Data ss:Type="{kind}">{written}</Data></Cell>'


def page(*rows, head="", encoding="UTF-8"):
    """Rows of texts, cells and whole lines of XML."""
    lines = (row if isinstance(row, str) else f"<Row>{''.join(each if each.startswith('<') else cell(each) for each in row)}</Row>" for row in rows)
    return f'<?xml version="1.0" encoding="{encoding}"?><Workbook {NAMES}>{head}<Worksheet ss:Name="表"><Table>{"".join(lines)}</Table></Worksheet></Workbook>'


@pytest.mark.parametrize(("wage", "fen"), [
    (cell("3000.0999999999999", "Number"), 3000_10), (cell("3E3", "Number"), 3000_00), (cell("3000", "Number", ' ss:Formula="=1"'), 3000_00),
    (cell("", "Number", ' ss:Formula="=1"'), "没有计算结果"), ('<Cell ss:Formula="=1"/>', "没有计算结果"), (cell("#N/A", "Error"), "公式出错了"),
])  # fmt: skip
def test_an_amount_is_read_or_told(wage, fen):
    (part,) = take("就业务工.xls", page(WORK, ["王桂英", A, "务工", wage]).encode(), reject_share=1)
    assert part.rows["wage"].tolist() == [fen] if isinstance(fen, int) else fen in part.faults[0].reason


@pytest.mark.parametrize("month", [
    cell("2024-05-01T00:00:00.000", "DateTime"), cell("45413", "Number"), cell("202405", "Number"), cell("2024-05-01 00:00:00"), cell("2024/5/1 0:00"), cell("May-24"), cell("2024年5月"),
])  # fmt: skip
def test_a_column_of_months_tells_each_rows_own(month):
    rows = [[*WORK, "所属月份"], ["王桂英", A, "务工", "3000", month], ["王桂英", A, "务工", "3100", cell("2024-06")]]
    (part,) = take("就业务工2024年6月.xls", page(*rows).encode())
    assert [f"{when:%Y-%m}" for when in part.rows["month"]] == ["2024-05", "2024-06"] and part.duplicates == 0


def test_a_column_of_months_that_cannot_be_read_is_told():
    (part,) = take("就业务工2024年6月.xls", page([*WORK, "月份"], ["王桂英", A, "务工", "3000", "上旬"], ["李国强", B, "务工", "3100", "6月"]).encode())
    assert part.stored == 2 and any("“月份”一列有1行认不出是哪个月" in words for words in part.warnings)


@pytest.mark.parametrize(("says", "is_in"), [("gb2312", "gb18030"), ("GBK", "gb18030"), ("UTF-8", "gb18030"), ("UTF-16", "utf-16"), ("utf-8", "utf-8-sig")])
@pytest.mark.parametrize("before", ["", "\r\n\r\n"])
def test_a_rare_character_is_read_whatever_the_file_says_of_its_encoding(says, is_in, before):
    (part,) = take("就业务工.xls", (before + page(WORK, ["朱镕䶮", A, "务工", "3000"], encoding=says)).encode(is_in))
    assert part.rows["name"].tolist() == ["朱镕䶮"]


def test_rows_that_are_alike_are_counted_and_hidden_with_the_first():
    rows = [WORK, ["王桂英", A, "务工", "3000"], '<Row ss:Span="2" ss:Hidden="1"/>', ["李国强", B, "务工", "3100"]]
    (part,) = take("就业务工.xls", page(*rows).encode())
    assert part.rows.index.tolist() == [2, 6] and not part.warnings


def test_yes_and_no():
    heads = ["姓名", "证件号码", "鉴定等级", "是否唯一住房", "改造状态"]
    (part,) = take("住房安全.xls", page(heads, *(["王桂英", who, "C", cell(said, "Boolean"), "未改造"] for who, said in ((A, 1), (B, 0)))).encode())
    assert part.rows["sole"].tolist() == ["是", "否"]
