"""What a lead is told under beside its colour: classes, a grade's other word, marks, kinds derived from benefits and income."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from matchers.months.facts import Facts, kind_of, profile_of
from matchers.months.measuring import Month
from matchers.records.leads import ListForm
from matchers.records.signals import GRADES, Grading, Household
from matchers.rules.policy import Policy

LEVEL, MEASURE = "级别", "措施方向"  # titles of the columns that say a grade in a book's own words, and what is to be done
DOUBTFUL = "（疑似）"
GOOD, BAD, UNKNOWN = "✓", "▲", "？"

Is = Callable[[Mapping[str, Any]], bool]


def form_of(policy: Policy) -> ListForm:
    """What a town's list has under a rule book beside the columns of all lists."""
    leads, marks = policy.settings["leads"], policy.settings["marks"]
    legend = f"{marks['title']}：{GOOD}没有问题　{BAD}有问题　{UNKNOWN}数据没有来，不知道" if marks["title"] and marks["shows_all"] else ""
    return ListForm(tuple(title for title, _ in _columns(policy)), tuple(leads["steps"]), tuple(leads["outcomes"]), leads["due_step"], grading_of(policy), legend)


def grading_of(policy: Policy) -> Grading:
    grades = policy.settings["grades"]
    return Grading(tuple(grades["duties"]), tuple(grades["colours"]))


@dataclass(frozen=True)
class Labelled:
    """A lead to be labelled: whose it is (None: a village's), the indicators that hold, its grade, in which towns each indicator was judged,
    and which indicators hold for its village as a whole.
    """

    at: Month
    home: Household | None
    town: str
    indicators: AbstractSet[str]
    grade: str
    facts: Facts | None
    judged: Mapping[str, AbstractSet[str]]
    around: AbstractSet[str] = frozenset()


def labels_of(lead: Labelled) -> tuple[str, ...]:
    """Texts under the titles of the rule book's form."""
    return tuple(text(lead) for _, text in _columns(lead.at.policy))


def classes_of(policy: Policy, home: Household | None, indicators: AbstractSet[str], facts: Facts | None = None) -> tuple[str, ...]:
    """Names of the classes to which reasons or kind of household belong, in the book's order; what is left over has a name of its own."""
    section = policy.settings["classes"]
    names = tuple(each["name"] for each in section["of"] if _belongs(each, home, indicators, facts))
    covered = {indicator for indicator in indicators if any(_is_of(indicator, each) for each in section["of"])}
    return names if not section["rest"] or (names and covered >= indicators) else (*names, section["rest"])


def kind_in_words(lead: Labelled) -> str:
    """The kind that benefits and income make a household; what only an income suggests is said as such."""
    if lead.home is None:
        return ""
    name = kind_of(lead.at, lead.home.household_type, lead.home.risk_cleared, lead.facts, lead.indicators)
    is_doubtful = any(each["name"] == name and each.get("doubtful") for each in lead.at.policy.settings["kinds"]["of"])
    return f"{name}{DOUBTFUL if is_doubtful else ''}"


def _columns(policy: Policy) -> Iterator[tuple[str, Callable[[Labelled], str]]]:
    settings = policy.settings
    if title := settings["types"]["title"]:
        yield title, _type
    if title := settings["classes"]["title"]:
        yield title, lambda lead: "、".join(classes_of(policy, lead.home, lead.indicators, lead.facts))
    if levels := settings["grades"]["levels"]:
        yield LEVEL, lambda lead: levels[GRADES.index(lead.grade)]
    if title := settings["kinds"]["title"]:
        yield title, kind_in_words
    if title := settings["marks"]["title"]:
        yield title, _marks
    if settings["grades"]["presets"]:
        yield MEASURE, _measure


def _type(lead: Labelled) -> str:
    """The first of the book's types that has one of the reasons; whoever cannot work is of one type, whatever the reason; what no type has any of is the rest."""
    section = lead.at.policy.settings["types"]
    names = [each["name"] for each in section["of"] if any(_is_of(indicator, each) for indicator in lead.indicators)]
    if names and section["no_labour"] and lead.facts is not None and not lead.facts.has_labour:
        return str(section["no_labour"])
    return str(names[0] if names else section["rest"])


def _marks(lead: Labelled) -> str:
    section = lead.at.policy.settings["marks"]
    if lead.home is None:
        return ""
    if not section["shows_all"]:
        return "、".join(each["name"] for each in section["of"] if _belongs(each, lead.home, lead.indicators, lead.facts))
    shown = [each["name"] + _sign(lead, each) for each in section["of"]]
    return "\n".join(" ".join(shown[at : at + 2]) for at in range(0, len(shown), 2))


def _sign(lead: Labelled, group: Mapping[str, Any]) -> str:
    """Good is said only of what was looked at: every indicator of the group was judged for the town."""
    if _belongs(group, lead.home, lead.indicators | lead.around, lead.facts):
        return BAD
    on = [rule for rule in lead.at.policy.rules if rule.indicator in lead.judged and _is_of(rule.indicator, group)]
    is_told = lead.facts is None or lead.facts.has_supply_told or not any(rule.scope == "village" for rule in on)
    return GOOD if on and is_told and all(lead.town in lead.judged[rule.indicator] for rule in on) else UNKNOWN


def _measure(lead: Labelled) -> str:
    grades = lead.at.policy.settings["grades"]
    if grades["preset_no_labour"] and lead.home and lead.facts and not lead.facts.has_labour:
        who = profile_of(lead.at, lead.home.household_type, lead.home.risk_cleared, lead.facts)
        if lead.facts.is_under(lead.at.policy.number("line_yuan", lead.at.month, who)):
            return str(grades["preset_no_labour"])
    return str(grades["presets"][GRADES.index(lead.grade)])


def _belongs(group: Mapping[str, Any], home: Household | None, indicators: AbstractSet[str], facts: Facts | None) -> bool:
    return (
        any(_is_of(indicator, group) for indicator in indicators)
        or (home is not None and home.household_type in group.get("kinds", ()))
        or (facts is not None and "labour" in group and facts.has_labour == (group["labour"] == "有"))
        or (facts is not None and bool(group.get("frail_elder")) and facts.has_frail_elder)
    )


def _is_of(indicator: str, group: Mapping[str, Any]) -> bool:
    named: Sequence[str] = group.get("indicators", ())
    return indicator in named or indicator.partition(".")[0] in named
