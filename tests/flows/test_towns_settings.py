"""What county.toml sets for a single town: who receives its list, and how long it has to answer."""

from __future__ import annotations

import datetime as dt

import pytest

from flows.workspace import Workspace
from tests.flows import small
from tests.flows.look import rows, words
from tests.flows.test_mistakes import refused

SET = """name = "示例县"
[towns."水阳镇"]
contact = "农办 王主任"
due_days = 20

[towns."狸桥镇"]
contact = "=1+1"
"""


@pytest.fixture
def told(county):
    (county.home / "county.toml").write_text(SET, "utf-8")
    county.run()
    return county


def town_list(county, town):
    return county.outbox() / "towns" / f"{town}_核实清单_{small.MONTH}.xlsx"


def test_its_own_days_to_answer(told):
    due = {row["town"]: row["due_date"] for row in rows(told.outbox() / "leads.csv")}
    assert due == {"水阳镇": str(dt.date(2024, 7, 5) + dt.timedelta(days=20)), "狸桥镇": str(dt.date(2024, 7, 5) + dt.timedelta(days=15))}


def test_who_receives_the_list(told):
    assert "乡镇联系人：农办 王主任" in words(town_list(told, "水阳镇"))
    assert "乡镇联系人：=1+1" in words(town_list(told, "狸桥镇"))
    assert "王主任" not in words(town_list(told, "狸桥镇"))


def test_a_town_without_settings_has_no_line_for_it(county):
    assert "乡镇联系人" not in words(town_list(county, "水阳镇"))


def test_a_changed_setting_is_a_reason_to_run_again(told):
    assert not told.run().changed
    (told.home / "county.toml").write_text("# 注释\n\n" + SET, "utf-8")
    assert not told.run().changed, "a comment is none"
    (told.home / "county.toml").write_text(SET.replace("王主任", "李主任"), "utf-8")
    assert told.run().changed
    assert "李主任" in words(town_list(told, "水阳镇"))


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[towns."水阳镇"]\ndue_day = 20', ("第1行", '[towns."水阳镇"]', "due_day", "不认识")),
        ('name = "县"\n\n[towns."水阳镇"]\ndue_days = "20"', ("第3行", "due_days", "1到90")),
        ('[towns."水阳镇"]\ndue_days = 0', ("due_days", "1到90")),
        ('[towns."水阳镇"]\ndue_days = 91', ("due_days", "1到90")),
        ('[towns."水阳镇"]\ndue_days = 2.5', ("due_days", "1到90")),
        ('[towns."水阳镇"]\ndue_days = true', ("due_days", "1到90")),
        ('[towns."水阳镇"]\ncontact = 13900000001', ("contact", "文字")),
        ('[towns."水阳镇"]\ncontact = """一\n二"""', ("contact", "一行")),
        ('[towns."水阳镇"]\npolicy = "default"', ("policy", "不认识", "前面")),
        ('[towns]\n"水阳镇" = 20', ('[towns."水阳镇"]', "一段")),
        ("towns = 20", ("towns", "按乡镇")),
        ("\n[towns.水阳镇]\ndue_days = 20", ("第2行", '加引号，写成 [towns."水阳镇"]')),
        ('\n[towns."水杨镇"]\ndue_days = 20', ("第2行", '[towns."水杨镇"]', "花名册里没有", "水阳镇、狸桥镇")),
    ],
)
def test_settings_that_cannot_be_used(county, bidui, toml, said):
    (county.home / "county.toml").write_text(toml, "utf-8")
    sentence = refused(bidui, "run", small.MONTH, "--home", county.home)
    assert [words for words in ("county.toml", *said) if words not in sentence] == []
    assert "13900000001" not in sentence


def test_a_new_workspace_shows_them_commented_out(bidui, tmp_path):
    bidui("init", tmp_path / "county")
    file = tmp_path / "county" / "county.toml"
    assert Workspace.at(file.parent).towns == {}
    lines = file.read_text("utf-8").splitlines()
    shown = next(at for at, line in enumerate(lines) if line.startswith("# [towns."))
    file.write_text("\n".join([*lines[:shown], *(line.removeprefix("# ") for line in lines[shown:])]), "utf-8")
    (town,) = Workspace.at(file.parent).towns.values()
    assert (town.contact, town.due_days) == ("农办 王主任", 20)
