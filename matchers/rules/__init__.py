"""One pair of files is one indicator: its words in .toml, its logic in .sql."""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SOURCES = ("部门预警", "自主申报", "干部排查")


@dataclass(frozen=True, eq=False)
class Rule:
    """An indicator. `needs`, `needs_before` and `needs_two_before` are datasets that must have come for the month itself,
    the one before and the one before that (none: whatever came is judged, nothing is missed); `evidence` are (dataset,
    from, to) in months back; `absence` are datasets from which somebody's being missing is what fires, `held_by` the (dataset, from,
    to) of which a row that waits in review, or is at fault, and could be a member's holds it back. `rank` orders a lead's
    reasons, the weightiest (least) first. `source` is the channel that a signal comes by, one of SOURCES; `worse` says in
    which direction its value grows worse: 'higher', 'lower', '' where it only is or is not.
    `figures` are the measures that its value and baseline are made of, (measure, from, to) in months back.
    `numbers` are its own in the registers of the 55 (F) and the 26 (Z).
    `family` is what its reasons are told together with; `counts_as` how many kinds of reasons it is where two make a lead yellow;
    `type` what 三类 call it; `guarantee` what is lacking where it holds. `yields_to` are indicators beside which it is no signal; one that is `after` is judged when the others
    are and reads linked.holding; `state` says that it holds until something is done, so that whatever true answer silences it.
    """

    name: str
    title: str
    kind: str
    kind_title: str
    scope: str
    rank: int
    needs: tuple[str, ...]
    evidence: tuple[tuple[str, int, int], ...]
    explanation: str
    town_checks: str
    parameters: dict[str, dict[str, Any]]
    sql: str
    explanation_first: str | None = None
    needs_before: tuple[str, ...] = ()
    needs_two_before: tuple[str, ...] = ()
    absence: tuple[str, ...] = ()
    held_by: tuple[tuple[str, int, int], ...] = ()
    source: str = SOURCES[0]
    worse: str = ""
    numbers: tuple[str, ...] = ()
    family: str = ""
    type: str = ""
    guarantee: str = ""
    counts_as: int = 1
    yields_to: tuple[str, ...] = ()
    after: bool = False
    state: bool = False
    figures: tuple[tuple[str, int, int], ...] = ()

    @cached_property
    def indicator(self) -> str:
        return f"{self.kind}.{self.name.removeprefix(self.kind + '_')}"

    @property
    def needed(self) -> tuple[tuple[str, int], ...]:
        """(dataset, months back) that must have come."""
        spans = (self.needs, self.needs_before, self.needs_two_before)
        return tuple((dataset, back) for back, datasets in enumerate(spans) for dataset in datasets)


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by name, found by its place, in file-name order."""
    return {file.stem: _read(file) for file in sorted(FOLDER.glob("*.toml"))}


def _read(file: Path) -> Rule:
    words = tomllib.loads(file.read_text("utf-8"))
    listed = {key: tuple(words[key]) for key in ("needs", "needs_before", "needs_two_before", "absence", "yields_to", "numbers") if key in words}
    spans = {key: tuple((what, first, last) for what, first, last in words.get(key, ())) for key in ("evidence", "held_by", "figures")}
    sql = file.with_suffix(".sql").read_text("utf-8")
    return Rule(name=file.stem, sql=sql, **(words | listed | spans))


def titles() -> dict[str, str]:
    """Indicators and their kinds in Chinese."""
    rules = all_rules().values()
    return {rule.indicator: rule.title for rule in rules} | {rule.kind: rule.kind_title for rule in rules}
