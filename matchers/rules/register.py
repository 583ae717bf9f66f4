"""The register of indicators: each with its numbers among the 55 and the 26, whom it is for, what it needs, its numbers, which books judge it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from matchers.rules import Rule, all_rules
from matchers.rules.books import NOT_WRITTEN
from matchers.rules.magnitudes import in_words
from matchers.rules.policy import Policy
from matchers.rules.sections import OPTIONAL
from schemas.dataset import all_datasets

LISTED, ORDINARY = "F", "Z"
WHOM = {(True, True): "所有的户", (True, False): "脱贫户、监测对象", (False, True): "一般农户", (False, False): "所有的户"}
BACK = ("", "（和上月的）", "（和前两月的）")
IN_BOOK = {"on_listed": "只对脱贫户、监测对象", "on_ordinary": "只对一般农户"}


@dataclass(frozen=True)
class RegisterLine:
    """`numbers` are of the form F17 (of the 55, 返贫) and Z17 (of the 26, 致贫); none where it is a channel. `parameters` and `books` are Chinese texts."""

    numbers: tuple[str, ...]
    indicator: str
    title: str
    kind: str
    whom: str
    needs: str
    parameters: tuple[str, ...]
    books: tuple[str, ...]


def register(books: Mapping[str, Policy], base: str) -> list[RegisterLine]:
    """In the order of the numbers; parameters are those of the book `base`, and what others have otherwise."""
    lines = [
        RegisterLine(
            rule.numbers, rule.indicator, rule.title, rule.kind_title, _whom(rule), _needs(rule),
            tuple(_parameter(rule, name, books, base) for name in rule.parameters), tuple(_judged_by(rule, books)),
        )
        for rule in all_rules().values()
    ]
    return sorted(lines, key=lambda line: (not line.numbers, min(line.numbers, default=""), line.indicator))


def counted() -> tuple[int, int]:
    """How many rows the register has of the 55 and of the 26."""
    numbers = [number for rule in all_rules().values() for number in rule.numbers]
    return sum(number[0] == LISTED for number in numbers), sum(number[0] == ORDINARY for number in numbers)


def _whom(rule: Rule) -> str:
    if rule.scope == "village":
        return "全村"
    letters = {number[0] for number in rule.numbers}
    return WHOM[LISTED in letters, ORDINARY in letters]


def _needs(rule: Rule) -> str:
    spans = {"needs": rule.needs, "needs_before": rule.needs_before, "needs_two_before": rule.needs_two_before}
    reach: dict[str, int] = {dataset: back for back, datasets in enumerate(spans.values()) for dataset in datasets}
    return "、".join(f"{all_datasets()[dataset].title}{BACK[back]}" for dataset, back in reach.items()) or "—"


def _parameter(rule: Rule, name: str, books: Mapping[str, Policy], base: str) -> str:
    words, unit = rule.parameters[name]["meaning"], rule.parameters[name]["unit"]
    others = [
        f"{book} {_values(policy, rule, name, unit)}" for book, policy in books.items()
        if book != base and rule in policy.rules and NOT_WRITTEN not in _values(policy, rule, name, unit)
    ]
    return "；".join((f"{words} {_values(books[base], rule, name, unit)}", *others))


def _values(policy: Policy, rule: Rule, name: str, unit: str) -> str:
    owner = f"rules.{rule.name}" if (f"rules.{rule.name}", name) in policy.parameters else "general"
    if owner == "general" and name in OPTIONAL and not policy.has(name):
        return "—"
    return "、".join(f"{value.whose}{in_words(unit, value.value)}（{value.document}）" for value in reversed(policy.parameters[owner, name]))


def _judged_by(rule: Rule, books: Mapping[str, Policy]) -> Iterator[str]:
    for name, policy in books.items():
        if rule in policy.rules:
            limits = [words for key, words in IN_BOOK.items() if rule.indicator in policy.settings["indicators"][key]]
            yield name + (f"（{limits[0]}）" if limits else "")
