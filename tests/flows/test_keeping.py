"""A paper of which nothing is another is not made anew; one of which anything is, or that somebody typed into, is."""

import datetime as dt
import os
from dataclasses import dataclass
from decimal import Decimal

import pytest

from flows.beside import at_once
from flows.keeping import Papers
from flows.workspace import Workspace

JUNE = dt.date(2024, 6, 1)
MADE = []


@dataclass(frozen=True)
class Told:
    names: frozenset[str]
    amount: Decimal
    key: str = ""


def write(path, told):
    MADE.append(path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{sorted(told.names)} {told.amount} {told.key}", "utf-8")


def write_nothing(path, told):
    MADE.append(path.name)


@pytest.fixture
def issue(tmp_path):
    """Make papers and put them in their place; which of them were written."""
    workspace = Workspace.at(tmp_path)
    MADE.clear()

    def issued(writer=write, **told):
        papers = Papers(workspace, JUNE, at_once)
        for name, each in told.items():
            papers.make(writer, workspace.building(JUNE) / "towns" / name, each)
        papers.finish()
        if workspace.building(JUNE).exists():
            os.rename(workspace.outbox(JUNE), tmp_path / f"old{len(list(tmp_path.iterdir()))}") if workspace.outbox(JUNE).exists() else None
            os.rename(workspace.building(JUNE), workspace.outbox(JUNE))
        made = sorted(MADE)
        MADE.clear()
        return made

    issued.workspace = workspace
    return issued


NAMES = ["王桂英", "李大山", "陈小妹"]
WANG, LI = Told(frozenset(NAMES), Decimal("3000.10")), Told(frozenset(["李大山"]), Decimal(1))


def test_what_is_as_it_was_is_kept_and_the_rest_made(issue):
    assert issue(a=WANG, b=LI) == ["a", "b"]
    before = (issue.workspace.outbox(JUNE) / "towns" / "a").read_bytes()
    assert issue(a=Told(frozenset(reversed(NAMES)), Decimal("3000.10")), b=Told(LI.names, Decimal(2))) == ["b"]
    assert (issue.workspace.outbox(JUNE) / "towns" / "a").read_bytes() == before
    assert (issue.workspace.outbox(JUNE) / "towns" / "b").read_text("utf-8") == "['李大山'] 2 "


@pytest.mark.parametrize("other", [
    Told(WANG.names, Decimal("3000.1")), Told(WANG.names, WANG.amount, "another county's key"), Told(frozenset(NAMES[:2]), WANG.amount),
])
def test_whatever_is_another_makes_it_anew(issue, other):
    issue(a=WANG)
    assert issue(a=other) == ["a"]


def test_what_was_typed_into_or_taken_away_is_made_anew(issue):
    issue(a=WANG, b=LI)
    (issue.workspace.outbox(JUNE) / "towns" / "a").write_text("typed", "utf-8")
    (issue.workspace.outbox(JUNE) / "towns" / "b").unlink()
    assert issue(a=WANG, b=LI) == ["a", "b"]
    assert issue(a=WANG, b=LI) == []


def test_another_program_or_another_writer_makes_all_anew(issue, monkeypatch):
    issue(a=WANG)
    assert issue(write_nothing, a=WANG) == ["a"]
    issue(a=WANG)
    monkeypatch.setattr("flows.keeping._laid_out_by", lambda: ("the next version",))
    assert issue(a=WANG) == ["a"]


@pytest.mark.parametrize("damaged", [b"", b"[]", b'{"towns/a": 1}', b"\xff"])
def test_without_a_record_all_is_made(issue, damaged):
    issue(a=WANG)
    next((issue.workspace.home / ".in-place").iterdir()).write_bytes(damaged)
    assert issue(a=WANG) == ["a"]
