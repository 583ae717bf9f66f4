"""Moves, merged and renamed places, other numbers, months left out, a lost database: leads.csv, ledger.csv and the 档案 agree all the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.month import run_month
from flows.outcomes import Outcome
from flows.workspace import Workspace, create
from matchers.records.signals import GRADES
from schemas.months import parse_month, shifted, written
from tests.flows.look import contents, rows, table
from tests.flows.small import County
from tests.matchers.people import lives, number
from tests.signs import sign_of

FAMILIES, FIRST = 12, "2023-07"
SETTINGS = 'policy = "book.toml"\n[backup]\nkeep = 1\n'
LATE, REFUSED = 0.15, 0.15  # of the answers
SAID = {"属实拟纳入": "是,,是", "属实已帮扶": "是,临时救助,否", "不属实": "否,,", "无法核实": "无法核实,,", "": ",,"}
Asked = tuple[str, frozenset[str]]  # grade and indicators
CALM = settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
CHANGES = ("move", "renumber", "rename", "merge", "join", "again", "nothing")


@dataclass
class Lived:
    """A county, whose people and places change under it; `said` is what was last answered of each lead."""

    home: Path
    random: Random
    numbers: list[str] = field(default_factory=lambda: [f"H{at:02}" for at in range(FAMILIES)])
    where: list[tuple[str, str]] = field(default_factory=lambda: [(("水阳镇", "狸桥镇")[at % 2], f"{'东西'[at // 2 % 2]}村") for at in range(FAMILIES)])
    places: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    late: dict[str, dict[str, tuple[str, Asked]]] = field(default_factory=dict)  # by the month whose folder they come in
    asked: dict[str, Asked] = field(default_factory=dict)  # what towns were asked last of each lead
    answered: dict[str, list[Asked]] = field(default_factory=dict)  # what they were asked when they answered
    issued: set[str] = field(default_factory=set)
    family: dict[str, int] = field(default_factory=dict)
    untrue: dict[tuple[int, str], str] = field(default_factory=dict)  # when what was last found untrue of a family
    enrolled: dict[str, str] = field(default_factory=dict)  # leads that the bureau's workbook enrolled, and on which day
    moves: int = 0
    late_share: float = LATE

    def __post_init__(self) -> None:
        create(self.home)
        self.county = County(self.home)
        (self.home / "book.toml").write_text('based_on = "default"\ntitle = "某县规则"\n[indicators]\non = ["property.question"]\n', "utf-8")
        (self.home / "county.toml").write_text(SETTINGS, "utf-8")

    def drop(self, month: str) -> None:
        everyone = [(at, f"{'赵钱孙李周吴郑王冯陈褚卫'[at]}守{'田山河'[role]}", number(f"19{60 + at}-0{role + 1}-08", role + 1), "户主" if role == 0 else "之子") for at in range(FAMILIES) for role in (0, 1, 2)]
        self.county.drop(
            "roster", *(lives(name, who, self.where[at][1], self.numbers[at], 乡镇=self.where[at][0], 与户主关系=is_, **self.own(at)) for at, name, who, is_ in everyone), folder=month,
        )
        unsafe = set(self.random.sample(range(FAMILIES), 5))
        self.county.drop("property", *({"姓名": name, "证件号码": who} for at, name, who, is_ in everyone if at in unsafe and is_ == "户主"), folder=month)
        houses = [
            {"姓名": name, "证件号码": who, "鉴定等级": "D" if at in unsafe else "A", "改造状态": "未改造" if at in unsafe else "无需改造",
             "乡镇": self.where[at][0], "行政村": self.where[at][1]} for at, name, who, is_ in everyone if is_ == "户主"
        ]
        self.county.drop("house", *houses, folder=month)

    def own(self, at: int) -> dict[str, str]:
        """Every other family has consented to being looked up, every fourth is below the line."""
        return {"承诺授权": "是" if at % 2 else "否", "上年人均纯收入": "5000" if at % 4 == 1 else "30000"}

    def change(self, what: str, month: str) -> None:
        if what == "move":
            for at in self.random.sample(range(FAMILIES), 2):
                self.where[at] = self.random.choice([place for place in set(self.where) if place != self.where[at]] or self.where)
                self.moves += 1
        elif what == "renumber":
            self.numbers = [f"{each[0]}{month[2:4]}{month[5:]}{at:02}" for at, each in enumerate(self.numbers)]
        elif what == "rename":
            self._replace({("狸桥镇", village): ("狸桥街道", village) for _, village in self.where})
            self.places.append('"狸桥镇" = { to = "狸桥街道", from = "' + month + '" }')
        elif what == "merge":
            self._replace({("水阳镇", "东村"): ("水阳镇", "两河村"), ("水阳镇", "西村"): ("水阳镇", "两河村")})
            self.places += ['"水阳镇' + village + '" = { to = "水阳镇两河村", from = "' + month + '" }' for village in ("东村", "西村")]
        elif what == "join":
            first, second = self.random.sample(range(FAMILIES), 2)
            self.where[second] = self.where[first]
        lines = "\n".join({line.partition(" = ")[0]: line for line in reversed(self.places)}.values())  # a place is renamed once
        (self.home / "county.toml").write_text(f"{SETTINGS}[places]\n{lines}\n", "utf-8")

    def _replace(self, places: dict[tuple[str, str], tuple[str, str]]) -> None:
        self.where = [places.get(place, place) for place in self.where]

    def run(self, month: str) -> Outcome:
        """Every paper agrees with every other, and with what was said before."""
        for come in sorted(at for at in self.late if at <= month):
            for lead_id, (said, asked) in self.late.pop(come).items():
                self.say(lead_id, said, asked)
        outcome = run_month(Workspace.at(self.home), parse_month(month))
        decided = dict(self.enrolled)
        leads, ledger = self.papers(month)
        self.asked |= {lead["lead_id"]: (lead["grade"], frozenset(lead["indicators"].split(";"))) for lead in leads}
        for lead in leads:
            mine = ledger[lead["lead_id"]]
            assert [lead[name] for name in ("town", "village", "household_id", "grade", "first_month", "months_running")] == [
                mine[name] for name in ("town", "village", "household_id", "grade", "first_month", "months_running")
            ]
        still_open = Counter(row["household_id"] for row in ledger.values() if row["state"] not in ("销号", "纳入监测"))
        assert max(still_open.values(), default=1) == 1, "two open leads of one household"
        assert all(row["household_id"] in self.numbers for row in ledger.values())
        assert {lead_id for lead_id, row in ledger.items() if row["state"] == "纳入监测"} == set(decided)
        monitored = {home: self.where[self.numbers.index(home)] for lead_id in decided for home in (ledger[lead_id]["household_id"],)}
        assert self.filed(month, "监测对象") == self.filed(month, "各月收支") == monitored, "files lie where a household lives now"
        assert self.filed(month, "暂不能消除") | self.filed(month, "可提风险消除") == monitored
        proposed = {lead_id: row for lead_id, row in ledger.items() if self.said.get(lead_id) == "属实拟纳入" and row["state"] not in ("销号", "纳入监测")}
        assert self.proposed(month) == {(lead_id, row["household_id"], row["town"], row["village"]) for lead_id, row in proposed.items()}
        assert {lead_id: row["outcome"] for lead_id, row in ledger.items()} == {lead_id: self.outcome(lead_id) for lead_id in ledger}
        for lead in leads:
            family = self.numbers.index(lead["household_id"])
            assert self.family.setdefault(lead["lead_id"], family) == family, "a lead stays with its people"
            for indicator in lead["indicators"].split(";") if lead["lead_id"] not in self.said else ():
                since = self.untrue.get((family, indicator))
                assert since is None or written(shifted(parse_month(since), 6)) <= month, "what was found untrue is not asked again"
        return outcome

    def say(self, lead_id: str, said: str, asked: Asked) -> None:
        self.said[lead_id] = said
        self.answered.setdefault(lead_id, []).append(asked)

    def outcome(self, lead_id: str) -> str:
        """An answer is one to what was asked: what joined since, or has grown graver, is still to be answered."""
        grade, indicators = self.asked[lead_id]
        covered = [asked for then, asked in self.answered.get(lead_id, ()) if GRADES.index(then) <= GRADES.index(grade)]
        return self.said[lead_id] if covered and indicators <= frozenset().union(*covered) else ""

    def papers(self, month: str) -> tuple[list[dict[str, str]], dict[str, dict[str, str]]]:
        outbox = self.county.outbox(month)
        return rows(outbox / "leads.csv"), {row["lead_id"]: row for row in rows(outbox / "ledger.csv")}

    def filed(self, month: str, sheet: str) -> dict[object, tuple[object, object]]:
        """Town and village of each household that a sheet of the 档案 has."""
        try:
            lines = table(self.county.outbox(month) / f"监测对象档案_{month}.xlsx", sheet, "乡镇" if sheet == "各月收支" else "序号")
        except StopIteration:  # it says in words that there is none
            return {}
        return {line["户编号"]: (line["乡镇"], line["村"]) for line in lines if line["户编号"]}

    def decide(self, month: str) -> None:
        """The bureau enrols every other household that is proposed."""
        proposals = sorted(self.proposed(month))[::2]
        book = openpyxl.Workbook()
        book.active.append(["户编号", "线索编号", "审定结果", "审定日期"])
        for lead_id, household, *_ in proposals:
            self.enrolled[lead_id] = f"{written(shifted(parse_month(month), 1))}-12"
            book.active.append([household, lead_id, "同意纳入", self.enrolled[lead_id]])
        path = self.home / "returns" / month / "监测对象档案.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)

    def proposed(self, month: str) -> set[tuple[object, ...]]:
        path = self.county.outbox(month) / f"监测对象档案_{month}.xlsx"
        try:
            lines = table(path, "拟纳入待审定", "序号")
        except StopIteration:  # it says in words that there is none
            return set()
        return {(line["线索编号"], line["户编号"], line["乡镇"], line["村"]) for line in lines}

    def answer(self, month: str) -> None:
        """Most at once; some so that it is refused, some two months late."""
        answers = defaultdict(list)
        later = written(shifted(parse_month(month), 2))
        awaited = set().union(*self.late.values())
        for lead in self.papers(month)[0]:
            lead_id = lead["lead_id"]
            said, how = self.random.choice([*SAID]), self.random.random()
            if not said or lead_id in awaited:
                continue
            is_late = how < self.late_share and said != "不属实"
            cells = "大概,," if how > 1 - REFUSED else SAID[said]
            answers[later if is_late else month, lead["town"]].append(
                f"{lead_id},{sign_of(self.home, lead_id)},{cells},看过了,{written(shifted(parse_month(month), 1))}-10"
            )
            if how > 1 - REFUSED:
                continue
            if is_late:
                self.late.setdefault(later, {})[lead_id] = said, self.asked[lead_id]
                continue
            self.say(lead_id, said, self.asked[lead_id])
            if said == "不属实":
                self.untrue |= {(self.family[lead_id], indicator): month for indicator in self.asked[lead_id][1]}
        for (folder, town), lines in answers.items():
            path = self.home / "returns" / folder / f"{town}_{month}.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(["线索编号,校验码,是否属实,拟采取措施,是否纳入监测,情况,核实日期", *lines]), "utf-8")


@given(st.lists(st.sampled_from(CHANGES), min_size=2, max_size=3), st.integers(0, 1000))
@CALM
def test_whatever_happens_the_papers_agree(changes, seed):
    with TemporaryDirectory() as folder:
        lived, month = Lived(Path(folder) / "county", Random(seed)), FIRST
        for change in ("nothing", *changes):
            lived.change(change, month)
            lived.drop(month)
            lived.run(month)
            if change == "again":
                lived.county.run(month)
            lived.answer(month)
            lived.decide(month)
            month = written(shifted(parse_month(month), 1))


@pytest.fixture(scope="module")
def year(tmp_path_factory, bidui):
    """Twelve months with a rename, a merge, other numbers, twenty moves, a database that is lost after the ninth, two months made up for later."""
    lived = Lived(tmp_path_factory.mktemp("year") / "county", Random(7), late_share=0)  # whether a file came before a run or after is not known any more
    months = [written(shifted(parse_month(FIRST), at)) for at in range(12)]
    for at, month in enumerate(months):
        for what in {3: ("rename",), 5: ("merge",), 7: ("renumber",)}.get(at, ()) + (("move",) if at > 1 else ()):
            lived.change(what, month)
        lived.drop(month)
        if at in (4, 9):
            continue
        outcome = lived.run(month)
        assert any(months[at - 1] in line for line in outcome.cautions) == (at - 1 in (4, 9)), outcome.cautions
        lived.issued |= {lead["lead_id"] for lead in lived.papers(month)[0]}
        if at == 8:
            _lost_and_made_again(lived.home, at, bidui)
        lived.answer(month)
        lived.decide(month)
    return lived, months


def _lost_and_made_again(home: Path, months: int, bidui) -> None:
    """To the same papers, and the year goes on."""
    before = contents(home / "outbox")
    (home / "warehouse.duckdb").unlink()
    for copy in (home / "backup").iterdir():
        copy.unlink()
    ran = bidui("restore", "--home", home)
    assert ran.exit_code == 0 and f"{months} 个月的完全一样" in ran.output, ran.output
    assert contents(home / "outbox") == before


def test_every_lead_of_such_a_year_has_one_state_and_the_counts_add_up(year):
    lived, months = year
    ledger = lived.papers(months[-1])[1]
    assert lived.moves >= 20 and ledger.keys() == lived.issued
    *towns, whole = table(lived.county.outbox(months[-1]) / f"月报_{months[-1]}.xlsx", "反馈进度", "乡镇")
    assert {row["乡镇"]: row["已下发"] for row in towns} == Counter(row["town"] for row in ledger.values()) and whole["已下发"] == len(ledger)
    assert all(row["已下发"] == sum(row[state] for state in ("待核实", "超期", "已反馈未办结", "销号", "纳入监测")) for row in (*towns, whole))
    assert set(lived.said) <= ledger.keys() and len(ledger) > 12
    assert all(row["state"] in ("待核实", "超期", "已反馈", "纳入监测", "销号") for row in ledger.values())


def test_months_left_out_are_made_up_for(year):
    lived, months = year
    for at in (4, 9):
        assert run_month(Workspace.at(lived.home), parse_month(months[at])).changed
    after = run_month(Workspace.at(lived.home), parse_month(months[-1]))
    assert not any(months[at] in line for at in (4, 9) for line in after.cautions)
