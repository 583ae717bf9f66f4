"""A month under several rule books: each judged on the same ground, what each finds and what towns answered on it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from matchers.asking.graded import graded_leads
from matchers.months.measuring import Month
from matchers.records.said import TRUE_OUTCOMES, UNVERIFIED
from matchers.records.side_by_side import BookFound, SideBySide
from matchers.records.signals import Owner, owner_of
from matchers.records.words import money
from matchers.rules import titles
from matchers.rules.policy import Policy


def side_by_side(at: Month, policies: Sequence[tuple[str, Policy]], outcomes: Mapping[Owner, str]) -> SideBySide:
    """`policies` by the names that they were asked for; `outcomes` are those of the month's leads. Call it where measuring is taken back."""
    books = []
    for name, policy in policies:
        under = replace(at, policy=policy)
        leads, not_evaluated = graded_leads(under)
        lines = dict.fromkeys(f"{money(value.value)}元" for value in policy.all_in_force("general", "line_yuan", at.month))
        books.append(BookFound(
            name, policy.title, "、".join(lines), {place: lead.grade for place, lead in leads.items()}, {place: lead.indicators for place, lead in leads.items()},
            (*not_evaluated, *([policy.gaps] if policy.gaps else [])),
        ))
    found = set().union(*(book.grades for book in books))
    said = {owner: outcomes.get(owner_of(*owner), "") for owner in found}
    return SideBySide(at.month, tuple(books), {owner: outcome in TRUE_OUTCOMES for owner, outcome in said.items() if outcome not in ("", UNVERIFIED)}, titles())
