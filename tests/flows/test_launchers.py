"""What a clerk double-clicks opens the console of its own folder, and the window stays open at the end."""

from __future__ import annotations

import subprocess
import sys

import pytest

from flows.launchers import write_launchers


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A workspace whose Python only says how it was called."""
    place = tmp_path / "it's 100% 县"
    place.mkdir()
    python = tmp_path / "的 python"
    python.write_text('#!/bin/sh\necho "in $(pwd): $*"\nexit 1\n', "utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    write_launchers(place)
    return place


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's")
def test_the_shells_opens_its_own_folder_and_waits(home, tmp_path):
    ran = subprocess.run([home / "打开比对.sh"], cwd=tmp_path, input="\n", capture_output=True, text=True)
    assert ran.stdout == f"in {home}: -P -m flows.cli console --home .\n按回车键关闭这个窗口。"
    (tmp_path / "的 python").unlink()
    gone = subprocess.run([home / "打开比对.sh"], cwd=tmp_path, input="\n", capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"})
    assert "bidui" in gone.stderr and gone.stdout.endswith("按回车键关闭这个窗口。")


def test_windows_has_one_of_its_own(home):
    text = (home / "打开比对.bat").read_bytes()
    assert b"\r\npause\r\n" in text and b"\n" not in text.replace(b"\r\n", b"") and b'cd /d "%~dp0"' in text


def test_what_is_there_stays(home):
    (home / "打开比对.bat").write_text("own", "utf-8")
    write_launchers(home)
    assert (home / "打开比对.bat").read_text("utf-8") == "own"
