"""Bars of a household's months, laid out for a small drawing: what was not received is told apart from nought."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

TALL, BASE, STEP = 62, 76, 50
COLOURS = ("#2f6fab", "#9cc3e6")


@dataclass(frozen=True)
class Piece:
    y: float
    height: float
    colour: str


@dataclass(frozen=True)
class MonthBar:
    """`total` is '' where there is nothing to write above it."""

    x: int
    month: str
    parts: tuple[Piece, ...]
    is_known: bool
    top: float
    total: str
    words: str


@dataclass(frozen=True)
class Chart:
    at: int
    title: str
    bars: tuple[MonthBar, ...]


def chart(at: int, title: str, months: Sequence[dict[str, Any]], first: str, second: str) -> Chart:
    """Two amounts of each month upon another, yuan; a month of which either did not come is not known whole."""
    highest = max((sum((row[name] or Decimal() for name in (first, second)), Decimal()) for row in months), default=Decimal()) or Decimal(1)
    return Chart(at, title, tuple(_bar(place, row, (row[first], row[second]), float(highest)) for place, row in enumerate(months)))


def _bar(place: int, row: dict[str, Any], amounts: tuple[Decimal | None, ...], highest: float) -> MonthBar:
    y, parts, month = float(BASE), [], row["month"]
    for amount, colour in zip(amounts, COLOURS, strict=True):
        height = round(TALL * float(max(amount or 0, 0)) / highest, 1)
        if height:
            y = round(y - height, 1)
            parts.append(Piece(y, height, colour))
    total = sum((amount or Decimal() for amount in amounts), Decimal())
    known = all(amount is not None for amount in amounts)
    words = f"{_written(month)} " + "、".join("没收到" if amount is None else f"{amount:,.0f}元" for amount in amounts)
    return MonthBar(place * STEP, f"{month.month}月", tuple(parts), known, y, f"{total:,.0f}" if total else "", words)


def _written(month: dt.date) -> str:
    return f"{month.year}年{month.month}月"
