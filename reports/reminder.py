"""A department's reminder: what of its data has not come, was not taken or is doubtful, and by when; a page, no person on it."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from matchers.records.receipts import Awaited
from matchers.records.words import day_words, month_words
from reports.workbook import Book, Shown, TableColumn

KIND, SHEET = "reminder", "催报"
LOOKS = {"过期": "bad", "没有采用": "bad", "今天到期": "yellow", "明天到期": "yellow", "存疑": "yellow"}
TO_DO = {"没有采用": "按回执上说的改好，整份重新报送", "存疑": "请核对；是对的请告诉县里，不对的整份重新报送"}
COLUMNS = (
    TableColumn("数据", 16), TableColumn("报到日期", 12, "day", True), TableColumn("情况", 11, centre=True), TableColumn("说明", 52), TableColumn("怎么办", 30),
)


def write_reminder(path: Path, county: str, month: dt.date, department: str, day: dt.date, items: Sequence[Awaited]) -> None:
    """The same items on the same day are the same bytes."""
    book = Book(f"{department}{month_words(month)}数据催报单", month, {"kind": KIND, "county": county, "month": f"{month:%Y-%m}", "department": department})
    sheet = book.sheet(SHEET, COLUMNS)
    sheet.title(f"{department}{month_words(month)}数据催报单")
    sheet.line(f"{county}乡村振兴局，{day_words(day)}。有{len(items)}件事请贵单位办；已经报了的，请不用理会。")
    rows = [(each.dataset, each.due, Shown(each.stage, LOOKS[each.stage]), each.words, TO_DO.get(each.stage, "放到约定的地方，或交给县里")) for each in items]
    sheet.table(rows, main=True)
    book.save(path)
