"""Questions to rule books themselves: which there are, and how one stands in a month."""

import datetime as dt
from dataclasses import dataclass

from matchers.rules import SOURCES
from matchers.rules.books import built_in
from matchers.rules.checked import Checked, check
from matchers.rules.policy import Policy, load_policy
from matchers.rules.settable import in_words


@dataclass(frozen=True)
class KnownBook:
    """A built-in rule book in words; `indicators` counts those that are on, channels aside."""

    name: str
    title: str
    grading: str
    indicators: int
    line: str
    based_on: str


def known_books() -> list[KnownBook]:
    return [_known(load_policy(path.stem)) for path in built_in()]


def checked(name_or_path: str, month: dt.date) -> Checked:
    """A book that can be read, looked over; one that cannot is a `Mistake`."""
    return check(load_policy(name_or_path), month)


def _known(policy: Policy) -> KnownBook:
    lines = "、".join(dict.fromkeys(in_words("yuan", value.value) + value.whose for value in policy.parameters["general", "line_yuan"]))
    based_on = policy.files[1].stem if len(policy.files) > 1 else ""
    return KnownBook(policy.path.stem, policy.title, policy.grading, sum(rule.source == SOURCES[0] for rule in policy.rules), lines, based_on)
