"""Templates of the console's pages filled in; everything that came from a file is text, never markup."""

import datetime as dt
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

from jinja2 import Environment

from matchers.records.words import money, place_words
from reports.jinja import templates
from reports.masking import masked
from schemas.file_names import TABLES

HERE = Path(__file__).parent
ICON = "icon.svg"
STATIC = {"style.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8", ICON: "image/svg+xml"}
GRADES = {"red": "红", "yellow": "黄", "green": "绿"}
HAPPENED = {"issued": "下发", "carried": "继续下发", "escalated": "加重，重新下发", "fallen": "原因消失，建议销号", "waiting": "数据没来，先等着", "enrolled": "已纳入监测"}
SHOWN_PHONE = 3


@cache
def _environment() -> Environment:
    made = templates(HERE)
    made.filters |= {"day": day, "month": month, "money": _money, "masked": masked, "phone": masked_phone, "is_table": is_table, "place": place_words, "clicked": clicked}
    made.globals |= {"GRADES": GRADES, "HAPPENED": HAPPENED}
    return made


def rendered(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)


def static(name: str) -> bytes:
    return (HERE / name).read_bytes()


def day(value: dt.date | None) -> str:
    return f"{value.month}月{value.day}日" if value else ""


def month(value: dt.date | None) -> str:
    return f"{value.year}年{value.month}月" if value else ""


def _money(value: Decimal | None) -> str:
    return "没收到" if value is None else money(value)


def clicked(words: str) -> str:
    """What is told of a file, for somebody who has a button where others type a command."""
    return re.sub(r"(运行|用) bidui layout ", "点“教它怎么读”", words)


def is_table(path: str) -> bool:
    """Whether a file can be taught how to read."""
    return path.lower().endswith(TABLES)


def masked_phone(number: str) -> str:
    """13900000002 → 139*****002."""
    return number[:SHOWN_PHONE] + "*" * max(len(number) - 2 * SHOWN_PHONE, 0) + number[-SHOWN_PHONE:] if len(number) > 2 * SHOWN_PHONE else "*" * len(number)
