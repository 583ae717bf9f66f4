"""Pages 2 and 4: what is to be done today, and the month in figures; what of its outbox can be taken away."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.responses import RedirectResponse, Response

from flows.clock import today
from flows.console import chasing
from flows.console.deciding import open_cases, open_proposals
from flows.console.gate import NAMES, PageAsked
from flows.console.saved_files import file_to_save
from flows.console.village_map import Map, village_map
from flows.workspace import Workspace
from matchers.access.accounts import BUREAU, TOWN
from matchers.records.practice import VISITS
from matchers.rules.sections import CARDS, GRIDS
from reports.month_figures import CLASSES, OTHER
from schemas.mistakes import Mistake
from schemas.months import shifted, written

LOOKED_BACK = 3  # months in which a dataset has come that is missed when it does not


def work_month(asked: PageAsked) -> dt.date | None:
    """The month in hand: the newest folder of the inbox, else the one published."""
    copy = asked.copy
    folders = Workspace(asked.desk.home).drops(dt.date.max)
    return folders[-1][0] if folders else copy.month if copy else None


def missing(asked: PageAsked, month: dt.date) -> list[str]:
    """Titles of datasets that came in one of the last months and not in this."""
    came: dict[dt.date, set[str]] = defaultdict(set)
    for row in asked.ask("extracts", since=shifted(month, -LOOKED_BACK - 1), month=month):
        if row["stored"] and row["dataset"] != "roster":  # a roster goes on until a new one comes
            came[row["folder"]].add(row["title"])
    before = set().union(*(names for folder, names in came.items() if folder < month), set())
    return sorted(before - came[month])


def unknown(asked: PageAsked) -> list[tuple[dict[str, Any], Path]]:
    """Files since the month published, the newest first, of which nothing could be used, and where each lies."""
    copy, inbox = asked.copy, Workspace(asked.desk.home).inbox
    found = asked.ask("refused", since=copy.month if copy else None)
    return [(row, inbox / row["path"]) for row in found if (inbox / row["path"]).is_file()]


def today_page(asked: PageAsked) -> Response:
    copy, role = asked.copy, asked.who.role
    figures = asked.ask("figures", day=today(), month=copy.month if copy else None)
    overdue = sum(row["leads"] for row in figures if row["state_now"] == "超期")
    waiting = sum(row["leads"] for row in figures if row["state_now"] == "待核实")
    month = work_month(asked)
    lacking = missing(asked, month) if month and not asked.who.town else []
    to_leads = "/leads?" if role in NAMES else "/chasing?"
    cards = []
    if not asked.who.town:
        cards.append({"words": "还缺", "count": len(lacking), "unit": "种数据", "more": "、".join(lacking), "address": "/files" if role == BUREAU else "/month"})
    if role == BUREAU and (odd := unknown(asked)):
        cards.append({"words": "读不了", "count": len(odd), "unit": "个文件", "more": "教它怎么读，或请部门改了重报", "address": "/layout"})
    if role == BUREAU and copy and copy.month:
        workspace = Workspace(asked.desk.home)
        cases, proposals = open_cases(workspace, copy.month), open_proposals(workspace, copy.month)
        cards += [
            {"words": "待判断", "count": len(cases), "unit": "件", "more": "对不准是谁的人、比平时少很多的数据", "address": "/cases"},
            {"words": "待审定", "count": len(proposals), "unit": "户", "more": "拟纳入和可消除", "address": "/deciding"},
        ]
    cards += [
        {"words": "待核实", "count": waiting, "unit": "条", "more": "还没有到截止日期", "address": f"{to_leads}state=待核实"},
        {"words": "超期", "count": overdue, "unit": "条", "more": "过了截止日期没有答复", "address": f"{to_leads}list=overdue"},
    ]
    return asked.page("today.html.j2", cards=cards, next=_next(asked, month, lacking, overdue))


def _next(asked: PageAsked, month: dt.date | None, lacking: list[str], overdue: int) -> dict[str, str]:
    copy = asked.copy
    nothing = {"words": "没有要办的。", "run": "", "address": "", "button": ""}
    if asked.who.role == TOWN:
        return nothing | {"words": f"有 {overdue} 条超期，请先去核实、填清单交回。" if overdue else "请按清单入户核实，填好交回。", "address": "/leads?state=超期" if overdue else "/leads", "button": "看线索"}
    if asked.who.role != BUREAU:
        return nothing | {"words": "看本月情况。", "address": "/month", "button": "本月"}
    if month is None:
        return nothing | {"words": "把各部门这个月的文件放进来。", "address": "/files", "button": "收文件"}
    if copy is None or copy.month is None or copy.month < month:
        known = "上几个月有的数据都到了。" if copy else "还没有比对过，或程序换了新的；比对一次，各页就有内容。"
        lack = f"还缺 {'、'.join(lacking)}，要等的先等；现在比对，用到它们的指标会写“未评估”。" if lacking else known
        return nothing | {"words": lack, "run": written(month), "button": f"比对 {month.month}月"}
    return nothing | {"words": f"{month.month}月已经比对过。有新文件、判断、审定或乡镇答复以后，可以再比对一次。", "run": written(month), "button": f"再比对 {month.month}月"}


def month_page(asked: PageAsked) -> Response:
    copy = asked.copy
    if not copy or not copy.month:
        return RedirectResponse("/", 303)
    figures = asked.ask("figures", day=today(), month=copy.month)
    by_grade = {grade: sum(row["listed"] for row in figures if row["grade"] == grade) for grade in ("red", "yellow", "green")}
    kinds, classes = _each_of(asked.ask("kinds", month=copy.month), "kinds"), _each_of(asked.ask("classes", month=copy.month), "classes")
    due, answered = sum(row["due"] for row in figures), sum(row["answered"] for row in figures)
    grid: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in asked.ask("places", month=copy.month):
        grid[row["town"]][row["village"]] += row["leads"]
    map_, map_fault = _map(asked, grid)
    most = max((count for villages in grid.values() for count in villages.values()), default=0)
    heat = [
        (town, sum(villages.values()), [(village, count, _shade(count, most)) for village, count in sorted(villages.items(), key=lambda each: -each[1])])
        for town, villages in sorted(grid.items(), key=lambda each: -sum(each[1].values()))
    ]
    return asked.page(
        "month.html.j2", by_grade=by_grade, listed=sum(by_grade.values()), new=sum(row["new_leads"] for row in figures), due=due, answered=answered,
        overdue=sum(row["leads"] for row in figures if row["state_now"] == "超期"), kinds=sorted(kinds.items(), key=lambda each: (-each[1], each[0])), classes=[(name, classes[name]) for name in (*(name for name, _ in CLASSES), OTHER) if classes[name]], heat=heat, map=map_, map_fault=map_fault,
        policy=copy.policy, files=list(_outbox(asked, copy.month)) if asked.who.role in NAMES else [], sees_names=asked.who.role in NAMES, late=chasing.rows(asked)[:3],
    )


def _shade(count: int, most: int) -> int:
    return min(4, 1 + 4 * (count - 1) // max(most, 1))


def _map(asked: PageAsked, grid: Mapping[str, Mapping[str, int]]) -> tuple[Map | None, str]:
    """The county drawn, where the workspace has its outlines; or why it cannot be."""
    most = max((count for villages in grid.values() for count in villages.values()), default=0)
    leads = {(town, village): (count, _shade(count, most)) for town, villages in grid.items() for village, count in villages.items()}
    try:
        drawn = village_map(asked.desk.home, [(row["town"], row["village"]) for row in asked.ask("roster_villages")], leads)
    except Mistake as mistake:
        return None, str(mistake)
    return (replace(drawn, unmatched=()) if drawn and asked.who.town else drawn), ""  # of other towns a town knows no names


def _each_of(rows: list[dict[str, Any]], name: str) -> dict[str, int]:
    """Leads by each of the words that stand together in a column."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        for word in row[name].split("、"):
            counts[word] += row["leads"]
    return counts


def _outbox(asked: PageAsked, month: dt.date) -> dict[str, Path]:
    """Files of a month's outbox that the asker may have: of a town those that bear its name in its own folders."""
    root = Workspace(asked.desk.home).outbox(month)
    files = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file() and not path.name.startswith((".", "~"))}
    if asked.who.town:
        kinds = (("towns", "核实清单", "xlsx"), ("towns", VISITS, "docx"), ("returns", "反馈回执", "xlsx"), (CARDS, CARDS, "xlsx"), (GRIDS, GRIDS, "xlsx"))
        mine = {f"{folder}/{asked.who.town}_{kind}_{written(month)}.{ending}" for folder, kind, ending in kinds}
        return {name: path for name, path in files.items() if name in mine}
    return files


def download(asked: PageAsked) -> Response:
    copy = asked.copy
    file = _outbox(asked, copy.month).get(asked.text("file")) if copy and copy.month else None
    if not file:
        raise Mistake("没有这个文件，或不是您这里的")
    answer = file_to_save(file)
    asked.look("下载", asked.text("file"))
    return answer
