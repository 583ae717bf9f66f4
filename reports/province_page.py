"""A province's month as one self-contained page: all counties at a glance, who lags, whose data is doubtful. Nobody is named, small numbers are held back."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from matchers.records.provincial import CountyFigures, DataState, ProvinceMonth
from matchers.records.signals import GRADES
from matchers.records.words import month_words, percent
from reports.cluster_list import in_words
from reports.grades import GRADE_WORDS
from reports.jinja import templates
from reports.province_report import FEW, WHOLE
from reports.saving import write_whole

TEMPLATE = "province_report.html.j2"
TEMPLATES = templates(Path(__file__).parent)
LAGGING = 5
TOWNS = 20
NO_FIGURES = CountyFigures("", 0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True)
class CountyLine:
    """A county at a glance; `answered` and `true` are shares in words, '' where too few leads lie behind them. `state` is '' where its month was compared."""

    code: str
    name: str
    state: str
    is_failed: bool
    figures: CountyFigures
    answered: str
    true: str
    data: DataState

    @property
    def late_share(self) -> Decimal:
        return Decimal(self.figures.overdue) / self.figures.issued if self.figures.issued else Decimal()

    @property
    def doubts(self) -> int:
        return len(self.data.missing) + len(self.data.doubted)


def write_province_page(path: Path, found: ProvinceMonth) -> None:
    lines = county_lines(found)
    whole = {name: sum(getattr(each, name) for each in found.counties) - sum(getattr(each, name) for each in found.twice) for name in (*GRADES, "issued", "overdue", "answered", "true_ones")}
    kinds = sorted({each.kind for each in found.classes}, key=lambda kind: (-sum(each.households for each in found.classes if each.kind == kind), kind))
    page = TEMPLATES.get_template(TEMPLATE).render(
        found=found, month=month_words(found.month), lines=lines, whole=whole, grades=[(grade, GRADE_WORDS[grade]) for grade in GRADES],
        failed=[line for line in lines if line.is_failed], idle=[line for line in lines if line.state and not line.is_failed],
        lagging=sorted((line for line in lines if line.figures.overdue), key=lambda line: (-line.late_share, -line.figures.overdue, line.code))[:LAGGING],
        doubtful=sorted((line for line in lines if line.doubts), key=lambda line: (-line.doubts, line.code)),
        towns=[each for each in sorted(found.towns, key=lambda each: (-each.overdue, each.county, each.town)) if each.overdue][:TOWNS],
        kinds=[(kind, found.titles.get(kind, kind)) for kind in kinds], by_kind={(each.county, each.kind): each.households for each in found.classes},
        trends=[(each, found.names.get(each.town, each.town) or WHOLE, *in_words(each)) for each in found.trends if each.is_cluster and each.struck >= FEW],
        twice=len({each.number for each in found.two_rosters}), several=len({each.case_id for each in found.claimed_by_several}),
        share=share, few=FEW,
    )
    write_whole(path, page.encode("utf-8"))


def county_lines(found: ProvinceMonth) -> list[CountyLine]:
    """Every county of the province, by code."""
    figures = {each.county: each for each in found.counties}
    failures = {each.code: each.failure for each in found.done}
    data = {each.county: each for each in found.data}
    made = []
    for code, name in sorted(found.names.items()):
        mine = figures.get(code, NO_FIGURES)
        state = failures.get(code, "这次没有做")
        made.append(CountyLine(
            code, name, state, bool(failures.get(code)), mine, share(mine.answered, mine.issued), share(mine.true_ones, mine.answered), data.get(code, DataState(code, (), ())),
        ))
    return made


def share(part: int, whole: int) -> str:
    """'' where it would tell of a few households."""
    return percent(Decimal(part) / whole) if whole >= FEW else ""
