"""A lead's story in plain words, one line a fact; and the same for programs. Nobody is named in either."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from itertools import groupby
from typing import Any

from matchers.records.leads import LISTED
from matchers.records.said import ACCEPTED, UNANSWERED
from matchers.records.told import Amounts, Annual, Figure, InForce, MonthFigure, Reason, SourceRow, Story
from matchers.records.words import day_words, money, month_words
from reports.grades import GRADE_WORDS
from schemas.dataset import all_datasets
from schemas.months import written
from schemas.units import UNIT_WORDS

HAPPENED = {
    "issued": "下发", "carried": "又有同样情况，延续", "escalated": "情况加重", "fallen": "没有再出现", "waiting": "数据没有到，还不能判断",
    "enrolled": "已纳入监测",
}
JOINED = {"exact": "号码和姓名一致", "repaired": "号码有一处差错已修复", "probable": "凭姓名和村认定", "review": "人工判断"}
NOT_JOINED = ("roster", "water")  # the household's own list, and a village's
DECIDED = {"enrol": "同意纳入监测", "decline": "不纳入监测", "eliminate": "同意消除风险", "keep": "不消除，继续监测"}
UNITS = {"yuan": "元", "times": "倍", "months": "个月", "years": "岁", "days": "天", "share": "", "items": "项"}
MEASURES = {
    "medical_self_pay": "看病个人自付", "education_cost": "上学支出（学费＋住宿费－资助）", "rigid_expenditure": "看病自付和上学支出",
    "income": "工资和补助收入", "lasting_assistance": "长期救助金（不算临时救助）",
}


def lines(story: Story) -> Iterator[tuple[int, str]]:
    """(depth, text) of every line."""
    yield 0, f"线索 {story.lead_id}-{story.sign}　{GRADE_WORDS[story.grade]}"
    yield 1, "　".join(filter(None, (
        f"{story.town} {story.village}", f"户编号 {story.household_id}" if story.household_id else "全村的线索",
        f"{story.size}人" if story.size else "", story.household_type,
    )))
    yield 1, f"现在：{story.state}；应在{day_words(story.due_on)}前反馈；线索来源：{'、'.join(story.sources)}"
    if story.continues:
        yield 1, f"接着以前的线索 {story.continues}"
    yield 0, "经过"
    for happened in story.life:
        found = f"　{GRADE_WORDS[happened.grade]}：{happened.reason}" if happened.kind in LISTED else ""
        again = "" if happened.is_in_force else "（这个月后来重做过，以后面的为准）"
        yield 1, f"{written(happened.run_month)}　{HAPPENED.get(happened.kind, happened.kind)}{again}{found}"
    for run_month, quiet in groupby(story.not_asked, key=lambda each: each.run_month):
        held = list(quiet)
        until = month_words(max(each.until for each in held))
        yield 1, f"{written(run_month)}　没有再问乡镇（因为核实过不属实，到{until}为止）：{'；'.join(each.reason for each in held)}"
    yield from _answers(story)
    for run_month, reasons in story.reasons:
        yield 0, f"原因（{written(run_month)} 的清单）"
        shown: set[SourceRow] = set()
        for place, reason in enumerate(reasons, 1):
            yield from _reason(place, reason, shown)


def _answers(story: Story) -> Iterator[tuple[int, str]]:
    answers = [said for said in story.answers if said.fate != UNANSWERED]
    yield 0, "乡镇的答复" if answers else "乡镇还没有答复"
    for said in answers:
        words = "，".join(filter(None, (said.outcome, said.situation, said.measures)))
        day = f"，{day_words(said.verified_on)}核实" if said.verified_on else ""
        force = "现在以这一条为准" if said.fate == ACCEPTED else said.fate + (f"：{said.refused_for}" if said.refused_for else "")
        yield 1, f"{words or '——'}{day}（{force}）"
        if said.listed_in:
            since = f"；后来又有{said.since}个新的或加重的原因，要再核实" if said.since else ""
            yield 2, f"答的是{written(said.listed_in)}的清单（{GRADE_WORDS[said.grade]}）{since}"
        yield 2, f"returns/{said.path.removeprefix('/')}　{said.sheet}　第{said.row}行"
    if story.decisions:
        yield 0, "县里的审定"
    for decided in story.decisions:
        day = f"，{day_words(decided.decided_on)}" if decided.decided_on else ""
        yield 1, f"{DECIDED.get(decided.kind, decided.kind)}{day}　returns/{decided.path}　{decided.sheet}　第{decided.row}行"


def _reason(place: int, reason: Reason, shown: set[SourceRow]) -> Iterator[tuple[int, str]]:
    yield 1, f"{place}. {reason.title}（{month_words(reason.month)}）：{reason.sentence}"
    if reason.also_true:
        yield 2, f"同时也成立、不另作一条：{'、'.join(reason.also_true)}"
    if reason.concerned:
        yield 2, f"说的是：{'、'.join(reason.concerned)}"
    if reason.figures:
        yield 2, f"下发时的数：{_three(reason.issued)}"
    if reason.has_changed:
        now = f"应是{_three(reason.now)}" if reason.now else "已经不成立"
        yield 2, f"注意：下发以后又收到了数据，按现在的数据{now}；下面是现在的数，当时的清单可以用 bidui replay 复现"
    for parameter in reason.parameters:
        yield 2, _parameter(parameter)
    if reason.annual:
        yield from _annual(reason.annual, reason)
    for figure in reason.figures:
        yield from _figure(figure, shown)
    if reason.rows:
        yield 2, "看的是这些行："
        yield from ((3, _row(row, f"{month_words(row.month)}　")) for row in reason.rows)
    if reason.searched:
        yield 2, "找人时查过这些文件："
        yield from ((3, place) for place in reason.searched)


def _three(amounts: Amounts) -> str:
    named = (("数额", amounts.value), ("对照", amounts.baseline), ("界线", amounts.threshold))
    return "、".join(f"{name} {money(amount)}元" for name, amount in named if amount is not None)


def _parameter(parameter: InForce) -> str:
    value = f"{money(parameter.value * 100)}%" if parameter.unit == "share" else f"{money(parameter.value)}{UNITS[parameter.unit]}"
    return f"规定：{parameter.meaning} {value}，{month_words(parameter.since)}起；依据：{parameter.document}"


def _annual(annual: Annual, reason: Reason) -> Iterator[tuple[int, str]]:
    yield 2, f"上年人均纯收入 {money(annual.last_year)}元" + (f"　{_row(annual.row, '')}" if annual.row else "")
    change, pairs = "", "（没有可比的变化）"
    if annual.difference:
        sign = "＋" if annual.difference > 0 else "－"
        change = f"{sign} 12 × {money(abs(annual.difference))} ÷ {annual.pairs} ÷ {annual.size}人 "
        pairs = f"（近12个月里有{annual.pairs}个月和上年同月都收到了数据，收入一共相差{money(annual.difference)}元）"
    yield 2, f"推算年人均纯收入 ＝ {money(annual.last_year)} {change}＝ {money(annual.income)}元{pairs}"
    if any(figure.measure == "rigid_expenditure" for figure in reason.figures):
        yield 2, f"扣除看病上学支出 ＝ {money(annual.income)} － {money(annual.rigid)} ÷ {annual.size}人 ＝ {money(annual.disposable)}元"


def _figure(figure: Figure, shown: set[SourceRow]) -> Iterator[tuple[int, str]]:
    """Rows that an earlier reason of the list has shown are not shown again."""
    yield 2, f"{MEASURES[figure.measure]}，逐月{_summed(figure)}："
    for month in figure.months:
        again = bool(month.rows) and shown.issuperset(month.rows)
        yield 3, f"{month_words(month.month)}　{_amount(month)}" + ("（哪些行见上面）" if again else "")
        if not again:
            yield from ((4, _row(row, "")) for row in month.rows)
        shown.update(month.rows)


def _summed(figure: Figure) -> str:
    """Of a year its sum; of a month and the year before it that year's mean and the same month last year."""
    known = [month.amount for month in figure.months if month.amount is not None]
    if len(figure.months) == 12:
        return f"（收到{len(known)}个月，合计 {money(sum(known, Decimal()))}元）"
    before = [month.amount for month in figure.months[1:] if month.amount is not None]
    if len(figure.months) != 13 or not before:
        return ""
    last_year = figure.months[-1].amount
    same = "没有收到" if last_year is None else f"{money(last_year)}元"
    mean = sum(before, Decimal()) / len(before)
    return f"（此前收到{len(before)}个月，合计 {money(sum(before, Decimal()))}元，平均每月 {money(mean)}元；上年同月 {same}）"


def _amount(month: MonthFigure) -> str:
    if month.amount is None:
        return f"未收到（{'、'.join(all_datasets()[name].title for name in month.missing)}）"
    return f"{money(month.amount)}元" + ("" if month.rows else "（数据收到了，里面没有这户）")


def _row(row: SourceRow, before: str) -> str:
    cells = "、".join(
        f"{cell.at or '（列不明）'} {cell.column} {_text(cell.text)}" + (f"（表里按{UNIT_WORDS[cell.times]}填）" if cell.times > 1 else "") for cell in row.cells
    )
    adds = f"计 {money(row.amount)}元" if row.amount is not None and len(row.cells) > 1 else ""
    place = f"{row.path}" + (f" 的 {row.sheet}" if row.sheet else "") + ("" if any(cell.at for cell in row.cells) else f" 第{row.row}行")
    joined = JOINED[row.joined_by] if row.dataset not in NOT_JOINED else ""
    return before + "　".join(filter(None, (row.whose, cells, adds, place, joined)))


def _text(text: str) -> str:
    return money(Decimal(text)) if text.replace(".", "").replace("-", "").isdigit() and text.count("-") < 2 else text


def plain(story: Story) -> dict[str, Any]:
    """For programs: amounts as text with two decimals, days in ISO, months as 2024-06."""
    told: dict[str, Any] = _plain(asdict(story))
    told["reasons"] = [{"run_month": run_month, "signals": reasons} for run_month, reasons in told["reasons"]]
    for of_list, (_, reasons) in zip(told["reasons"], story.reasons, strict=True):
        for signal, reason in zip(of_list["signals"], reasons, strict=True):
            signal["has_changed"] = reason.has_changed
    return told


def _plain(value: object, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _plain(each, key) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each, name) for each in value]
    if isinstance(value, dt.date):
        return written(value) if name in ("month", "run_month", "since", "folder", "reasons") else value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
