"""What an analyst would write instead: pandas reads all months anew and names the households of ten indicators, with care and nothing around it.

python -m tests.benchmarks.peer COUNTY [--engine c|pyarrow] [--check]

It knows nothing of wrong numbers, of rows sent again, of towns that sent nothing, of lists and receipts. `--check` holds what it names
against the signals of the month in the county's outbox; on a county whose numbers are undamaged they are the same.
"""

import argparse
import csv
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

LINE, MONTHS = 6_000_00, 24
AT_WORK, LOST = ("务工", "公益性岗位", "灵活就业"), ("失业", "返乡未就业")
ID = "证件号码"


class Peer:
    """A county's CSV drops up to its last month. Money is whole fen; `home` of a person and all sums are by the household's place in `homes`."""

    def __init__(self, inbox: Path, engine: str) -> None:
        self.inbox, self.engine = inbox, engine
        self.months = sorted(path.name for path in inbox.iterdir())[-MONTHS:]
        roster = self.read(sorted(inbox.glob("*/农户花名册_*.csv"))[-1], ["户编号", ID, "户类型", "劳动技能", "上年人均纯收入"])
        self.home, self.homes = pd.factorize(roster["户编号"])
        self.roster, self.place = roster, pd.Series(np.arange(len(roster)), index=roster[ID])
        self.size = np.bincount(self.home, minlength=len(self.homes))
        first = pd.Series(self.home).drop_duplicates().index
        self.kind, self.income = roster["户类型"].to_numpy()[first], fen(roster["上年人均纯收入"]).to_numpy()[first]

    def read(self, path: Path, columns: list[str]) -> pd.DataFrame:
        return pd.read_csv(path, usecols=columns, dtype=dict.fromkeys(columns, "str"), engine=self.engine, keep_default_na=False)

    def people(self, title: str, back: int, columns: list[str]) -> pd.DataFrame:
        """Rows of an extract of the month so many months back whose people are on the roster, with their `place` there."""
        month = self.months[-1 - back]
        rows = self.read(self.inbox / month / f"{title}_{month.replace('-', '')}.csv", [ID, *columns])
        rows["place"] = self.place.reindex(rows[ID]).to_numpy()
        rows = rows[rows["place"].notna()]
        return rows.assign(place=rows["place"].astype(np.int64))

    def by_home(self, rows: pd.DataFrame, amounts: pd.Series) -> np.ndarray:
        return np.bincount(self.home[rows["place"]], weights=amounts, minlength=len(self.homes)).astype(np.int64)

    def has(self, rows: pd.DataFrame) -> np.ndarray:
        """Of each person of the roster whether they have a row."""
        has = np.zeros(len(self.roster), dtype=bool)
        has[rows["place"]] = True
        return has

    def named(self) -> dict[str, set[str]]:
        medical, rigid, income = (np.zeros((MONTHS, len(self.homes)), dtype=np.int64) for _ in range(3))
        dead = np.zeros(len(self.roster), dtype=bool)
        work, benefits = {}, {}
        for back in range(MONTHS):
            bills = self.people("医保结算", back, ["个人自付"])
            medical[back] = self.by_home(bills, fen(bills["个人自付"]))
            pupils = self.people("学籍", back, ["学费", "住宿费", "资助金额"])
            rigid[back] = medical[back] + self.by_home(pupils, (fen(pupils["学费"]) + fen(pupils["住宿费"]) - fen(pupils["资助金额"])).clip(lower=0))
            jobs = self.people("就业务工", back, ["就业状态", "月工资"])
            paid = self.people("社会救助", back, ["救助类型", "享受状态", "发放金额"])
            paid["fen"] = fen(paid["发放金额"]).where(paid["享受状态"] == "享受", 0)
            income[back] = self.by_home(jobs, fen(jobs["月工资"])) + self.by_home(paid, paid["fen"])
            dead |= self.has(self.people("死亡登记", back, []))
            if back <= 2:
                work[back], benefits[back] = jobs, paid[paid["救助类型"] != "临时救助"]
            if back == 0:
                at_school = self.has(pupils)
        insured = self.people("医保参保", 0, ["参保状态"])
        insured = self.has(insured[insured["参保状态"] == "正常参保"])
        return {name: set(self.homes[where]) for name, where in self._fired(medical, rigid, income, ~dead, at_school, insured, work, benefits).items()}

    def _fired(self, medical, rigid, income, alive, at_school, insured, work, benefits) -> dict[str, np.ndarray]:
        usual, earned = rigid[1:13].sum(axis=0), income[1:13].sum(axis=0)
        total = self.income * 12 * self.size + 12 * (income[:12].sum(axis=0) - income[12:].sum(axis=0))
        left = total - 12 * rigid[:12].sum(axis=0)
        line = LINE * 12 * self.size
        works = [self.has(work[back][work[back]["就业状态"].isin(AT_WORK)]) for back in range(3)]
        born = pd.to_datetime(self.roster[ID].str[6:14], format="%Y%m%d")
        end = pd.Timestamp(self.months[-1]) + pd.offsets.MonthEnd(0)
        age = (end.year - born.dt.year - ((end.month * 100 + end.day) < born.dt.month * 100 + born.dt.day)).to_numpy()
        able = alive & ~at_school & (age >= 16) & (age <= 59) & self.roster["劳动技能"].isin(("普通劳动力", "技能劳动力")).to_numpy()
        now, before = (np.bincount(benefits[back]["place"], weights=benefits[back]["fen"], minlength=len(alive)) for back in (0, 1))
        lost = works[1] & ~works[0] & self.has(work[0][work[0]["就业状态"].isin(LOST)])
        return {
            "expenditure.surge": (rigid[0] >= 3_000_00) & (rigid[0] * 12 >= 2 * usual) & (rigid[0] >= 2 * rigid[12]),
            "income.drop": (2 * income[0] * 12 <= earned) & (earned - income[0] * 12 >= 1_000_00 * 12)
            & (2 * income[0] <= income[12]) & (income[12] - income[0] >= 1_000_00),
            "income.below_line": total < line,
            "income.below_line_after_expenditure": (left < line) & (total >= line),
            "medical.self_pay_month": medical[0] >= 10_000_00,
            "medical.self_pay_year": medical[:12].sum(axis=0) >= np.where(self.kind == "一般农户", 20_000_00, 10_000_00),
            "employment.zero": self._any(able) & ~self._any(works[0] | works[1] | works[2]),
            "employment.job_loss": self._any(lost),
            "insurance.lapsed": self._any(alive & ~insured),
            "assistance.stopped": self._any(alive & (5 * now < 4 * before)),
        }

    def _any(self, people: np.ndarray) -> np.ndarray:
        return np.bincount(self.home[people], minlength=len(self.homes)) > 0


def fen(amounts: pd.Series) -> pd.Series:
    return (pd.to_numeric(amounts) * 100).round().astype(np.int64)


def differing(home: Path, month: str, named: dict[str, set[str]]) -> dict[str, tuple[int, int]]:
    """Of each indicator how many households only the peer, and only the product names."""
    issued: dict[str, set[str]] = {name: set() for name in named}
    csv.field_size_limit(2**31 - 1)
    with (home / "outbox" / month / "signals.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["month"] == month and row["indicator"] in issued:
                issued[row["indicator"]].add(row["household_id"])
    return {name: (len(mine - issued[name]), len(issued[name] - mine)) for name, mine in named.items() if mine != issued[name]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--engine", choices=("c", "pyarrow"), default="c")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    started = time.perf_counter()
    peer = Peer(asked.home / "inbox", asked.engine)
    named = peer.named()
    print(f"{time.perf_counter() - started:.1f}")
    if asked.check and (others := differing(asked.home, peer.months[-1], named)):
        sys.exit(f"not the same households (only the peer, only bidui): {others}")


if __name__ == "__main__":
    main()
