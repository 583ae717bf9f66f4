"""What runs keep to be quicker changes nothing: two counties live the same, one is run afresh each time. `python -m tests.flows.test_afresh 100 [SEED]` lives many."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest import mock

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from flows.month import run_month
from flows.workspace import Workspace, create
from matchers.warehouse import Warehouse
from schemas.months import parse_month, shifted, written
from tests.flows.look import contents, rows
from tests.flows.small import County, bill
from tests.matchers import people
from tests.matchers.people import lives, number
from tests.schemas.files import workbook
from tests.signs import sign_of

FIRST = "2024-03"
PLACES = [("水阳镇", "大桥村"), ("水阳镇", "裘公村"), ("狸桥镇", "东云村")]
BOOK = 'based_on = "default"\ntitle = "某县规则"\n[rules.medical_self_pay_month]\nfloor_yuan = {{ unit = "yuan", values = [{{ from = "2000-01", value = {yuan}, document = "某文件" }}] }}\n'
CHANGES = ("late", "sent again", "corrected", "moves", "born", "renumbered", "answers", "decides", "policy", "renamed", "killed", "earlier month", "same again")
DAMAGES = (people.slipped, people.spoilt, people.excels, people.of_another_day, people.twin)
DEATHS = ("flows.collecting.store_parts", "flows.issuing.linking.link", "flows.issuing.judging.judge", "reports.receipt.write_receipt", "flows.swapping.swap_in", "flows.issuing.runs.note_run")


class Killed(BaseException):
    """Ends a run where it stands."""


class Lives:
    """Eight families; what happens to them and to their files is drawn."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = Random(seed)
        self.kept, self.afresh = County(folder / "kept"), County(folder / "afresh")
        create(self.kept.home)
        self.families = [(f"H{at:02}", [(f"{'赵钱孙李周吴郑王'[at]}守{'田山'[role]}", number(f"19{60 + at}-0{role + 1}-08", role + 1)) for role in (0, 1)]) for at in range(8)]
        self.where = [self.random.choice(PLACES) for _ in self.families]
        self.damage: dict[str, Callable[[str], str]] = {}
        self.runs: list[str] = []
        self.told: Counter[str] = Counter()
        self.renamed = False
        self.has_moved = True
        self.bills = 0
        self.set_policy(10_000)

    def set_policy(self, yuan: int) -> None:
        (self.kept.home / "book.toml").write_text(BOOK.format(yuan=yuan), "utf-8")
        places = '[places]\n"狸桥镇" = { to = "狸桥街道", from = "2024-04" }\n' if self.renamed else ""
        (self.kept.home / "county.toml").write_text(f'policy = "book.toml"\n{places}', "utf-8")

    def everyone(self) -> list[tuple[int, str, str]]:
        return [(at, name, who) for at, (_, members) in enumerate(self.families) for name, who in members]

    def written(self, who: str) -> str:
        return self.damage[who](who) if who in self.damage else who

    def roster(self, month: str) -> None:
        self.kept.drop("roster", *(
            lives(name, who, self.where[at][1], self.families[at][0], 乡镇=self.where[at][0], 与户主关系="户主" if (name, who) == self.families[at][1][0] else "之子", 户类型="脱贫户" if at % 3 else "一般农户")
            for at, name, who in self.everyone()
        ), folder=month)

    def drop(self, month: str) -> None:
        if self.has_moved:
            self.roster(month)
        self.has_moved = False
        for _, _, who in self.everyone():
            if self.random.random() < 0.15:
                self.damage[who] = self.random.choice(DAMAGES)
        self.kept.drop("enrolment", *(
            {"姓名": name, "证件号码": self.written(who), "乡镇": self.where[at][0], "行政村": self.where[at][1]} for at, name, who in self.everyone() if self.random.random() < 0.9
        ), folder=month)
        self.kept.drop("employment", *({"姓名": name, "证件号码": self.written(who), "月工资": str(self.random.choice((0, 1500, 4000)))} for _, name, who in self.everyone()[::2]), folder=month)
        self.bill(month, month)

    def bill(self, of: str, folder: str, name: str = "") -> None:
        asked = self.random.sample(self.everyone(), 4)
        self.bills += 4
        self.kept.drop("settlement", *(
            bill(f"{self.bills + at}", name, self.written(who), str(self.random.choice((80, 900, 9000, 30000))), 结算日期=f"{of}-12") for at, (_, name, who) in enumerate(asked)
        ), folder=folder, name=name)

    def change(self, what: str, month: str) -> None:
        before = written(shifted(parse_month(month), -1))
        if what == "late":
            self.bill(before, month, f"医保结算_{before}（补报）")
        elif what == "sent again":
            self.bill(before, self.random.choice((before, month)), f"医保结算_{before}（重报）")
        elif what == "corrected":
            self.damage = dict(list(self.damage.items())[::2])
            self.kept.drop("enrolment", *({"姓名": name, "证件号码": who} for _, name, who in self.everyone()), folder=month, name=f"医保参保_{before}（更正）")
        elif what == "moves":
            self.where[self.random.randrange(8)], self.has_moved = self.random.choice(PLACES), True
        elif what == "born":
            at, self.has_moved = self.random.randrange(8), True
            self.families[at][1].append((f"{self.families[at][1][0][0][0]}小{'春夏秋冬'[int(month[5:]) % 4]}", number(f"{month}-02", at * 2 + 1)))
        elif what == "renumbered":
            self.families, self.has_moved = [(f"N{month[5:]}{at:02}", members) for at, (_, members) in enumerate(self.families)], True
        elif what == "policy":
            self.set_policy(self.random.choice((800, 5_000, 20_000)))
        elif what == "renamed":
            self.renamed = True
            self.set_policy(10_000)

    def answer(self, month: str) -> None:
        for town in sorted({lead["town"] for lead in self.leads(month)}):
            lines = [f"{lead['lead_id']},{sign_of(self.kept.home, lead['lead_id'])},{self.random.choice(('是,,是', '是,临时救助,否', '否,,', '无法核实,,', ',,'))},看过了" for lead in self.leads(month) if lead["town"] == town]
            self.returned(month, town, "csv").write_text("\n".join(["线索编号,校验码,是否属实,拟采取措施,是否纳入监测,情况", *lines]), "utf-8")

    def decide(self, month: str) -> None:
        rows = [[lead["household_id"], lead["lead_id"], "同意纳入", f"{month}-28"] for lead in self.leads(month)[:2]]
        self.returned(month, "监测对象档案", "xlsx").write_bytes(workbook("xlsx", {"拟纳入": [["户编号", "线索编号", "审定结果", "审定日期"], *rows]}))

    def leads(self, month: str) -> list[dict[str, str]]:
        return rows(self.kept.outbox(month) / "leads.csv")

    def returned(self, month: str, name: str, kind: str) -> Path:
        path = self.kept.home / "returns" / month / f"{name}_{len(self.runs)}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def run(self, month: str, is_killed: bool) -> None:
        for part in ("inbox", "returns", "county.toml", "book.toml"):
            of, to = self.kept.home / part, self.afresh.home / part
            (shutil.copytree(of, to, dirs_exist_ok=True) if of.is_dir() else shutil.copy2(of, to)) if of.exists() else None
        run_month(Workspace.at(self.afresh.home), parse_month(month), keeps_copy=False, afresh=True)
        if is_killed:
            with mock.patch(self.random.choice(DEATHS), side_effect=Killed), suppress(Killed):
                run_month(Workspace.at(self.kept.home), parse_month(month), keeps_copy=False)
        changed = run_month(Workspace.at(self.kept.home), parse_month(month), keeps_copy=False).changed
        self.runs.append(month)
        kept, anew = contents(self.kept.home / "outbox"), contents(self.afresh.home / "outbox")
        unlike = [name for name in kept.keys() | anew.keys() if kept.get(name) != anew.get(name)]
        if changed:  # else what is linked stands as of the month that was run before
            linked, others = linked_of(self.kept.home), linked_of(self.afresh.home)
            unlike += [table for table in linked.keys() | others.keys() if linked.get(table) != others.get(table)]
        assert not unlike, f"{month} after {self.runs}: {unlike}"
        self.told["changed"] += changed
        self.told["leads"] += len(self.leads(month))


def linked_of(home: Path) -> dict[str, list[str]]:
    """Every linked table, in whatever order its rows lie, but those that tell what the last linking made anew."""
    with Warehouse(home / "warehouse.duckdb") as warehouse:
        names = [name for (name,) in warehouse.rows("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'linked' AND table_name NOT IN ('renewed_month', 'refound')")]
        return {name: sorted(map(repr, warehouse.rows(f"SELECT * FROM linked.{name}"))) for name in names}


def live(changes: list[list[str]], seed: int) -> Counter[str]:
    with TemporaryDirectory() as folder:
        lived, month = Lives(Path(folder), seed), FIRST
        lived.afresh.home.mkdir()
        for happened in changes:
            for what in happened:
                lived.change(what, month)
            lived.drop(month)
            if "earlier month" in happened and len(lived.runs) > 1:
                lived.run(lived.runs[0], is_killed=False)
            lived.run(month, "killed" in happened)
            if "same again" in happened:
                lived.run(month, is_killed=False)
            if "answers" in happened:
                lived.answer(month)
            if "decides" in happened:
                lived.decide(month)
            month = written(shifted(parse_month(month), 1))
        return lived.told


HAPPENED = st.lists(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4, unique=True), min_size=2, max_size=3)


@given(HAPPENED, st.integers(0, 1000))
@settings(max_examples=2, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
def test_what_is_kept_is_what_making_it_anew_gives(changes, seed):
    live(changes, seed)


if __name__ == "__main__":
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for seed in range(first, first + int(sys.argv[1])):
        drawn = Random(seed)
        happened = [drawn.sample(CHANGES, drawn.randint(1, 5)) for _ in range(drawn.randint(3, 5))]
        print(seed, happened, flush=True)
        print(dict(live(happened, seed)), flush=True)
