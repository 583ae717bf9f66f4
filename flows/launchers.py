"""Files in a workspace that a clerk double-clicks: they open the console with the Python that made them, else whatever `bidui` there is."""

import locale
import shlex
import sys
from pathlib import Path

NAME = "打开比对"
COMMAND = "-P -m flows.cli console --home ."  # -P: what lies in the workspace is no part of the program
BAT = """@echo off
cd /d "%~dp0"
if exist "{python}" ("{python}" {command}) else (bidui console --home .)
pause
"""
SH = """#!/bin/sh
cd "$(dirname "$0")" || exit 1
if [ -x {python} ]; then {python} {command}; else bidui console --home .; fi
printf '按回车键关闭这个窗口。'
read -r answer
"""


def write_launchers(home: Path) -> None:
    """For Windows and for Linux; the window stays open at the end, so that what went wrong can be read. What is there already stays."""
    bat, sh = home / f"{NAME}.bat", home / f"{NAME}.sh"
    if not bat.exists():
        text = BAT.format(python=sys.executable.replace("%", "%%"), command=COMMAND)
        bat.write_text(text, locale.getencoding(), newline="\r\n")  # cmd reads a file in the system's own encoding
    if not sh.exists():
        sh.write_text(SH.format(python=shlex.quote(sys.executable), command=COMMAND), "utf-8", newline="\n")
        sh.chmod(0o700)
