"""Text in columns: bytes → a sheet of text cells."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import cast

from schemas.columns import plain_columns
from schemas.fields import Unreadable
from schemas.readers import Sheet

SWALLOWED_LINES = 4  # a cell of so many lines is a stray quote's work, not a department's
FILLED_SHARE = 0.9  # of the rows that fill a column which no row may lack
LARGE = 50_000  # bytes, from which on rows are not worth making where nobody looks at them
csv.field_size_limit(2**31 - 1)  # sys.maxsize is more than a long holds on Windows


def read_text(data: bytes) -> list[Sheet]:
    """Comma, tab, semicolon or bar separated text; what separates is what the first lines hold most of."""
    text = decoded(data)
    head = text[:20_000]
    separator = max(",\t;|，", key=lambda mark: (head.count(mark), mark == ","))
    if len(data) > LARGE and (columns := plain_columns(text, separator)):
        return [Sheet("", cast("list[list[str]]", columns))]
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    if '"' in text and _has_swallowed_lines(rows, separator):
        rows = _line_by_line(text, separator, _usual_width(rows))
    if '="' in text:
        rows = [[unquoted(cell) for cell in row] for row in rows]
    uneven = _rejoin(rows, _usual_width(rows), separator) if rows else set()
    return [Sheet("", rows, uneven=frozenset(uneven))]


def _rejoin(rows: list[list[str]], usual: int, separator: str) -> set[int]:
    """Put rows right that have more or fewer cells than the header, where only one way fits: thousands whose comma was not quoted, a line
    break that was not. The numbers, counted from one, of rows whose cells stay out of their columns.
    """
    first = next((at for at, row in enumerate(rows) if sum(bool(cell.strip()) for cell in row) > 2), 0)
    header = len(rows[first]) if rows else 0
    width = max(header, 2) if sum(len(row) > header for row in rows) < len(rows) else usual
    uneven = set()
    for at, row in enumerate(rows):
        while len(row) > width and not row[-1].strip():
            row.pop()
        if len(row) > width and at > first:
            ways = list(islice(_ways(row, len(row) - width), 2)) if separator == "," else []
            if len(ways) == 1:
                rows[at] = ways[0]
            else:
                uneven.add(at + 1)
    broken = _broken(rows, first, width)
    for at in broken:
        if at + 1 in broken and len(rows[at]) + len(rows[at + 1]) == width + 1 and not (at - 1 in broken and rows[at - 1]) and at + 2 not in broken:
            rows[at], rows[at + 1] = [*rows[at][:-1], rows[at][-1] + rows[at + 1][0], *rows[at + 1][1:]], []
    return uneven | {at + 1 for at in broken if 0 < len(rows[at]) < width}


def _broken(rows: list[list[str]], first: int, width: int) -> list[int]:
    """Rows that end before a column which the others fill: what a writer leaves out at the end of a row is empty."""
    whole = [row for row in rows[first + 1 :] if len(row) == width]
    short = [at for at, row in enumerate(rows) if at > first and any(map(str.strip, row)) and len(row) < width]
    if not short or not whole:
        return []
    filled = [at for at in range(width) if sum(bool(row[at].strip()) for row in whole) >= FILLED_SHARE * len(whole)]
    return [at for at in short if filled and len(rows[at]) <= filled[-1]]


def _ways(row: list[str], joins: int) -> Iterator[list[str]]:
    """The rows that come of so many joins of a number's thousands with the three digits after the comma."""
    if not joins:
        yield row
        return
    for at, cell in enumerate(row[:-1]):
        if re.fullmatch(r"-?[1-9]\d{0,2}", cell.strip()):
            for end in range(at + 1, min(at + joins + 1, len(row))):
                if not re.fullmatch(r"\d{3}(?:\.\d+)?", row[end].strip()):
                    break
                for rest in _ways(row[end + 1 :], joins - (end - at)):
                    yield [*row[:at], "".join(map(str.strip, row[at : end + 1])), *rest]
                if "." in row[end]:
                    break


def _usual_width(rows: list[list[str]]) -> int:
    return Counter(len(row) for row in rows if row).most_common(1)[0][0]


def _has_swallowed_lines(rows: list[list[str]], separator: str) -> bool:
    """Whether a stray quote made one cell of whole lines: it holds line breaks and about a line's worth of separators.

    Many lines without separators are a stray quote's work too if they cost their row its width; else somebody wrote them.
    """
    width = _usual_width(rows)
    worth = max(width - 1, 2)
    return any(
        "\n" in cell and (cell.count(separator) >= worth or (len(cell) > 200 and cell.count("\n") >= SWALLOWED_LINES and len(row) != width))
        for row in rows for cell in row
    )


def _line_by_line(text: str, separator: str, width: int) -> list[list[str]]:
    """A quoted cell may run on over a few lines if a row of the usual width comes of it; any other odd quote is a stray."""
    lines = re.split("\r\n|\r|\n", re.sub("(\r\n|\r|\n)\\Z", "", text))
    rows, at = [], 0
    while at < len(lines):
        for end in range(at + 1, at + SWALLOWED_LINES):
            whole = "\n".join(lines[at:end])
            read = [] if whole.count('"') % 2 else list(csv.reader(io.StringIO(whole, newline=""), delimiter=separator))
            if len(read) == 1 and (len(read[0]) == width or end == at + 1):
                break
        else:
            end, read = at + 1, [[cell.strip('"') for cell in lines[at].split(separator)]]
        rows += read or [[]]
        at = end
    return rows


def decoded(data: bytes) -> str:
    """Strictly: a byte-order mark, else UTF-8, else GB18030, else UTF-16 where every other byte says so; nothing is guessed or replaced."""
    if silent := utf_16_without_mark(data):
        return data.decode(silent)
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    for encoding in (*(encoding for mark, encoding in marks if data.startswith(mark)), "utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("文字编码认不出来，请用 Excel 打开后另存为 .xlsx 重新报送")


def utf_16_without_mark(data: bytes) -> str:
    """Which of the two it is, told by the zeros beside commas, digits and line breaks; '' where it is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or len(data) % 2:
        return ""
    even, odd = (data[at:4000:2].count(0) / max(1, len(data[at:4000:2])) for at in (0, 1))
    return "" if max(even, odd) < 0.2 or min(even, odd) > 0.01 else "utf-16-le" if odd > even else "utf-16-be"


def unquoted(cell: str) -> str:
    """`="0012"`, as systems write text that Excel must not touch, is 0012."""
    if cell.startswith('="') and (found := re.fullmatch(r'="(.*)"', cell, re.DOTALL)):
        return found[1]
    return cell
