"""Which month a file's name or title states."""

import datetime as dt
import re
import unicodedata
from functools import cache

from schemas.mistakes import Mistake

NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
ONES = "零一二三四五六七八九"
MONTH_WORDS = {word: str(n) for n, word in enumerate((*"一二三四五六七八九十", "十一", "十二"), 1)}
WORD = "十[一二]?|[一二三四五六七八九]"
DAY_WORD = "[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
ABOUT_THE_REPORT = re.compile(r"时间|日期|填报|制表|打印|导出|报送|截至|截止")
DATE_AT_END = re.compile(r"[\d年月日.:/\-—~_至到\s]*\Z")
TO = "(?:[-—~至到、和及与,&]+)"  # 4月、5月 are two months
STATED = (  # (year, month); of a span the last month
    re.compile(
        rf"(?<!\d)20\d\d\s*[-./年]?\s*\d{{1,2}}\s*(?:[-./月]?\s*\d{{1,2}}\s*日?|月)?\s*{TO}"
        r"\s*(20\d\d)\s*[-./年]?\s*(\d{1,2})(?:[-./月]?\d{1,2}日?)?(?!\d)"
    ),
    re.compile(rf"(?<!\d)(20\d\d)\s*年?\s*\d{{1,2}}\s*月?\s*{TO}\s*(\d{{1,2}})\s*月"),
    re.compile(r"(?<!\d)(20\d\d)\s*年\s*(\d{1,2})\s*月"),
    re.compile(r"(?<!\d)(20\d\d)[-_./年]?(0[1-9]|1[0-2])(?:[-_./]?[0-3]\d)?(?!\d)"),
    re.compile(r"(?<!\d)(20\d\d)[-_./](\d{1,2})(?![\d])"),
    re.compile(r"(?<!\d)([12]\d)\s*年\s*(\d{1,2})\s*月"),
)
QUARTER = re.compile(r"(?:(20\d\d)\s*年?\s*)?第?\s*([一二三四1-4])\s*季度")
SEVERAL_MONTHS = re.compile(rf"[上下]半年|全年|年度|累计|(?<![\d件表])(?:{WORD}|1[0-2]|0?[1-9])月?\s*{TO}\s*(?:{WORD}|1[0-2]|0?[1-9])\s*月(?!\d)")
SPAN = re.compile(  # (year, month, year, month)
    rf"(?<!\d)(20\d\d)[-./年]?(0?[1-9]|1[0-2])(?:[-./月]?[0-3]?\d日?|月)?{TO}(20\d\d)[-./年]?(0?[1-9]|1[0-2])(?:[-./月]?[0-3]?\d日?|月)?(?!\d)"
)
HEADED = re.compile(r"(?:(20\d\d)[年.\-/]?)?(1[0-2]|0?[1-9])月份?|(20\d\d)[.\-/]?(0[1-9]|1[0-2])(?!\d)")
MIDNIGHT = re.compile(r"[ T]+0?0:00(?::00)?(?:\.0+)?\Z")  # of a month that a program kept as its first day
ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
IN_ENGLISH = re.compile(rf"({'|'.join(ENGLISH)})-(?:20)?(\d\d)", re.IGNORECASE)  # as Excel's csv has 2024-06 that was typed
MONTH_ALONE = re.compile(rf"(?<!\d)(?:\d{{1,2}}\s*月?\s*{TO}\s*)?(1[0-2]|0?[1-9])\s*月(?!底前|前)")


def parse_month(text: str) -> dt.date:
    """`2024-06` → its first day; a `Mistake` for anything else."""
    if not re.fullmatch(r"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])", text):
        raise Mistake(f"月份应写成 2024-06 的样子，收到的是 {text}")
    return dt.date(int(text[:4]), int(text[5:]), 1)


@cache  # of the few months that there are, a hundred thousand times a run
def written(month: dt.date) -> str:
    return f"{month:%Y-%m}"


def spans_months(text: str) -> bool:
    """Whether it names several months: a half year, 1-6月, 202405-202406."""
    return bool(SEVERAL_MONTHS.search(text)) or any((int(year), int(month)) != (int(last), int(until)) for year, month, last, until in SPAN.findall(text))


def months_in(text: str, about: dt.date) -> set[dt.date]:
    """All the months that a name states, one by one."""
    text, found = arabic(unicodedata.normalize("NFKC", text)), set()
    while (month := stated_month(text, about)) and month not in found:
        found.add(month)
        text = next((text.replace(each[0], " ", 1) for pattern in (*STATED, MONTH_ALONE) if (each := pattern.search(text))), "")
    return found


def shifted(month: dt.date, by: int) -> dt.date:
    """The first of the month `by` months later."""
    years, months = divmod(month.year * 12 + month.month - 1 + by, 12)
    return dt.date(years, months + 1, 1)


def months_between(first: dt.date, later: dt.date) -> int:
    """How many months `later` is after `first`."""
    return (later.year - first.year) * 12 + later.month - first.month


def stated_month(text: str, folder: dt.date) -> dt.date | None:
    """The month that a name or title states; a month without a year is the last such one up to the folder's."""
    text = unicodedata.normalize("NFKC", text)
    if about := ABOUT_THE_REPORT.search(text):  # what stands before it may state the month, a date right beside it does not
        text = DATE_AT_END.sub("", text[: about.start()])
    text = arabic(text)
    for pattern in STATED:
        for found in pattern.finditer(text):
            if 1 <= int(found[2]) <= 12:
                return dt.date(int(found[1]) % 100 + 2000, int(found[2]), 1)
    if alone := MONTH_ALONE.search(text):
        month = int(alone[1])
        return dt.date(folder.year if month <= folder.month else folder.year - 1, month, 1)
    return _quarter(text, folder)


def month_headed(heading: str) -> tuple[int | None, int, str] | None:
    """(year if it is said, month, what follows) of a heading that begins with a month: 6月工资, 2024年六月工资, 202406工资."""
    if "月" not in heading and not heading.lstrip().startswith("20"):
        return None  # nearly all
    text = arabic(re.sub(r"\s", "", unicodedata.normalize("NFKC", heading)))
    if not (found := HEADED.match(text)):
        return None
    year, month = found[1] or found[3], found[2] or found[4]
    return int(year) if year else None, int(month), text[found.end() :]


def _quarter(text: str, folder: dt.date) -> dt.date | None:
    """The last month of a quarter, as far as the folder's; without a year of the last such one that has begun."""
    found = QUARTER.search(text)
    if not found:
        return None
    number = "一二三四".find(found[2]) + 1 or int(found[2])
    year = int(found[1] or folder.year - (3 * number - 2 > folder.month))
    last = dt.date(year, 3 * number, 1)
    return folder if shifted(last, -2) <= folder < last else last


def arabic(text: str, days: bool = False) -> str:
    """Chinese numerals of years and months, and of days, as digits."""
    if days:
        text = re.sub(f"(?:{DAY_WORD})(?=[日号])|(?<=月)(?:{DAY_WORD})\\Z", lambda found: str(_counted(found[0])), text)
    text = re.sub("[〇零一二三四五六七八九]{2,4}(?=年)", lambda found: found[0].translate(NUMERALS), text)
    return re.sub(f"({WORD})(?=月|{TO}(?:{WORD})月)", lambda found: MONTH_WORDS[found[1]], text)


def _counted(word: str) -> int:
    """二十一 is 21, 二十 is 20."""
    tens, mark, ones = word.rpartition("十")
    return (ONES.index(tens or "一") * 10 if mark else 0) + ONES.index(ones or "零")


def month_in_cell(text: str) -> str:
    """2024-06 of 202406, 2024-06, 2024年6月, 2024.6, 2024/6/1 0:00, Jun-24; '' where it is none."""
    text = MIDNIGHT.sub("", unicodedata.normalize("NFKC", text).strip())
    if short := IN_ENGLISH.fullmatch(text):
        return f"20{short[2]}-{ENGLISH.index(short[1].title()) + 1:02d}"
    found = re.fullmatch(r"(20\d\d)[-年./]?(0?[1-9]|1[0-2])(?:月份?|[-./月]?\d{1,2}日?)?", re.sub(r"\s|\.0+\Z", "", text))
    return f"{found[1]}-{int(found[2]):02d}" if found else ""
