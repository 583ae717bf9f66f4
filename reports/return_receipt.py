"""What a town gets back for the lists that it sent: what became of every row, and which to put right."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from matchers.records.said import ACCEPTED, REFUSED, REPEATED, SUPERSEDED, UNANSWERED, ReadSheet, ReturnedLine
from matchers.records.words import month_words
from reports.plain_text import in_order
from reports.workbook import Book, Shown, TableColumn

KIND, BLANK_SHEET = "return_receipt", "还没有填的"
FATES = (ACCEPTED, SUPERSEDED, REPEATED, UNANSWERED, REFUSED)
FILES = (
    TableColumn("文件", 28), TableColumn("工作表", 10), TableColumn("读到行数", 7, "count", True), TableColumn("= 采用", 7, "count", True),
    TableColumn("+ 被后来的代替", 9, "count", True), TableColumn("+ 重复", 7, "count", True), TableColumn("+ 没有填", 7, "count", True),
    TableColumn("+ 没有采用", 8, "count", True), TableColumn("+ 不是线索的行", 9, "count", True), TableColumn("核对", 6, centre=True), TableColumn("说明", 30),
)
WHO = (TableColumn("村", 11), TableColumn("户主", 10))
WHERE = (TableColumn("线索编号", 24), TableColumn("文件", 22), TableColumn("工作表", 10), TableColumn("行号", 7, "count", True))
BLANK = (*WHO, TableColumn("说明", 44), *WHERE)
TO_MEND = (*WHO, TableColumn("原因", 44), *WHERE)
ANSWERED = (
    *WHO, TableColumn("认作", 13, centre=True), TableColumn("情况", 13), TableColumn("拟采取措施", 14), TableColumn("核实日期", 10, "day", True),
    TableColumn("是否采用", 11, centre=True), *(column for column in WHERE if column.title != "工作表"),
)


@dataclass(frozen=True)
class ReturnReceipt:
    """A town's lists of a month folder. `unread` are (file, why) that could not be used; a town of '' is nobody's. `answered` are
    leads with an answer in force, whichever file brought it: what is put right is not asked for again.
    """

    month: dt.date
    town: str
    sheets: Sequence[ReadSheet] = ()
    unread: Sequence[tuple[str, str]] = ()
    answered: AbstractSet[str] = frozenset()

    @property
    def name(self) -> str:
        return self.town or "未认出乡镇"

    @property
    def lines(self) -> list[ReturnedLine]:
        return [line for sheet in self.sheets for line in sheet.lines]

    @property
    def blank(self) -> list[ReturnedLine]:
        """Leads that nobody has answered yet, a line each."""
        left = {line.lead_id: line for line in self.lines if line.fate == UNANSWERED and line.lead_id and line.lead_id not in self.answered}
        return sorted(left.values(), key=lambda line: (in_order(line.village), line.lead_id))


def write_return_receipt(path: Path, receipt: ReturnReceipt) -> None:
    title = f"{receipt.name}{month_words(receipt.month)}反馈回执"
    book = Book(title, receipt.month, {"kind": KIND, "month": f"{receipt.month:%Y-%m}", "town": receipt.town})
    refused = [line for line in receipt.lines if line.fate == REFUSED and not line.is_put_right]
    changed = [line for line in receipt.lines if line.altered and line.fate != REFUSED]
    _blank(book, receipt)
    sheet = book.sheet("反馈回执", FILES)
    sheet.title(title)
    for text, look in _verdict(receipt, refused, changed):
        sheet.line(text, look)
    sheet.line("读到行数 = 采用 + 被后来的代替 + 重复 + 没有填 + 没有采用 + 不是线索的行（标题、表头、空行）。", "muted")
    sheet.table([*map(_file, receipt.sheets), *((file, "", *[None] * 8, Shown(why, "bad")) for file, why in receipt.unread)], main=True)
    if refused:
        _to_mend(book, "没有采用的行", "这些行没有采用，请改好后把清单再发一次（已采用的行再发一次也没关系）。", [(line, line.reason) for line in refused])
    if doubtful := [line for line in receipt.lines if line.doubt and line.fate == ACCEPTED]:
        _to_mend(book, "还要问清的", "这些行的答复已经采用，只有一处看不懂，请告诉县里。", [(line, line.doubt) for line in doubtful])
    if changed:
        words = [(line, f"改动了锁定的格子：{'、'.join(line.altered)}。答复已采用，改动没有采用；如果原来的数确实错了，请在“情况”里写明") for line in changed]
        _to_mend(book, "改动了的格子", "下面这些行的答复已经采用，但不该改的格子被改动了。", words)
    if more := [line for line in receipt.lines if line.since and line.fate == ACCEPTED]:
        words = [(line, f"答复按当时发下去的清单采用了；后来这一条又多了（或加重了）{line.since}个原因，还要核实，见新的清单") for line in more]
        _to_mend(book, "还要再核实的", "这些行填的是以前发下去的清单，后来又有了新的情况。已填的算数，新的情况请按新清单再去核实。", words)
    _answered(book, [line for line in receipt.lines if line.fate in (ACCEPTED, SUPERSEDED)])
    book.save(path)


def _verdict(receipt: ReturnReceipt, refused: Sequence[ReturnedLine], changed: Sequence[ReturnedLine]) -> list[tuple[str, str]]:
    fates = Counter(line.fate for line in receipt.lines)
    said = [(f"收到{len({sheet.path for sheet in receipt.sheets})}个文件，采用{fates[ACCEPTED]}条答复，还有{len(receipt.blank)}条没有填。", "good")]
    if put_right := fates[REFUSED] - len(refused):
        said.append((f"有{put_right}行原来没有采用，后来发的已经改好，不用再管。", "muted"))
    if refused:
        said.append((f"有{len(refused)}行没有采用，见“没有采用的行”，请改好后再发。", "bad"))
    if changed:
        said.append((f"有{len(changed)}行改动了锁定的格子，见“改动了的格子”。", "yellow"))
    if more := sum(bool(line.since) for line in receipt.lines if line.fate == ACCEPTED):
        said.append((f"有{more}条答复的是以前的清单，后来又有新的情况，见“还要再核实的”。", "yellow"))
    if receipt.unread:
        said.append((f"有{len(receipt.unread)}个文件没能全用上，看“说明”一栏。", "bad"))
    return said


def _blank(book: Book, receipt: ReturnReceipt) -> None:
    if receipt.blank:
        sheet = book.sheet(BLANK_SHEET, BLANK)
        sheet.title(f"{receipt.name}还没有填的：{len(receipt.blank)}条")
        sheet.line("请在发下去的清单里把这些填上，再发一次（已经填过的不用重填）。", "yellow")
        sheet.table([_where(line, line.doubt or None) for line in receipt.blank], main=True)


def _where(line: ReturnedLine, *said: object) -> tuple[object, ...]:
    return (line.village or "（没写）", line.householder, *said, line.lead_id, line.path, line.sheet, line.row)


def _file(sheet: ReadSheet) -> tuple[object, ...]:
    fates = Counter(line.fate for line in sheet.lines)
    counts = [fates[fate] for fate in FATES]
    rest = sheet.rows_read - sum(counts)
    note = "没有认出是哪个乡镇的清单" if not sheet.town else ""
    shown = [*counts[:-1], Shown(counts[-1], "bad") if counts[-1] else 0]
    return (sheet.path, sheet.sheet, sheet.rows_read, *shown, rest, "✓" if rest >= 0 else "✗", note)


def _to_mend(book: Book, name: str, words: str, lines: Sequence[tuple[ReturnedLine, str]]) -> None:
    sheet = book.sheet(name, TO_MEND)
    sheet.title(name)
    sheet.line(words, "yellow")
    sheet.table([_where(line, reason) for line, reason in lines], main=True)


def _answered(book: Book, lines: Sequence[ReturnedLine]) -> None:
    sheet = book.sheet("收到的答复", ANSWERED)
    sheet.title("收到的答复")
    if not lines:
        sheet.line("还没有采用的答复。", "muted")
        return
    sheet.table([
        (
            line.village or "（没写）", line.householder, answer.outcome, answer.situation, answer.measures, answer.verified_on,
            Shown(line.fate, "good" if line.fate == ACCEPTED else "muted"), line.lead_id, line.path, line.row,
        )
        for line in sorted(lines, key=lambda line: (line.lead_id, line.path, line.row)) if (answer := line.answer)
    ], main=True)
