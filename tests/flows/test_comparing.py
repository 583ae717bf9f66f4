"""`bidui compare`: one month under several rule books, whom each finds and misses; nothing in the workspace changes."""

from __future__ import annotations

import json

import pytest
from openpyxl import load_workbook

from tests.flows import small
from tests.flows.test_asking import tables
from tests.flows.test_mistakes import refused


def sheet(path, name: str) -> list[tuple]:
    return [row for row in load_workbook(path)[name].iter_rows(values_only=True) if any(cell is not None for cell in row)]


def test_two_books_side_by_side(finished, bidui, tmp_path):
    before = tables(finished.home)
    ran = bidui("compare", small.MONTH, "default", "tricolour-2020", "--home", finished.home, "--to", tmp_path, "--json")
    assert ran.exit_code == 0, ran.output
    said = json.loads(ran.stdout)
    assert tables(finished.home) == before
    assert sum(said["books"]["default"].values()) == 4
    households = sheet(said["workbook"], "逐户")
    found = {row[2]: row[3:5] for row in households[2:]}
    for name, counts in said["books"].items():
        at = households[1].index(name)
        assert sum(row[at] != "—" for row in households[2:]) == sum(counts.values())
    overview = {row[0].partition("　")[0]: row for row in sheet(said["workbook"], "总览")[4:]}
    assert {name: row[5] for name, row in overview.items()} == {name: sum(counts.values()) for name, counts in said["books"].items()}
    mine, other = ({key for key, grades in found.items() if grades[at] != "—"} for at in (0, 1))
    missed = {row[0]: row[1:] for row in sheet(said["workbook"], "互相漏掉")[3:]}
    assert (missed["default"][1].partition("（")[0], missed["tricolour-2020"][0].partition("（")[0]) == (str(len(mine - other)), str(len(other - mine)))
    assert (overview["default"][7], overview["tricolour-2020"][7]) == (len(other - mine), len(mine - other))


def test_a_countys_own_book_is_called_by_its_files_name(finished, bidui, tmp_path):
    own = tmp_path / "某县.toml"
    own.write_text('based_on = "default"\ntitle = "某县规则"\n[indicators]\non = ["member.no_labour"]\n', "utf-8")
    said = json.loads(bidui("compare", small.MONTH, "default", own, "--home", finished.home, "--to", tmp_path, "--json").stdout)
    assert [*said["books"]] == ["default", "某县.toml"] and str(tmp_path) not in str(sheet(said["workbook"], "总览"))


@pytest.mark.parametrize(
    ("books", "said"), [(("default",), "两套以上"), (("default", "default"), "写了两次"), (("default", "nobody"), "找不到规则文件 nobody")],
)
def test_what_cannot_be_compared(finished, bidui, books, said):
    assert said in refused(bidui, "compare", small.MONTH, *books, "--home", finished.home)
