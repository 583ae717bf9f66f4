"""Which month a file's name or title states; seen from a folder of June 2024."""

import datetime as dt

import pytest

from schemas.months import parse_month, shifted, stated_month, written

FOLDER = dt.date(2024, 6, 1)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("医保结算2024-05", "2024-05"), ("医保结算202405", "2024-05"), ("医保结算_20240531", "2024-05"), ("2024年5月就业", "2024-05"),
        ("2024 年 05 月份", "2024-05"),
        ("2024.5 学籍", "2024-05"), ("2024/5", "2024-05"), ("２０２４年５月", "2024-05"), ("二〇二四年五月", "2024-05"),
        ("二零二三年十一月", "2023-11"), ("24年5月", "2024-05"),
        # a month alone is the last such one up to the folder's
        ("5月医保", "2024-05"), ("六月", "2024-06"), ("7月", "2023-07"), ("十二月社会救助", "2023-12"), ("12月", "2023-12"),
        # of a span the last
        ("2024年1-5月结算", "2024-05"), ("2024年1月至5月", "2024-05"), ("2024年一至五月", "2024-05"), ("一至六月", "2024-06"),
        ("三月至五月", "2024-05"),
        ("2024年十至十二月", "2024-12"), ("2023年12月-2024年1月", "2024-01"), ("2024年1月1日至2024年5月31日", "2024-05"),
        ("202401-202405", "2024-05"), ("2024年4月、5月", "2024-05"), ("四、五月", "2024-05"), ("2023年12月、2024年1月", "2024-01"), ("附件1、6月务工", "2024-06"),
        # the first one stated
        ("2024-05补报6月", "2024-05"), ("2024-05-03至2024-05-31", "2024-05"),
        # not a month: school years, batches, days of the report, long numbers, copies
        ("2023-2024学年学籍", None), ("2023—2024学年第二学期", None), ("2024-2025年度参保", None), ("2024年上半年", None),
        ("2024年度", None), ("2024年第5批", None), ("第六批次", None),
        # of a quarter its last month, as far as the folder's
        ("2024年第二季度", "2024-06"), ("2024年一季度", "2024-03"), ("三季度", "2023-09"), ("第2季度水质", "2024-06"), ("2024年二季度5月", "2024-05"), ("2025年1季度", "2025-03"),
        ("医保参保(1)", None), ("202413", None), ("341802202406010012", None), ("13802406123", None), ("5月底前报送", None), ("", None),
        # when the report was made is not what it is about
        ("填报时间：2024年5月8日", None), ("制表日期 2024-05-08", None), ("截至2024年5月31日", None), ("医保结算20240508导出", None),
        ("打印于5月8日", None),
        ("2024年5月医保结算 填报时间：2024年6月5日", "2024-05"), ("2024年5月低保发放（6月5日报送）", "2024-05"),
    ],
)  # fmt: skip
def test_month_of_a_text(text, month):
    stated = stated_month(text, FOLDER)
    assert (stated and written(stated)) == month


@pytest.mark.parametrize("text", ["2024-6", "2024-13", "2024-00", "202406", "2024-06-01", "", "六月", "２０２４-06", "2024-06\n"])
def test_a_month_of_a_command_is_written_one_way(text):
    with pytest.raises(ValueError, match="2024-06"):
        parse_month(text)


@pytest.mark.parametrize(
    ("month", "by", "result"),
    [("2024-01", -1, "2023-12"), ("2024-12", 1, "2025-01"), ("2024-06", -24, "2022-06"), ("2024-06", 0, "2024-06")],
)
def test_shifted(month, by, result):
    assert written(shifted(parse_month(month), by)) == result
