"""One household under the planter's hand: what it looks like at its event, and ways to change its facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.county.lives import make_bill
from tests.twin.facts import Facts, Household, Job, age_on, last_day
from tests.twin.indicators import UPPER_STAGES

CANCER = ("住院", "恶性肿瘤")
HEART = ("住院", "冠心病")
MONITORED = {"household_type": "边缘易致贫户", "risk_cleared": "否"}  # whose line is that of ordinary households in every book


@dataclass
class Plot:
    """One household, the month of its event, and all months of the county."""

    facts: Facts
    household: Household
    month: int
    months: range
    next_bill: Callable[[], int]

    @property
    def from_now(self) -> range:
        return self.since(0)

    def since(self, back: int) -> range:
        """From so many months before the event on."""
        return range(self.month - back, self.months[-1] + 1)

    @property
    def size(self) -> int:
        return len(self.household.members)

    def members(self, youngest: int = 0, oldest: int = 150) -> list[int]:
        """Members of an age at the event, the householder last (his house and file stay whole)."""
        return [who for who in reversed(self.household.members) if youngest <= self.age(who) <= oldest]

    def age(self, who: int) -> int:
        return age_on(self.facts.persons[who].birth, last_day(self.month))

    def workers(self) -> list[int]:
        return [who for who in self.household.members if self.facts.jobs.get((who, self.month - 1))]

    def upper_students(self) -> list[int]:
        rows = ((who, self.facts.studies.get((who, self.months[-1] - 9), ())) for who in self.household.members)
        return [who for who, studies in rows if any(study.stage in UPPER_STAGES for study in studies)]

    def bill(self, month: int, total: int, self_pay: int, care: tuple[str, str] = CANCER, day: int = 15) -> None:
        who = self.household.members[0]
        number = self.next_bill()
        division = self.household.household_id[:6]
        on = last_day(month).replace(day=day)
        self.facts.bills[who, month].append(
            make_bill(number, division, who, on, care, Decimal(total), Decimal(self_pay))
        )

    def restate(self, **changes) -> None:
        """Change what every roster says of the household."""
        for roster in self.facts.rosters.values():
            roster[self.household.household_id] = replace(roster[self.household.household_id], **changes)

    def change_jobs(self, months: Iterable[int], change: Callable[[Job], Job]) -> None:
        for key in ((who, month) for who in self.household.members for month in months):
            if key in self.facts.jobs:
                self.facts.jobs[key] = [change(job) for job in self.facts.jobs[key]]

    def forget_jobs(self) -> None:
        for key in ((who, month) for who in self.household.members for month in self.months):
            self.facts.jobs.pop(key, None)
