"""The bureau's lists that a rule book asks for beside leads: 按村, 人群, 申请比对, 拟清退, 到期消除, 该走访, 务工台账, 年底补足."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from matchers.records.leads import Lead, ListForm
from matchers.records.monitored import Monitored
from matchers.records.practice import Practice
from matchers.records.signals import GRADES
from matchers.records.words import money, month_words
from reports.grades import GRADE_WORDS, counted, graded
from reports.plain_text import in_order, numbered
from reports.workbook import Book, Cells, Shown, TableColumn
from schemas.months import written

KIND = "special_lists"
PLACE = (TableColumn("乡镇", 12), TableColumn("村", 13), TableColumn("户编号", 20, "kept"))
STEADY_MONTHS = 6
REPORTED = "自主申报"


def write_special_lists(path: Path, county: str, leads: Sequence[Lead], found: Practice, form: ListForm) -> None:
    """Workers' names are in it: it is for the bureau alone. A list with nobody on it is not there. `form` titles the leads' labels."""
    month = month_words(found.month)
    book = Book(f"{county}{month}专项清单", found.month, {"kind": KIND, "county": county, "month": f"{found.month:%Y-%m}"}, form.grading)
    sheet = book.sheet("说明", (TableColumn("清单", 17), TableColumn("条数", 8, "count", True), TableColumn("是什么", 72)), f"{county}{month}专项清单", landscape=False)
    sheet.line("只供县乡村振兴局内部使用，不要外发。都是数据比对出来的，定不定由人定，程序不自动清退、不自动纳入。", "bad")
    lists = [each for each in _lists(leads, found, form.labels) if each[3]]
    sheet.table([(name, len(rows), words) for name, words, _, rows in lists] or [("—", 0, "本月没有")])
    for name, words, columns, rows in lists:
        page = book.sheet(name, columns, f"{month}{name}")
        page.line(words, "muted")
        page.table(rows, main=True, frozen_columns=min(3, len(columns) - 1))
    book.save(path)


def _lists(leads: Sequence[Lead], found: Practice, titles: tuple[str, ...]) -> list[tuple[str, str, tuple[TableColumn, ...], list[Cells]]]:
    said = (TableColumn("预警等级", 9, centre=True), TableColumn("原因", 58), TableColumn("线索编号", 24))
    monitored = (*PLACE, TableColumn("户主", 12), TableColumn("户类型", 14), TableColumn("纳入时间", 12, centre=True), TableColumn("原因", 50))
    reported = [lead for lead in leads if REPORTED in lead.sources]
    by_labels = [(title, _by_label(leads, at)) for at, title in enumerate(titles)]
    return [
        ("按村", "各村本月线索。", (*PLACE[:2], *(TableColumn(GRADE_WORDS[grade], 12, "count", True) for grade in GRADES), TableColumn("合计", 12, "count", True)), _by_village(leads)),
        *((f"按{title}", f"线索按{title}分；一条可以属于几类。", (TableColumn(title, 40), TableColumn("线索", 12, "count", True)), rows) for title, rows in by_labels),
        ("各类人群", "花名册上的户按救助和收入推出来的人群，不管有没有线索。", (TableColumn("人群", 30), TableColumn("户", 12, "count", True)), [(*each,) for each in (found.kinds or {}).items()]),
        (
            "申请比对", "自己申报的户，和部门数据比对出来的全部原因。" + ("“范围外”的（走访发现有困难的也写在这里）按规则不列入乡镇清单，由县里答复。" if found.unlisted else ""), (*PLACE, *said),
            [*map(_lead, reported), *((town, village, home, Shown("范围外", "muted"), numbered(words), "") for town, village, home, words in found.unlisted)],
        ),
        ("拟清退", "监测对象里没有预警的，或有财产疑点的；只是列出来，清不清退按程序定。", monitored, [_monitored(file, why) for file, why in found.striking_off]),
        ("到期消除", "按规定到期前要消除风险的监测对象。", monitored, [_monitored(file, f"{by}前消除；{numbered(file.obstacles) or '预检已过'}") for file, by in found.by_day]),
        (
            "步骤超期", "乡镇已经答复，限期的一步做晚了，或到期还没有做。", (*PLACE, TableColumn("反馈截止日期", 14, "day", True), TableColumn("情况", 50), TableColumn("线索编号", 24)),
            [(lead.town, lead.village, lead.household_id or "（全村）", lead.due_on, Shown(words, "bad"), lead.lead_id) for lead, words in found.late_steps],
        ),
        (
            "该走访没走访", "本月该走访、没有走访记录的户。" if found.visits_came else "本月没有收到走访数据，以下是该走访的全部户。",
            (*PLACE, TableColumn("户主", 12), TableColumn("户类型", 14), TableColumn("网格村民组", 14), TableColumn("多久走访一次", 14, centre=True)),
            [(due.household.town, due.household.village, due.household.household_id, due.household.householder, due.household.household_type, due.household.group, "每月" if due.every_months == 1 else f"每{due.every_months}个月") for due in found.visits],
        ),
        (
            "务工台账", f"脱贫户和监测对象里近12个月务过工的人；干满{STEADY_MONTHS}个月算稳定。", 
            (*PLACE, TableColumn("户类型", 12), TableColumn("姓名", 10), TableColumn("近12个月干了几个月", 11, "count", True), TableColumn("在哪里", 14), TableColumn("用工单位", 23), TableColumn("本月在岗", 9, centre=True), TableColumn("是否稳定", 9, centre=True)),
            [
                (one.town, one.village, one.household_id, one.household_type, one.name, one.months, one.place, one.employer,
                 "是" if one.works_now else Shown("否", "yellow"), "稳定" if one.months >= STEADY_MONTHS else Shown("不稳定", "yellow"))
                for one in found.work
            ],
        ),
        (
            "年底补足", _top_up_words(found), (*PLACE, TableColumn("户主", 12), TableColumn("户人口", 9, "count", True), TableColumn("推算人均年收入", 16, "yuan", True), TableColumn("补足金额（元）", 16, "yuan", True)),
            [
                (card.file.household.town, card.file.household.village, card.file.household.household_id, card.file.household.householder, card.file.household.size, card.file.figures.income, card.top_up)
                for card in found.cards if card.top_up is not None
            ],
        ),
    ]


def _top_up_words(found: Practice) -> str:
    if found.poverty is None or found.share is None:
        return ""
    return f"（贫困标准{money(found.poverty)}元 − 推算人均年收入 + 标准的{found.share:.0%}）× 户人口；以县里核定为准。"


def _lead(lead: Lead) -> Cells:
    return lead.town, lead.village, lead.household_id or "（全村）", graded(lead.grade), numbered(lead.in_paragraphs(lead.sentences)), lead.lead_id


def _monitored(file: Monitored, why: str) -> Cells:
    home = file.household
    return home.town, home.village, home.household_id, home.householder, home.household_type, written(file.since), why


def _by_village(leads: Sequence[Lead]) -> list[Cells]:
    counts: dict[tuple[str, str], Counter[str]] = {}
    for lead in leads:
        counts.setdefault((lead.town, lead.village), Counter())[lead.grade] += 1
    return [
        (town, village, *(counted(mine[grade], grade) for grade in GRADES), mine.total())
        for (town, village), mine in sorted(counts.items(), key=lambda pair: (in_order(pair[0][0]), in_order(pair[0][1])))
    ]


def _by_label(leads: Sequence[Lead], at: int) -> list[Cells]:
    counts = Counter(name for lead in leads if at < len(lead.labels) for name in lead.labels[at].split("、") if name)
    return [(name, count) for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) if "\n" not in name]
