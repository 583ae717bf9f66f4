"""A drawn table: each line a household in a few words, and whether the indicator holds and by which figures."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pytest

from matchers.months.comparing import compare
from matchers.months.measuring import Month
from matchers.rules import all_rules
from matchers.rules.policy import Policy, Value, load_policy
from matchers.warehouse import Warehouse
from schemas.months import parse_month, written
from tests.matchers.rules.filling import fill, first_of
from tests.matchers.rules.homes import Home, Settled
from tests.twin.facts import month_number

DEFAULT = dataclasses.replace(load_policy("default"), switched_off=frozenset())  # every rule on
QUIET = None
UNKNOWN = "not evaluated"


@dataclass(frozen=True)
class Fires:
    """The figures that the signal bears, yuan where the indicator is about money."""

    value: object = 1
    baseline: object = None
    threshold: object = None

    def figures(self) -> tuple[Decimal | None, ...]:
        return tuple(None if each is None else _fen(each) for each in (self.value, self.baseline, self.threshold))


@dataclass(frozen=True, eq=False)
class Case:
    """One line of a table: in words, the home, what is expected of the month judged."""

    words: str
    home: Home
    expected: Fires | str | None
    month: str = "2024-06"
    policy: Policy = DEFAULT


def _fen(number: object) -> Decimal:
    return Decimal(str(number)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def changed(rule: str, **by_month: dict[str, object]) -> Policy:
    """The default policy with other values of a rule's parameters from a month on."""
    parameters = dict(DEFAULT.parameters)
    for name, values in by_month.items():
        later = [Value(parse_month(since), None, Decimal(str(value)), "a later document") for since, value in sorted(values.items(), reverse=True)]
        parameters[rule, name] = (*later, *parameters[rule, name])
    return dataclasses.replace(DEFAULT, parameters=parameters)


class Judged:
    """What the warehouse says of a table's homes: one comparison a month and policy."""

    def __init__(self, warehouse: Warehouse, indicator: str, cases: tuple[Case, ...]) -> None:
        self.title = next(rule.title for rule in all_rules().values() if rule.indicator == indicator)
        self.answers: dict[str, tuple | str | None] = {}
        self.fields: dict[str, dict[str, object]] = {}
        settled = Settled()
        places = {case.words: settled.settle(case.home, month_number(case.month)) for case in cases}
        assert len(places) == len(cases), "two lines of the table say the same"
        fill(warehouse, settled.facts, max(month_number(case.month) for case in cases))
        for month, policy in {(case.month, id(case.policy)): (case.month, case.policy) for case in cases}.values():
            with warehouse.transaction():
                seen = compare(Month(warehouse, policy, first_of(month_number(month))))
            signals = {s.household_id or s.town: s for s in seen.signals if s.indicator == indicator}
            fired = {owner: (s.value, s.baseline, s.threshold) for owner, s in signals.items()}
            for case in cases:
                if case.month == month and case.policy is policy:
                    household, town = places[case.words]
                    left_out = any(self._leaves_out(line, month, town) for line in seen.not_evaluated)
                    self.answers[case.words] = fired.get(household, fired.get(town, UNKNOWN if left_out else QUIET))
                    if signal := signals.get(household) or signals.get(town):
                        self.fields[case.words] = signal.fields

    def _leaves_out(self, line: str, month: str, town: str) -> bool:
        name = f"{written(parse_month(month))} {self.title}"
        return line.startswith(f"{name}：") or (line.startswith(f"{name}（") and town in line)


def drawn(indicator: str, cases: tuple[Case, ...]) -> Callable:
    """The test of a table; `judged` is filled once for all of its lines."""

    @pytest.mark.parametrize("case", cases, ids=lambda case: case.words)
    def test(case: Case, judge: Callable[[str, tuple[Case, ...]], Judged]) -> None:
        expected = case.expected.figures() if isinstance(case.expected, Fires) else case.expected
        assert judge(indicator, cases).answers[case.words] == expected

    return test
