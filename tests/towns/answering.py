"""All towns of a month answer: each in a way of its own, by a plan that the seed alone decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from schemas.months import shifted, written
from tests.towns.clerk import COUNTED, Clerk, Entry, Expected
from tests.towns.issued import TownList
from tests.towns.sayings import draw_saying
from tests.towns.ways import WAYS, corrected_months_later


@dataclass
class Post:
    """Everything that towns sent so far."""

    returns: Path
    seed: int
    expected: list[Expected] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    ways: dict[str, int] = field(default_factory=dict)

    def answer(self, month: dt.date, lists: Sequence[TownList]) -> None:
        """Every town with something to answer does so after the lists of a month, but for one that keeps silent.

        Second thoughts are sent more often than there are ways: only they come when a household has its next lead already.
        """
        turn = month.year * 12 + month.month
        for place, town_list in enumerate(lists):
            if not town_list.rows or (turn + place) % 11 == 0:
                continue
            random = Random(f"{self.seed} {town_list.town} {written(month)}")
            others = [row for other in lists if other.town != town_list.town for row in other.rows]
            clerk = Clerk(self.returns, town_list, month, random, others)
            first_day = shifted(month, 1).replace(day=5)
            way = corrected_months_later if (turn * 3 + place) % 5 == 0 else WAYS[(turn * 5 + place) % len(WAYS)]
            way(clerk, [Entry.of(row, draw_saying(random, first_day)) for row in town_list.rows])
            self.ways[way.__name__] = self.ways.get(way.__name__, 0) + 1
            self.expected += clerk.expected
            self.copies += clerk.copies

    def outcomes(self, until: dt.date) -> dict[str, str]:
        """What each lead's town says of it by the lists in folders up to a month: the last that counts."""
        counted = [each for each in self.expected if each.entry.fate == COUNTED and each.folder <= until]
        return {each.entry.lead_id: each.entry.saying.outcome for each in sorted(counted, key=lambda each: each.order)}
