"""A column of text → values of its kind and reasons why some have none; each distinct text is read once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from schemas.fields import (
    AS_ABOVE,
    IN_ERROR,
    LARGEST_FEN,
    NOT_CALCULATED,
    NOTHING,
    PLAIN_TEXT,
    PLAIN_YUAN,
    SAYS_AS_ABOVE,
    Kind,
    Unreadable,
    as_written,
    plain,
    read_fen,
)
from schemas.units import NOT_YUAN
from schemas.unseen import UNCALCULATED, is_error


def read_column(texts: pd.Series, kind: Kind, times: int = 1) -> tuple[pd.Series, pd.Series]:
    """A column of text to (values, reasons); a reason is None where the cell could be read.

    Each distinct text is read once: a million rows hold few different ones. `times` is the unit of money (万元: 10 000).
    """
    codes, distinct = pd.factorize(texts, use_na_sentinel=False)
    written = distinct.tolist()
    values, odd = _read_at_once(written, kind, times)
    reasons: list[str | None] = [None] * len(written)
    for at in odd:
        text = plain(written[at]).lstrip("'‘’`")  # before what Excel was to keep as text
        values[at] = kind.empty
        if text[:1] in ("#", "E", "=") and is_error(text):
            reasons[at] = NOT_CALCULATED if text == UNCALCULATED else IN_ERROR
        elif text in AS_ABOVE:
            reasons[at] = SAYS_AS_ABOVE
        elif text not in NOTHING or text in kind.means or (kind.name in ("name", "citizen_id") and text):
            try:
                values[at] = kind.read(text, times) if kind.name == "yuan" else kind.read(text)
            except Unreadable as fault:
                reasons[at] = str(fault)
    read = pd.Series(values, dtype=kind.dtype)
    return (
        read.take(codes).set_axis(texts.index),
        pd.Series(reasons, dtype=object).take(codes).set_axis(texts.index),
    )


def _read_at_once(written: list[str], kind: Kind, times: int) -> tuple[list[Any], Sequence[int]]:
    """(values, places of texts that must be read one by one): texts as plain as can be mean themselves, or so much money."""
    import pyarrow.compute as pc

    is_money = kind.read is read_fen
    try:
        texts = pa.array(written, pa.string()) if is_money or kind.read is as_written else None
    except (UnicodeEncodeError, pa.ArrowInvalid):  # half a character
        texts = None
    if texts is None:
        return [None] * len(written), range(len(written))
    plainly = pc.match_substring_regex(texts, f"^({PLAIN_YUAN.pattern})$" if is_money else PLAIN_TEXT).to_numpy(zero_copy_only=False)
    if not is_money:
        odd, told = np.flatnonzero(~plainly).tolist(), NOTHING | AS_ABOVE
        return list(written), odd + [at for at, text in enumerate(written) if text in told] if told.intersection(written) else odd
    yuan = pc.cast(pc.if_else(pa.array(plainly), texts, "0"), pa.float64()).to_numpy()
    plainly = plainly & (times != NOT_YUAN)
    fen = np.rint(yuan * 100).astype(np.int64) * times  # of ten digits exact
    return fen.tolist(), np.flatnonzero(~plainly | (fen > LARGEST_FEN)).tolist()
