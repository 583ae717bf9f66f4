"""A lead's grade in words and colour, and the order leads are read in."""

from matchers.records.leads import Lead
from matchers.records.signals import GRADES, Grading
from reports.plain_text import in_order
from reports.workbook import Cells, Shown

GRADE_WORDS = {"red": "红色", "yellow": "黄色", "green": "绿色"}


def meaning(grading: Grading) -> str:
    """What the colours ask for, in a line."""
    return "　".join(f"{GRADE_WORDS[grade]}：{grading.duty(grade)}" for grade in GRADES)


def graded(grade: str) -> Shown:
    return Shown(GRADE_WORDS[grade], grade)


def counted(count: int, grade: str) -> Shown:
    """Coloured only where there is something to see to."""
    return Shown(count, grade if count else "muted")


def visiting_order(lead: Lead) -> Cells:
    """Red first, of one colour the weightiest reason first and the one furthest over its threshold; then as somebody walks:
    village, group, household; a village's own lead before its households'.
    """
    home = lead.household
    where = (in_order(home.group), in_order(home.household_id)) if home else ((), ())
    return (GRADES.index(lead.grade), lead.rank, -lead.excess, in_order(lead.village), home is not None, *where, lead.month)
