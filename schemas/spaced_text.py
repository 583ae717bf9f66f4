"""Text whose columns nothing but blanks part, as Excel's .prn: cut where all lines have a blank, or at every blank where all have as many."""

import unicodedata
from itertools import groupby

FEWEST_COLUMNS = 3
LONGEST_LINE = 5_000
HALF = "\0"  # the second place that a Chinese character takes


def parted_by_blanks(text: str) -> list[list[str]]:
    """Rows of cells, from the header on as many in each; [] where the lines do not show where one column ends."""
    lines = [line.replace("\u3000", "  ").expandtabs().rstrip() for line in text.splitlines()]
    header = next((at for at, line in enumerate(lines) if len(line.split()) >= FEWEST_COLUMNS), len(lines))
    table = [line for line in lines[header:] if line]
    if len(table) < 2 or max(map(len, table)) > LONGEST_LINE:
        return []
    rows = _cut([_on_paper(line) for line in table])
    if rows[0] != table[0].split():
        rows = [line.split() for line in table]
    if any(len(row) != len(rows[0]) for row in rows):
        return []
    told = iter(rows)
    return [[line.strip()] for line in lines[:header]] + [next(told) if line else [] for line in lines[header:]]


def _on_paper(line: str) -> str:
    return "".join(f"{mark}{HALF}" if unicodedata.east_asian_width(mark) in "WF" else mark for mark in line)


def _cut(lines: list[str]) -> list[list[str]]:
    width = max(map(len, lines))
    lines = [line.ljust(width) for line in lines]
    inked = [any(mark != " " for mark in marks) for marks in zip(*lines, strict=True)]
    spans = [[at for at, _ in run] for is_inked, run in groupby(enumerate(inked), key=lambda place: place[1]) if is_inked]
    return [[line[span[0] : span[-1] + 1].replace(HALF, "").strip() for span in spans] for line in lines]
