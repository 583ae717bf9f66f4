"""A department's receipt: what became of every file and row, and the rows to mend, in their own shape.

It comes back with rows mended in it, so no sheet but those of `mending` may look like data: their names, titles and
lines keep clear of the words by which the intake knows a dataset (hence 名册, not 花名册).
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from matchers.records.receipts import Came, FileReceipt, Kept, NumberTally, PartReceipt, Receipt, RosterFault
from matchers.records.words import month_words, percent, place_words
from reports.mending import mendings, write_mending
from reports.workbook import Book, Shown, TableColumn
from schemas.recognise import CAN_BE_TAUGHT

Verdict = tuple[str, str]  # a sentence, and how it looks: bad, yellow, muted or good

KIND = "receipt"
SHEET, HEADERS_SHEET, ROSTER_SHEET, NUMBERS_SHEET, UNFOUND_SHEET = "回执", "表头", "疑似错误的号码", "号码核对", "没有找到的人"
HISTORY_SHEET = "近12个月"
STATES = {
    "taken": Shown("已采用", "good"), "refused": Shown("未采用", "bad"),
    "duplicate": Shown("重复文件", "muted"), "ignored": Shown("没有读取", "muted"), "old": Shown("旧的一份", "muted"),
}
FATES = ("用上了", "重复", "先没用（有错）", "不是数据")
COLUMNS = (
    TableColumn("文件", 26), TableColumn("工作表", 8), TableColumn("结果", 9, centre=True), TableColumn("认作（依据）", 17),
    *(TableColumn(title, 7, "count", True) for title in ("读到行数", *FATES)), TableColumn("说明", 38),
)
HEADERS_COLUMNS = (TableColumn("表里的列名", 24), TableColumn("认作", 20), TableColumn("说明", 40), TableColumn("文件", 30), TableColumn("工作表", 12))
ROSTER_COLUMNS = (
    TableColumn("户编号", 14, "kept"), TableColumn("姓名", 12), TableColumn("名册上的号码", 26, "kept"), TableColumn("各部门一致的号码", 26, "kept"),
    TableColumn("依据", 40),
)
NUMBERS_COLUMNS = (
    TableColumn("数据", 16), TableColumn("不对的行数", 11, "count", True), TableColumn("通不过校验", 11, "count", True), TableColumn("空着", 9, "count", True),
    TableColumn("是另一个人的", 12, "count", True), TableColumn("按相近的号码找到", 12, "count", True), TableColumn("按姓名和住址找到", 12, "count", True),
    TableColumn("县里认定", 10, "count", True), TableColumn("等县里判断", 10, "count", True), TableColumn("没有找到", 10, "count", True),
)
UNFOUND_COLUMNS = (
    TableColumn("数据", 12), TableColumn("文件", 28), TableColumn("工作表", 10), TableColumn("行号", 7, "count", True), TableColumn("谁", 11), TableColumn("写着的号码", 22, "kept"), TableColumn("为什么", 44),
)


def write_receipt(path: Path, receipt: Receipt) -> None:
    """`PartReceipt.dataset` is the dataset's Chinese title, as it is shown."""
    month = month_words(receipt.month)
    book = Book(f"{receipt.department}{month}数据回执", receipt.month, {
        "kind": KIND, "county": receipt.county, "month": f"{receipt.month:%Y-%m}", "department": receipt.department,
    })
    to_mend = mendings(receipt.files)
    sheet = book.sheet(SHEET, COLUMNS)
    sheet.title(f"{receipt.department}{month}数据回执")
    for text, look in verdict(receipt):
        sheet.line(text, look)
    sheet.line(
        f"读到行数 = {' + '.join(FATES)}{_check(receipt.files)}。重复：同一条报了多次，留最后一次；不是数据：标题、空行、合计、签字等。", "muted",
    )
    listed = {(mending.part.file, mending.part.sheet): mending.short_name for mending in to_mend}
    rows = [row for file in receipt.files for row in _rows(file, listed)]
    sheet.table(rows, total=_total(receipt.files), main=True, frozen_columns=1)
    _headers(book, receipt.files)
    for mending in to_mend:
        write_mending(book, mending)
    if receipt.history:
        _history(book, receipt.history)
    if receipt.roster_faults:
        _roster(book, receipt.roster_faults)
    if receipt.numbers:
        _numbers(book, receipt.numbers)
    book.save(path)


def verdict(receipt: Receipt) -> list[Verdict]:
    """The one thing to know: is there something to do, and where."""
    files = receipt.files
    to_mend = mendings(files)
    refused = [file for file in files if file.state == "refused" or (file.state != "old" and any(part.refusal for part in file.parts))]
    here = [m for m in to_mend if m.mended_here]
    lines = []
    if refused:
        as_it_is = "；“说明”里写着不用改的，原样留着，告诉乡村振兴局" if any(CAN_BE_TAUGHT in part.refusal for file in refused for part in file.parts) else ""
        lines.append((
            f"需要重新报送：{len(refused)}个文件没有（或没有全部）采用，见下表红色的“未采用”。按“说明”改好原文件，整份重新报送{as_it_is}。", "bad",
        ))
    if here:
        rows = sum(len(m.rows) for m in here)
        lines.append((
            f"需要改正：有{rows}行有错误、先没有用，列在{_sheets([m.short_name for m in here])}表里，错的格子是橙色的。"
            "直接在那里改好，保存，把本文件放回报送数据的地方即可，其余的行不用再报。", "yellow",
        ))
    if lacking := sum(part.lacks for file in files if file.state == "taken" for part in file.parts):
        lines.append((f"可能没有报全：照文件里写的条数少{lacking:,}行，见下表“说明”。请核对；缺了的，整份重新报送。", "bad"))
    if receipt.roster_faults:
        lines.append((f"请核对：名册里有{len(receipt.roster_faults)}个人的证件号码可能写错了，见“{ROSTER_SHEET}”表。", "yellow"))
    lines += [(f"请核对：{words}。", "yellow") for words in receipt.asked]
    lines += _of_numbers(receipt.numbers)
    if not files:
        lines.append((f"{month_words(receipt.month)}没有收到{receipt.department}的文件。", "yellow"))
    return lines or [("没有需要改正的地方。", "good")]


def _of_numbers(numbers: Sequence[NumberTally]) -> list[tuple[str, str]]:
    """Of numbers that don't hold: whether something is to be done about them."""
    count, unfound = sum(each.count for each in numbers), sum(each.unfound for each in numbers)
    if unfound:
        return [(
            f"请核对证件号码：有{unfound:,}行不知道是谁（号码通不过校验、空着，或是另一个人的），列在“{UNFOUND_SHEET}”表。"
            "对照身份证改好，用文件名带“补报”的文件只报这几行。", "yellow",
        )]
    if count and numbers[0].nobody is None:
        return [(f"有{count:,}行的证件号码通不过校验或空着；月度比对后，回执会说明哪些没有找到人。", "yellow")]
    return [(f"有{count:,}行的证件号码不对，但都已找到是谁，不用再报；见“{NUMBERS_SHEET}”表。", "muted")] if count else []


def _sheets(names: list[str]) -> str:
    return f"“{names[0]}”到“{names[-1]}”" if len(names) > 3 else "".join(f"“{name}”" for name in names)


def _rows(file: FileReceipt, listed: dict[tuple[str, str], str]) -> list[tuple[object, ...]]:
    if not file.parts:
        return [(file.path, "", STATES[file.state], "—", *[None] * 5, file.note)]
    return [_part_row(file, part, listed.get((part.file, part.sheet), "")) for part in file.parts]


def _part_row(file: FileReceipt, part: PartReceipt, listed_on: str) -> tuple[object, ...]:
    if part.refusal and file.state != "old":
        state = STATES["refused"]
    elif part.dataset or file.state != "taken":
        state = STATES[file.state]
    else:
        state = Shown("不是数据", "muted")
    remarks = [file.note] if file.state == "old" else [to_departments(part.refusal), file.note if part is file.parts[0] else "", *part.warnings]
    if listed_on:
        remarks.append(f"出错的格子见“{listed_on}”表")
    elif part.quarantined and part.dataset and not part.refusal and file.state == "taken":
        remarks.append("先没用的行已经另外改好报来")
    if part.guessed and file.state != "old":
        remarks.append(f"有{len(part.guessed)}个列名是猜的，请看“{HEADERS_SHEET}”表")
    told = f"{part.dataset}（{part.told_by}）" if part.dataset and part.told_by else part.dataset or "—"
    month = f"\n{month_words(part.month)}（{part.month_told_by}）" if part.month else ""
    return (
        part.file, part.sheet, state, told + month, part.rows_read, part.stored, part.duplicates,
        Shown(part.quarantined, "bad") if part.quarantined and file.state != "old" else part.quarantined, part.not_data, "\n".join(dict.fromkeys(filter(None, remarks))),
    )


def to_departments(words: str) -> str:
    """What is told of a file, for somebody who has no bidui: whom to turn to, where others type a command."""
    return re.sub(r"运行 bidui layout 教程序读一次(，以后就认得了)?", "不用改，告诉乡村振兴局，教程序读一次就认得了", words)


def _check(files: Sequence[FileReceipt]) -> str:
    """Every sheet's sum is checked; what is off is said."""
    off = [part.file for file in files for part in file.parts if part.rows_read != part.stored + part.duplicates + part.quarantined + part.not_data]
    return f"（✗ 不符：{'、'.join(dict.fromkeys(off))}，请告诉县里）" if off else "（✓ 每张表都对得上）"


def _total(files: Sequence[FileReceipt]) -> tuple[object, ...]:
    parts = [part for file in files for part in file.parts]
    counts = [sum(getattr(part, name) for part in parts) for name in ("rows_read", "stored", "duplicates", "quarantined", "not_data")]
    return ("合计", "", "", "", *counts, "")


def _headers(book: Book, files: Sequence[FileReceipt]) -> None:
    rows: list[tuple[object, ...]] = []
    for part in (part for file in files if file.state != "old" for part in file.parts):
        place = (part.file, part.sheet)
        rows += [(header, Shown(column, "yellow"), "猜的，请看对不对；不对请按模板改列名后重报", *place) for header, column in part.guessed]
        rows += [(header, "—", Shown("没有用到这一列", "muted"), *place) for header in part.ignored]
    if rows:
        sheet = book.sheet(HEADERS_SHEET, HEADERS_COLUMNS)
        sheet.title("列名对照：猜的和没有用到的列")
        sheet.table(rows, main=True)


def _history(book: Book, history: Sequence[Kept]) -> None:
    columns = (TableColumn("数据", 14), *(TableColumn(f"{came.month.year % 100}年{came.month.month}月", 9, centre=True) for came in history[0].months))
    sheet = book.sheet(HISTORY_SHEET, columns)
    sheet.title("近12个月报得怎么样")
    sheet.line("按时：在当月的文件夹里收到；迟报：后来才收到；没报：没有收到能用的。百分数是有错、先没用的行。", "muted")
    sheet.table([(kept.dataset, *map(_came, kept.months)) for kept in history])


def _came(came: Came) -> Shown:
    if came.is_late is None:
        return Shown("没报", "bad")
    wrong = f"\n错{percent(Decimal(came.wrong_share))}" if came.wrong_share else ""
    return Shown(("迟报" if came.is_late else "按时") + wrong, "yellow" if came.is_late or wrong else "good")


def _numbers(book: Book, numbers: Sequence[NumberTally]) -> None:
    sheet = book.sheet(NUMBERS_SHEET, NUMBERS_COLUMNS)
    sheet.title("证件号码不对的行，和后来找到了谁")
    sheet.line("前三项是号码怎么不对，后五项是结果，两边加起来都等于不对的行数。名册的“找到”指几个部门报来一致的号码。", "muted")
    sheet.table([
        (n.dataset, n.count, n.failing, n.empty, n.anothers, n.repaired, n.by_name, n.decided, n.waiting, Shown(n.nobody, "bad") if n.nobody else n.nobody)
        for n in numbers
    ])
    if not any(tally.rows for tally in numbers):
        return
    sheet = book.sheet(UNFOUND_SHEET, UNFOUND_COLUMNS)
    sheet.title("等县里判断的行和没有找到人的行")
    for tally in numbers:
        if len(tally.rows) < tally.unfound:
            sheet.line(f"{tally.dataset}共{tally.unfound:,}行，这里列出前{len(tally.rows):,}行。", "muted")
    sheet.table([(n.dataset, row.file, row.sheet, row.row, row.name, row.number, row.reason) for n in numbers for row in n.rows], main=True)


def _roster(book: Book, faults: Sequence[RosterFault]) -> None:
    sheet = book.sheet(ROSTER_SHEET, ROSTER_COLUMNS)
    sheet.title("名册上疑似写错的证件号码")
    sheet.line(
        "这些人在名册上的号码，和几个部门报来的一致号码对不上。请核对户口簿或身份证，在本局系统里改正。本系统比对时已按右边的号码算年龄和性别。"
    )
    sheet.table([(f.household_id, f.name, Shown(f.written, "bad"), f.healed, place_words(f.source)) for f in faults], main=True)
