"""One household's leads, run after run, without departments' files: what each month shows is drawn, all that follows is the product's."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

from flows.returning import take_in_returns
from flows.workspace import Workspace, create
from matchers.leads import judging
from matchers.leads.ledger import ledger_now
from matchers.leads.recording import SQL, record
from matchers.months.comparing import Comparison
from matchers.months.measuring import Households, Month
from matchers.records.lead_numbers import check_sign
from matchers.records.signals import Signal
from matchers.rules import all_rules
from matchers.rules.policy import load_policy
from matchers.warehouse import Warehouse
from schemas.months import parse_month, written

POLICY = load_policy("default")
TOWN, VILLAGE, HOME = "水阳镇", "大桥村", "H1"
NAMES = {
    "surge": "expenditure.surge", "bill": "medical.self_pay_month", "year": "medical.self_pay_year", "drop": "income.drop",
    "loss": "employment.job_loss", "lapsed": "insurance.lapsed", "overdue": "water.test_overdue",
}
SHORT = {indicator: name for name, indicator in NAMES.items()}
OF_VILLAGE = {"overdue"}
WITH_BASELINE = {"surge", "drop"}
FILLED_IN = {
    "属实拟纳入": ("是", "", "是"), "属实已帮扶": ("是", "临时救助", ""), "属实无风险": ("是", "", "否"), "不属实": ("否", "", ""),
    "无法核实": ("无法核实", "", ""),
}


class Life:
    """A workspace whose comparisons are drawn: `month | what fires | … ` by line."""

    def __init__(self, home: Path, monkeypatch) -> None:
        create(home)
        self.workspace = Workspace.at(home)
        self.fires: dict[dt.date, dict[str, Decimal]] = {}
        self.missing: dict[dt.date, set[str]] = {}
        self.stands: dict[dt.date, set[str]] = {}
        monkeypatch.setattr(judging, "compare", lambda at, *issued: self._comparison(at.month))

    def live(self, drawn: str) -> list[tuple[str, str]]:
        """(expected, what came) of every line: `month | fires | the town says afterwards | the run's outcome`."""
        with Warehouse(self.workspace.database) as warehouse:
            lines = [[part.strip() for part in line.split("|")] for line in drawn.strip().splitlines()]
            return [(expected, self._month(warehouse, parse_month(month), fires, says)) for month, fires, says, expected in lines]

    def _month(self, warehouse: Warehouse, month: dt.date, fires: str, says: str) -> str:
        self._draw(month, fires)
        found = judging.judge(Month(warehouse, POLICY, month))
        with warehouse.transaction():
            record(Month(warehouse, POLICY, month), found, {})
            warehouse.append("leads.run", [(month, "", "")])
        if says:
            self._answer(warehouse, month, says)
        told = [_told(lead) for lead in (*found.leads, *found.standing)]
        return ", ".join([*told, *(f"silenced {SHORT[each.signal.indicator]} to {written(each.until)}" for each in found.silenced)])

    def _draw(self, month: dt.date, fires: str) -> None:
        """`surge 4000, loss` fire; `?loss` could not be judged; `surge@2024-01 4000` came late; near, under, monitored stand so."""
        for part in filter(None, map(str.strip, fires.split(","))):
            if part in ("near", "under", "monitored"):
                self.stands.setdefault(month, set()).add(part)
            elif part.startswith("?"):
                self.missing.setdefault(month, set()).add(part[1:])
            else:
                name, late, value = re.fullmatch(r"(\w+)(?:@(\S+))?(?: ([\d.]+))?", part).groups()
                self.fires.setdefault(parse_month(late) if late else month, {})[name] = Decimal(value or 1)

    def _comparison(self, month: dt.date) -> Comparison:
        stands = self.stands.get(month, set())
        kind = "突发严重困难户" if "monitored" in stands else "一般农户"
        homes = Households([(HOME, TOWN, VILLAGE, "", "王桂英", "", "", kind, 2, "")])
        signals = tuple(_signal(month, name, value) for name, value in self.fires.get(month, {}).items())
        judged = {rule.indicator: frozenset({TOWN}) for rule in all_rules().values()}
        judged |= {NAMES[name]: frozenset() for name in self.missing.get(month, ())}
        return Comparison(month, signals, homes, {HOME: ("under" in stands, bool({"near", "under"} & stands))}, (), judged)

    def _answer(self, warehouse: Warehouse, month: dt.date, says: str) -> None:
        """`2024-01 不属实`: in the month's folder, of the lead of that month; `2024-01@2024-01 不属实` on the list of a month."""
        path = self.workspace.home / "returns" / written(month) / f"{TOWN}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = ["线索编号,校验码,是否属实,拟采取措施,是否纳入监测,情况"]
        for part in says.split(","):
            of_month, outcome = part.split()
            of_month, _, on_list = of_month.partition("@")
            number = f"{of_month}-{HOME}"
            lines.append(",".join((number, check_sign(number), *FILLED_IN[outcome], f"{written(month)}看过了")))
        path.write_text("\n".join(lines), "utf-8")
        with warehouse.transaction():
            take_in_returns(self.workspace, warehouse, month)
            if on_list:  # as the marks of a workbook tell
                warehouse.run("UPDATE leads.returned_sheet SET list_month = $on_list", on_list=on_list)

    def silenced(self, month: str) -> list[str]:
        """What the record has of a run month as not asked about again."""
        with Warehouse(self.workspace.database) as warehouse:
            return [SHORT[row["indicator"]] for row in warehouse.records(SQL["silenced_batch"], run_month=parse_month(month))]

    def states(self, day: str) -> dict[str, str]:
        """Of each lead the state, by the month in its number."""
        with Warehouse(self.workspace.database) as warehouse:
            return {number[:7]: lead.state(dt.date.fromisoformat(day)) for number, lead in ledger_now(warehouse, POLICY).leads.items()}


def _signal(month: dt.date, name: str, value: Decimal) -> Signal:
    household = "" if name in OF_VILLAGE else HOME
    baseline = Decimal(9000) if name in WITH_BASELINE else None
    fields = {"count": 1, "works": 1, "trouble": "停水、缺水", "months": 40}
    return Signal(month, TOWN, VILLAGE, household, NAMES[name], value, baseline, Decimal(3000), "exact", "", fields)


def _told(lead) -> str:
    words = f"{lead.standing} {lead.lead_id[:7]} ×{lead.months_running} {lead.grade} due {lead.due_on:%m-%d} {lead.status}"
    return words + (f" after {lead.continues[:7]}" if lead.continues else "")
