"""Headers in letters: initials and pinyin of listed spellings, names of national interfaces, held against what stands below."""

import pytest

from tests.matchers.people import number
from tests.schemas.drops import take_rows

A, B = number("1950-03-08"), number("1981-03-08")
BILLS = (["J1", "王桂英", A, "2024-06-02", "100", "60"], ["J2", "李国强", B, "2024-06-03", "10", "6"])


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("医保结算202406.csv", ["JSBH", "XM", "SFZH", "JSRQ", "YLZFY", "GRZF"]), ("医保结算202406.csv", ["jsbh", "xm", "sfzhm", "jsrq", "ylzfy", "grzfje"]),
        ("医保结算202406.csv", ["jiesuanbianhao", "xingming", "shenfenzhenghao", "jiesuanriqi", "yiliaozongfeiyong", "gerenzifu"]), ("医保结算.csv", ["结算编号", "姓名", "SFZH", "JSRQ", "医疗总费用", "GRZF"]),
        ("导出.csv", ["setl_id", "psn_name", "certno", "setl_time", "medfee_sumamt", "psn_part_amt"]),
    ],
)  # fmt: skip
def test_bills(name, header):
    (part,) = take_rows(name, [header, *BILLS])
    assert not part.refusal and part.rows[["settlement_id", "name", "number", "total", "self_pay"]].to_numpy().tolist() == [["J1", "王桂英", A, 10000, 6000], ["J2", "李国强", B, 1000, 600]]
    assert all(placed.guessed for placed in part.recognised.header.placed if placed.header.isupper())


def test_letters_whose_cells_are_something_else_are_no_such_column():
    (part,) = take_rows("死亡登记.csv", [["姓名", "证件号码", "SWRQ"], ["王桂英", A, "三组"]])
    assert "死亡日期" in part.refusal


def test_letters_that_nobody_lists():
    (part,) = take_rows("就业务工.csv", [["姓名", "证件号码", "就业状态", "ABCD"], ["王桂英", A, "务工", "3000"]])
    assert "月工资" in part.refusal
