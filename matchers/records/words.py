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


def whole(yuan: Decimal, beside: Decimal | None = None) -> str:
    """As a sentence says it: 1234.5 → 1,235; exactly where it would look the same as what it is held `beside`, and is not."""
    rounded = yuan.quantize(Decimal(1), ROUND_HALF_UP)
    is_near = beside is not None and yuan != beside and rounded == beside.quantize(Decimal(1), ROUND_HALF_UP)
    return money(yuan) if is_near else f"{rounded:,}"


def percent(share: Decimal) -> str:
    """0.004 → 不到1%, 0.997 → 超过99%: neither none nor all."""
    if 0 < share < Decimal("0.01"):
        return "不到1%"
    return "超过99%" if Decimal("0.99") < share < 1 else f"{share:.0%}"


def place_words(place: str) -> str:
    """2024-06/学籍.xlsx!Sheet1!7 → 2024-06/学籍.xlsx Sheet1 第7行; where no row is told, the file."""
    file, _, rest = place.partition("!")
    sheet, _, row = rest.rpartition("!")
    return " ".join(filter(None, (file, sheet, f"第{row}行" if row else "")))
