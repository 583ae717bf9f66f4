"""Hit rates in the month's workbook and on its page: how often each indicator, department and town was right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matchers.records.reporting import HitRates, Rate
from reports.plain_text import in_order
from reports.workbook import Book, Cells, Shown, TableColumn

NAMES = {"指标": TableColumn("指标", 22), "部门": TableColumn("部门", 15), "乡镇": TableColumn("乡镇", 18)}
FIGURES = (
    TableColumn("下发", 8, "count", True), TableColumn("已反馈", 8, "count", True), TableColumn("属实", 8, "count", True),
    TableColumn("属实率", 8, "share", True), TableColumn("属实率95%区间", 16, centre=True), TableColumn("纳入", 8, "count", True),
    TableColumn("每找到1户属实跑几户", 10, centre=True), TableColumn("每纳入1户跑几户", 9, centre=True),
)
MEANING = (
    "属实率 = 属实 ÷（属实＋不属实）；属实包括拟纳入、已帮扶、无风险三种，无法核实的算已反馈、不算进属实率。"
    "区间的意思：反馈少的时候属实率靠不住，真正的属实率多半（95%）在这两个数之间。"
)
HELD_BACK = "1到4的数写作“<5”；反馈不到5条的不算比率，写“—”；为了不让人从合计里减出小数，个别其他的数也写“—”。"
OVERLAP = "一条线索有几个指标的，每个指标都算一次；一个指标用到几个部门的数据，每个部门都算一次，所以各行相加会多于线索总数。"


@dataclass(frozen=True)
class PageTable:
    """A table for the page, all text; the first cell of a row is its name, the last row a total if `has_total`."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    has_total: bool = False


def add_sheets(book: Book, rates: HitRates, titles: dict[str, str], covering: str) -> None:
    """Four sheets; `covering` says in words whose answers these are (2024年4月至6月下发的线索)."""
    _sheet(book, "命中率（按指标）", ("指标",), _named(rates.by_indicator, titles), covering, OVERLAP)
    _sheet(book, "命中率（按部门）", ("部门",), rates.by_department, covering, OVERLAP)
    _sheet(book, "命中率（按乡镇）", ("乡镇",), rates.by_town[:-1], covering, "", rates.by_town[-1:])
    _sheet(book, "命中率（指标、部门、乡镇）", ("指标", "部门", "乡镇"), _named(rates.by_all, titles), covering, OVERLAP)


def page_tables(rates: HitRates, titles: dict[str, str]) -> list[PageTable]:
    """The first three tables, for the month's page; none before anything was issued."""
    tables = (
        ("按指标", "指标", _named(rates.by_indicator, titles), False), ("按部门", "部门", rates.by_department, False),
        ("按乡镇", "乡镇", rates.by_town, True),
    )
    return [
        PageTable(title, (name, *(column.title for column in FIGURES)), tuple(_as_text(line) for line in _ordered(lines)), has_total)
        for title, name, lines, has_total in tables if lines
    ]


def _sheet(
    book: Book, name: str, keys: tuple[str, ...], lines: Sequence[Rate], covering: str, note: str, total: Sequence[Rate] = ()
) -> None:
    sheet = book.sheet(name, (*(NAMES[key] for key in keys), *FIGURES), f"{name}：{covering}")
    for words in filter(None, (MEANING, note, HELD_BACK)):
        sheet.line(words, "muted")
    sheet.table(
        [(*line.key, *_figures(line)) for line in _ordered(lines)], main=True, frozen_columns=len(keys),
        total=next(((*line.key, *_figures(line)) for line in total), None),
    )


def _named(lines: Sequence[Rate], titles: dict[str, str]) -> list[Rate]:
    """Indicators by their titles."""
    return [replace(line, key=(titles.get(line.key[0], line.key[0]), *line.key[1:])) for line in lines]


def _ordered(lines: Sequence[Rate]) -> list[Rate]:
    """By name; a total stays last."""
    return sorted(lines, key=lambda line: (line.key == ("合计",), *(in_order(name) for name in line.key)))


def _figures(line: Rate) -> Cells:
    def shown(number: object) -> object:
        return "—" if number is None else Shown(number, "muted") if isinstance(number, str) else number

    visits = (None if each is None else round(each, 1) for each in (line.visits_a_true, line.visits_an_enrolled))
    return (
        shown(line.issued), shown(line.answered), shown(line.true), shown(line.true_share), _interval(line), shown(line.enrolled),
        *(shown(each) for each in visits),
    )


def _as_text(line: Rate) -> tuple[str, ...]:
    return (*line.key, *(_text(column, cell) for column, cell in zip(FIGURES, _figures(line), strict=True)))


def _text(column: TableColumn, cell: object) -> str:
    value = cell.value if isinstance(cell, Shown) else cell
    return str(value) if isinstance(value, str) else f"{value:.1%}" if column.kind == "share" else f"{value:,}"


def _interval(line: Rate) -> str:
    return "—" if line.low is None else f"{line.low:.1%} 至 {line.high:.1%}"
