"""Small words of the console's pages."""

import pytest

from matchers.records.words import place_words
from reports.pages.rendering import is_table, masked_phone
from reports.pages.tinting import tinted


@pytest.mark.parametrize(
    ("place", "words"), [("2024-06/学籍.csv!!6", "2024-06/学籍.csv 第6行"), ("a.xlsx!表1!7", "a.xlsx 表1 第7行"), ("a.csv!!", "a.csv"), ("a.xlsx!表1!", "a.xlsx 表1")],
)
def test_where_a_row_stands(place, words):
    assert place_words(place) == words


def test_what_differs_is_tinted_and_nothing_beside_nothing():
    assert tinted("王小明", "王晓明") == [("王", False), ("小", True), ("明", False)]
    assert tinted("水阳镇", "") == [("水阳镇", False)] and tinted("", "王") == []


def test_a_phone_is_masked_and_a_table_known():
    assert masked_phone("13900000002") == "139*****002" and masked_phone("12345") == "*****"
    assert is_table("2024-06/a.XLSX") and not is_table("通知.docx")
