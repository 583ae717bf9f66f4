"""What a leader reads of the month: three sentences, four figures with their change, who lags; the same for workbook, page and 通报."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from matchers.records.leads import OVERDUE
from matchers.records.reporting import MonthReport, Tally
from matchers.records.signals import GRADES
from matchers.records.words import month_words, percent
from reports import month_figures
from reports.grades import GRADE_WORDS
from reports.plain_text import in_order

LAGGING, NAMED = 3, 3
LONG_RUNNING = 3  # months


@dataclass(frozen=True)
class FirstPage:
    """`figures` are (what, how many, change against last month or None); `lagging` are (town, share answered in words, overdue leads); `classes` (class, leads)."""

    sentences: tuple[str, str, str]
    figures: tuple[tuple[str, int, int | None], ...]
    lagging: tuple[tuple[str, str, int], ...]
    classes: tuple[tuple[str, int], ...]


def first_page(report: MonthReport) -> FirstPage:
    total = month_figures.in_all(report)
    last = total.last or {}
    figures = [("线索", total.total, total.change), *((GRADE_WORDS[grade], total.by_grade[grade], total.by_grade[grade] - last[grade] if last else None) for grade in GRADES)]
    lagging = _lagging(report.progress)
    return FirstPage((_against_last(report), _most_urgent(report), _who_must_do_what(report, lagging)), tuple(figures), lagging, _classes(report))


def _against_last(report: MonthReport) -> str:
    total = month_figures.in_all(report)
    by_grade = "、".join(f"{GRADE_WORDS[grade]}{total.by_grade[grade]}条" for grade in GRADES)
    if total.change is None:
        compared = "上月没有比对，无从比较"
    else:
        compared = f"比上月{'多' if total.change > 0 else '少'}{abs(total.change)}条" if total.change else "和上月一样多"
    return f"{month_words(report.month)}共有线索{total.total}条（{by_grade}），{compared}。"


def _most_urgent(report: MonthReport) -> str:
    red = [lead for lead in report.leads if lead.grade == "red"]
    late = [lead for lead in report.ledger if lead.state(report.day) == OVERDUE]
    if not red and not late:
        return "没有红色线索，也没有超期的线索。"
    said = []
    if red:
        running = sum(lead.months_running >= LONG_RUNNING for lead in red)
        said.append(f"红色线索{len(red)}条要{report.grading.duty('red')}{f'，其中{running}条已连续{LONG_RUNNING}个月以上' if running else ''}，{_where(lead.town for lead in red)}")
    if late:
        said.append(f"超期没有反馈的{len(late)}条，{_where(lead.town for lead in late)}")
    return f"最要紧的：{'；'.join(said)}。"


def _where(towns: Iterable[str]) -> str:
    counts = Counter(towns)
    most = sorted(counts, key=lambda town: (-counts[town], in_order(town)))
    return f"{'最多的是' if len(most) > NAMED else '在'}{'、'.join(f'{town}{counts[town]}条' for town in most[:NAMED])}"


def _who_must_do_what(report: MonthReport, lagging: tuple[tuple[str, str, int], ...]) -> str:
    said = [f"{'、'.join(town for town, _, _ in lagging)}抓紧核实反馈"] if lagging else []
    missing: dict[str, list[str]] = {}
    for quality in report.quality:
        if quality.is_missing:
            missing.setdefault(quality.department, []).append(quality.dataset)
    said += [f"{department}补报{'、'.join(datasets)}" for department, datasets in sorted(missing.items())]
    if report.review_waiting:
        said.append(f"乡村振兴局判断{report.review_waiting}个对不准的人（待判断名单）")
    return f"请{'；'.join(said)}。" if said else "各乡镇、各部门没有拖欠的事。"


def _lagging(progress: Iterable[Tally]) -> tuple[tuple[str, str, int], ...]:
    """Towns with something overdue, the lowest share answered first."""
    late = sorted((tally for tally in progress if tally.overdue), key=lambda tally: (tally.answered / tally.due, -tally.overdue, in_order(tally.town)))
    return tuple((tally.town, _rate(tally), tally.overdue) for tally in late[:LAGGING])


def _rate(tally: Tally) -> str:
    return percent(Decimal(tally.answered) / tally.due)


def _classes(report: MonthReport) -> tuple[tuple[str, int], ...]:
    """All that leaders ask for, also where there is none."""
    counts = {line.name: line.total for line in month_figures.by_class(report)}
    return tuple((name, counts.get(name, 0)) for name in month_figures.CLASS_NAMES if name in counts or name != month_figures.OTHER)
