"""How cells look: fills and letters by what they say, the grades' in the colours of a rule book."""

from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from matchers.records.signals import GRADES, Grading

Look = tuple[str | None, str, bool]  # fill, letters, bold
FONT = "微软雅黑"
THIN = Side(style="thin", color="BFC5CC")
# Colour never speaks alone: the cell has the word too.
LOOKS = {
    "": (None, "1F2933", False),
    "title": (None, "17324D", True),
    "head": ("DCE4EC", "17324D", True),
    "fill_in_head": ("FFD966", "5C4300", True),
    "fill_in": ("FFF9E3", "1F2933", False),
    "total": ("F0F3F6", "1F2933", True),
    "good": ("E3F3E4", "1D5B25", True),
    "bad": ("FBE0DE", "8B1A14", True),
    "wrong": ("FFC000", "8B1A14", True),
    "muted": (None, "7B8794", False),
}
FORMATS = {"text": "General", "count": "#,##0", "yuan": "#,##0.00", "change": "+#,##0;-#,##0;0", "share": "0.0%", "day": 'm"月"d"日"', "kept": "@"}
PALE, DARK = 0.6, 0.45  # of white in a grade's fill, of black in its letters


def looks_of(grading: Grading) -> dict[str, Look]:
    """By name; what a grade is called too."""
    return LOOKS | {grade: (_mixed(grading.colour(grade), 255, PALE), _mixed(grading.colour(grade), 0, DARK), True) for grade in GRADES}


def _mixed(colour: str, other: int, share: float) -> str:
    return "".join(f"{round(part + (other - part) * share):02X}" for part in bytes.fromhex(colour))


def dress(cell: Any, look: Look, size: float, kind: str, centre: bool, locked: bool, ruled: bool, from_top: bool, quoted: bool) -> None:
    fill, letters, bold = look
    cell.font = Font(name=FONT, size=size, bold=bold, color=letters, charset=134)
    cell.alignment = Alignment(horizontal="center" if centre else None, vertical="top" if from_top else "center", wrap_text=True)
    cell.number_format = FORMATS[kind]
    cell.protection = Protection(locked=locked)
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    if ruled:
        cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
    cell.quotePrefix = quoted
