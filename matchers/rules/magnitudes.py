"""Units of a rule book's numbers: their words, what makes sense in each, a number in words."""

from decimal import Decimal

UNIT_WORDS = {"yuan": "元", "times": "倍", "share": "", "months": "个月", "days": "天", "years": "岁", "items": "项"}
LARGEST, FINEST = 1_000_000_000, 4  # what the warehouse's decimals hold with room to multiply
WHOLE = ("months", "days", "years", "items")


def suits(unit: str, value: Decimal) -> bool:
    """Whether a value makes sense in its unit."""
    if not value.is_finite():
        return False
    if unit == "share":
        return 0 <= value <= 1
    if unit in WHOLE:
        return value >= 0 and value == value.to_integral_value()
    return value > 0


def wanted(unit: str) -> str:
    """What `suits`, in words."""
    if unit == "share":
        return "0到1之间的数"
    return f"0或大于0的整数（{UNIT_WORDS[unit]}）" if unit in WHOLE else f"大于0的数（{UNIT_WORDS.get(unit, unit)}）"


def is_held(value: Decimal) -> bool:
    """Whether the warehouse can reckon with it."""
    return value < LARGEST and value == round(value, FINEST)


def unit_words(unit: str) -> str:
    """In which unit a number is, where none stands beside."""
    return UNIT_WORDS[unit] or "0到1的比例"


def in_words(unit: str, value: Decimal) -> str:
    """3000 yuan → 3,000元; 0.50 → 0.5."""
    plain = f"{value:,f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) + UNIT_WORDS.get(unit, unit)
