"""Text files: what separates the columns, rows with a cell too many, and numbers written a digit a cell."""

import time

import pytest

from schemas.fields import Unreadable
from schemas.text_files import read_text
from tests.schemas.drops import NAMES, number, take, take_rows

HEAD = ["姓名", "证件号码", "救助类型", "享受状态", "发放金额", "停发原因"]
LINES = [[NAMES[n], number(n), "低保", "享受", str(300 + n), "死亡" if n == 4 else ""] for n in range(5)]


@pytest.mark.parametrize("mark", ["^", "~", "@@", "||", "\x01", "\x1f", "$", "、"])
def test_other_separators(mark):
    (part,) = take("社会救助.txt", "\n".join(mark.join(row) for row in [HEAD, *LINES]).encode("gb18030"))
    assert part.rows["amount"].tolist() == [30000, 30100, 30200, 30300, 30400] and part.rows["number"].tolist() == [row[1] for row in LINES]


def padded(cells: list[str], widths: tuple[int, ...]) -> str:
    return "".join(cell + " " * (width - len(cell.encode("gb18030"))) for cell, width in zip(cells, widths, strict=True))


@pytest.mark.parametrize("widths", [(9, 20, 10, 10, 10, 10), (7, 19, 9, 9, 9, 9)])
def test_columns_parted_by_blanks(widths):
    """As Excel's .prn, an empty cell among them; a Chinese character is as wide as two digits."""
    text = "\r\n".join(["2024年6月", *(padded(row, widths) for row in [HEAD, *LINES])])
    (part,) = take("社会救助.prn", text.encode("gb18030"))
    assert part.rows["amount"].tolist() == [30000, 30100, 30200, 30300, 30400] and part.rows["reason"].tolist()[-1] == "死亡"


def test_lines_in_which_nothing_parts_the_columns_say_so():
    (part,) = take("社会救助.txt", "\n".join("".join(row) for row in [HEAD, *LINES]).encode())
    assert not part.stored and "隔开" in part.refusal


@pytest.mark.parametrize(
    ("ends", "amounts"),
    [
        (["1,200.00,", "300.00,", "300.00,"], [120000, 30000, 30000]),  # a thousand, whose comma nobody quoted, before an empty cell
        (["1,200.00,", "1,300.00,", "1,400.00,"], []),  # or every line ends in a comma: nobody can know
        (["80,,", "70,,", "1,200,"], [8000, 7000, 100]),  # every line ends in a comma, as two of them show
        (["80,", "70,", "1,200,死,亡"], [8000, 7000]),  # one cell too many, and it is no thousand
    ],
)
def test_a_comma_too_many(ends, amounts):
    lines = [",".join([*row[:4], end]) for row, end in zip(LINES, ends, strict=False)]
    (part,) = take("社会救助.csv", "\n".join([",".join(HEAD), *lines]).encode(), reject_share=0.5)
    assert part.rows["amount"].tolist() == amounts
    assert part.quarantined == len(lines) - len(amounts) and all("格子比表头多" in fault.reason for fault in part.faults)


def test_many_thousands_that_nobody_quoted_cost_no_more_than_their_rows():
    """Ways to join are counted up to two, and columns looked over once: a minute's processor time else, or years."""
    began = time.process_time()
    ways, months = ",".join(["100"] * 60), ",".join(["3,500"] * 40)
    rows = [f"K{at},{ways}" for at in range(9)] + [f"K{at},{months}" for at in range(9)] + [f"K{at}{',500' * 40}" for at in range(2_000)]
    (sheet,) = read_text("\n".join([f"K{',月' * 40}", *rows]).encode())
    assert [len(row) for row in sheet.rows[1:19]] == [61] * 9 + [41] * 9 and sheet.rows[18][1] == "3500" and sheet.uneven == {*range(2, 11)}
    (sheet,) = read_text("\n".join(["号,额,退", *(f"K{at},{('5', '3,5')[at % 2]}00,1" for at in range(6_000))]).encode())
    assert not sheet.uneven and sheet.rows[2] == ["K1", "3500", "1"]
    assert time.process_time() - began < 5


@pytest.mark.parametrize("text", [f"{',' * 20_000}\n{'a,b' * 9}", f"姓名,号\n{'1,' * 20_000}\n"])
def test_columns_beyond_excels_last_are_no_table(text):
    with pytest.raises(Unreadable, match="行列数异常"):
        read_text(text.encode())


@pytest.mark.parametrize("before", [["1"], ["3", "5"]])
def test_a_number_a_digit_a_cell(before):
    head = [*(f"项{n}" for n, _ in enumerate(before)), "姓名", "证件号码", *[""] * 17, "救助类型", "享受状态", "发放金额"]
    rows = [head, *([*before, row[0], *row[1], *row[2:5]] for row in LINES)]
    (part,) = take("社会救助.csv", "\n".join(",".join(row) for row in rows).encode())
    assert part.rows["number"].tolist() == [row[1] for row in LINES] and part.rows["amount"].tolist()[0] == 30000


def test_households_whose_number_excel_has_cut():
    """Several households under one number are none; one household's number may end in 000."""
    columns = ["户编号", "乡镇", "行政村", "姓名", "证件号码", "与户主关系", "户类型", "劳动技能", "上年人均纯收入"]
    people = [["水阳镇", "大桥村", NAMES[n], number(n), "配偶" if n % 2 else "户主", "一般农户", "普通劳动力", "12000"] for n in range(4)]

    def read(*numbers):
        (part,) = take_rows("农户花名册.xlsx", [columns, *([told, *row] for told, row in zip(numbers, people, strict=True))], reject_share=1)
        return part

    whole, cut = "341802202400001000", "3.41802E+17"
    assert read(whole, whole, "341802202400001001", "341802202400001001").rows["household_id"].tolist() == [whole] * 2 + ["341802202400001001"] * 2
    for same in (whole, cut):
        part = read(same, same, same, same)
        assert not part.stored and "分不清是哪一户" in part.faults[0].reason
