"""The bureau's month as one self-contained page: nothing is fetched, no script runs, nobody is named."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from matchers.records.reporting import MonthReport, Quality, in_all
from matchers.records.signals import GRADES
from matchers.records.words import day_words, month_words, percent
from reports import month_figures
from reports.grades import GRADE_WORDS, meaning
from reports.hit_rate_tables import HELD_BACK, MEANING, page_tables
from reports.jinja import templates
from reports.month_figures import FigureLine
from reports.month_first import first_page
from reports.saving import write_whole

TEMPLATE = "month_report.html.j2"
TEMPLATES = templates(Path(__file__).parent)
BAR_WIDTH = 100  # of the longest bar, in percent of its track
NARROWEST_WITH_FIGURE = 9
SHOWN = 12  # households of a town
FATES = (("stored", "用上了"), ("duplicates", "重复"), ("quarantined", "先没用"), ("not_data", "不是数据"))


@dataclass(frozen=True)
class Segment:
    x: float
    width: float
    look: str
    count: int

    @property
    def has_room(self) -> bool:
        return self.width >= NARROWEST_WITH_FIGURE


@dataclass(frozen=True)
class Bar:
    """A line drawn: its segments by grade, and how long last month's bar was."""

    line: FigureLine
    segments: tuple[Segment, ...]
    last_width: float


def write_month_page(path: Path, report: MonthReport) -> None:
    towns = month_figures.by_town(report)
    page = TEMPLATES.get_template(TEMPLATE).render(
        report=report,
        month=month_words(report.month),
        due=day_words(max(lead.due_on for lead in report.leads)) if report.leads else "",
        grades=[(grade, GRADE_WORDS[grade]) for grade in GRADES],
        total=month_figures.in_all(report),
        late=month_figures.late_count(report),
        held_homes=month_figures.held_homes(report),
        first=first_page(report),
        at_once=month_figures.at_once(report), at_once_titles=month_figures.at_once_titles(report), shown=SHOWN,
        meaning=meaning(report.grading),
        town_bars=bars(towns),
        class_bars=bars(month_figures.by_class(report)),
        indicators=month_figures.by_indicator(report),
        quality=[(q, _fates(q)) for q in report.quality],
        fates=FATES,
        progress=sorted(report.progress, key=lambda tally: (tally.answered / tally.due if tally.due else 2, tally.town)),
        progress_in_all=in_all(report.progress),
        share=lambda part, whole: percent(Decimal(part) / whole),
        hit_tables=page_tables(report.hit_rates, report.indicator_titles) if report.has_answers else (),
        hit_meaning=f"{MEANING}{HELD_BACK}",
        covering=report.covering if report.ledger else "",
    )
    write_whole(path, page.encode("utf-8"))


def bars(lines: list[FigureLine]) -> list[Bar]:
    """All to one scale: the longest of this and last month fills the width."""
    longest = max((max(line.total, line.last_total or 0) for line in lines), default=0)
    unit = BAR_WIDTH / longest if longest else 0
    return [
        Bar(
            line, _side_by_side([(grade, line.by_grade[grade], round(line.by_grade[grade] * unit, 1)) for grade in GRADES], 1),
            round((line.last_total or 0) * unit, 1),
        )
        for line in lines
    ]


def _fates(quality: Quality) -> tuple[Segment, ...]:
    """What became of the rows read, as parts of 100; what is there at all is wide enough to be seen."""
    counts = [(name, getattr(quality, name)) for name, _ in FATES]
    shares = [max(2.0, 100 * count / quality.rows_read) if count and quality.rows_read else 0.0 for _, count in counts]
    scale = 100 / sum(shares) if any(shares) else 0
    return _side_by_side([(name, count, share * scale) for (name, count), share in zip(counts, shares, strict=True)], 2)


def _side_by_side(parts: Iterable[tuple[str, int, float]], digits: int) -> tuple[Segment, ...]:
    """Of (look, count, width)."""
    segments, x = [], 0.0
    for look, count, width in parts:
        segments.append(Segment(round(x, digits), round(width, digits), look, count))
        x += width
    return tuple(segments)
