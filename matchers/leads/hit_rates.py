"""How often an indicator, a department, a town is right: counts of answers, Wilson intervals, small numbers held back.

True share = true ÷ (true + untrue); what could not be found out is answered and counts for neither. A lead with several
indicators counts once for each of them, and once for each department that any of them rests on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from matchers.leads.held_back import HIDDEN, publish
from matchers.leads.verdicts import Asked
from matchers.months.tails import wilson
from matchers.records.reporting import HitRates, Published, Rate
from matchers.records.said import TRUE_OUTCOMES, UNTRUE
from matchers.rules import Rule, all_rules
from schemas.dataset import all_datasets

LEAST_ANSWERS = 5
Key = tuple[str, str, str]  # indicator, department, town; '' for all of them
WHOLE = ("", "", "")


class Counts(NamedTuple):
    """Leads issued, and of those answered, found true, found untrue, enrolled."""

    issued: int = 0
    answered: int = 0
    true: int = 0
    untrue: int = 0
    enrolled: int = 0


def hit_rates(asked: Iterable[Asked]) -> HitRates:
    """Each lead once. Held back are counts of 1 to 4, and whatever would give one away by subtraction: a town's from
    the county's, a town's of an indicator from the indicator's.
    """
    leads = list(asked)
    members: dict[Key, list[int]] = defaultdict(list)
    for at, lead in enumerate(leads):
        for key in _keys_of(lead):
            members[key].append(at)
    counts = {key: _counts(leads[at] for at in members[key]) for key in sorted(members)}
    shown = _published(members, counts)

    def table(holds: Callable[[Key], bool], names: Callable[[Key], tuple[str, ...]]) -> tuple[Rate, ...]:
        return tuple(_line(names(key), counts[key], shown[key]) for key in counts if holds(key))

    return HitRates(
        by_indicator=table(lambda key: key[0] != "" and not key[1], lambda key: key[:1]),
        by_department=table(lambda key: key[1] != "" and not key[0], lambda key: key[1:2]),
        by_town=(
            *table(lambda key: key[2] != "" and not key[0], lambda key: key[2:]), *table(lambda key: key == WHOLE, lambda key: ("合计",)),
        ),
        by_all=table(lambda key: all(key), lambda key: key),
    )


def _keys_of(lead: Asked) -> set[Key]:
    pairs = {(indicator, department) for indicator in lead.indicators for department in departments_of(indicator)}
    return {
        WHOLE, ("", "", lead.town), *((indicator, "", "") for indicator, _ in pairs), *(("", department, "") for _, department in pairs),
        *((indicator, department, lead.town) for indicator, department in pairs),
    }


def _published(members: dict[Key, list[int]], counts: dict[Key, Counts]) -> dict[Key, list[Published]]:
    """What may be shown of each key's counts, in their order."""
    groups: dict[tuple[Key, str], list[Key]] = defaultdict(list)
    for key in counts:
        indicator, department, town = key
        if town:
            groups[(indicator, "", ""), department].append(key)
    shown: dict[Key, list[Published]] = {key: [publish([], count)[1] for count in counts[key]] for key in counts}
    for (total, _), parts in groups.items():
        for column, whole in enumerate(counts[total]):
            published, of_whole = publish([counts[key][column] for key in parts], whole)
            for key, each in zip((total, *parts), (of_whole, *published), strict=True):
                shown[key][column] = each
    # A department of one indicator, a town of one: the same leads are shown under two names, and held back under both.
    alike: dict[tuple[int, ...], list[Key]] = defaultdict(list)
    for key in counts:
        alike[tuple(members[key])].append(key)
    for keys in alike.values():
        for column in range(len(shown[keys[0]])):
            if any(shown[key][column] == HIDDEN for key in keys):
                for key in keys:
                    shown[key][column] = HIDDEN
    return shown


def _counts(leads: Iterable[Asked]) -> Counts:
    rows = [
        (1, lead.outcome is not None, lead.outcome in TRUE_OUTCOMES, lead.outcome == UNTRUE, lead.is_enrolled) for lead in leads
    ]
    return Counts(*(sum(column) for column in zip(*rows, strict=True)))


@cache
def departments_of(indicator: str) -> tuple[str, ...]:
    """Departments whose datasets the indicator's rule needs or takes its evidence from, in the alphabet's order."""
    rule = _rules().get(indicator)
    if rule is None:
        return ("其他",)  # of a rule that there was once
    datasets = {dataset for dataset, _ in rule.needed} | {dataset for dataset, _, _ in rule.evidence}
    return tuple(sorted({all_datasets()[dataset].department for dataset in datasets}))


@cache
def _rules() -> dict[str, Rule]:
    return {rule.indicator: rule for rule in all_rules().values()}


def _line(key: tuple[str, ...], counts: Counts, published: Sequence[Published]) -> Rate:
    issued, answered, true, _, enrolled = published
    share = low = high = None
    judged = counts.true + counts.untrue
    if judged >= LEAST_ANSWERS and _are_shown(answered, true):
        share, (low, high) = counts.true / judged, wilson(counts.true, judged)
    return Rate(
        key, issued, answered, true, enrolled, share, low, high, _visits(counts, answered, true), _visits(counts, answered, enrolled)
    )


def _visits(counts: Counts, answered: Published, found: Published) -> float | None:
    """Visits (every answered lead is one) for each found."""
    if counts.answered < LEAST_ANSWERS or not isinstance(answered, int) or not isinstance(found, int):
        return None
    return answered / found if found else None


def _are_shown(*published: Published) -> bool:
    return all(isinstance(each, int) for each in published)
