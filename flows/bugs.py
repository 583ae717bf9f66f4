"""How a bug is told: where it happened, without the values it stumbled on. Libraries quote those, and they are people's."""

import re
import traceback

LONGEST = 300
VALUES = re.compile(r"""'[^']*'|"[^"]*"|[^\x00-\x7f]+|\d{5,}[xX]?""")


def told(bug: BaseException) -> str:
    """The traceback, causes first; of each message the first line, with quoted text, Chinese and long numbers as `…`."""
    before = bug.__cause__ or (None if bug.__suppress_context__ else bug.__context__)
    frames = "".join(traceback.format_tb(bug.__traceback__))
    return f"{told(before) if before else ''}{frames}{what(bug)}\n"


def what(bug: BaseException) -> str:
    """Its kind and message in one line, to the same rule."""
    first_line = next(iter(str(bug).splitlines()), "")
    return f"{type(bug).__module__}.{type(bug).__qualname__}: {VALUES.sub('…', first_line)[:LONGEST]}"
