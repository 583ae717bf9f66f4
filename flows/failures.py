"""What went wrong, in words: somebody's to put right, or a bug, told without the values that libraries quote in their messages."""

import errno
import re
import traceback

LONGEST = 300
VALUES = re.compile(r"""'[^']*'|"[^"]*"|[^\x00-\x7f]+|\d{5,}[xX]?""")


class Mistake(Exception):
    """Something a person can put right; the message is one Chinese sentence. Exit code 2."""


def in_words(failure: BaseException) -> str | None:
    """One Chinese sentence on what to do about it; None for a bug."""
    if isinstance(failure, Mistake):
        return str(failure)
    if getattr(failure, "errno", None) == errno.ENOSPC or "No space left on device" in str(failure):  # DuckDB has no number for it
        return "磁盘满了，什么都没有改动；请腾出空间后再运行一次"
    if isinstance(failure, PermissionError):
        return f"没有权限或文件正被占用：{failure.filename}；请关闭打开它的程序后再试"
    return None


def told(bug: BaseException) -> str:
    """The traceback, causes first; of each message the first line, with quoted text, Chinese and long numbers as `…`."""
    before = bug.__cause__ or (None if bug.__suppress_context__ else bug.__context__)
    frames = "".join(traceback.format_tb(bug.__traceback__))
    return f"{told(before) if before else ''}{frames}{what(bug)}\n"


def what(bug: BaseException) -> str:
    """Its kind and message in one line, to the same rule."""
    first_line = next(iter(str(bug).splitlines()), "")
    return f"{type(bug).__module__}.{type(bug).__qualname__}: {VALUES.sub('…', first_line)[:LONGEST]}"
