"""What is read a column at once is what is read cell by cell: rows, blocks, values, names."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import columns, names, text_files, values
from schemas.blocks import blocks
from schemas.body import data_rows
from schemas.columns import Columns
from schemas.dataset import all_datasets
from schemas.fields import CITIZEN_ID, NAME, PLACE, TEXT, YUAN, YUAN_OR_UNKNOWN
from schemas.headers import find_header
from schemas.values import read_column

DATASET = all_datasets()["enrolment"]
HEADER = "姓名,证件号码,乡镇,行政村,参保状态"
CELLS = st.sampled_from(["张三", " 李四", "", "33102119900101123X", "镇", "参保", "1,234", '"王五"', '"a,b"', 'a"b', '="01"', "\u3000", "姓名", "合计", "无"])
PLAIN_CELLS = st.sampled_from(["张三", "李四 ", "33102119900101123X", "水阳镇", "", "正常参保", "姓名", "合计", '"王五"'])


def sheets(text: str, monkeypatch) -> list:
    both = []
    for large in (0, 10**9):
        monkeypatch.setattr(text_files, "LARGE", large)
        monkeypatch.setattr(columns, "HEAD", 3)
        both += text_files.read_text(text.encode("utf-8"))
    return both


@st.composite
def texts(draw) -> str:
    cells = draw(st.sampled_from([CELLS, PLAIN_CELLS]))
    rows = draw(st.lists(st.lists(cells, min_size=5, max_size=5), max_size=8))
    if draw(st.booleans()):
        rows.insert(draw(st.integers(0, len(rows))), draw(st.lists(cells, max_size=6)))
    rows = [row for row in rows for _ in range(draw(st.sampled_from([1, 1, 1, 4])))]
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return end.join([HEADER, *map(",".join, rows)]) + draw(st.sampled_from(["", end]))


@settings(deadline=None)
@given(texts())
def test_rows_and_tables_are_the_same(text):
    with pytest.MonkeyPatch.context() as monkeypatch:
        one, other = sheets(text, monkeypatch)
    assert list(one.rows) == other.rows and one.uneven == other.uneven
    assert [one.rows[at] for at in range(len(other.rows))] == other.rows and one.rows[-3:] == other.rows[-3:] and one.rows[1:] == other.rows[1:]
    whole, parts = blocks(one), blocks(other)
    assert [(list(part.rows), part.numbers) for part in whole] == [(part.rows, part.numbers) for part in parts]
    header = find_header(DATASET, other.rows)
    if header:
        pd.testing.assert_frame_equal(data_rows(one, header, DATASET).astype(object), data_rows(other, header, DATASET).astype(object))


@pytest.mark.parametrize("text", [HEADER + "\n张三,1,镇,村,参保\n", '"姓名","证件号码"\n张三,1\n', "姓名\t证件号码\r\n张三\t1\r\n"])
def test_plain_text_is_kept_as_columns(text, monkeypatch):
    kept, rows = sheets(text, monkeypatch)
    assert isinstance(kept.rows, Columns) and list(kept.rows) == rows.rows


WRITTEN = st.one_of(
    st.sampled_from(["", "无", "-", "张三", "１２", "12.50", "12.5元", "1e3", "99999999.99", "#N/A", "Err:502", "E1", "=1", " 王五", "\ud800", "⺁", "0.005", "-3", "nan"]),
    st.text(max_size=4), st.from_regex(r"\A[0-9]{1,9}(\.[0-9]{1,3})?\Z"),
)


@settings(deadline=None)
@given(st.lists(WRITTEN, max_size=12), st.sampled_from([TEXT, NAME, PLACE, CITIZEN_ID, YUAN, YUAN_OR_UNKNOWN]), st.sampled_from([1, 10_000]))
def test_values_are_the_same(written, kind, times):
    column = pd.Series(written, dtype=object)
    with pytest.MonkeyPatch.context() as monkeypatch:
        at_once = outcome(column, kind, times)
        monkeypatch.setattr(values, "_read_at_once", lambda written, *_: (None, np.ones(len(written), dtype=bool)))
        assert at_once == outcome(column, kind, times)


def outcome(column, kind, times):
    try:
        values, reasons = read_column(column, kind, times)
    except UnicodeEncodeError:
        return "no text"
    return values.isna().tolist(), values.dropna().tolist(), values.dtype, reasons.tolist()


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=5), st.text("单张王红長钅·?0123456789", min_size=1, max_size=9)), max_size=12))
def test_names_are_the_same(written):
    cleaned = [names.clean(text) if text is not None else "" for text in written]
    shown = [names.without_number(text) if text is not None else None for text in written]
    told = [each.to_pylist() for each in names.told_all(pa.array(written, pa.string()))]
    assert told == [cleaned, shown, [names.key(each) for each in cleaned]]


@given(st.lists(st.lists(st.text(max_size=3), min_size=3, max_size=3), min_size=1, max_size=9), st.booleans())
def test_rows_of_a_workbook_are_the_same_as_columns(rows, is_ragged):
    rows = [*rows, rows[0][:2]] if is_ragged else rows
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(columns, "MANY", 1)
        monkeypatch.setattr(columns, "HEAD", 2)
        kept = columns.as_columns(rows)
    assert is_ragged == (kept is None)
    assert kept is None or list(kept) == rows
