"""A province's month as a workbook: all counties at a glance, who lags, whom two counties share. Figures of a few households are held back.

Beside it, for the province's bureau alone, whose rows somebody must say; it comes back through returns/.
"""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from matchers.records.provincial import ClaimedBySeveral, ClassFigure, CountyFigures, Moved, OnTwoRosters, ProvinceMonth, TownFigures
from matchers.records.receipts import Candidate, ReviewCase
from matchers.records.signals import GRADES
from matchers.records.words import month_words, percent
from reports.cluster_list import in_words
from reports.grades import GRADE_WORDS
from reports.masking import masked
from reports.review_list import write_review
from reports.workbook import Book, Cells, Page, Shown, TableColumn

KIND = "province_report"
FEW = 5  # households, below which a figure tells of persons
WHOLE = "全省"
HELD_BACK = Shown(f"少于{FEW}", "muted")
NOTHING = Shown("—", "muted")
HOW = {"place": "地址在本县", "near": "号码和本县花名册上的差一两位", "code": "号码是本县发的"}
PLACE = (TableColumn("县（市、区）", 16), TableColumn("代码", 10, "kept"))
COUNTIES = (
    *PLACE, TableColumn("这次比对", 30), *(TableColumn(f"本月{GRADE_WORDS[grade]}", 10, "count", True) for grade in GRADES), TableColumn("下发过", 10, "count", True), TableColumn("超期", 9, "count", True),
    TableColumn("已答复", 9, "count", True), TableColumn("其中属实", 9, "count", True), TableColumn("属实率", 9, centre=True),
)


def write_province_report(path: Path, found: ProvinceMonth) -> None:
    """No names; numbers are masked."""
    title = f"{found.province}{month_words(found.month)}全省月报"
    book = Book(title, found.month, {"kind": KIND, "county": found.province, "month": f"{found.month:%Y-%m}"})
    sheet = book.sheet("各县", COUNTIES, title)
    failed = sum(1 for each in found.done if each.failure)
    if failed:
        sheet.line(f"有{failed}个县这次没有比对成，原因在“这次比对”一列；改好以后再运行一次，做完的县不会重做。", "bad")
    if found.twice:
        sheet.line("两个县花名册都有的户，线索在两个县各写各的，合计里只算一次，所以合计会比各县相加的少。", "muted")
    sheet.table(_counties(found), main=True, frozen_columns=2)
    _towns(book, found)
    _data(book, found)
    _classes(book, found)
    _trends(book, found)
    _two_rosters(book.sheet("两县花名册都有", (
        TableColumn("证件号码", 22, "kept"), *PLACE, TableColumn("户编号", 20, "kept"), TableColumn("花名册月份", 12, centre=True), TableColumn("全省合计时", 18, centre=True),
    ), "两个县的花名册上都有的人"), found)
    _several(book.sheet("几县都认", (
        TableColumn("证件号码", 22, "kept"), TableColumn("姓", 6), TableColumn("乡镇", 16), TableColumn("村", 16), *PLACE, TableColumn("为什么", 34),
    ), "哪个花名册上都没有、几个县都可能是的人"), found)
    _moved(book.sheet("迁到别的县", (
        TableColumn("原来的县", 16), TableColumn("原来的户编号", 20, "kept"), TableColumn("现在的县", 16), TableColumn("现在的户编号", 20, "kept"), TableColumn("带过去的线索", 14, "count", True),
    ), "本月花名册上看到的，从一个县迁到另一个县的户"), found)
    book.save(path)


def _counties(found: ProvinceMonth) -> list[Cells]:
    figures = {each.county: each for each in found.counties}
    failures = {each.code: each.failure for each in found.done}
    rows: list[Cells] = []
    for code, name in sorted(found.names.items()):
        said = Shown(failures[code], "bad") if failures.get(code) else "比对完成" if code in failures else Shown("这次没有做", "muted")
        mine = figures.get(code)
        rows.append((name, code, said, *(_figures(mine) if mine else (NOTHING,) * 8)))
    total = [sum(getattr(each, name) for each in found.counties) - sum(getattr(each, name) for each in found.twice) for name in ("red", "yellow", "green", "issued", "overdue", "answered", "true_ones")]
    return [*rows, ("合计", "", "", *total, _share(total[-1], total[-2]))]


def _figures(mine: CountyFigures) -> Cells:
    return (mine.red, mine.yellow, mine.green, mine.issued, mine.overdue, mine.answered, mine.true_ones, _share(mine.true_ones, mine.answered))


def _share(part: int, whole: int) -> object:
    return NOTHING if not whole else HELD_BACK if whole < FEW else percent(Decimal(part) / whole)


def _towns(book: Book, found: ProvinceMonth) -> None:
    columns = (*PLACE, TableColumn("乡镇", 18), TableColumn("下发过", 10, "count", True), TableColumn("超期", 9, "count", True), TableColumn("已答复", 9, "count", True), TableColumn("答复率", 9, centre=True))
    sheet = book.sheet("各乡镇", columns, "各乡镇核实进度，超期多的在前")

    def row(each: TownFigures) -> Cells:
        return (found.names.get(each.county, each.county), each.county, each.town, each.issued, each.overdue, each.answered, _share(each.answered, each.issued))

    sheet.table([row(each) for each in sorted(found.towns, key=lambda each: (-each.overdue, each.county, each.town))], main=True, frozen_columns=3)


def _classes(book: Book, found: ProvinceMonth) -> None:
    kinds = sorted({each.kind for each in found.classes})
    columns = (*PLACE, *(TableColumn(found.titles.get(kind, kind), 11, centre=True) for kind in kinds))
    sheet = book.sheet("按原因", columns, "本月各类原因的户数")
    sheet.line(f"少于{FEW}户的不写数。", "muted")
    by_county: dict[str, dict[str, ClassFigure]] = {}
    for each in found.classes:
        by_county.setdefault(each.county, {})[each.kind] = each

    def cell(mine: dict[str, ClassFigure], kind: str) -> object:
        return NOTHING if kind not in mine else HELD_BACK if mine[kind].households < FEW else mine[kind].households

    sheet.table([(found.names.get(code, code), code, *(cell(mine, kind) for kind in kinds)) for code, mine in sorted(by_county.items())], main=True, frozen_columns=2)


def _data(book: Book, found: ProvinceMonth) -> None:
    sheet = book.sheet("各县数据", (*PLACE, TableColumn("没有来的", 44), TableColumn("比平时少很多、还没有核实的", 60)), "本月各县的数据，有问题的在前")
    if others := [name for code, name in sorted(found.names.items()) if code not in {each.county for each in found.data}]:
        sheet.line(f"{'、'.join(others)}这个月还没有比对过，比对了才知道数据来没来。", "bad")
    ordered = sorted(found.data, key=lambda each: (-len(each.missing) - len(each.doubted), each.county))
    sheet.table([
        (found.names.get(each.county, each.county), each.county, Shown("、".join(each.missing), "bad") if each.missing else NOTHING, "\n".join(each.doubted) or NOTHING)
        for each in ordered
    ], main=True, frozen_columns=2)


def _trends(book: Book, found: ProvinceMonth) -> None:
    sheet = book.sheet("成片预警", (
        TableColumn("哪一类", 9, centre=True), TableColumn("县（市、区）", 16), TableColumn("户数", 10, "count", True), TableColumn("本月新增受影响户", 12, "count", True),
        TableColumn("按以往和别的县该有几户", 14, centre=True), TableColumn("95%区间（户）", 14, centre=True), TableColumn("偶然出现的可能", 14, centre=True),
    ), "一个县、全省明显多于往常的")
    sheet.line("把各县放在一起比：分散在几个乡镇、跨县的灾情和行情，单看一个村一个镇看不出来。各乡镇的在各县的“疑似规模性返贫线索”里。", "muted")
    rows = [(each.kind, found.names.get(each.town, each.town) or WHOLE, each.households, each.struck, *in_words(each)) for each in found.trends if each.is_cluster and each.struck >= FEW]
    sheet.table(_or_none(rows, 7), main=True)


def write_province_review(path: Path, found: ProvinceMonth) -> None:
    """Each person once, the counties as candidates; without anybody there is no file."""
    people: dict[str, list[ClaimedBySeveral]] = {}
    for each in found.claimed_by_several:
        people.setdefault(each.case_id, []).append(each)
    if not people:
        path.unlink(missing_ok=True)
        return
    write_review(path, found.province, found.month, [
        ReviewCase(number, mine[0].number, mine[0].name, mine[0].town, mine[0].village, "几个县都可能是，要选归哪个县；都不归的，几个县都不再分到他的数据", (), "", tuple(
            Candidate(each.county, HOW[each.told_by], "", found.names.get(each.county, each.county), f"代码{each.county}", "县") for each in mine
        )) for number, mine in people.items()
    ], bureau="省里", asked="省级数据里有{count}个人，几个县都可能是，在判断之前他们的数据分给了这几个县的每一个。")


def _two_rosters(sheet: Page, found: ProvinceMonth) -> None:
    sheet.line("两个县各按自己的花名册比对他；请两县商量从哪一边去掉。全省合计只算一次：算在花名册更新的县，一样新的算在代码小的县。", "muted")

    def row(each: OnTwoRosters) -> Cells:
        counted = "算在这个县" if each.counts_here else Shown("不算", "muted")
        return (masked(each.number), found.names.get(each.county, each.county), each.county, each.household_id, f"{each.month:%Y-%m}", counted)

    sheet.table(_or_none([row(each) for each in found.two_rosters], 6), main=True)


def _several(sheet: Page, found: ProvinceMonth) -> None:
    sheet.line("省级数据里的这些人，号码不在任何花名册上，几个县都可能是；在判断以前，数据分给了每一个县。请在“待判断名单”里选归哪个县，放进全省的 returns 文件夹，下次运行照办。", "muted")

    def row(each: ClaimedBySeveral) -> Cells:
        return (masked(each.number), each.name[:1], each.town, each.village, found.names.get(each.county, each.county), each.county, HOW[each.told_by])

    sheet.table(_or_none([row(each) for each in found.claimed_by_several], 7), main=True)


def _moved(sheet: Page, found: ProvinceMonth) -> None:
    sheet.line("没有办完的线索、问过不实的记录都跟着户走：原来的县不再催，现在的县接着办，线索编号不变，清单上写着原来的户编号。", "muted")

    def row(each: Moved) -> Cells:
        return (found.names.get(each.county, each.county), each.household_id, found.names.get(each.to_county, each.to_county), each.to_household, each.leads)

    sheet.table(_or_none([row(each) for each in found.moved], 5), main=True)


def _or_none(rows: Sequence[Cells], width: int) -> Sequence[Cells]:
    return rows or [("没有", *("",) * (width - 1))]
