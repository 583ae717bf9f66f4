"""A signal → one plain Chinese sentence with its figures, by its rule's explanation."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from numbers import Integral
from string import Formatter

from matchers.records.signals import Signal
from matchers.records.words import day_words, month_words, whole
from matchers.rules import Rule

LEAST_BASE, MOST_TIMES = 100, 10  # yuan a month, and times, between which 倍 is said


def sentence(signal: Signal, rule: Rule) -> str:
    """Raises LookupError for a placeholder that neither the signal nor its fields can fill."""
    no_baseline = signal.baseline is None or signal.baseline == 0
    words = rule.explanation_first if rule.explanation_first and no_baseline else rule.explanation
    figures = _figures(signal)
    filled = []
    for text, placeholder, form, conversion in Formatter().parse(words):
        filled.append(text)
        if placeholder is None:
            continue
        if form or conversion or figures.get(placeholder) is None:
            raise LookupError(f"{signal.indicator}: nothing to put for {{{placeholder}}}")
        filled.append(_written(figures[placeholder]))
    return "".join(filled)


def late(month: dt.date, run_month: dt.date) -> str:
    """What stands before the sentence of a signal that comes after its month was run."""
    if month == run_month:
        return ""
    return f"补发{'' if month.year == run_month.year else f'{month.year}年'}{month.month}月："


def _figures(signal: Signal) -> dict[str, object]:
    figures = dict(signal.fields)
    value = whole(signal.value, signal.threshold) if isinstance(signal.value, Decimal) else signal.value
    figures |= {"value": value, "baseline": signal.baseline, "threshold": signal.threshold}
    figures["month"] = month_words(signal.month)
    figures["left"] = f"还差{_written(-signal.value)}" if signal.value < 0 else f"剩{_written(value)}"
    if signal.baseline is not None:
        figures["less"] = signal.baseline - signal.value
        if signal.baseline != 0:
            figures["times"] = _plainly(_tenths(signal.value / signal.baseline))
        figures["compared"] = _compared(signal.value, signal.baseline)
    return figures


def _compared(value: Decimal, usual: Decimal) -> str:
    """How many times the usual only where that says something; beside next to nothing everything is hundreds of times."""
    if usual >= LEAST_BASE and (times := _tenths(value / usual)) < MOST_TIMES:
        return f"是平时每月{_written(usual)}元的{_plainly(times)}倍"
    return f"比平时每月多{_written(value - usual)}元"


def _tenths(ratio: Decimal) -> Decimal:
    return ratio.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _plainly(times: Decimal) -> str:
    return str(times).removesuffix(".0")


def _written(value: object) -> str:
    """Money in whole yuan with separators, counts whole, months and days in words."""
    if isinstance(value, float):
        value = Decimal(repr(value))  # refuses nothing but writes NaN plainly, so that a test sees it
    if isinstance(value, Decimal):
        return whole(value) if value.is_finite() else str(value)
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, dt.date):
        return day_words(value)
    return str(value)
