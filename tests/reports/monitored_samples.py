"""Invented files of monitored households, awkward on purpose. Nobody here exists."""

import datetime as dt
from decimal import Decimal

from matchers.records.monitored import Figures, Monitored, Monitoring, MonthOf, Proposed, Watched, YearAsOf
from matchers.records.signals import Household
from schemas.months import shifted

MONTH = dt.date(2024, 6, 1)
LINE = Decimal(6000)
PEOPLE = (
    ("341802100003", "水阳镇", "裘公村", "王桂英", "脱贫不稳定户", 3), ("341802100017", "水阳镇", "管家渡社区", "李国强", "边缘易致贫户", 1),
    ("341802100045", "狸桥镇", "金宝圩村", "阿卜杜拉·买买提·伊敏江", "突发严重困难户", 5), ("341802100046", "狸桥镇", "金宝圩村", "=1+1", "边缘易致贫户", 2),
    ("341802100121", "宣城经济技术开发区飞彩街道", "水碧桥社区", "陈秀兰", "脱贫不稳定户", 4),
)
OBSTACLES = (
    "2024-05才纳入监测，纳入当月和次月不能提风险消除",
    "近6个月有3个月推算人均年收入低于监测线6,000元（2024-01 5,210元、2024-02 5,480.50元、2024-03 5,930元）",
    "保障还有缺口：住房不安全：唯一住房鉴定为C级，还没有改造竣工",
    "没有收到（或没有报全）2024-06的供水，不能确认有没有“饮水不安全”",
    "家里没有劳动年龄内的普通或技能劳动力，按规定暂不标注风险消除，继续监测帮扶",
    "近12个月看病自付和上学支出26,480元，超过推算家庭年收入32,000元的60%，支出还没有稳住",
)
DONE = (
    "2024-02预警（2024年3月12日核实）：属实，确有困难，住院三次，借了三万多元，采取医疗救助、临时救助", "2024年4月10日审定同意纳入",
    "2024-04预警（2024年5月9日核实）：属实，儿子返乡没找到活，采取公益性岗位",
)


def home(at: int) -> Household:
    household_id, town, village, name, kind, size = PEOPLE[at]
    return Household(household_id, town, village, "第3村民组", name, f"3418021968{at:02d}123456"[:18], "13800000000", kind, size)


def figures(income: str | None = "8350.25", labour: int = 2, unknown: tuple[int, ...] = (), rigid: str = "3120.50", **more) -> Figures:
    known = None if income is None else Decimal(income)
    months = tuple(
        MonthOf(
            shifted(MONTH, -back), None if back in unknown else 210_000 + 3_700 * back, None if back in unknown else back * 1_100,
            126_050 if back == 9 else 0,
        )
        for back in range(11, -1, -1)
    )
    half_year = tuple(YearAsOf(shifted(MONTH, -back), known + 10 * back, known < LINE) for back in range(5, -1, -1)) if known is not None else ()
    told = {
        "line": LINE, "income": known, "disposable": None if known is None else known - 500, "year_income": None if known is None else known * 3,
        "is_under": known is not None and known < LINE, "is_under_after": False, "rigid_of_year": Decimal(rigid), "rigid_months": 12 - len(unknown),
        "is_over_share": False, "labour": labour, "half_year": half_year, "months": months,
    }
    return Figures(**(told | more))


def monitoring() -> Monitoring:
    since = dt.date(2023, 1, 1)
    files = (
        Monitored(home(0), since, "2023-01花名册列为脱贫不稳定户", (), figures(), (), ()),
        Monitored(
            home(1), dt.date(2024, 4, 10), "2024年4月10日审定纳入；2024-02预警支出骤增、当月医疗自付大额；乡镇核实：确有困难，住院三次，借了三万多元",
            DONE, figures("5930", 0), ("应保未保：家中1人2024年6月没有正常参加医疗保险",), OBSTACLES,
        ),
        Monitored(home(2), dt.date(2022, 5, 1), "2022-05花名册列为突发严重困难户（最早的一期，实际纳入时间不明）；此前预警：2022-04支出骤增", DONE[:1],
                  figures(None, unknown=(0, 4, 5)), (), OBSTACLES[3:4]),
        Monitored(home(3), since, "2023-01花名册列为边缘易致贫户", DONE[2:], figures("6000", unknown=(7,)), (), ()),
    )
    watched = (
        Watched(home(4), dt.date(2024, 3, 18), "2024年3月18日审定同意消除", dt.date(2024, 9, 1), figures("5100.4"), ("收入骤减：2024年6月工资和补助收入320元，平时每月4,150元，少了3,830元",),
                ("推算人均年收入5,100.40元，低于监测线6,000元",)),
        Watched(home(3), dt.date(2024, 1, 1), "2024-01花名册标注已消除", dt.date(2024, 7, 1), figures("12000"), (), ()),
    )
    return Monitoring(MONTH, (LINE,), files, watched, ("1户已审定消除，花名册上还没有标注，请更新花名册：341802100121",))


def proposed() -> tuple[Proposed, ...]:
    return (
        Proposed("2024-05-341802100121", home(4), "1. 支出骤增：2024年5月看病自付和上学支出12,680.50元，是平时每月428.33元的29.6倍\n2. 失业返乡：家中1人上月还在务工，本月失业", "确有困难", "医疗救助"),
        Proposed("2024-05-341802100046", home(3), "收入骤减：2024年5月工资和补助收入320元，平时每月4,150元", "确有困难，男主人脑梗住院", "临时救助、公益性岗位"),
    )
