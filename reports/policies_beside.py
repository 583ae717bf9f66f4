"""Several rule books side by side as a workbook. No names, phones or ID numbers."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from matchers.records.side_by_side import BookFound, SideBySide
from matchers.records.signals import GRADES
from matchers.records.words import month_words
from reports.grades import GRADE_WORDS, graded
from reports.plain_text import in_order
from reports.workbook import Book, Shown, TableColumn
from schemas.returned.answered import WHOLE_VILLAGE

KIND = "policies_compared"
NONE = Shown("—", "muted")
OVERVIEW = (
    TableColumn("规则", 34), TableColumn("监测线", 18), *(TableColumn(GRADE_WORDS[grade], 10, "count", True) for grade in GRADES), TableColumn("线索合计", 11, "count", True),
    TableColumn("只有它找到", 12, "count", True), TableColumn("别的找到它没有", 15, "count", True), TableColumn("乡镇答复过", 12, "count", True),
    TableColumn("其中属实", 11, "count", True), TableColumn("属实里漏掉", 12, "count", True),
)


def write_policies_beside(path: Path, county: str, found: SideBySide) -> None:
    title = f"{county}{month_words(found.month)}几套规则比较"
    book = Book(title, found.month, {"kind": KIND, "county": county, "month": f"{found.month:%Y-%m}"})
    _overview(book, title, found)
    _counted(book, "按乡镇", TableColumn("乡镇", 20), found, lambda mine: Counter(town for town, _, _ in mine.grades))
    _counted(book, "按类别", TableColumn("类别", 20), found, lambda mine: _kinds(found, mine))
    _counted(book, "按指标", TableColumn("指标", 28), found, lambda mine: Counter(found.titles[each] for indicators in mine.indicators.values() for each in indicators))
    _missed(book, found)
    _households(book, found)
    _remarks(book, found)
    book.save(path)


def _overview(book: Book, title: str, found: SideBySide) -> None:
    sheet = book.sheet("总览", OVERVIEW, title)
    sheet.line("同一份数据，各套规则各找到多少户（村）。只是比较，什么都没有改动；乡镇核实过不属实、这几个月不再问的户也算在里面。")
    sheet.line("乡镇答复过、其中属实：这套规则找到的户里，这个月的线索乡镇已经答复的和核实属实的；属实里漏掉：乡镇核实属实、这套规则没有找到的。", "muted")
    true = {owner for owner, is_true in found.outcomes.items() if is_true}
    rows = []
    for mine in found.books:
        others = set().union(*(book.grades for book in found.books if book is not mine)) if len(found.books) > 1 else set()
        counts, answers = Counter(mine.grades.values()), found.answers(set(mine.grades))
        lost = len(true - mine.grades.keys())
        rows.append((
            f"{mine.name}　{mine.title}", mine.line, *(counts[grade] for grade in GRADES), len(mine.grades), len(mine.grades.keys() - others),
            len(others - mine.grades.keys()), answers.answered, answers.true, Shown(lost, "bad") if lost else 0,
        ))
    sheet.table(rows, main=True, frozen_columns=1)


def _kinds(found: SideBySide, mine: BookFound) -> Counter[str]:
    """A household counts once in each kind of reason that it has."""
    return Counter(found.titles[kind] for indicators in mine.indicators.values() for kind in {each.partition(".")[0] for each in indicators})


def _counted(book: Book, name: str, first: TableColumn, found: SideBySide, count: Callable[[BookFound], Counter[str]]) -> None:
    sheet = book.sheet(name, (first, *(TableColumn(each.name, 18, "count", True) for each in found.books)), f"各套规则找到的线索，{name}")
    counts = [count(mine) for mine in found.books]
    sheet.table([(key, *(mine[key] for mine in counts)) for key in sorted(set().union(*counts), key=in_order)], main=True, frozen_columns=1)


def _missed(book: Book, found: SideBySide) -> None:
    columns = (TableColumn("找到的规则", 22), *(TableColumn(f"{each.name} 没有", 18) for each in found.books))
    sheet = book.sheet("互相漏掉", columns, "一套规则找到、另一套没有的户（村）")
    sheet.line("每一格：左边的规则找到、上面的规则没有找到的；括号里是其中乡镇答复过的和核实属实的。", "muted")
    rows = []
    for mine in found.books:
        cells = []
        for other in found.books:
            missed = found.missed(other, mine)
            answers = found.answers(missed)
            cells.append(NONE if other is mine else f"{len(missed)}（答复{answers.answered}，属实{answers.true}）" if answers.answered else str(len(missed)))
        rows.append((mine.name, *cells))
    sheet.table(rows, main=True, frozen_columns=1)


def _households(book: Book, found: SideBySide) -> None:
    columns = (
        TableColumn("乡镇", 14), TableColumn("村", 16), TableColumn("户编号", 18, "kept"), *(TableColumn(each.name, 14, centre=True) for each in found.books),
        TableColumn("几套规则找到", 9, "count", True), TableColumn("乡镇答复", 10, centre=True), TableColumn("原因（各套规则合起来）", 50),
    )
    sheet = book.sheet("逐户", columns, "逐户（村）比较（不含姓名、电话和证件号码）")
    rows = []
    for owner in found.owners:
        mine = [each.grades.get(owner) for each in found.books]
        reasons = sorted(set().union(*(each.indicators.get(owner, frozenset()) for each in found.books)))
        said = "" if owner not in found.outcomes else "属实" if found.outcomes[owner] else "不属实"
        town, village, household = owner
        rows.append((
            town, village, household or WHOLE_VILLAGE, *(graded(grade) if grade else NONE for grade in mine), sum(grade is not None for grade in mine), said,
            "、".join(found.titles[each] for each in reasons),
        ))
    sheet.table(rows, main=True, frozen_columns=3)


def _remarks(book: Book, found: SideBySide) -> None:
    rows = [(each.name, line) for each in found.books for line in each.not_evaluated]
    if rows:
        book.sheet("未评估", (TableColumn("规则", 22), TableColumn("内容", 100)), "没有评估的").table(rows, main=True)
