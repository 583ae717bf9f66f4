"""Returned lists may be taken in in any order, again and again, in one call or in several: what comes of them is the same."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.returning import take_in_returns, write_return_receipts
from flows.workspace import Workspace, create
from matchers.leads.answers import read_answers
from matchers.leads.ledger import FAR, ledger_now
from matchers.records.lead_numbers import check_sign
from matchers.rules.policy import load_policy
from matchers.warehouse import Warehouse
from schemas.months import written

POLICY = load_policy("default")
JUNE, JULY = dt.date(2024, 6, 1), dt.date(2024, 7, 1)
TOWNS = ("水阳镇", "狸桥镇")
LEADS = {f"2024-06-H{at}": TOWNS[at % 2] for at in range(5)}
ANSWERS = {"是": ("临时救助", ""), "属实": ("", "是"), "否": ("", ""), "无法核实": ("", ""), "": ("", "")}
TITLES = ("村", "户主", "线索编号", "校验码", "是否属实", "拟采取措施", "是否纳入监测", "核实日期")
EXAMPLES = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class File:
    """A list as it lies in returns/."""

    folder: dt.date
    name: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def path(self) -> str:
        return f"{written(self.folder)}/{self.name}.csv"

    def write(self, returns: Path) -> None:
        text = io.StringIO()
        csv.writer(text).writerows([TITLES, *self.rows])
        (returns / self.path).parent.mkdir(parents=True, exist_ok=True)
        (returns / self.path).write_text(text.getvalue(), "utf-8")
        os.utime(returns / self.path, (1_720_000_000, 1_720_000_000))


@st.composite
def filled_in(draw) -> tuple[str, ...]:
    """A row: right, of another household, with another's or nobody's number, with a figure changed."""
    number = draw(st.sampled_from([*LEADS] * 3 + ["2024-06-H9"]))
    sign = draw(st.sampled_from([check_sign(number)] * 4 + ["", "22"]))
    is_true = draw(st.sampled_from([*ANSWERS]))
    day = draw(st.sampled_from(("", "2024-07-10", "2024年7月12日", "2024/7/12")))
    householder = draw(st.sampled_from([number] * 5 + ["别人"]))
    return ("大桥村", householder, number, sign, is_true, *ANSWERS[is_true], day if is_true else "")


@st.composite
def posts(draw) -> tuple[list[File], list[list[File]]]:
    """(files, the calls that take them in: every file at least once put there, some with other files' very bytes)."""
    called = [f"{town}{at}{add}" for town in (*TOWNS, "清单") for at in "12" for add in ("", "（更正）")]
    names = draw(st.lists(st.sampled_from(called), min_size=2, max_size=5, unique=True))
    files = [
        File(draw(st.sampled_from((JUNE, JULY))), name, tuple(draw(st.lists(filled_in(), min_size=1, max_size=4)))) for name in names
    ]
    whose, where, what = st.integers(0, len(files) - 1), st.sampled_from((JUNE, JULY)), st.sampled_from((*TOWNS, "A", "更正"))
    drawn = draw(st.lists(st.tuples(whose, where, what), max_size=2, unique_by=lambda copy: copy[1:]))
    copies = [replace(files[at], folder=folder, name=f"{name}副本") for at, folder, name in drawn]
    shuffled = draw(st.permutations([*files, *copies]))
    cuts = sorted(draw(st.sets(st.integers(1, len(shuffled) - 1), max_size=3)))
    return shuffled, [list(shuffled[first:last]) for first, last in zip([0, *cuts], [*cuts, len(shuffled)], strict=True)]


class _Undone(Exception):
    """Thrown to leave a warehouse as it was."""


@contextmanager
def undone(warehouse: Warehouse) -> Iterator[None]:
    try:
        with warehouse.transaction():
            yield
            raise _Undone
    except _Undone:
        pass


@pytest.fixture(scope="module")
def issued(tmp_path_factory) -> Iterator[tuple[Workspace, Warehouse]]:
    """A county whose June issued five leads to two towns."""
    home = tmp_path_factory.mktemp("posts") / "county"
    create(home)
    workspace = Workspace.at(home)
    with Warehouse(workspace.database) as warehouse:
        dates = (dt.date(2024, 7, 5), dt.date(2024, 7, 20))
        warehouse.append("leads.event", [(1, JUNE, "run", "", JUNE, "", "", "", "", "", "", "", JUNE, 0, *dates, "", "", "")])
        warehouse.append("leads.event", [
            (
                1, JUNE, "issued", number, JUNE, town, "大桥村", number[8:], "green", "insurance.lapsed", "部门预警", "", JUNE, 1, *dates, "",
                json.dumps({"村": "大桥村", "户主": number, "线索编号": number}, ensure_ascii=False), "",
            )
            for number, town in LEADS.items()
        ])
        yield workspace, warehouse


def come_to(workspace: Workspace, warehouse: Warehouse, calls: list[list[File]], again: bool) -> tuple:
    """What comes of files that are put there before one call after another: answers, fates, states, receipts."""
    returns, receipts = workspace.home / "returns", workspace.home / "receipts"
    for folder in (returns, receipts):
        shutil.rmtree(folder, ignore_errors=True)
    with undone(warehouse):
        for files in calls:
            for file in files:
                file.write(returns)
            for _ in range(1 + again):
                take_in_returns(workspace, warehouse, JULY)
        returned = read_answers(warehouse, FAR)
        leads = ledger_now(warehouse, POLICY).leads
        for month in (JUNE, JULY):
            write_return_receipts(warehouse, month, receipts / written(month))
    states = {number: (lead.state(dt.date(2024, 8, 1)), lead.answers) for number, lead in leads.items()}
    return returned, states, {path.name: path.read_bytes() for path in sorted(receipts.rglob("*.xlsx"))}


@EXAMPLES
@given(posts(), st.booleans())
def test_the_ledger_is_the_same(issued, post, again):
    files, calls = post
    in_one = sorted(files, key=lambda file: file.path)
    assert come_to(*issued, calls, again) == come_to(*issued, [in_one], again=False)


@EXAMPLES
@given(posts())
def test_every_row_has_one_fate_and_every_lead_the_last_word(issued, post):
    files, calls = post
    returned, states, _ = come_to(*issued, calls, again=True)
    contents = {file.rows for file in files}
    lines = [line for sheet in returned.sheets for line in sheet.lines]
    assert len(lines) == sum(len(rows) for rows in contents), "each content once, whatever it was called"
    assert all((line.fate == "没有采用") == bool(line.reason) for line in lines)
    for number, answers in returned.answers.items():
        in_force = [line for line in lines if line.fate == "采用" and line.lead_id == number]
        assert [line.answer for line in in_force] == [answers[-1]] and states[number][1] == answers
