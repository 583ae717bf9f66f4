"""The month's leads counted, for the workbook and for the page."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass

from matchers.records.leads import Lead
from matchers.records.reporting import MonthReport
from matchers.records.signals import GRADES
from reports.plain_text import in_order

# As leaders say them: the four warnings, then income and work.
GUARANTEES = ("education.dropout", "education.suspended")
CLASSES = (
    ("因病", ("medical", "expenditure", "disease")), ("因学", ("education",)), ("因灾和意外", ("disaster", "accident")),
    ("三保障和饮水", ("insurance", "housing", "water")), ("收入就业", ("income", "employment", "business", "industry", "loan", "assistance")),
)
OTHER = "其他"
CLASS_NAMES = (*(name for name, _ in CLASSES), OTHER)


@dataclass(frozen=True)
class FigureLine:
    """One row of a table of leads by grade; `last` is the month before, None where it was not run."""

    name: str
    by_grade: dict[str, int]
    last: dict[str, int] | None = None

    @property
    def total(self) -> int:
        return sum(self.by_grade.values())

    @property
    def last_total(self) -> int | None:
        return None if self.last is None else sum(self.last.values())

    @property
    def change(self) -> int | None:
        return None if self.last is None else self.total - sum(self.last.values())


def by_town(report: MonthReport) -> list[FigureLine]:
    """Most leads first; a town that had leads only last month is there with none."""
    towns = {lead.town for lead in report.leads} | {town for town, _ in report.last_month}
    lines = [FigureLine(town, _graded(lead for lead in report.leads if lead.town == town), _last(report, town)) for town in towns]
    return sorted(lines, key=lambda line: (-line.total, in_order(line.name)))


def at_once(report: MonthReport) -> dict[str, list[Lead]]:
    """By town, the leads with which the report opens, the gravest first; none where the rule book asks for none."""
    named = set(report.told_at_once)
    leads = [lead for lead in report.leads if named & {signal.indicator for signal in lead.signals}]
    towns = sorted({lead.town for lead in leads}, key=in_order)
    return {town: sorted((lead for lead in leads if lead.town == town), key=lambda lead: (GRADES.index(lead.grade), in_order(lead.village), lead.household_id)) for town in towns}


def at_once_titles(report: MonthReport) -> str:
    return "、".join(report.indicator_titles[name] for name in report.told_at_once)


def in_all(report: MonthReport) -> FigureLine:
    return FigureLine("合计", _graded(report.leads), _last(report, None))


def by_indicator(report: MonthReport) -> list[tuple[str, FigureLine]]:
    """(class, line) by the indicator's title: leads with that indicator among their reasons."""
    lines = [(class_of(name), FigureLine(report.indicator_titles[name], counts)) for name, counts in _by_reason(report, str).items()]
    return sorted(lines, key=lambda pair: (-pair[1].total, pair[1].name))


def by_class(report: MonthReport) -> list[FigureLine]:
    """A lead counts once in each class that it has a reason of, so that the classes may sum to more than the leads."""
    counts = _by_reason(report, class_of)
    return [FigureLine(name, counts[name]) for name in CLASS_NAMES if name in counts]


def _by_reason(report: MonthReport, named: Callable[[str], str]) -> dict[str, dict[str, int]]:
    """Leads by grade, under each name that one of their indicators goes by."""
    leads: dict[str, list[Lead]] = defaultdict(list)
    for lead in report.leads:
        for name in {named(signal.indicator) for signal in lead.signals}:
            leads[name].append(lead)
    return {name: _graded(mine) for name, mine in leads.items()}


def late_count(report: MonthReport) -> int:
    return sum(lead.month < report.month for lead in report.leads)


def held_homes(report: MonthReport) -> int:
    return len({each.household_id for each in report.held})


def _graded(leads: Iterable[Lead]) -> dict[str, int]:
    counts = Counter(lead.grade for lead in leads)
    return {grade: counts[grade] for grade in GRADES}


def _last(report: MonthReport, town: str | None) -> dict[str, int] | None:
    if not report.last_month:
        return None
    return {grade: sum(n for (t, g), n in report.last_month.items() if g == grade and town in (None, t)) for grade in GRADES}


def classes_of(indicators: Set[str]) -> tuple[str, ...]:
    """Those that a lead with such reasons belongs to, in the order in which leaders say them."""
    found = {class_of(indicator) for indicator in indicators}
    return tuple(name for name in CLASS_NAMES if name in found)


def class_of(indicator: str) -> str:
    if indicator in GUARANTEES:
        return CLASSES[3][0]
    return next((name for name, kinds in CLASSES if indicator.partition(".")[0] in kinds), OTHER)
