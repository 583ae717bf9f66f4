"""A county small enough to read: rows as departments write them, dropped as csv files, taken in like any other."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.county import CountyMonth, policy_of
from flows.fingerprints import recorded_decisions
from flows.month import run_month
from flows.outcomes import Outcome, silent
from flows.returning import take_in_returns
from flows.taking_in import take_in
from flows.workspace import Workspace, create
from matchers.months import linking
from matchers.months.comparing import Comparison, compare
from matchers.months.measuring import Month
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets
from schemas.months import parse_month

TITLES = {name: dataset.title for name, dataset in all_datasets().items()}
# What a row says where a test does not care.
ORDINARY = {
    "roster": {
        "户编号": "", "乡镇": "水阳镇", "行政村": "大桥村", "姓名": "", "证件号码": "", "与户主关系": "户主", "户类型": "一般农户",
        "劳动技能": "无劳动力", "上年人均纯收入": "20000",
    },
    "settlement": {"结算编号": "", "姓名": "", "证件号码": "", "结算日期": "2024-06-10", "医疗总费用": "100", "个人自付": "100"},
    "enrolment": {"姓名": "", "证件号码": "", "参保状态": "正常参保", "险种": "", "乡镇": "", "行政村": ""},
    "student": {"姓名": "", "证件号码": "", "学籍号": "", "学校": "水阳中心小学", "学段": "小学", "学籍状态": "在读", "学费": "0", "资助金额": "0"},
    "assistance": {"姓名": "", "证件号码": "", "救助类型": "低保", "享受状态": "享受", "发放金额": "500", "乡镇": "", "行政村": ""},
    "death": {"姓名": "", "证件号码": "", "死亡日期": "2024-06-10"},
    "house": {"姓名": "", "证件号码": "", "房屋地址": "", "鉴定等级": "A", "是否唯一住房": "是", "改造状态": "无需改造", "乡镇": "", "行政村": ""},
    "water": {"乡镇": "", "行政村": "", "供水工程": "", "供水状态": "正常", "停水天数": "0", "水质检测结果": "合格", "水质检测日期": "2024-01-01"},
    "employment": {"姓名": "", "证件号码": "", "就业状态": "务工", "用工单位": "", "月工资": "3000", "乡镇": "", "行政村": ""},
    "self_report": {"姓名": "", "证件号码": "", "申报日期": "2024-06-12", "申报事项": "因病", "情况说明": "", "乡镇": "", "行政村": ""},
    "visit": {
        "姓名": "", "证件号码": "", "排查日期": "2024-06-18", "是否发现风险": "是", "发现问题": "因病", "情况说明": "",
        "乡镇": "", "行政村": "",
    },
    "loan": {"姓名": "", "证件号码": "", "借据编号": "J1", "贷款类型": "脱贫人口小额信贷", "贷款余额": "20000", "逾期天数": "0", "逾期金额": "0"},
    "industry": {"姓名": "", "证件号码": "", "项目名称": "茶园", "产业类型": "种植", "经营状态": "正常", "损失金额": "0", "应得收益": "0", "实得收益": "0", "应付日期": ""},
    "disability": {"姓名": "", "证件号码": "", "残疾类别": "肢体", "残疾等级": "二级", "证件状态": "有效"},
    "disease": {"姓名": "", "证件号码": "", "登记类别": "大病", "病种": "某病", "救治状态": "救治中"},
    "disaster": {"姓名": "", "证件号码": "", "受灾日期": "2024-06-10", "灾种": "洪涝", "房屋受损": "无", "直接经济损失": "0", "救助金额": "0", "保险赔付": "0"},
    "accident": {"姓名": "", "证件号码": "", "事故编号": "S1", "事故日期": "2024-06-10", "事故类别": "道路交通", "伤亡情况": "无", "事故责任": "无责", "应赔金额": "0", "保险赔付": "0"},
    "property": {"姓名": "", "证件号码": "", "财产类别": "车辆", "名称型号": "小型轿车", "登记日期": "2020-03-09"},
}


def place(town: str, village: str = "") -> dict[str, str]:
    """The two cells in which a row says where somebody lives."""
    return {"乡镇": town, "行政村": village}


class County:
    """A workspace in a test's own folder."""

    def __init__(self, home: Path) -> None:
        create(home)
        self.workspace = Workspace.at(home)

    def drop(self, dataset: str, *rows: dict[str, str], folder: str = "2024-06", name: str = "", of: str = "") -> Path:
        """A csv in a month's folder; `of` is the month that its name states, `name` all of its name."""
        columns = ORDINARY[dataset]
        path = self.workspace.inbox / folder / f"{name or f'{TITLES[dataset]}_{of or folder}'}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys([*columns, *(header for row in rows for header in row)])))
            writer.writeheader()
            writer.writerows(columns | row for row in rows)
        return path

    def run(self, month: str = "2024-06") -> Outcome:
        """The whole month, outbox and all."""
        return run_month(self.workspace, parse_month(month))

    @contextmanager
    def linked(self, month: str = "2024-06") -> Iterator[Warehouse]:
        """The steps of a month up to linking, for tests of what is in force: nothing is judged or issued."""
        at = parse_month(month)
        with Warehouse(self.workspace.database) as warehouse:
            policy = policy_of(self.workspace, None)
            take_in(CountyMonth(warehouse, policy, at, self.workspace), silent)
            with warehouse.transaction():
                take_in_returns(self.workspace, warehouse, at)
                linking.link(warehouse, at, recorded_decisions(warehouse, at), lambda step: None)
            yield warehouse

    @contextmanager
    def judged(self, month: str = "2024-06") -> Iterator[tuple[Warehouse, Comparison]]:
        """The steps of a month up to judging it; nothing is issued."""
        with self.linked(month) as warehouse:
            yield warehouse, compare(Month(warehouse, policy_of(self.workspace, None), parse_month(month)))

    def signals(self, month: str = "2024-06") -> set[tuple[str, str, str]]:
        """(month, household or village, indicator) of a run's signals.csv."""
        with open(self.workspace.outbox(parse_month(month)) / "signals.csv", encoding="utf-8", newline="") as file:
            return {(row["month"], row["household_id"] or row["village"], row["indicator"]) for row in csv.DictReader(file)}
