"""What comes back into returns/: the order in which answers hold, copies, files saved over themselves, strangers' files."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from matchers.leads.answers import read_answers
from matchers.leads.ledger import FAR
from matchers.warehouse import Warehouse
from reports.return_receipt import BLANK_SHEET
from tests.flows.look import contents, table, words
from tests.flows.small import MONTH, County
from tests.signs import sign_of

WANG, ZHANG = "2024-06-王桂英家", "2024-06-张德明家"
LI = "2024-06-李家"  # of 狸桥镇
JULY = "2024-07"
FILE_OF_SHUIYANG = f"水阳镇_反馈回执_{MONTH}.xlsx"


def send(county: County, name: str, *rows: tuple[str, ...], folder: str = MONTH, at: int = 1) -> Path:
    """A csv of (number, 是否属实, day); nobody true is to be enrolled."""
    path = county.home / "returns" / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("线索编号", "校验码", "是否属实", "是否纳入监测", "核实日期"))
        writer.writerows((number, sign_of(county.home, number), said, "否" if said == "是" else "", day) for number, said, day in rows)
    os.utime(path, (1_720_000_000 + at, 1_720_000_000 + at))
    return path


def outcomes(county: County) -> dict[str, list[str]]:
    with Warehouse(county.home / "warehouse.duckdb") as warehouse:
        return {number: [answer.outcome for answer in mine] for number, mine in read_answers(warehouse, FAR).answers.items()}


def take_in(county: County, bidui, month: str = MONTH) -> str:
    ran = bidui("returns", month, "--home", county.home)
    assert ran.exit_code == 0, ran.output
    return ran.output


YES, NO, UNSEEN = ("是", "属实无风险"), ("否", "不属实"), ("无法核实", "无法核实")
# files as (folder, name, said, day), and which word holds
ORDERS = (
    ("the later folder", [(JULY, "水阳镇a.csv", YES, "2024-07-01"), (MONTH, "水阳镇b.csv", NO, "2024-07-30")], YES),
    ("the later day", [(MONTH, "水阳镇a.csv", YES, "2024-07-20"), (MONTH, "水阳镇b.csv", NO, "2024-07-10")], YES),
    ("the dated one", [(MONTH, "水阳镇a.csv", YES, "2024-07-20"), (MONTH, "水阳镇b.csv", NO, "")], YES),
    ("the correction", [(MONTH, "水阳镇（更正）.csv", YES, "2024-07-20"), (MONTH, "水阳镇（补）.csv", NO, "2024-07-20")], YES),
    ("the later name", [(MONTH, "水阳镇2.csv", YES, "2024-07-20"), (MONTH, "水阳镇1.csv", NO, "2024-07-20")], YES),
    ("what was found at last, though it was found at first", [
        (MONTH, "水阳镇1.csv", YES, "2024-07-10"), (MONTH, "水阳镇2.csv", NO, "2024-07-11"), (MONTH, "水阳镇3.csv", YES, "2024-07-12"),
    ], YES),
)


@pytest.mark.parametrize(("files", "holds"), [case for _, *case in ORDERS], ids=[words for words, *_ in ORDERS])
@pytest.mark.parametrize("in_one_call", [True, False])
def test_which_word_holds(county, bidui, files, holds, in_one_call):
    for folder, name, (said, _), day in files:
        send(county, name, (WANG, said, day), folder=folder)
        if not in_one_call:
            take_in(county, bidui, JULY)
    take_in(county, bidui, JULY)
    came = outcomes(county)[WANG]
    assert came[-1] == holds[1] and len(came) == len(files), "the earlier words stay on the record"


def test_a_file_saved_over_itself_the_newer_holds_and_the_older_stays_on_the_record(county, bidui):
    for at, (said, _) in enumerate((YES, NO, UNSEEN, YES), 1):
        send(county, "水阳镇.csv", *[(ZHANG, "是", f"2024-07-1{at}")] * (at % 2), (WANG, said, "2024-07-20"), at=at)
        take_in(county, bidui)
    assert outcomes(county)[WANG] == [YES[1], NO[1], UNSEEN[1], YES[1]]


def test_which_of_two_same_files_is_the_copy_hangs_on_their_places(county, bidui):
    """The one that came first into the program may be the later by name, or lie in the later folder."""
    send(county, "水阳镇（更正）b.csv", (WANG, "是", "2024-07-20"))
    send(county, "水阳镇.csv", (WANG, "否", "2024-07-20"))
    take_in(county, bidui)
    assert outcomes(county)[WANG][-1] == YES[1]
    send(county, "水阳镇a.csv", (WANG, "是", "2024-07-20"))
    assert "新收 1 个文件" in take_in(county, bidui)
    receipt = county.outbox() / "returns" / FILE_OF_SHUIYANG
    listed = {row["文件"].partition("/")[2]: row["说明"] or "" for row in table(receipt, "反馈回执", "文件")}
    assert "内容完全相同" in listed.pop("水阳镇（更正）b.csv") and listed == {"水阳镇.csv": "", "水阳镇a.csv": ""}
    other = County(county.home.parent / "other")
    other = county.copied(other.home)
    for path in (other.home / "returns").rglob("*.csv"):
        path.touch()
    before = contents(county.outbox() / "returns")
    take_in(other, bidui)
    assert contents(other.outbox() / "returns") == before, "touched, not changed: nothing new"


def test_the_same_number_twice_alike_counts_once_and_twice_otherwise_not_at_all(county, bidui):
    send(county, "水阳镇.csv", (WANG, "否", ""), (ZHANG, "是", ""), (ZHANG, "是", ""), (WANG, "是", ""))
    assert "采用答复 1 条，2 行没有采用" in take_in(county, bidui)
    assert outcomes(county) == {ZHANG: ["属实无风险"]}


def test_anothers_lead_is_refused_on_the_senders_receipt(county, bidui):
    send(county, "水阳镇.csv", (WANG, "是", ""), (LI, "否", ""))
    take_in(county, bidui)
    assert outcomes(county) == {WANG: ["属实无风险"]}
    (refused,) = table(county.outbox() / "returns" / FILE_OF_SHUIYANG, "没有采用的行", "村")
    assert (refused["线索编号"], "本乡镇没有这个编号" in refused["原因"]) == (LI, True)
    assert [path.name for path in (county.outbox() / "returns").iterdir()] == [FILE_OF_SHUIYANG]


def test_what_is_no_list_is_said_to_its_town_or_nobodys(county, bidui):
    folder = county.home / "returns" / MONTH
    folder.mkdir(parents=True)
    (folder / "水阳镇说明.docx").write_bytes(b"PK\x03\x04")
    (folder / "通知.csv").write_text("标题,内容\n会议,明天\n", "utf-8")
    assert "其中 2 个没能用上" in take_in(county, bidui)
    told = {path.name: words(path) for path in (county.outbox() / "returns").iterdir()}
    assert told.keys() == {FILE_OF_SHUIYANG, f"未认出乡镇_反馈回执_{MONTH}.xlsx"}
    assert "水阳镇说明.docx" in told[FILE_OF_SHUIYANG] and "通知.csv" in told[f"未认出乡镇_反馈回执_{MONTH}.xlsx"]


def test_what_a_file_has_beside_its_answers_is_told_to_the_town_of_its_rows(county, bidui):
    book = openpyxl.Workbook()
    book.active.append(["线索编号", "校验码", "是否属实", "情况", "村里的意见"])
    book.active.append([WANG, sign_of(county.home, WANG), "否", "看过了", "请再看一次"])
    book.active.append([ZHANG, sign_of(county.home, ZHANG), None, None, "人不在家"])
    book.active["D2"].comment = Comment("已经搬走", "周")
    path = county.home / "returns" / MONTH / "清单.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    assert "采用答复 1 条" in take_in(county, bidui)
    (receipt,) = (county.outbox() / "returns").iterdir()
    assert receipt.name == FILE_OF_SHUIYANG and "里面有1处批注" in words(receipt)
    (asked,), (blank,) = (table(receipt, sheet, "村") for sheet in ("还要问清的", BLANK_SHEET))
    assert (asked["线索编号"], blank["线索编号"]) == (WANG, ZHANG)
    assert "“村里的意见”一列程序不看" in words(receipt) and blank["说明"].startswith("“村里的意见”一列里写了字，“是否属实”没有填")


def test_nothing_came(county, bidui):
    ran = bidui("returns", MONTH, "--home", county.home)
    assert ran.exit_code == 2 or "没有新发回的文件" in ran.output


DAYS = (
    # verified on → whether it counts; the lead was issued on 5 July, its list lies in June's folder
    ("2024-07-01", True), ("2024-06-30", False), ("2024-08-31", True), ("2024-09-01", False), ("2034-07-10", False), ("2023-07-10", False), ("", True),
)


@pytest.mark.parametrize(("day", "counts"), DAYS)
def test_a_day_on_which_nobody_can_have_gone_is_refused(county, bidui, day, counts):
    send(county, "水阳镇.csv", (WANG, "否", day))
    take_in(county, bidui)
    assert outcomes(county) == ({WANG: ["不属实"]} if counts else {})
    if not counts:
        (refused,) = table(county.home / "outbox" / MONTH / "returns" / FILE_OF_SHUIYANG, "没有采用的行", "村")
        assert "核实日期" in refused["原因"]


def test_a_receipt_comes_clean_once_the_row_is_put_right(county, bidui):
    receipt = county.home / "outbox" / MONTH / "returns" / FILE_OF_SHUIYANG
    send(county, "水阳镇1.csv", (WANG, "否", "2034-07-10"))
    assert "1 行没有采用" in take_in(county, bidui)
    assert "没有采用的行" in words(receipt)
    send(county, "水阳镇2.csv", (WANG, "否", "2024-07-10"))
    assert "没有采用" not in take_in(county, bidui)
    assert "后来发的已经改好" in words(receipt) and "请改好后再发" not in words(receipt)


def test_a_receipt_that_is_gone_is_written_again_by_any_command(county, bidui):
    receipt = county.home / "outbox" / MONTH / "returns" / FILE_OF_SHUIYANG
    send(county, "水阳镇.csv", (WANG, "否", ""))
    take_in(county, bidui)
    older = receipt.read_bytes()
    send(county, "水阳镇2.csv", (ZHANG, "是", ""))
    take_in(county, bidui)
    newest = receipt.read_bytes()
    for command in ("collect", "run", "run"):
        receipt.unlink()
        assert bidui(command, MONTH, "--home", county.home).exit_code == 0 and receipt.read_bytes() == newest, command
    (county.home / ".in-place" / f"{MONTH}.returns").write_text("[")  # what was noted of them is damaged
    receipt.unlink()
    assert bidui("run", MONTH, "--home", county.home).exit_code == 0 and receipt.read_bytes() == newest
    receipt.write_bytes(older)  # as from a copy of the folder
    ran = bidui("run", MONTH, "--home", county.home)
    assert receipt.read_bytes() == newest and f"outbox/{MONTH}/returns 里少了的反馈回执重新写好了" in ran.output


def test_a_list_beside_the_month_folders_is_named(county, bidui):
    send(county, "水阳镇.csv", (WANG, "否", ""))
    send(county, "狸桥镇.csv", (LI, "否", ""), folder="六月")
    assert "returns/六月 不在月份文件夹里" in take_in(county, bidui)
    assert "returns/六月" in bidui("status", MONTH, "--home", county.home).output
