"""How a department writes a value into a cell: dates, money and places in the shapes of the contract."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.county.headings import Heading
from tests.county.mess import Mess

Cell = str | int | float
EXCEL_EPOCH = dt.date(1899, 12, 30)
NOTHING = ("", "—", "/", "无")


def _serial(day: dt.date) -> Cell:
    return (day - EXCEL_EPOCH).days


DATE_SHAPES = (
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    _serial,
)
TOWN_SHAPES = (lambda town: town[:-1] if len(town) > 2 else town, lambda town: f"{town}人民政府")
VILLAGE_SHAPES = (lambda village: village[:-1] if len(village) > 2 else village, lambda village: f"{village}民委员会")


@dataclass
class Hand:
    """How one file is written: its shapes of dates and places, and how freely it writes money."""

    mess: Mess
    random: Random
    is_text: bool
    wan_yuan: bool = False

    def __post_init__(self) -> None:
        freely = self.random.random() < 5 * self.mess.written_freely
        self.date_shape = self.random.choice(DATE_SHAPES) if freely else DATE_SHAPES[0]
        varied = self.random.random() < self.mess.place_variant
        self.town_shape = self.random.choice(TOWN_SHAPES) if varied else str
        self.village_shape = self.random.choice(VILLAGE_SHAPES) if varied else str

    def cell(self, heading: Heading, value: object) -> Cell:
        """A value as this file writes it; numbers stay numbers in workbooks."""
        if isinstance(value, dt.date):
            return self.date_shape(value)
        if isinstance(value, Decimal):
            return self._yuan(heading, value)
        if isinstance(value, int):
            return str(value) if self.is_text else value
        if heading.key == "town":
            return self.town_shape(value)
        if heading.key == "village":
            return self.village_shape(value)
        return str(value)

    def _yuan(self, heading: Heading, value: Decimal) -> Cell:
        if self.wan_yuan and heading.is_money:
            return str(value / 10000)
        if self.random.random() < self.mess.written_freely:
            shapes = (f"¥{value:,.2f}", f"{value:,.2f}", f"{value:.2f}元")
            return self.random.choice(NOTHING if value == 0 and self._may_be_blank(heading) else shapes)
        return f"{value:.2f}" if self.is_text else float(value)

    @staticmethod
    def _may_be_blank(heading: Heading) -> bool:
        """An empty 个人自付 beside a total is a warning, and the income of a roster must be there."""
        return heading.is_money and heading.key != "self_pay"
