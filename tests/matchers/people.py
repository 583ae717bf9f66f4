"""People as a roster has them and as departments write them, with numbers whole and damaged."""

from __future__ import annotations

from tests.county.people import check_digit
from tests.matchers.desk import place

Row = tuple[str, dict[str, str]]


def number(born: str, order: int = 1, area: str = "341802") -> str:
    """A valid ID number: odd orders are men's, even ones women's."""
    first_17 = f"{area}{born.replace('-', '')}{order:03d}"
    return first_17 + check_digit(first_17)


def _other(digit: str) -> str:
    return str((int(digit) + 3) % 10)


def slipped(true: str) -> str:
    """One digit wrong, of those that tell neither birth nor sex."""
    return true[:15] + _other(true[15]) + true[16:]


def spoilt(true: str) -> str:
    """Two digits wrong, more than one slip; birth and sex still show."""
    return true[:14] + _other(true[14]) + _other(true[15]) + true[16:]


def of_another_day(true: str) -> str:
    """A wrong number that shows another birth date."""
    return true[:8] + "720817" + true[14:17] + ("0" if true[17] != "0" else "1")


def twin(true: str) -> str:
    """The next number of the same day and sex."""
    return number(f"{true[6:10]}-{true[10:12]}-{true[12:14]}", int(true[14:17]) + 2, true[:6])


def excels(true: str) -> str:
    """As Excel keeps a number: fifteen digits."""
    return true[:15] + "000"


def lives(name: str, id_number: str, village: str = "大桥村", household: str = "", **more: str) -> dict[str, str]:
    """A person of the roster; the household is called by the name."""
    return {"户编号": household or f"{name}家", "姓名": name, "证件号码": id_number, "行政村": village, **more}


def says(name: str, id_number: str, village: str = "", student_no: str = "") -> Row:
    """A department's row: one that tells the village (enrolment), a student number, or neither (a bill)."""
    who = {"姓名": name, "证件号码": id_number}
    if student_no:
        return "student", who | {"学籍号": student_no}
    return ("enrolment", who | place("水阳镇", village)) if village else ("settlement", who)
