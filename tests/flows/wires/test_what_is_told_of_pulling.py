"""What came, what waits and what cannot be used is told by the command, by status and on receipts."""

from __future__ import annotations

import os

import openpyxl

from flows.wires import pulling
from flows.wires.pulling import pull_month
from flows.workspace import Workspace
from schemas.months import parse_month
from tests.flows.wires.servers import names


def test_the_ledger_knows_what_came_even_where_times_are_lost(tmp_path, shelf, bidui, monkeypatch):
    monkeypatch.setattr(pulling, "sleep", lambda seconds: None)
    home = tmp_path / "county"
    bidui("init", home)
    (home / "county.toml").write_text(f'[sources."民政局"]\nfrom = "{shelf}"\nnames = "低保*"\n', "utf-8")
    landed = home / "inbox/2024-05/民政局/低保#1 50%?.csv"
    landed.parent.mkdir(parents=True)
    landed.write_bytes((shelf / landed.name).read_bytes())  # as if killed before the row was written
    assert [file.name for each in pull_month(Workspace.at(home), parse_month("2024-05")) for file in each.landed] == [landed.name]
    assert pull_month(Workspace.at(home), parse_month("2024-05"))[0].landed == () and names(home / "inbox") == {landed.name}
    os.utime(landed, (1, 1))  # the workspace was copied
    assert pull_month(Workspace.at(home), parse_month("2024-06"))[0].landed == (), "May's, and never written anew"
    (shelf / landed.name).rename(shelf / "低保 六月.csv")
    assert pull_month(Workspace.at(home), parse_month("2024-06"))[0].landed == (), "nor under another name"
    os.utime(shelf / "低保 六月.csv", (1_720_000_000, 1_720_000_000))
    assert len(pull_month(Workspace.at(home), parse_month("2024-06"))[0].landed) == 1


def test_what_cannot_be_used_as_it_lies_there_is_named_in_status_and_receipt(tmp_path, shelf, bidui, monkeypatch):
    monkeypatch.setattr(pulling, "sleep", lambda seconds: None)
    home = tmp_path / "county"
    bidui("init", home)
    (home / "county.toml").write_text(f'[sources."民政局"]\nfrom = "{shelf}"\nnames = "[低半]*"\n', "utf-8")
    assert "先不取 半截.xlsx" in bidui("pull", "2024-06", "--home", home).output
    assert bidui("collect", "2024-06", "--home", home).exit_code == 0
    book = openpyxl.load_workbook(home / "outbox/2024-06/departments/民政局_回执_2024-06.xlsx")
    rows = [" ".join(str(cell) for cell in row if cell) for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert any("半截.xlsx" in row and "请重新放一次" in row for row in rows)
    assert "有 1 个文件还在写或不完整（半截.xlsx），先没取" in "".join(bidui("status", "2024-06", "--home", home).output.split("\n"))


def test_names_that_nothing_is_called_are_told(tmp_path, shelf, bidui, monkeypatch):
    monkeypatch.setattr(pulling, "sleep", lambda seconds: None)
    home = tmp_path / "county"
    bidui("init", home)
    (home / "county.toml").write_text(f'[sources."民政局"]\nfrom = "{shelf}"\nnames = "*.xls"\n', "utf-8")
    said = "那里有 5 个文件，没有一个叫 *.xls：医保.csv、低保#1 50%?.csv、半截.xlsx等5个"
    for command in (("pull", "2024-06"), ("status", "2024-06"), ("wires",)):
        assert said in "".join(bidui(*command, "--home", home).output.split("\n")), command


def test_the_command_and_what_status_says_of_it(tmp_path, shelf, bidui, monkeypatch):
    monkeypatch.setattr(pulling, "sleep", lambda seconds: None)
    home = tmp_path / "county"
    bidui("init", home)
    assert bidui("pull", "2024-06", "--home", home).exit_code == 2
    told = f'[sources."民政局"]\nfrom = "{shelf}"\nnames = "低保*"\n'
    (home / "county.toml").write_text(f'{told}[sources."医保局"]\nfrom = "{tmp_path}/nowhere"\n', "utf-8")
    assert bidui("pull", "2024-06", "--home", home).exit_code == 2
    assert names(home / "inbox") == {"低保#1 50%?.csv"}
    shown = bidui("status", "2024-06", "--home", home).output
    assert "医保局的文件" in shown and "请核对 county.toml" in shown and "民政局的文件" not in shown
    told_of = bidui("wires", "--home", home).output.splitlines()
    assert "民政局：连上了，有 1 个文件（另有 4 个和 names 对不上，不取）" in told_of[0] and "取来过 1 个文件" in told_of[0] and "请核对" in told_of[1] and "取来过 0 个文件" in told_of[1]
    (home / "county.toml").write_text(told, "utf-8")
    assert bidui("pull", "2024-06", "--home", home).exit_code == 0
    assert "没取全" not in bidui("status", "2024-06", "--home", home).output
