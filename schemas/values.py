"""A column of text → values of its kind and reasons why some have none; each distinct text is read once."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from schemas.columns import arrow_of, of_each
from schemas.fields import (
    AS_ABOVE,
    IN_ERROR,
    LARGEST_FEN,
    NOT_CALCULATED,
    NOTHING,
    PLAIN_TEXT,
    PLAIN_YUAN,
    SAYS_AS_ABOVE,
    TOO_NARROW,
    Kind,
    Unreadable,
    as_written,
    plain,
    read_fen,
)
from schemas.units import NOT_YUAN
from schemas.unseen import is_error, is_too_narrow, is_uncalculated

COUNTED = ("yuan", "count", "day")
A_NOTE = "[\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089\u2460-\u24ff\u2776-\u2793]"  # NFKC makes digits of them, and 30001 of 3000①
NOTED = re.compile(rf"\d\s*{A_NOTE}|{A_NOTE}\s*[\d.]")
NOTE_BESIDE = "数字旁边有①、²这样的注号，分不清是不是数字的一部分；请删去注号，只留数字"


def read_column(texts: pd.Series, kind: Kind, times: int = 1) -> tuple[pd.Series, pd.Series]:
    """A column of text to (values, reasons); a reason is None where the cell could be read.

    What is plain is read all at once, of what is left each distinct text once: a million rows hold few. `times` is the unit of money (万元: 10 000).
    """
    read, odd = _read_at_once(texts, kind, times)
    reasons = np.empty(len(texts), dtype=object)
    if read is None or odd.any():
        codes, distinct = pd.factorize(texts.array[odd], use_na_sentinel=False)
        told = [_read_alone(text, kind, times) for text in distinct.tolist()]
        alone = pd.Series([value for value, _ in told], dtype=kind.dtype).array.take(codes)
        reasons[odd] = np.array([reason for _, reason in told], dtype=object)[codes]
        if read is None:
            read = pd.Series(alone, index=texts.index)
        else:
            read[odd] = alone
    return read, pd.Series(reasons, index=texts.index, dtype=object)


def _read_alone(written: str, kind: Kind, times: int) -> tuple[Any, str | None]:
    """(value, reason) of one text."""
    if kind.name in COUNTED and NOTED.search(written):
        return kind.empty, NOTE_BESIDE
    text = plain(written).lstrip("'‘’`")  # before what Excel was to keep as text
    if text[:1] in ("#", "E", "=", "错") and is_error(text):
        return kind.empty, NOT_CALCULATED if is_uncalculated(text) else TOO_NARROW if is_too_narrow(text) else IN_ERROR
    if text in AS_ABOVE:
        return kind.empty, SAYS_AS_ABOVE
    if text not in NOTHING or text in kind.means or (kind.name in ("name", "citizen_id") and text):
        try:
            return kind.read(text, times) if kind.name == "yuan" else kind.read(text), None
        except Unreadable as fault:
            return kind.empty, str(fault)
    return kind.empty, None


def _read_at_once(texts: pd.Series, kind: Kind, times: int) -> tuple[pd.Series | None, np.ndarray]:
    """(values, which texts must be read one by one): texts as plain as can be mean themselves, or so much money; of other kinds None."""
    import pyarrow.compute as pc

    everywhere, is_money = np.ones(len(texts), dtype=bool), kind.read is read_fen
    if not is_money and kind.read is not as_written:
        return None, everywhere
    try:
        written = arrow_of(texts)
    except (UnicodeEncodeError, pa.ArrowException):  # half a character
        return None, everywhere
    if not is_money:
        said = pa.array(sorted(NOTHING | AS_ABOVE), written.type)
        plainly = of_each(written, lambda each: pc.and_not(pc.match_substring_regex(each, PLAIN_TEXT), pc.is_in(each, said)))
        return pd.Series(texts, dtype=kind.dtype), pc.invert(plainly).to_numpy(zero_copy_only=False)
    plainly = of_each(written, lambda each: pc.match_substring_regex(each, f"^(?:{PLAIN_YUAN.pattern})$"))
    yuan = pc.cast(pc.if_else(plainly, written, "0"), pa.float64()).to_numpy()
    fen = np.rint(yuan * 100).astype(np.int64) * times  # of ten digits exact
    odd = ~plainly.to_numpy(zero_copy_only=False) | (fen > LARGEST_FEN) | (times == NOT_YUAN)
    return pd.Series(fen, index=texts.index, dtype=kind.dtype), odd
