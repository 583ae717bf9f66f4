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


def test_letters_under_a_group_and_above_a_few_rows_with_their_sum():
    rows = [["JSBH", "XM", "ZJHM", "登记信息", "", ""], ["", "", "", "JSRQ", "YLZFY", "GRZF"], *BILLS, ["合计", "2", "", "", "", ""], ["制表人：张三", "", "审核人：李四", "", "", ""]]
    (part,) = take_rows("医保结算202406.csv", rows)
    assert not part.refusal and part.rows[["name", "number", "self_pay"]].to_numpy().tolist() == [["王桂英", A, 6000], ["李国强", B, 600]]


@pytest.mark.parametrize("rows", [[["XM", "ZJHM", "SWRQ"], ["王桂英", A, "2024-06-02"], ["合计", "1", ""]], [["XM", "ZJHM", "SWRQ"], ["合计", "0", ""]]])
def test_letters_above_one_row_or_none(rows):
    (part,) = take_rows("死亡登记202406.csv", rows)
    assert not part.refusal and part.stored == len(rows) - 2


def test_initials_of_what_a_list_is_called_tell_what_it_is_like():
    (part,) = take_rows("341802_CBXX_202406.txt", [["PSN_NO", "CERT_NO", "NAME", "INSU_STAS"], ["1", A, "王桂英", "1"]])
    assert part.dataset.name == "enrolment" and "参保状态" in part.refusal
