"""Days as people type them: 2024-06-03, 2024年6月3日, 24.6.3, 二〇二四年六月三日, 6月3日上午9时许, 6/3（一）, 2024 6 3, an Excel serial number."""

import datetime as dt
import re

from schemas.months import arabic

WEEKDAY = re.compile(r"[(（\[【](?:周|星期|礼拜)?[一二三四五六日天][)）\]】]")
HALF_DAY_FIRST = re.compile(r"\A(?:[上下]午|早上|晚上)(?=\S)")
BY_BLANKS = re.compile(r"\d+(?:\s+\d+){1,2}")
NEEDLESS = re.compile(r"(?<!\d)\s+|\s+(?!\d)")  # the blank of 6/13 9:05 parts the day from the hour
BESIDE = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]|(?:[AP]M|[上下]午|早上?|晚上?|中午|傍晚|凌晨|许|左右|[.。,，;；]|\s?(?<!\d)\d{1,2}[:：时点](?:半|\d{0,2}分?)(?:[:：]?\d{1,2}秒?)?)+\Z", re.IGNORECASE)
WHOLE = re.compile(r"(\d{4}(?=[-/\\.,，、。·年])|\d{2}(?=[.年]))[-/\\.,，、。·年](\d{1,2})[-/\\.,，、。·月](\d{1,2})[日号]?")
SHORT = re.compile(r"(\d{2})[-/\\](\d{1,2})[-/\\](\d{1,2})")
CUT = re.compile(r"\d{1,2}\.[123]")  # 7.1 is also what a spreadsheet keeps of 7.10
WITHOUT_YEAR = re.compile(r"(\d{1,2})[-/\\.,，、。·月](\d{1,2})[日号]?")


def typed_day(text: str, since: dt.date | None = None) -> dt.date | None:
    """The one day that a text can mean; without a year the first such day from `since` on. None where it means none."""
    text = WEEKDAY.sub("", HALF_DAY_FIRST.sub("", text.strip())).replace("元月", "1月")
    text = "-".join(text.split()) if BY_BLANKS.fullmatch(text) else text
    bare = BESIDE.sub("", BESIDE.sub("", NEEDLESS.sub("", arabic(text, days=True))))
    if found := WHOLE.fullmatch(bare):
        year, month, day = map(int, found.groups())
        return _day(year + 2000 if year < 100 else year, month, day)
    if since and (found := SHORT.fullmatch(bare)):  # elsewhere it may as well be a day, a month and a year
        year, month, day = map(int, found.groups())
        return _day(year + 2000, month, day) if year + 2000 in (since.year, since.year + 1) else None
    if since and not CUT.fullmatch(bare) and (found := WITHOUT_YEAR.fullmatch(bare)):
        month, day = map(int, found.groups())
        days = filter(None, (_day(since.year + later, month, day) for later in (0, 1)))
        return next((each for each in days if each >= since), None)
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
