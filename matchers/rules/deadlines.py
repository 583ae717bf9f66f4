"""By when a town has to answer: so many calendar days, or Chinese working days with their moved weekends and holidays."""

import datetime as dt

import chinese_calendar

from schemas.months import shifted

CALENDAR_DAYS, WORKING_DAYS, END_OF_MONTH = "calendar_days", "working_days", "end_of_month"
WAYS_TO_COUNT = (CALENDAR_DAYS, WORKING_DAYS, END_OF_MONTH)


def due_on(issued_on: dt.date, days: int, counted_in: str) -> dt.date:
    """The last day to answer what was issued on a day; the day of issue itself is not counted.

    Working days are the State Council's as the calendar library has them; of a year not yet announced, Monday to Friday.
    """
    if counted_in == END_OF_MONTH:  # of the month of issue, however many days that leaves
        return shifted(issued_on.replace(day=1), 1) - dt.timedelta(days=1)
    if counted_in == CALENDAR_DAYS:
        return issued_on + dt.timedelta(days=days)
    day = issued_on
    while days:
        day += dt.timedelta(days=1)
        days -= chinese_calendar.is_workday(day) if is_announced(day) else day.weekday() < 5
    return day


def is_announced(day: dt.date) -> bool:
    """Whether the calendar library has the holidays of the day's year."""
    try:
        chinese_calendar.is_workday(day)
    except NotImplementedError:
        return False
    return True


def doubt(due: dt.date, counted_in: str) -> str:
    """A Chinese sentence where the day to answer by was counted without knowing the holidays; else nothing."""
    if counted_in != WORKING_DAYS or is_announced(due):
        return ""
    return f"{due.year}年的放假安排还没有收录，反馈截止日按周一至周五推算，请对照放假通知核对"
