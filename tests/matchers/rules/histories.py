"""Random small households for Hypothesis: few values, many of them on an edge, and months that never came."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from tests.matchers.rules.homes import EVER, HISTORY, Home, Member, applies, gets, idle, studies, visited, water, works
from tests.twin.facts import House, month_name

JUDGED = 2024 * 12 + 5
BACK = st.integers(0, HISTORY - 1)
NEAR = st.integers(0, 3)
FEN = st.sampled_from((0, 0, 0, 0.01, -0.01))
AMOUNTS = (0, 250, 500, 800, 1000, 1500, 2000, 3000, 5000, 10000)
BIRTHS = ("1950-03-03", "1964-06-30", "1964-07-01", "1964-06-10", "1984-01-01", "2008-06-30", "2008-07-01", "2008-09-01", "2008-09-02", "2013-05-05", "2017-09-01", "2017-09-02", "")
LABOUR = ("普通劳动力", "技能劳动力", "无劳动力", "弱劳动力或半劳动力", "")
KINDS = ("一般农户", "脱贫户", "边缘易致贫户")
STATUSES = ("在读", "在读", "休学", "退学", "辍学", "毕业")
STAGES = ("小学", "初中", "高中", "本科")
LISTS = ("disability", "disaster", "accident", "business", "loan", "industry")
WAITING = ("student", "employment", "assistance", "enrolment", *LISTS)
EXTRACTS = ("settlement", "student", "employment", "assistance", "enrolment", "house", "death", "water", "self_report", "visit", *LISTS)

amounts = st.builds(lambda yuan, fen: max(0, yuan + fen), st.sampled_from(AMOUNTS), FEN)


def months(usually, sometimes, when=BACK, most=4):
    """The same thing every month, but for a few months with something else, or nothing."""
    exceptions = st.dictionaries(when, st.one_of(st.none(), sometimes), max_size=most)
    drawn = st.tuples(st.one_of(st.none(), usually), exceptions)
    return drawn.map(lambda d: {back: what for back, what in (dict.fromkeys(EVER, d[0]) | d[1]).items() if what is not None})


jobs = st.one_of(amounts.map(works), st.builds(works, amounts, st.sampled_from(("公益性岗位", "灵活就业"))), st.sampled_from((idle(), idle("返乡未就业"))))
benefits = st.builds(gets, amounts, st.sampled_from(("低保", "残疾人两项补贴", "临时救助")), st.sampled_from(("享受", "享受", "停发")))
bills = st.one_of(amounts, st.tuples(amounts, amounts.map(lambda yuan: -yuan)))

applications = st.builds(applies, st.integers(1, 28))
visits = st.builds(visited, st.sampled_from(("是", "否", "否", "")), st.sampled_from(("", "无", "正常", "因病")), st.integers(1, 28))


LATELY = st.integers(0, 7)
DAYS = st.sampled_from(("2023-06-15", "2023-12-31", "2024-01-20", "2024-03-31", "2024-04-01", "2024-05-31", "2024-06-12")).map(dt.date.fromisoformat)
FLOORS = (0, 199.99, 200, 1500, 2999.99, 3000, 5000, 9999.99, 10000, 20000)
yuan = st.sampled_from(FLOORS)
cards = st.fixed_dictionaries({
    "kind": st.sampled_from(("肢体", "精神")), "grade": st.sampled_from(("一级", "二级", "三级", "四级")), "status": st.sampled_from(("有效", "有效", "有效", "过期")),
    "first_issued_on": st.one_of(st.none(), DAYS),
})
disasters = st.fixed_dictionaries({
    "happened_on": DAYS, "hazard": st.sampled_from(("洪涝", "风雹")), "house_damage": st.sampled_from(("无", "一般损坏", "严重损坏", "倒塌")), "loss": yuan,
    "aid": st.sampled_from((0, 0, 500)), "insurance_paid": st.sampled_from((0, 0, 20000)), "recovery": st.sampled_from((None, "无需", "未恢复", "恢复中", "已恢复")),
})
accidents = st.fixed_dictionaries({
    "accident_no": st.sampled_from(("A1", "A2")), "happened_on": DAYS, "kind": st.sampled_from((None, "道路交通", "其他")),
    "injury": st.sampled_from(("无", "轻伤", "重伤", "致残", "死亡")), "liability": st.sampled_from((None, "全责", "同责", "次责", "未认定")), "payable": yuan,
    "insurance_paid": st.sampled_from((0, 0, 20000)),
})
businesses = st.fixed_dictionaries({
    "entity": st.sampled_from(("甲店", "乙店")), "kind": st.just("个体工商户"), "role": st.sampled_from(("经营者", "法定代表人", "股东")),
    "status": st.sampled_from(("存续", "经营异常", "注销", "吊销")), "changed_on": st.one_of(st.none(), DAYS),
})
loans = st.fixed_dictionaries({"kind": st.sampled_from(("富民贷", "其他")), "overdue_days": st.sampled_from((None, 0, 29, 30, 400)), "overdue_amount": st.sampled_from((0, 0.01, 500))})
projects = st.fixed_dictionaries({
    "project": st.sampled_from(("甲项目", "乙项目")), "kind": st.just("种植"), "status": st.sampled_from(("正常", "受灾", "亏损", "停产", "解散")), "loss": yuan,
    "due": yuan, "paid": st.sampled_from((0, 0, 200, 20000)), "due_on": st.one_of(st.none(), DAYS),
})
KEYS = {"disability": (), "disaster": ("happened_on", "hazard"), "accident": ("accident_no",), "business": ("entity",), "industry": ("project",)}
ROWS = {"disability": cards, "disaster": disasters, "accident": accidents, "business": businesses, "loan": loans, "industry": projects}


def listed(dataset: str):
    """What a list says of a person in the last months, a row a key; often the same rows for months."""
    def told_apart(rows: list[dict]) -> tuple[dict, ...]:
        return tuple({tuple(row[name] for name in KEYS[dataset]): row for row in rows}.values()) if dataset in KEYS else tuple(rows)

    rows = st.lists(ROWS[dataset], min_size=1, max_size=2).map(told_apart)
    changes = st.dictionaries(LATELY, st.one_of(st.none(), rows), max_size=4)
    drawn = st.tuples(st.one_of(st.none(), rows), changes)
    return drawn.map(lambda d: {back: what for back, what in (dict.fromkeys(range(8), d[0]) | d[1]).items() if what is not None})


@st.composite
def members(draw) -> Member:
    stage = draw(st.sampled_from(STAGES))  # one stage a person: see the report on aid of an earlier stage
    rows = st.builds(studies, st.just(stage), st.sampled_from(STATUSES), amounts, st.sampled_from((0, 400)), st.sampled_from((0, 0, 0, 500)))
    return Member(
        born=draw(st.sampled_from(BIRTHS)),
        labour=draw(st.sampled_from(LABOUR)),
        bills=draw(months(st.sampled_from((0, 500, 1500)), bills)),
        schooling=draw(months(rows, st.one_of(rows, st.tuples(rows, rows)))),
        jobs=draw(months(jobs, st.one_of(jobs, st.tuples(jobs, jobs)), st.one_of(BACK, NEAR))),
        benefits=draw(months(benefits, st.one_of(benefits, st.tuples(benefits, benefits)), st.one_of(BACK, NEAR))),
        cover=draw(months(st.just("正常参保"), st.sampled_from(("暂停参保", "未参保", ("暂停参保", "正常参保"))), NEAR, 2)),
        applications=draw(st.dictionaries(NEAR, applications, max_size=1)),
        visits=draw(st.dictionaries(NEAR, st.one_of(visits, st.tuples(visits, visits)), max_size=2)),
        says={dataset: draw(listed(dataset)) for dataset in draw(st.sets(st.sampled_from(LISTS), max_size=3))},
        died=draw(st.sampled_from(("", "", "", "2023-01-10", "2024-05-31", "2024-06-01", "2024-06-30", "2024-07-01"))),
    )


houses = st.builds(House, st.sampled_from("ABCD"), st.sampled_from("是否"), st.sampled_from(("无需改造", "未改造", "改造中", "已竣工")))
supplies = st.builds(
    water, st.sampled_from(("正常", "正常", "停水", "季节性缺水")), st.sampled_from((0, 6, 7)), st.sampled_from(("合格", "合格", "不合格")),
    st.integers(35, 38).map(lambda age: f"{month_name(JUDGED - age)}-15"),
)
gaps = st.one_of(
    st.frozensets(st.tuples(st.sampled_from(EXTRACTS), st.one_of(BACK, NEAR)), max_size=4),
    st.frozensets(st.tuples(st.sampled_from(EXTRACTS[:4]), st.integers(1, 12)), min_size=5, max_size=9),
    st.frozensets(st.tuples(st.sampled_from(LISTS), st.integers(1, 7)), min_size=5, max_size=20),
)


@st.composite
def homes(draw) -> Home:
    size, missing, since = draw(st.integers(1, 3)), draw(gaps), draw(st.sampled_from((HISTORY - 1, HISTORY - 1, 14, 11, 6, 5, 1, 0)))
    lost = {back for back in EVER if back > since or ("student", back) in missing}
    return Home(
        members=tuple(_without_schooling(draw(members()), lost) for _ in range(size)),
        kind=draw(st.sampled_from(KINDS)),
        income=draw(st.sampled_from((4000, 5999.99, 6000, 8000, 9000, 12000, None))),
        house=draw(st.dictionaries(NEAR, houses, max_size=2)),
        water=draw(st.dictionaries(NEAR, supplies, max_size=2)),
        missing=missing,
        since=since,
        waiting=tuple(draw(st.sets(st.tuples(st.sampled_from(WAITING), NEAR, st.integers(0, size - 1)), max_size=2))),
    )


def _without_schooling(member: Member, lost: set[int]) -> Member:
    """A school's row cannot be there when its extract is not."""
    return replace(member, schooling={back: rows for back, rows in member.schooling.items() if back not in lost})
