"""What went wrong, in words: somebody's to put right, or a bug, told without the values that libraries quote in their messages."""

import errno
import re
import sys
import traceback
from concurrent.futures.process import BrokenProcessPool

from schemas.mistakes import Mistake

LONGEST = 300
STOPPED = "已停下。做完的都在，没做完的没有留下半截，下次运行会接着做"
NO_MEMORY = "内存不够，没有做完；请关闭别的程序后再运行一次"
FULL = "磁盘满了，没有做完；请腾出空间后再运行一次，会接着做"
BUSY = "工作区的数据库正被另一个程序使用，请等它结束后再试"
DAMAGED = "工作区的数据库 warehouse.duckdb 坏了，可能是没有复制完整或磁盘有问题；请用备份换回（bidui restore），原文件先留着"
# What the operating system or DuckDB says, which has no numbers for it, and what to do about it.
SAID = {
    "No space left on device": FULL,
    "Out of Memory Error": NO_MEMORY,
    "Could not set lock on file": BUSY,
    "File is already open in": BUSY,  # the same on Windows
    "a newer version of DuckDB": "工作区的数据库 warehouse.duckdb 是更新版本的程序建的，这个版本打不开；请换用新版本的程序",
    "not a valid DuckDB database file": "工作区的 warehouse.duckdb 不是本程序的数据库，可能被别的文件盖住了；请用备份换回（bidui restore），原文件先留着",
    "Corrupt database file": DAMAGED,
    "Could not read enough bytes from file": DAMAGED,
}
VALUES = re.compile(r"""'[^']*'|"[^"]*"|[^\x00-\x7f]+|\d{5,}[xX]?""")


def in_words(failure: BaseException) -> str | None:
    """One Chinese sentence on what to do about it; None for a bug."""
    if isinstance(failure, Mistake):
        return str(failure)
    if isinstance(failure, (MemoryError, BrokenProcessPool)):  # a process that wrote workbooks was ended by the system
        return NO_MEMORY
    if isinstance(failure, UnicodeEncodeError) and failure.encoding == sys.getfilesystemencoding() != "utf-8":
        return f"这台电脑现在的语言环境（{failure.encoding}）写不出中文文件名；请先设 PYTHONUTF8=1，或换成中文的语言环境，再运行一次"
    if isinstance(failure, PermissionError):
        return f"没有权限或文件正被占用：{failure.filename}；请关闭打开它的程序后再试"
    if isinstance(failure, IsADirectoryError):
        return f"要写的文件的名字被一个文件夹占了：{failure.filename2 or failure.filename}；请把那个文件夹改名后再运行一次"
    if getattr(failure, "errno", None) == errno.ENOSPC:
        return FULL
    return next((words for said, words in SAID.items() if said in str(failure)), None)


def told(bug: BaseException) -> str:
    """The traceback, causes first; of each message the first line, with quoted text, Chinese and long numbers as `…`."""
    before = bug.__cause__ or (None if bug.__suppress_context__ else bug.__context__)
    frames = "".join(traceback.format_tb(bug.__traceback__))
    there = "".join(getattr(bug, "__notes__", ()))  # how it came about in a process that read a file
    return f"{told(before) if before else ''}{there}{frames}{what(bug)}\n"


def what(bug: BaseException) -> str:
    """Its kind and message in one line, to the same rule."""
    first_line = next(iter(str(bug).splitlines()), "")
    return f"{type(bug).__module__}.{type(bug).__qualname__}: {VALUES.sub('…', first_line)[:LONGEST]}"
