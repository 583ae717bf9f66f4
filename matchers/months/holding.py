"""What is held back: indicators of which nothing is said while rows that could be a member's wait in review or are at fault."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from matchers.identity.joins import case_id
from matchers.months.comparing import Comparison, note_fired
from matchers.months.facts import profiles_if_needed
from matchers.months.firing import Profiles, rows_of
from matchers.months.linking import given_to_candidates
from matchers.months.measuring import Month
from matchers.records.signals import HeldBack
from matchers.rules import Rule
from matchers.statements import statements
from matchers.warehouse import Record, Row
from schemas.dataset import all_datasets

SQL = statements(__file__)


def held_back(at: Month, compared: Comparison) -> tuple[HeldBack, ...]:
    """What rests on absence and would fire if nothing waited. Needs the month compared, and measured last."""
    at.warehouse.run(SQL["nothing_pending"])
    rules = [rule for rule in at.policy.rules if rule.held_by]
    would = {(rule, home): row for rule in rules for home, row in _fires(at, rule, compared.profiles, rule.sql.replace("linked.pending", "linked.nothing_pending"))}
    return _told(at, compared, would, {rule.indicator: rule.held_by for rule in rules})


def in_doubt(at: Month, compared: Comparison, indicators: Collection[str]) -> tuple[HeldBack, ...]:
    """Those of these that rest on rows, and would fire if a row that waits were the household's, or of which one could not be read."""
    rules = [rule for rule in at.policy.rules if rule.indicator in indicators and rule.scope == "household" and not rule.held_by]
    needed = {rule: [name for name in rule.needs if all_datasets()[name].names_persons] for rule in rules}
    would = {
        (rule, home): {"household_id": home}
        for rule, names in needed.items() for name in names for (home,) in at.warehouse.rows(SQL["at_fault"], dataset=name)
    }
    with given_to_candidates(at.warehouse, sorted({name for names in needed.values() for name in names})):
        profiles = profiles_if_needed(at)
        would |= {(rule, home): row for rule in rules for home, row in _fires(at, rule, profiles, rule.sql)}
    return _told(at, compared, would, {rule.indicator: tuple((name, 0, 0) for name in names) for rule, names in needed.items()})


def _fires(at: Month, rule: Rule, profiles: Profiles | None, sql: str) -> list[tuple[str, Record]]:
    return [(row["household_id"], row) for row in rows_of(at, rule, profiles, sql)]


def _told(
    at: Month, compared: Comparison, would: Mapping[tuple[Rule, str], Record], windows: Mapping[str, tuple[tuple[str, int, int], ...]]
) -> tuple[HeldBack, ...]:
    """Of what would fire what does not, where it could be judged: which rows hold it, by place, household and indicator."""
    fired = {(signal.household_id, signal.indicator) for signal in (*compared.signals, *compared.also_true)}
    homes = compared.households
    note_fired(at.warehouse, [
        (rule, row) for (rule, home), row in would.items()
        if (home, rule.indicator) not in fired and homes.place(home)[0] in compared.judged.get(rule.indicator, ())
    ], windows)
    held: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for home, indicator, *holder in at.warehouse.rows(SQL["holders"]):
        held[home, indicator].append(tuple(holder))
    told = [
        HeldBack(
            *homes.place(home)[:2], home, indicator, len({person for person, *_ in rows}),
            tuple(dict.fromkeys(all_datasets()[dataset].title for _, dataset, *_ in rows)),
            tuple(dict.fromkeys(case_id(*written) for _, _, is_at_fault, *written, _ in rows if not is_at_fault)),
            tuple(dict.fromkeys(source for _, _, is_at_fault, *_, source in rows if is_at_fault)),
        )
        for (home, indicator), rows in held.items()
    ]
    return tuple(sorted(told, key=lambda each: (each.town, each.village, each.household_id, each.indicator)))
