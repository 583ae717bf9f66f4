"""Text of many rows kept as columns: rows are made of it only where somebody looks at them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, overload

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    import pandas as pd

HEAD = 200  # rows at the beginning that are looked at again and again, and may be put right
AT_A_TIME = 10_000
MANY = 2_000  # rows, from which on columns are worth it
SIX_DIGITS = "[0-9]{6}"
LONGEST_BLOCK = 2**31 - 1


class Columns:
    """A sheet's cells, all rows equally long. It reads as the list of rows it stands for, of which the first may be replaced."""

    def __init__(self, columns: list[pa.StringArray]) -> None:
        self._columns = columns
        self._head = self._made(0, min(HEAD, len(self)))

    def __len__(self) -> int:
        return len(self._columns[0])

    @overload
    def __getitem__(self, at: int) -> list[str]: ...

    @overload
    def __getitem__(self, at: slice) -> list[list[str]]: ...

    def __getitem__(self, at: int | slice) -> list[str] | list[list[str]]:
        if isinstance(at, slice):
            start, end, step = at.indices(len(self))
            head = self._head[start:end]
            return [*head, *self._made(max(start, len(self._head)), end)][::step]
        at = range(len(self))[at]
        return self._head[at] if at < len(self._head) else [column[at].as_py() for column in self._columns]

    def __setitem__(self, at: slice, rows: list[list[str]]) -> None:
        if (at.stop or len(self)) > len(self._head):
            raise IndexError("only the first rows can be put right")
        self._head[at] = rows

    def __iter__(self) -> Iterator[list[str]]:
        yield from self._head
        for start in range(len(self._head), len(self), AT_A_TIME):
            yield from self._made(start, min(start + AT_A_TIME, len(self)))

    def column(self, at: int, start: int, end: int) -> pa.StringArray:
        """The cells of a column from row `start` up to `end`, from zero; '' where there is no such column."""
        if at >= len(self._columns):
            return pa.repeat("", end - start)
        beyond = self._columns[at].slice(max(start, len(self._head)), max(end - max(start, len(self._head)), 0))
        head = pa.array([row[at] for row in self._head[start:end]], pa.string())
        return pa.concat_arrays([head, beyond])

    def not_plainly_data(self) -> list[int]:
        """Rows in which no six digits stand in a row, as they do where anybody's number is written, and of others the first that follows such a one."""
        import pyarrow.compute as pc

        has = np.zeros(len(self), dtype=bool)
        has[: len(self._head)] = True
        for column in sorted(self._columns, key=lambda column: not re.search(SIX_DIGITS, column[-1].as_py())):  # the one with numbers first
            if has.all():
                break
            has |= pc.match_substring_regex(column, SIX_DIGITS).to_numpy(zero_copy_only=False)
        has[: len(self._head)] = False
        follows = np.concatenate([[False], has[:-1]])
        found: list[int] = np.flatnonzero(~has | ~follows).tolist()
        return found

    def _made(self, start: int, end: int) -> list[list[str]]:
        return list(map(list, zip(*(column.slice(start, max(end - start, 0)).to_pylist() for column in self._columns), strict=True)))


def arrow_of(texts: pd.Series) -> pa.StringArray:
    """A column of text of pandas as Arrow keeps it."""
    made = pa.array(texts, from_pandas=True)
    made = made.combine_chunks() if isinstance(made, pa.ChunkedArray) else made
    return made if pa.types.is_large_string(made.type) else made.cast(pa.large_string())


def of_each(texts: pa.Array, told: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """What is `told` of each text: of a column that says the same few things over and over each once."""
    import pyarrow.compute as pc

    if len(texts) < MANY or pc.count_distinct(texts.slice(0, HEAD)).as_py() > HEAD // 4:
        return told(texts)
    distinct = texts.dictionary_encode()
    return told(distinct.dictionary).take(distinct.indices)


def holding(texts: pd.Series, pattern: str) -> np.ndarray:
    """Which of the texts hold a pattern, all at once by RE2; where one has half a character, by Python."""
    import pyarrow.compute as pc

    try:
        found: np.ndarray = pc.fill_null(of_each(arrow_of(texts), lambda each: pc.match_substring_regex(each, pattern)), False).to_numpy(zero_copy_only=False)
        return found
    except (UnicodeEncodeError, pa.ArrowException):
        return np.array([bool(re.search(pattern, text)) for text in texts.fillna("")], dtype=bool)


def woven(where: np.ndarray, ones: pa.Array, others: Sequence[str | None]) -> pa.Array:
    """One array of `ones` where it is so and of `others` elsewhere, each in its order."""
    if not len(others):
        return ones
    order = np.empty(len(where), dtype=np.int64)
    order[where] = np.arange(len(ones))
    order[~where] = np.arange(len(ones), len(where))
    return pa.concat_arrays([ones, pa.array(others, ones.type)]).take(pa.array(order))


def as_columns(rows: list[list[str]]) -> Columns | None:
    """Many rows, all equally long, as columns; None of any others."""
    if len(rows) < MANY or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        return None
    try:
        return Columns([pa.array(column, pa.string()) for column in zip(*rows, strict=True)])
    except UnicodeEncodeError:  # half a character, as no text should have
        return None


def plain_columns(text: str, separator: str) -> Columns | None:
    """Lines that all have equally many cells, of which each is quoted whole or not at all, as columns; None of any other text, which
    somebody must look at closely.
    """
    if not separator.isascii() or "\0" in text or ("\r" in text and text.count("\r") != text.count("\r\n")):
        return None
    if text.startswith(("\n", "\r\n")) or "\n\n" in text or ("\r" in text and "\n\r\n" in text) or not _is_quoted_whole(text, separator):
        return None  # a blank line is a row without cells, which columns cannot say
    width = len(next(csv.reader(re.findall("\\A[^\r\n]*", text), delimiter=separator), []))
    if width < 2:
        return None
    from pyarrow import csv as pa_csv

    data, names = text.encode("utf-8"), [str(at) for at in range(width)]
    try:
        table = pa_csv.read_csv(
            io.BytesIO(data),
            pa_csv.ReadOptions(use_threads=False, block_size=min(len(data), LONGEST_BLOCK), column_names=names),
            pa_csv.ParseOptions(delimiter=separator, quote_char='"' if '"' in text else False, ignore_empty_lines=False),
            pa_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None
    return Columns([column.combine_chunks() if column.num_chunks > 1 else column.chunk(0) for column in table.columns])


def _is_quoted_whole(text: str, separator: str) -> bool:
    """Whether every quote opens or closes a cell of one line; most files have none below the header."""
    quotes, end = text.count('"'), text.rfind('"') + 2
    edge = f"{re.escape(separator)}\r\n"
    return quotes == 2 * len(re.findall(f'(?<![^{edge}])"[^"\r\n]*"(?![^{edge}])', text[:end])) if quotes else True
