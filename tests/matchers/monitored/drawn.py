"""Monitored households drawn in a few words, each in a town of its own, and what the pre-check says of them in June 2024."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matchers.monitored.monitoring import monitor
from matchers.months.comparing import compare
from matchers.months.holding import held_back
from matchers.months.measuring import Month
from matchers.records.monitored import Monitoring
from matchers.rules.policy import Policy, load_policy
from matchers.warehouse import Warehouse
from tests.matchers.rules.filling import fill, first_of
from tests.matchers.rules.homes import ROSTER, Home, Member, Settled, every, home, works
from tests.twin.facts import House, month_number

JUNE = month_number("2024-06")
DEFAULT = load_policy("default")
REACH = range(29)  # half a year of annual incomes, each of twelve pairs
SAFE = {0: House("A", "是", "无需改造")}


def monitored(*members: Member, kind: str = "边缘易致贫户", income: float = 9000, since: int = 28, **more: object) -> Home:
    """Insured in June, in a safe house, all extracts of 29 months received; of one worker where nothing else is said."""
    more = {"house": SAFE, **more}
    return home(*(members or (worker(),)), kind=kind, income=income, since=since, **more)


def worker(wages: Mapping[int, float] | None = None, **more: object) -> Member:
    """Born in 1980, able to work; wages by month back, 2000 where nothing else is said."""
    jobs = every(REACH, works(2000)) | {back: works(yuan) for back, yuan in (wages or {}).items()}
    return Member(**({"born": "1980-05-05", "labour": "普通劳动力", "jobs": jobs} | more))


@dataclass(frozen=True)
class Case:
    """One line: in words, the home, and the beginning of each sentence that stands in the way; `enrolled` is the month of the
    first roster that has it.
    """

    words: str
    home: Home
    obstacles: tuple[str, ...] = ()
    policy: Policy = DEFAULT
    enrolled: str = "2020-01"


def checked(warehouse: Warehouse, cases: tuple[Case, ...]) -> dict[str, tuple[str, ...]]:
    """What stands in the way of each case, all side by side in one county."""
    settled = Settled()
    places = {case.words: settled.settle(case.home, JUNE)[0] for case in cases}
    for case in cases:
        settled.facts.rosters.setdefault(month_number(case.enrolled), {})[places[case.words]] = settled.facts.rosters[ROSTER].pop(places[case.words])
    assert len(places) == len(cases), "two lines of the table say the same"
    fill(warehouse, settled.facts, JUNE)
    said = {}
    for policy in {id(case.policy): case.policy for case in cases}.values():
        found = {file.household.household_id: file.obstacles for file in of_june(warehouse, policy).monitored}
        said |= {case.words: found[places[case.words]] for case in cases if case.policy is policy}
    return said


def of_june(warehouse: Warehouse, policy: Policy = DEFAULT) -> Monitoring:
    june = first_of(JUNE)
    with warehouse.transaction():
        compared = compare(Month(warehouse, policy, june))
        at = Month(warehouse, policy, june)
        return monitor(at, compared.signals, compared, held_back(at, compared), {})
