"""What a town can say of a lead, in the words and spellings that clerks use, and what it should be taken for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from tests.towns.issued import FILL_IN

YES, NO, UNSEEN = ("是", "属实", "√", "情况属实"), ("否", "不属实", "×", "不是"), ("无法核实", "未能核实", "没见到人")
UNTRUE = ("已死亡", "空挂户", "双重户籍", "查无此人", "已报销", "数据错误", "户主说早就报过了，钱已到账", "其他")
HELP = ("医疗救助", "临时救助、申请低保", "公益性岗位，技能培训", "已送米面油")
NO_HELP = ("", "继续关注", "不需要帮扶", "暂无")
CLERKS = ("范进贤", "苗春来", "柳国栋", "")
FAULTY = (
    ("", "去看过了，确有困难", "", "", ""),  # the answer itself forgotten
    ("大概是", "", "", "", ""),
    ("否", "数据错误", "", "是", ""),  # untrue, and yet to be enrolled
    ("大概", "", "", "否", "上个月底"),
    ("是", "", "", "", ""),  # true, and what then?
    ("是", "查无此人", "", "否", ""),
    ("否", "确有困难", "", "", ""),
)


@dataclass(frozen=True)
class Saying:
    """What is filled in; `outcome` is '' where nothing is or nothing can be made of it."""

    cells: dict[str, object]
    outcome: str
    is_faulty: bool = False
    day: dt.date | None = None

    @property
    def is_blank(self) -> bool:
        return not any(self.cells.values())


def nothing() -> Saying:
    return Saying(dict.fromkeys(FILL_IN, ""), "")


def draw_saying(random: Random, first_day: dt.date) -> Saying:
    """Something, nothing, or something impossible; visited within the three weeks after `first_day`."""
    kind = random.choices(("属实拟纳入", "属实已帮扶", "属实无风险", "不属实", "无法核实", "", "faulty"), (12, 22, 12, 26, 8, 14, 6))[0]
    if kind == "":
        return nothing()
    if kind == "faulty":
        is_true, situation, measures, enrol, day = random.choice(FAULTY)
        return _saying((is_true, situation, measures, enrol, "范进贤", day), "", True, None)
    return say(random, kind, first_day + dt.timedelta(days=random.randrange(1, 21)) if random.random() < 0.9 else None)


def say(random: Random, outcome: str, day: dt.date | None) -> Saying:
    """That outcome, somehow written."""
    is_true = random.choice(NO if outcome == "不属实" else UNSEEN if outcome == "无法核实" else YES)
    situation = random.choice(UNTRUE) if outcome == "不属实" else random.choice(("确有困难", "", "孩子在外地读书，老人在家"))
    measures = random.choice(HELP) if outcome in ("属实已帮扶", "属实拟纳入") else random.choice(NO_HELP)
    enrol = "是" if outcome == "属实拟纳入" else "否" if outcome == "属实无风险" and measures in ("", "暂无") else random.choice(("否", ""))
    return _saying((is_true, situation, measures, enrol, random.choice(CLERKS), _written(random, day)), outcome, False, day)


def _saying(cells: tuple, outcome: str, is_faulty: bool, day: dt.date | None) -> Saying:
    return Saying(dict(zip(FILL_IN, cells, strict=True)), outcome, is_faulty, day)


def _written(random: Random, day: dt.date | None) -> object:
    """A day as a date or as text."""
    if day is None:
        return ""
    return random.choice((day, day, day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day.year}/{day.month}/{day.day}", f"{day:%Y%m%d}"))
