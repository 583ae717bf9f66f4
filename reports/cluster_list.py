"""The bureau's workbook of places where far more is struck than is likely, and the households behind each. No names or numbers of persons."""

from pathlib import Path

from matchers.records.clusters import Clusters, PlaceCount
from matchers.records.words import month_words
from reports.workbook import Book, Shown, TableColumn

KIND = "clusters"
WHOLE_TOWN = "（全镇）"
SMALL = 50  # households, below which a place's figures say little
PLACES = (
    TableColumn("结论", 13, centre=True), TableColumn("哪一类", 8, centre=True), TableColumn("乡镇", 12), TableColumn("村", 14), TableColumn("总户数", 8, "count", True),
    TableColumn("本月新增受影响户", 10, "count", True), TableColumn("占全村（镇）", 9, "share", True), TableColumn("按以往和周边该有几户", 11, centre=True),
    TableColumn("95%区间（户）", 12, centre=True), TableColumn("偶然出现的可能", 12, centre=True), TableColumn("比了几个月", 8, "count", True), TableColumn("说明", 15),
)
HOUSEHOLDS = (TableColumn("哪一类", 9, centre=True), TableColumn("乡镇", 16), TableColumn("村", 20), TableColumn("户编号", 24, "kept"))


def write_clusters(path: Path, county: str, found: Clusters) -> None:
    title = f"{county}{month_words(found.month)}疑似规模性返贫线索"
    book = Book(title, found.month, {"kind": KIND, "county": county, "month": f"{found.month:%Y-%m}"})
    sheet = book.sheet("成片预警", PLACES, title)
    sheet.line(f"有{len(found.found)}处同一个月里出事的户明显多于往常，请尽快派人核实，涉及的户在“涉及的户”表里。", "bad")
    sheet.line(
        "就业：上月在业、本月失业或返乡；灾害：本月受灾、房屋受损或有净损失；产业：本月起受灾、疫病、亏损、滞销、停产。"
        f"和本村（镇）前12个月、全县同月的走势、周边的村都比过，共比了{found.looked_at}处；标“成片”的，平均20处里最多1处是碰巧。", "muted",
    )
    sheet.line("95%区间：照本月这样，再来一个同样的月份会有几户。户数少的地方区间宽，只作参考。", "muted")
    sheet.table([_place(place) for place in found.places], main=True, frozen_columns=4)
    sheet = book.sheet("涉及的户", HOUSEHOLDS, f"{month_words(found.month)}成片预警涉及的户（不含姓名）")
    rows = [(place.kind, place.town, place.village or WHOLE_TOWN, each) for place in found.found for each in place.struck_ids]
    sheet.table(rows, main=True)
    book.save(path)


def summary(found: Clusters) -> tuple[str, ...]:
    """A Chinese line a cluster, for the month report."""
    return tuple(
        f"疑似规模性返贫（{place.kind}）：{place.town}{place.village or '全镇'} 本月新增{place.struck}户，往常约{_plain(place.expected)}户，见“疑似规模性返贫线索”"
        for place in found.found
    )


def _place(place: PlaceCount) -> tuple[object, ...]:
    words = f"只有{place.households}户，数字小，先看看是不是真的" if place.households < SMALL else ""
    return (
        Shown("成片", "red") if place.is_cluster else Shown("在波动范围内", "muted"), place.kind, place.town, place.village or WHOLE_TOWN, place.households, place.struck,
        place.struck / place.households, *in_words(place), place.months, words,
    )


def in_words(place: PlaceCount) -> tuple[str, str, str]:
    """What was to be expected, the interval, how likely it is by chance."""
    return _plain(place.expected), f"{_plain(place.low)}–{_plain(place.high)}", "不到万分之一" if place.chance < 0.0001 else f"{place.chance:.2%}"


def _plain(number: float) -> str:
    return f"{number:.0f}" if number >= 10 else f"{number:.1f}"
