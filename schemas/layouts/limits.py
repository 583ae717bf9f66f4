"""Figures held against the row of limits above them: 合格 or 不合格."""

import re
from collections.abc import Sequence
from decimal import Decimal

from schemas.fields import NOTHING, plain
from schemas.layouts.fitting import squeezed

FIGURE = re.compile(r"([<>≤≥＜＞]=?)?\s*([\d.]+)")
FINE_WORDS = re.compile("无|未检出|不得检出|合格|符合")


def fitness(cells: Sequence[str], limits: Sequence[str], label: str) -> str:
    """合格 if every figure lies within the limit of its column; empty where there is no figure. `label` is what the limits' row is called."""
    kept = [
        _keeps(plain(cell), limit) for cell, limit in zip(cells, limits, strict=False)
        if limit and squeezed(label) not in squeezed(limit) and plain(cell) not in NOTHING - {"无"}
    ]
    return ("合格" if all(kept) else "不合格") if kept else ""


def _keeps(text: str, limit: str) -> bool:
    span = re.fullmatch(r"([\d.]+)\s*[-—~～至]+\s*([\d.]+)", limit)
    figure = FIGURE.search(text)
    bound = FIGURE.search(limit)
    if not bound:  # by word: 不得检出, 无异味
        return bool(FINE_WORDS.match(text)) or (figure is not None and Decimal(figure[2]) == 0)
    if figure is None:
        return bool(FINE_WORDS.match(text))  # 未检出 keeps an upper limit
    amount = Decimal(figure[2])
    if span:
        return Decimal(span[1]) <= amount <= Decimal(span[2])
    lower = bool(re.search("[≥>＞]|不低于|不小于", limit))
    return amount >= Decimal(bound[2]) if lower else amount <= Decimal(bound[2])
