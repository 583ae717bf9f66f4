"""Text in columns: bytes → a sheet of text cells."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, cast

from schemas.columns import plain_columns
from schemas.fields import Unreadable
from schemas.readers import TOO_WIDE, Sheet
from schemas.spaced_text import parted_by_blanks

SWALLOWED_LINES = 4  # a cell of so many lines is a stray quote's work, not a department's
FILLED_SHARE = 0.9  # of the rows that fill a column which no row may lack
LARGE = 50_000  # bytes, from which on rows are not worth making where nobody looks at them
HEAD = 20_000  # characters that show what separates
SEPARATORS, RARE_SEPARATORS = ",\t;|，", "^~\x1f\x01$#、"
NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")
FEWEST_PEOPLE = 3
LAST_COLUMN = 16_384  # of Excel
MOST_JOINS = 60  # amounts of a row that a comma parts
NOT_PARTED = "看不出各列是用什么隔开的，请用 Excel 打开、分好列，另存为 .xlsx 后重新报送"
csv.field_size_limit(2**31 - 1)  # sys.maxsize is more than a long holds on Windows


def read_text(data: bytes) -> list[Sheet]:
    """Text separated by comma, tab, semicolon or bar, whichever the first lines hold most of; by another mark, or blanks, where these part none.

    Raises `Unreadable` for lines about people in which nothing shows where one column ends.
    """
    text = decoded(data).rstrip("\x1a")  # DOS's end of a file
    separator = _most_of(SEPARATORS, text[:HEAD])
    if not _parts(separator, text[:HEAD]):
        if rows := parted_by_blanks(text):
            return [Sheet("", rows)]
        text, separator = text.replace("@@", "\x1f"), _most_of(RARE_SEPARATORS, text[:HEAD].replace("@@", "\x1f"))
        if not _parts(separator, text[:HEAD]):
            separator = _most_of(SEPARATORS, text[:HEAD])
            if text[:HEAD].count(separator) < FEWEST_PEOPLE <= len(re.findall(r"\d{17}[\dXx]", text[:HEAD])):
                raise Unreadable(NOT_PARTED)
    if text[: text.find("\n")].count(separator) > LAST_COLUMN:
        raise Unreadable(TOO_WIDE)
    if len(data) > LARGE and (columns := plain_columns(text, separator)):
        return [Sheet("", cast("list[list[str]]", columns))]
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    if max(map(len, rows), default=0) > LAST_COLUMN:
        raise Unreadable(TOO_WIDE)
    if '"' in text and _has_swallowed_lines(rows, separator):
        rows = _line_by_line(text, separator, _usual_width(rows))
    if '="' in text:
        rows = [[unquoted(cell) for cell in row] for row in rows]
    uneven = _rejoin(rows, _usual_width(rows), separator) if rows else set()
    return [Sheet("", rows, uneven=frozenset(uneven))]


def _most_of(marks: str, head: str) -> str:
    return max(marks, key=lambda mark: (head.count(mark), mark == marks[0]))


def _parts(separator: str, head: str) -> bool:
    """Whether every other line has it."""
    lines = [line for line in head.splitlines() if line.strip()]
    return 2 * sum(separator in line for line in lines) >= len(lines)


def _rejoin(rows: list[list[str]], usual: int, separator: str) -> set[int]:
    """Put rows right that have more or fewer cells than the header, where only one way fits: thousands whose comma was not quoted, a line
    break that was not. The numbers, counted from one, of rows whose cells stay out of their columns.
    """
    first = next((at for at, row in enumerate(rows) if sum(bool(cell.strip()) for cell in row) > 2), 0)
    header = len(rows[first]) if rows else 0
    width = max(header, 2) if sum(len(row) > header for row in rows) < len(rows) else usual
    whole = [row for row in rows[first + 1 :] if len(row) == width]
    longer = {at: row for at, row in enumerate(rows) if at > first and len(row) > width}
    ways = {at: _all_ways(row, width) if separator == "," else [] for at, row in longer.items()}
    ends_blank = [at for at, row in longer.items() if not any(map(str.strip, row[width:]))]
    if not whole and any(not ways[at] for at in ends_blank):  # then every line ends in a separator more, which joins nothing
        for at, row in longer.items():
            while len(row) > width and not row[-1].strip():
                row.pop()
            ways[at] = _ways(row, len(row) - width) if separator == "," and len(row) > width else []
    uneven, like = set(), _likes(whole)
    for at, row in longer.items():
        if len(ways[at]) == 1 and _is_like(ways[at][0], like) and (whole or at not in ends_blank):
            rows[at] = ways[at][0]
        elif ways[at] or any(map(str.strip, row[width:])):
            uneven.add(at + 1)
        else:
            del row[width:]
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


def _all_ways(row: list[str], width: int) -> list[list[str]]:
    """The rows of a width that come of joining numbers' thousands with the three digits after the comma, some of what is too much being blank
    cells at the end: none, the only one, or two of several.
    """
    found: list[list[str]] = []
    for end in range(len(row), width, -1):
        if len(found) > 1 or any(map(str.strip, row[end:])):
            break
        found += _ways(row[:end], end - width)
    return found[:2]


def _ways(row: list[str], joins: int) -> list[list[str]]:
    """The same by so many joins. From each place on it is looked for once, however many ways lead there."""
    starts = [bool(re.fullmatch(r"-?[1-9]\d{0,2}", cell.strip())) for cell in row]
    ends = [bool(re.fullmatch(r"\d{3}(?:\.\d+)?", cell.strip())) for cell in row]
    if joins > MOST_JOINS or joins > sum(ends[1:]):
        return []

    @cache
    def behind(at: int, left: int) -> list[list[str]]:
        if not left:
            return [row[at:]]
        found: list[list[str]] = []
        for first in range(at, len(row) - 1):
            if not starts[first]:
                continue
            for last in range(first + 1, min(first + left + 1, len(row))):
                if not ends[last]:
                    break
                joined = "".join(map(str.strip, row[first : last + 1]))
                found += [[*row[at:first], joined, *rest] for rest in behind(last + 1, left - (last - first))]
                if len(found) > 1:
                    return found[:2]
                if "." in row[last]:
                    break
        return found

    return behind(0, joins)


class _Like(NamedTuple):
    """Of a column of the whole rows: how many there are, how many are filled, how many of these hold a number."""

    rows: int
    filled: int
    numbers: int


def _likes(whole: Sequence[list[str]]) -> list[_Like]:
    filled = [[text.strip() for text in column if text.strip()] for column in zip(*whole, strict=True)]
    return [_Like(len(whole), len(texts), sum(bool(NUMBER.fullmatch(text)) for text in texts)) for texts in filled]


def _is_like(row: list[str], others: Sequence[_Like]) -> bool:
    """Whether numbers stand where the others have numbers, and something where nearly all of them have something."""
    for cell, other in zip(row, others, strict=False):
        if not cell.strip():
            if other.filled >= FILLED_SHARE * other.rows:
                return False
        elif other.filled and other.numbers in (0, other.filled) and bool(other.numbers) != bool(NUMBER.fullmatch(cell.strip())):
            return False
    return True


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
