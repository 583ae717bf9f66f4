"""What stands in the way of ending a household's monitoring: one plain sentence a reason, none where it may be proposed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from matchers.records.monitored import Figures
from matchers.records.words import whole
from schemas.months import written

Settings = Mapping[str, Any]


def obstacles_of(
    since: dt.date, month: dt.date, figures: Figures, open_guarantees: Sequence[str], unconfirmed: Sequence[str], settings: Settings
) -> tuple[str, ...]:
    """`open_guarantees` and `unconfirmed` are sentences already; `settings` are the policy's [monitoring]."""
    return (
        *_grace(since, month, settings["grace_months"]),
        *_income(figures, settings["above_line_months"]),
        *(f"保障还有缺口：{words}" for words in open_guarantees),
        *unconfirmed,
        *([] if figures.labour else ["家里没有劳动年龄内的普通或技能劳动力，按规定暂不标注风险消除，继续监测帮扶"]),
        *_expenditure(figures, settings["rigid_share"]),
    )


def months_between(first: dt.date, last: dt.date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _grace(since: dt.date, month: dt.date, grace: int) -> list[str]:
    if months_between(since, month) >= grace:
        return []
    span = {1: "纳入当月", 2: "纳入当月和次月"}.get(grace, f"纳入后头{grace}个月（含当月）")
    return [f"{written(since)}才纳入监测，{span}不能提风险消除"]


def _income(figures: Figures, months: int) -> list[str]:
    if figures.income is None:
        return [f"花名册上没有这户去年的人均纯收入，推算不出近{months}个月的收入，不能确认高于监测线"]
    under = [year for year in figures.half_year if year.is_under]
    if not under:
        return []
    if len(under) > 1 and len({year.income for year in under}) == 1:
        each = f"都是{whole(under[0].income, figures.line)}元"
    else:
        each = "、".join(f"{written(year.month)} {whole(year.income, figures.line)}元" for year in under)
    return [f"近{months}个月有{len(under)}个月推算人均年收入低于监测线{whole(figures.line)}元（{each}）"]


def _expenditure(figures: Figures, share: Decimal) -> list[str]:
    if not figures.rigid_months:
        return ["近12个月没有收到医保结算和学籍数据，不能确认支出稳得住"]
    said = []
    spent = f"近12个月看病自付和上学支出{whole(figures.rigid_of_year)}元"
    if figures.is_over_share and figures.year_income is not None:
        spent = f"近12个月看病自付和上学支出{whole(figures.rigid_of_year, share * figures.year_income)}元"
        said.append(f"{spent}，超过推算家庭年收入{whole(figures.year_income)}元的{share * 100:.0f}%，支出还没有稳住")
    if figures.is_under_after and not figures.is_under and figures.disposable is not None:
        said.append(f"{spent}，扣除后人均年收入{whole(figures.disposable, figures.line)}元，低于监测线{whole(figures.line)}元")
    return said
