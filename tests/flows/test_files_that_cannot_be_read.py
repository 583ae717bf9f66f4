"""One file that cannot be opened or understood is a line on a paper; everything else of the month goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.flows import small
from tests.flows.look import contents, table, words

STRANGE = {
    "医保参保_补充.xlsx": b"",
    "学籍_坏的.xlsx": b"PK\x03\x04 cut off",
    "供水.docx": b"PK\x03\x04 a letter",
    "死亡登记.csv": b"\xff\xfe\x00",
    "~$住房安全_202406.xlsx": b"lock",
    "通知.txt": "请各单位按时报送".encode(),
}


@pytest.fixture
def unopened(county, monkeypatch):
    """A later drop that somebody has open in Excel; call to close it."""
    drop = small.later_drop(county)
    read_bytes = Path.read_bytes
    patch = pytest.MonkeyPatch()

    def refuse(path):
        if path == drop:
            raise PermissionError(13, "in use", str(path))
        return read_bytes(path)

    patch.setattr(Path, "read_bytes", refuse)
    yield patch.undo
    patch.undo()


def receipt_lines(county, department="医保局"):
    return table(county.outbox() / "departments" / f"{department}_回执_{small.MONTH}.xlsx", "回执", "文件")


def test_a_file_in_use_is_listed_and_read_by_the_next_run(county, finished, bidui, unopened):
    ran = bidui("run", small.MONTH, "--home", county.home)
    assert ran.exit_code == 0
    assert "没打开" in ran.output and "新读文件 0 个" in ran.output
    assert (county.outbox() / "signals.csv").read_bytes() == (finished.outbox() / "signals.csv").read_bytes()
    (line,) = [line for line in receipt_lines(county) if "补报" in line["文件"]]
    assert "打不开" in line["说明"]
    assert "未读" in bidui("status", small.MONTH, "--home", county.home).output
    unopened()
    ran = bidui("run", small.MONTH, "--home", county.home)
    assert "没打开" not in ran.output and "新读文件 1 个" in ran.output
    (line,) = [line for line in receipt_lines(county) if "补报" in line["文件"]]
    assert line["结果"] == "已采用", "that it could not be opened once is no longer said"
    assert "未读" not in bidui("status", small.MONTH, "--home", county.home).output


def test_collecting_says_so_too(county, bidui, unopened):
    said = json.loads(bidui("collect", small.MONTH, "--home", county.home, "--json").stdout)
    assert (said["new_files"], said["in_use_files"]) == (0, 1)
    assert [line["结果"] for line in receipt_lines(county) if "补报" in line["文件"]] == ["没有读取"]


def test_files_that_are_no_tables_are_lines_on_a_receipt(county, bidui):
    for name, data in STRANGE.items():
        (county.inbox / small.MONTH / name).write_bytes(data)
    before = (county.outbox() / "signals.csv").read_bytes()
    ran = bidui("run", small.MONTH, "--home", county.home)
    assert ran.exit_code == 0
    assert f"新读文件 {len(STRANGE)} 个，其中 {len(STRANGE) - 1} 个没能用上" in ran.output
    assert (county.outbox() / "signals.csv").read_bytes() == before
    shown = {}
    for path in (county.outbox() / "departments").iterdir():
        shown |= {line["文件"].rpartition("/")[2]: line for line in table(path, "回执", "文件")}
    for name in STRANGE:
        assert shown[name]["结果"] in ("未采用", "没有读取") and shown[name]["说明"], name
    assert "什么都没有改动" in bidui("run", small.MONTH, "--home", county.home).output


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut off", b"\xd0\xcf\x11\xe0 old and broken", b"a letter"])
def test_a_broken_workbook_in_returns_is_a_line_in_the_months_report(county, bidui, data):
    broken = county.home / "returns" / small.MONTH / "判断好了.xlsx"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(data)
    before = contents(county.outbox() / "towns")
    assert bidui("run", small.MONTH, "--home", county.home).exit_code == 0
    assert contents(county.outbox() / "towns") == before
    for report in (f"月报_{small.MONTH}.html", f"月报_{small.MONTH}.xlsx"):
        assert f"returns/{small.MONTH}/判断好了.xlsx：" in words(county.outbox() / report)
