"""A table a column kind: what stands in a cell, and what becomes of it: a value, nothing, or a reason."""

import datetime as dt

import pandas as pd
import pytest

from schemas.fields import CITIZEN_ID, COUNT, DAY, NAME, NOTHING, PLACE, TEXT, YES_NO, YUAN, YUAN_OR_UNKNOWN, Kind, choice
from schemas.troubles import TROUBLE, TROUBLE_FOUND
from schemas.values import read_column

BENEFIT = choice("低保", "临时救助", also={"农村低保": "低保"})
NOT_MONEY, TOO_MUCH = "不是金额，请只写数字（多少元），如 1234.50", "金额过大，请核对单位（元、万元）"
NOT_A_DAY, NO_SUCH_DAY, ODD_YEAR = "不是日期，请写成 2024-06-03 的样子", "没有这一天，请核对年月日", "年份不对，请核对"
NOT_WHOLE, TOO_MANY = "不是整数，请只写数字，如 3", "数太大，请核对"


def becomes(kind: Kind, text: str, times: int = 1) -> object:
    """The value; None for nothing; a reason in brackets."""
    values, reasons = read_column(pd.Series([text], dtype=object), kind, times)
    if reasons[0]:
        return [reasons[0]]
    return None if pd.isna(values[0]) else values[0]


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1234.5", 123450), ("1,234.50", 123450), ("１，２３４．５０", 123450), ("¥1,234.50元", 123450), ("￥12", 1200), ("3元整", 300),
        (" 5 元 ", 500), ("人民币5元", 500), ("1.2万", 12_000_00), ("1.2万元", 12_000_00), ("1E+3", 1000_00), (".5", 50), ("0.00", 0),
        ("-5", -500), ("−5", -500), ("－5", -500), ("（5.00）", -500), ("￥-5", -500),
        ("12.345", 1235), ("12.344", 1234), ("0.004", 0), ("0.30000000000000004", 30),
        ("", 0), ("—", 0), ("/", 0), ("无", 0), ("--", 0),
        ("一百", [NOT_MONEY]), ("1.2.3", [NOT_MONEY]), ("12%", [NOT_MONEY]), ("NaN", [NOT_MONEY]), ("Infinity", [NOT_MONEY]),
        ("=1+1", [NOT_MONEY]),
        ("100000000", 100_000_000_00), ("100000000.01", [TOO_MUCH]), ("341802195001011234", [TOO_MUCH]), ("1e9999999", [TOO_MUCH]),
        ("9" * 400, [TOO_MUCH]),
    ],
)  # fmt: skip
def test_yuan(text, fen):
    assert becomes(YUAN, text) == fen


@pytest.mark.parametrize(
    ("text", "times", "fen"),
    [
        ("1.5", 10_000, 15_000_00), ("—", 10_000, 0), ("-0.2", 10_000, -2000_00), ("20000", 10_000, [TOO_MUCH]), ("一万", 10_000, [NOT_MONEY]),
        ("0.004065", 10_000, 40_65), ("0.0091", 10_000, 91_00), ("0.91349", 10_000, 9134_90), ("0.00000049", 10_000, 0), ("0.0000005", 10_000, 1),
        ("1.23456", 1_000, 1234_56), ("0.125", 100, 12_50), ("1,234.5", 1_000, 1_234_500_00),
    ],
)  # fmt: skip
def test_yuan_under_a_unit_is_multiplied_exactly_and_rounded_once(text, times, fen):
    assert becomes(YUAN, text, times=times) == fen


@pytest.mark.parametrize("times", [1, 100, 10_000])
@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("3.2万", 32_000_00), ("0.91 万元", 9100_00), ("5千元", 5000_00), ("5千", 5000_00), ("12百元", 1200_00), ("3百万", 3_000_000_00), ("300元", 300_00),
        ("（0.5万元）", -5000_00), ("￥3.2万", 32_000_00), ("人民币300圆整", 300_00), ("0.004065万元", 40_65), ("3万5千", [NOT_MONEY]), ("3元5角", [NOT_MONEY]), ("万", [NOT_MONEY]), ("元", [NOT_MONEY]), ("（万元）", [NOT_MONEY]),
    ],
)  # fmt: skip
def test_a_cells_own_unit_is_its_unit_whatever_the_header_says(text, fen, times):
    assert becomes(YUAN, text, times=times) == fen


def test_yuan_that_may_be_unknown():
    assert [becomes(YUAN_OR_UNKNOWN, text) for text in ("", "—", "0", "8000")] == [None, None, 0, 8000_00]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *((text, dt.date(2024, 6, 3)) for text in (
            "2024-06-03", "2024/6/3", "2024.6.3", "20240603", "2024年6月3日", "2024年6月3号", "2024 年 6 月 3 日", "２０２４－０６－０３",
            "45446", "45446.5", "2024-06-03 12:30:00", "2024-06-03T00:00:00.000", "2024/06/03 0:00", "二〇二四年六月三日",
        )),
        *((f"二〇二四年六月{day}日", dt.date(2024, 6, at)) for day, at in (("十", 10), ("十一", 11), ("二十", 20), ("二十九", 29), ("三十", 30))),
        *((text, dt.date(2024, 6, 1)) for text in ("2024-06", "202406", "2024.6", "2024年6月")),
        ("", None), ("—", None), ("无", None),
        ("2024-02-30", [NO_SUCH_DAY]), ("20241301", [NO_SUCH_DAY]), ("2024.6.31", [NO_SUCH_DAY]),
        ("1899-12-31", [ODD_YEAR]), ("2101-01-01", [ODD_YEAR]),
        ("去年", [NOT_A_DAY]), ("6月3日", [NOT_A_DAY]), ("24-06-03", [NOT_A_DAY]), ("3/6/2024", [NOT_A_DAY]), ("9999", [NOT_A_DAY]),
        ("99999", [NOT_A_DAY]),
    ],
)  # fmt: skip
def test_day(text, day):
    assert becomes(DAY, text) == (pd.Timestamp(day) if isinstance(day, dt.date) else day)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("3", 3), ("3天", 3), ("３ 天", 3), ("30日", 30), ("3.0", 3), ("1,000", 1000), ("0", 0), ("", None), ("—", None),
        ("3.5", [NOT_WHOLE]), ("-1", [NOT_WHOLE]), ("三天", [NOT_WHOLE]), ("1e3", [NOT_WHOLE]),
        ("999999999", 999_999_999), ("9999999999", [TOO_MANY]), ("9" * 400, [TOO_MANY]),
    ],
)  # fmt: skip
def test_count(text, count):
    assert becomes(COUNT, text) == count


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("低保", "低保"), (" 低 保\n", "低保"), ("农村低保", "低保"), ("", None), ("—", None), ("无", None),
        ("低保户", ["应为：低保、临时救助"]), ("低保、临时救助", ["应为：低保、临时救助"]),
    ],
)  # fmt: skip
def test_choice(text, value):
    assert becomes(BENEFIT, text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("是", "是"),
        ("1", "是"),
        ("有", "是"),
        ("√", "是"),
        ("否", "否"),
        ("0", "否"),
        ("无", "否"),
        ("", None),
        ("/", None),
        ("不详", ["应为：是、否"]),
    ],
)
def test_yes_or_no(text, value):
    assert becomes(YES_NO, text) == value


@pytest.mark.parametrize(
    ("text", "application", "visit"),
    [
        *((text, text, text) for text in ("因病", "因学", "因灾", "因意外事故", "收入骤减", "支出骤增", "住房", "饮水", "其他")),
        *((text, value, value) for text, value in (
            ("儿子上大学，学费交不起", "因学"), ("因病、因学", "因病、因学"), ("房屋漏雨，老人住院", "因病、住房"),
            ("洪水冲了稻田", "因灾"), ("病虫害", "因灾"), ("没有收入", "收入骤减"), ("无法解决住房问题", "住房"), ("缺水", "饮水"),
            ("王桂英家里有难处", "其他"), ("zz9", "其他"),
        )),
        *((text, None, None) for text in ("", "无", "/", "—")),
        *((text, "其他", None) for text in (
            "正常", "否", "没有", "未发现", "未发现问题", "未发现风险。", "无返贫致贫风险", "无异常情况", "家庭情况正常", "生活稳定",
            "不存在风险隐患", "目前没有发现任何问题", "正常，无异常", "0", "0个",
        )),
    ],
)  # fmt: skip
def test_troubles_are_told_by_their_words_and_never_keep_a_persons_own(text, application, visit):
    assert (becomes(TROUBLE, text), becomes(TROUBLE_FOUND, text)) == (application, visit)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (TEXT, " 水阳 ", "水阳"), (TEXT, "a\u200bb", "ab"), (TEXT, "（１）", "(1)"), (TEXT, "无", None), (TEXT, "", None),
        (PLACE, "水阳镇", "水阳镇"), (PLACE, "—", ""), (PLACE, "", ""),
        (NAME, "张 三", "张 三"), (NAME, "阿依·古丽", "阿依·古丽"), (NAME, "无", "无"), (NAME, "", None),
        (CITIZEN_ID, "11010519491231002x", "11010519491231002x"), (CITIZEN_ID, "１１０１０５", "110105"), (CITIZEN_ID, "无", "无"),
        (CITIZEN_ID, "", ""),
    ],
)  # fmt: skip
def test_words_names_and_numbers_are_kept_as_written(kind, text, value):
    """An empty or damaged ID number is a matter of identity, never a reason."""
    assert becomes(kind, text) == value


@pytest.mark.parametrize("kind", [YUAN, DAY, COUNT, BENEFIT, YES_NO, TROUBLE, TEXT, PLACE], ids=lambda kind: kind.name)
def test_a_reason_never_repeats_the_cell(kind):
    for text in ("王桂英", "341802195001011234", "zz9"):
        said = becomes(kind, text)
        assert not isinstance(said, list) or text not in said[0]


def test_many_rows_are_read_in_their_own_order():
    values, reasons = read_column(pd.Series(["2", "x", "1", "2"], index=[5, 7, 9, 11], dtype=object), COUNT)
    assert values.tolist() == [2, pd.NA, 1, 2] and values.index.tolist() == [5, 7, 9, 11]
    assert reasons.dropna().index.tolist() == [7]


def test_words_for_nothing_are_nothing_to_every_other_kind():
    for kind in (YUAN_OR_UNKNOWN, DAY, COUNT, BENEFIT, TEXT):
        assert {becomes(kind, text) for text in NOTHING} == {None}
