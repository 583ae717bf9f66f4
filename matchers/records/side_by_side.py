"""What several rule books would find in one month, laid beside each other: plain values, nobody named."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

Owned = tuple[str, str, str]  # town, village, household id; a village's own lead has none


@dataclass(frozen=True)
class BookFound:
    """What one rule book finds: of each household or village the grade and the indicators; `not_evaluated` are Chinese lines, `line` is in words."""

    name: str
    title: str
    line: str
    grades: Mapping[Owned, str]
    indicators: Mapping[Owned, frozenset[str]]
    not_evaluated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answers:
    """Of owners that towns answered on: how many, and how many were found true."""

    answered: int
    true: int


@dataclass(frozen=True)
class SideBySide:
    """`outcomes` are True or False (found true or not) of the owners that were answered on; `titles` the Chinese of indicators and kinds."""

    month: dt.date
    books: tuple[BookFound, ...]
    outcomes: Mapping[Owned, bool]
    titles: Mapping[str, str]

    @property
    def owners(self) -> list[Owned]:
        return sorted(set().union(*(book.grades for book in self.books)))

    def answers(self, owners: set[Owned]) -> Answers:
        said = [self.outcomes[owner] for owner in owners if owner in self.outcomes]
        return Answers(len(said), sum(said))

    def missed(self, by: BookFound, found_by: BookFound) -> set[Owned]:
        return found_by.grades.keys() - by.grades.keys()
