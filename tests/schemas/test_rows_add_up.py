"""Nothing is dropped silently: rows read = stored + duplicates + quarantined + not data, whatever the sheet."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.dataset import all_datasets
from schemas.readers import Sheet
from tests.schemas.drops import csv_text, number, read, table, take, take_rows

FEW = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
ODD_CELLS = (
    "", " ", "\u3000", "0", "12", "—", "无", "王桂英", "合计", "小 计", "制表人：张三", "第1页", "2024年6月", "2024-06-03", "2024-02-30",
    "45446", "-5", "(5)", "3.5万",
    "1e9999999", "9" * 40, "NaN", "是", "否", "A", "低保", "在读", "正常", "户主", "水阳镇", number(1), number(2)[:15] + "000",
    "3.41802E+17", "姓名", "证件号码",
    "a\nb", "“”", "=1+1", "\x00", "单位：万元", "𠮷" * 50,
)  # fmt: skip
datasets = st.sampled_from(list(all_datasets().values()))
cells = st.sampled_from(ODD_CELLS) | st.text(max_size=8)
grids = st.lists(st.lists(cells, max_size=9), max_size=9)
changes = st.lists(
    st.tuples(
        st.sampled_from(("cell", "insert", "copy", "cut", "lengthen")),
        st.integers(0, 99),
        st.integers(0, 99),
        cells,
        st.lists(cells, max_size=14),
    ),
    max_size=10,
)
merges = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 12), st.integers(0, 9), st.integers(0, 2)), max_size=3)


def adds_up(part) -> None:
    counts = (part.stored, part.duplicates, part.quarantined, part.not_data)
    assert part.rows_read == sum(counts) and min(counts) >= 0
    assert part.stored == len(part.rows) and len(set(part.rows.index)) == part.stored
    at_fault = {fault.row for fault in part.faults}
    assert at_fault.isdisjoint(part.rows.index)
    assert len(at_fault) == part.quarantined or part.refusal
    assert bool(part.recognised) or part.stored + part.duplicates + part.quarantined == 0


def changed(rows: list[list[str]], edits: list[tuple]) -> list[list[str]]:
    """A sound table after somebody worked on it."""
    rows = [list(row) for row in rows]
    for what, x, y, cell, line in edits:
        at = x % len(rows)
        if what == "cell" and rows[at]:
            rows[at][y % len(rows[at])] = cell
        elif what == "insert":
            rows.insert(at, list(line))
        elif what == "copy":
            rows.insert(at, list(rows[y % len(rows)]))
        elif what == "cut":
            del rows[at][y % (len(rows[at]) + 1) :]
        elif what == "lengthen":
            rows[at].append(cell)
    return rows


@FEW
@given(dataset=datasets, rows=grids, share=st.sampled_from((0, 0.2, 1)))
def test_any_grid(dataset, rows, share):
    for part in take_rows(f"{dataset.title}.csv", rows, reject_share=share):
        assert part.rows_read == len(rows)
        adds_up(part)


@FEW
@given(dataset=datasets, count=st.integers(0, 6), edits=changes, merged=merges, share=st.sampled_from((0, 0.2, 1)))
def test_a_table_that_somebody_worked_on(dataset, count, edits, merged, share):
    rows = changed(table(dataset.name, count), edits)
    sheet = Sheet("1", rows, [(top, left, top + down, left + right) for top, left, down, right in merged])
    for part in take_rows(f"{dataset.title}.xlsx", sheet, reject_share=share):
        assert part.rows_read == len(rows)
        adds_up(part)


@FEW
@given(dataset=datasets, edits=changes, encoding=st.sampled_from(("utf-8", "gb18030", "utf-16")))
def test_the_same_as_a_file_of_text(dataset, edits, encoding):
    text = csv_text(changed(table(dataset.name, 4), edits))
    for part in take(f"{dataset.title}.csv", text.encode(encoding, errors="replace")):
        adds_up(part)


@FEW
@given(st.binary(max_size=300), st.sampled_from(("a.csv", "a.xls", "a.xlsx", "a.zip", "a.txt", "a")))
def test_any_bytes(data, name):
    for grid in read(name, data):
        assert grid.sheets or grid.fault


@pytest.mark.parametrize(
    ("faulty", "of", "rejected"),
    [(0, 5, False), (1, 5, False), (2, 5, True), (2, 10, False), (3, 10, True), (1, 4, True), (1, 1, True), (20, 100, False),
     (21, 100, True)],
)  # fmt: skip
def test_more_than_a_fifth_at_fault_rejects_the_whole_file(faulty, of, rejected):
    amounts = ["一百"] * faulty + ["100"] * (of - faulty)
    (part,) = take_rows("社会救助.csv", table("assistance", of, amount=amounts, id_number=[number(n) for n in range(of)]))
    assert (part.stored, part.quarantined) == ((0, of) if rejected else (of - faulty, faulty))
    assert ("出错的行超过允许的比例" in part.refusal) is rejected
    assert len(part.faults) == faulty, "a rejected file's faults are listed all the same"
    adds_up(part)


def test_all_rows_of_a_rejected_file_are_quarantined_duplicates_too():
    rows = table("assistance", 4, amount=["一百", "一百", "100", "200"])
    (part,) = take_rows("社会救助.csv", [*rows, rows[4], ["合计", "4"]])
    assert (part.stored, part.duplicates, part.quarantined, part.not_data) == (0, 0, 5, 2)


def test_the_share_is_that_of_all_sheets_of_a_dataset():
    bad, good = table("assistance", 2, amount="一百"), table("assistance", 9, id_number=[number(n) for n in range(20, 29)])
    assert [part.stored for part in take_rows("社会救助.xlsx", bad, good)] == [0, 9]
    assert [part.stored for part in take_rows("社会救助.xlsx", bad, good[:5])] == [0, 0]


def test_a_rejected_dataset_leaves_the_other_sheets_alone():
    parts = take_rows("民政局6月.xlsx", table("assistance", 2, amount="一百"), table("death", 2))
    assert [(part.dataset.name, part.stored) for part in parts] == [("assistance", 0), ("death", 2)]


@pytest.mark.parametrize("dataset", all_datasets().values(), ids=lambda d: d.name)
def test_the_same_row_twice_is_a_duplicate_and_the_last_one_stays(dataset):
    rows = table(dataset.name, 2)
    (part,) = take_rows(f"{dataset.title}.csv", [*rows, rows[1]])
    assert (part.stored, part.duplicates, part.rows.index.tolist()) == (2, 1, [3, 4])


@pytest.mark.parametrize(
    ("dataset", "cells"),
    [
        ("settlement", {"settlement_id": "J1", "total": ["100", "-100"], "self_pay": ["40", "-40"]}),
        ("assistance", {"kind": ["低保", "临时救助"]}),
        ("student", {"school": ["一小", "二小"]}), ("employment", {"employer": ["甲厂", "乙厂"]}),
        ("house", {"address": ["东屋", "西屋"]}), ("enrolment", {"scheme": ["居民", "职工"]}),
        ("water", {"works": ["一厂", "二厂"]}), ("roster", {"household_id": ["H1", "H2"]}),
        ("self_report", {"reported_on": ["2024-06-03", "2024-06-04"]}), ("visit", {"visited_on": ["2024-06-03", "2024-06-04"]}),
    ],
)  # fmt: skip
def test_rows_under_different_keys_both_stay(dataset, cells):
    same_person = {"id_number": number(1), "name": "王桂英"} if all_datasets()[dataset].has_person else {}
    (part,) = take_rows(f"{all_datasets()[dataset].title}.csv", table(dataset, 2, **same_person, **cells))
    assert (part.stored, part.duplicates) == (2, 0)


@pytest.mark.parametrize("told", ["", "3.41802E+17", "341802000000000000", "341802********1234", "身份证遗失"])
def test_people_of_one_name_are_told_apart_by_what_else_is_written_where_the_number_does_not(told):
    three = {"name": "王桂英", "reason": "", "village": ["大桥村", "双桥村", "金山村", "金山村"], "amount": ["300", "300", "500", "500"]}
    (part,) = take_rows("社会救助.csv", table("assistance", 4, id_number=told, kind="低保", **three))
    assert (part.stored, part.duplicates) == (3, 1)


@pytest.mark.parametrize("told", [number(1), number(1)[:15] + "000", number(1)[:14]])
def test_under_a_number_that_tells_apart_the_last_row_counts(told):
    (part,) = take_rows("社会救助.csv", table("assistance", 2, name="王桂英", id_number=told, kind="低保", amount=["300", "500"]))
    assert (part.stored, part.duplicates) == (1, 1)


@pytest.mark.parametrize("dataset", all_datasets().values(), ids=lambda d: d.name)
def test_every_fault_has_its_place_and_words(dataset):
    for wrong in ("", "-5", "甲乙丙丁戊己庚辛"):
        rows = table(dataset.name, len(dataset.columns))
        for at, row in enumerate(rows[1:]):  # in each row another column is wrong
            row[at] = wrong
        (part,) = take_rows(f"{dataset.title}.csv", rows, reject_share=1)
        for fault in part.faults:
            assert fault.at == fault.row - 2 and fault.column == dataset.columns[fault.at].title
            assert fault.cells == tuple(rows[fault.row - 1]) and fault.cells[fault.at] == wrong
            assert fault.reason and fault.reason not in ("为空", "不合要求")
        adds_up(part)
