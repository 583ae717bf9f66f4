"""What people typed into outbox/, or put there, is taken in or kept, and said; never deleted."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import openpyxl
import pytest

from flows.month import run_month
from flows.workspace import Workspace
from matchers.leads.answers import read_answers
from matchers.warehouse import Warehouse
from tests.flows import small
from tests.flows.look import table
from tests.flows.small import MONTH, County


def fill(path: Path, sheet: str, row_with: str, **said: str) -> bytes:
    """Typed into the workbook where it lies, in the row that has such a cell."""
    book = openpyxl.load_workbook(path)
    lines = list(book[sheet].iter_rows())
    head = next(line for line in lines if {cell.value for cell in line} >= set(said))
    row = next(line for line in lines if row_with in {cell.value for cell in line})
    for title, words in said.items():
        row[next(at for at, cell in enumerate(head) if cell.value == title)].value = words
    book.save(path)
    return path.read_bytes()


def said_of(outcome) -> str:
    return "\n".join(outcome.cautions)


def test_a_list_filled_in_where_it_lies_is_an_answer(county):
    path = county.outbox() / "towns" / f"水阳镇_核实清单_{MONTH}.xlsx"
    fill(path, "核实清单", "张德明", 是否属实="否", 情况="其他", 核实日期="2024-07-05")
    outcome = county.run()
    assert "当作发回的收下" in said_of(outcome) and (county.home / "returns" / MONTH / f"outbox里填的_{path.name}").is_file()
    with Warehouse(county.home / "warehouse.duckdb") as warehouse:
        assert [answer.outcome for answer in read_answers(warehouse, dt.date.max).answers[f"{MONTH}-张德明家"]] == ["不属实"]


def test_what_is_typed_while_a_run_goes_on_is_not_lost(county):
    """Lists and notes, saved after the run has looked through the outbox and before it puts its own there."""
    small.later_drop(county)
    place = county.outbox() / "towns" / f"水阳镇_核实清单_{MONTH}.xlsx"

    def meanwhile(step: str, *_):
        if step == "写清单、回执和月报":
            fill(place, "核实清单", "张德明", 是否属实="否", 情况="其他", 核实日期="2024-07-05")
            (county.outbox() / "会议.txt").write_text("开会时说的", "utf-8")

    told = said_of(run_month(Workspace.at(county.home), dt.date(2024, 6, 1), progress=meanwhile))
    assert (county.outbox() / "改动过的" / "会议.txt").read_text("utf-8") == "开会时说的" and "会议.txt" in told
    assert (county.home / "returns" / MONTH / f"outbox里填的_{place.name}").is_file() and "当作发回的收下" in told


def test_a_case_judged_where_it_lies_is_judged(county):
    path = county.outbox() / f"待判断名单_{MONTH}.xlsx"
    first = table(path, "待人工判断", "序号")[0]
    fill(path, "待人工判断", first["填报的姓名"], 判断="不是花名册上的人")
    assert "当作发回的收下" in said_of(county.run())
    assert f"outbox里填的_{path.name}" in {each.name for each in (county.home / "returns" / MONTH).iterdir()}


@pytest.mark.parametrize("name", [f"月报_{MONTH}.xlsx", f"线索台账_{MONTH}.xlsx", f"towns/水阳镇_核实清单_{MONTH}.xlsx"])
def test_a_note_in_any_paper_of_ours_is_kept_beside(county, name):
    path = county.outbox() / name
    book = openpyxl.load_workbook(path)
    book[book.sheetnames[0]]["A1"] = "开会时说的"
    book.save(path)
    typed = path.read_bytes()
    outcome = county.run()
    assert (county.outbox() / "改动过的" / name).read_bytes() == typed and name in said_of(outcome)
    assert (county.outbox() / name).read_bytes() != typed
    assert not county.run().changed and (county.outbox() / "改动过的" / name).read_bytes() == typed, "and stays"


def test_somebodys_own_file_is_kept_beside(county):
    (county.outbox() / "会议记录.docx").write_bytes(b"mine")
    assert "会议记录.docx" in said_of(county.run())
    assert (county.outbox() / "改动过的" / "会议记录.docx").read_bytes() == b"mine"


def test_what_was_filled_in_in_an_outbox_is_an_answer_whatever_is_run_next(county, bidui):
    """The list where it lies, and one put among the receipts by mistake; told once, and no later run of the month loses it."""
    towns, receipts = county.outbox() / "towns", county.outbox() / "returns"
    receipts.mkdir(exist_ok=True)
    shutil.copy(towns / f"狸桥镇_核实清单_{MONTH}.xlsx", receipts / "填好的.xlsx")
    fill(towns / f"水阳镇_核实清单_{MONTH}.xlsx", "核实清单", "张德明", 是否属实="否", 情况="其他", 核实日期="2024-07-05")
    mine = fill(receipts / "填好的.xlsx", "核实清单", "李国强", 是否属实="无法核实", 核实日期="2024-07-05")
    for name in ("狸桥镇.xlsx", "对照表_低保.xlsx"):  # the one is somebody's, the other we ask with
        (county.home / "outbox" / name).write_bytes(mine)
    first = bidui("returns", MONTH, "--home", county.home).output
    assert "采用答复 2 条" in first and first.count("当作发回的收下") == 2 and "outbox/狸桥镇.xlsx 不在月份文件夹里" in first and "对照表" not in first
    assert "当作发回的收下" not in bidui("returns", MONTH, "--home", county.home).output
    county.run()
    assert (county.home / "returns" / MONTH / "outbox里填的_填好的.xlsx").read_bytes() == mine


def test_a_receipt_that_somebody_typed_into_is_kept_when_it_is_written_anew(county, bidui):
    receipt = county.outbox() / "departments" / f"医保局_回执_{MONTH}.xlsx"
    county.drop("death", name="死亡登记")
    assert "改动过" not in bidui("collect", MONTH, "--home", county.home).output, "ours are nobody's typing"
    book = openpyxl.load_workbook(receipt)
    book.active["A20"] = "第3行已改"
    book.save(receipt)
    typed = receipt.read_bytes()
    county.drop("death", name="死亡登记_更正")
    (county.inbox / MONTH / "死亡登记_更正.csv").open("a").write("\n")
    assert f"{receipt.name} 被改动过" in bidui("collect", MONTH, "--home", county.home).output
    assert (county.outbox() / "改动过的" / "departments" / receipt.name).read_bytes() == typed != receipt.read_bytes()
    shutil.rmtree(receipt.parent)
    assert bidui("collect", MONTH, "--home", county.home).exit_code == 0 and receipt.is_file(), "receipts follow what is stored"


def test_an_outbox_of_the_run_before_is_nobodys_typing(county):
    """A run that was killed before it put its outbox in place leaves the older one there, which is no longer as written."""
    county.drop("house", {"姓名": "孙玉兰", "证件号码": "", "鉴定等级": "C"}, name="住房安全_补报")
    older = County(county.home).copied(county.home.parent / "older").outbox()
    county.run()
    for folder in ("outbox", ".in-place"):
        shutil.rmtree(county.home / folder)
        shutil.copytree(older.parents[1] / folder, county.home / folder)
    county.run()
    assert not (county.outbox() / "改动过的").exists()
