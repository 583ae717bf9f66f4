"""How values are said in Chinese."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal


def month_words(month: dt.date) -> str:
    return f"{month.year}年{month.month}月"


def day_words(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def money(yuan: Decimal) -> str:
    """1234.5 → 1,234.50; 3000 → 3,000."""
    rounded = yuan.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded:,.0f}" if rounded == rounded.to_integral_value() else f"{rounded:,.2f}"
