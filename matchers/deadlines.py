"""By when a town has to answer: so many calendar days, or Chinese working days with their moved weekends and holidays."""

import datetime as dt

import chinese_calendar

CALENDAR_DAYS, WORKING_DAYS = "calendar_days", "working_days"
WAYS_TO_COUNT = (CALENDAR_DAYS, WORKING_DAYS)


def due_on(issued_on: dt.date, days: int, counted_in: str) -> dt.date:
    """The last day to answer what was issued on a day; the day of issue itself is not counted."""
    if counted_in == CALENDAR_DAYS:
        return issued_on + dt.timedelta(days=days)
    day = issued_on
    while days:
        day += dt.timedelta(days=1)
        days -= is_working_day(day)
    return day


def is_working_day(day: dt.date) -> bool:
    """By the State Council's notices as the calendar library has them; of a year not yet announced, Monday to Friday."""
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return day.weekday() < 5
