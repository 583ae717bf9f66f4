"""Invented leads, receipts, cases and a month: realistic Chinese, awkward on purpose. Nobody here exists."""

import datetime as dt
import random
from decimal import Decimal

from matchers.leads.sentences import late
from matchers.records.leads import Lead
from matchers.records.receipts import Candidate, FileReceipt, PartReceipt, Receipt, ReviewCase, RosterFault
from matchers.records.reporting import MonthReport, Quality
from matchers.records.signals import HeldBack, Household, Signal
from matchers.rules import titles
from schemas.parts import Fault

MONTH = dt.date(2024, 6, 1)
COUNTY = "宣城市宣州区"
TOWNS = (
    "水阳镇", "狸桥镇", "沈村镇", "古泉镇", "洪林镇", "寒亭镇", "文昌镇", "孙埠镇", "向阳街道", "杨柳镇", "水东镇", "新田镇", "周王镇", "溪口镇",
    "朱桥乡", "养贤乡", "五星乡", "黄渡乡", "西林街道", "澄江街道", "鳌峰街道", "宣城经济技术开发区飞彩街道",
)
VILLAGES = (
    "大桥村", "裘公村", "雁翅村", "中联村", "管家渡社区", "吴村村", "徐村村", "西城村", "新珠村", "三益村", "龙溪村", "金宝圩村", "双桥村",
    "东湖村", "丁湾村", "团结村", "水碧桥社区", "沿河村", "北埂村", "永兴村", "红星村", "高淳圩村",
)
TITLES = titles()
REASONS = (
    ("expenditure.surge", "2024年6月看病自付和上学支出12,680.50元，是平时每月428.33元的29.6倍", "看住院和缴费票据，问是否已申请医疗救助、助学金"),
    ("medical.self_pay_month", "2024年6月看病个人自付11,960.50元，达到10,000元", "看出院小结和结算单，问还欠多少医药费、是否申请医疗救助"),
    ("income.drop", "2024年6月工资和补助收入320元，平时每月4,150元，少了3,830元", "问务工人员是否停工、返乡、欠薪，补助是否停发"),
    ("employment.job_loss", "家中1人上月还在务工，2024年6月失业或返乡未就业", "问返乡原因和就业意愿，介绍公益性岗位、技能培训"),
    ("insurance.lapsed", "家中2人2024年6月没有正常参加医疗保险", "问是否在外地参保、参加职工医保，没有的动员参保"),
    ("income.below_line", "推算年人均纯收入4,873.25元，低于监测线6,000元", "一算收入：工资、经营、财产、转移收入逐项核对"),
    ("education.dropout", "家中1名义务教育年龄的孩子2024年6月没有在读学籍", "见到孩子本人，问在哪里上学（外地就读请记学校名称），病残的记送教上门"),
    ("housing.unsafe", "唯一住房鉴定为C级，还没有改造竣工", "到房子里看，问是否还住人、改造到哪一步"),
)
SURNAMES, GIVEN = "王李张刘陈杨黄赵周吴徐孙马朱胡", ("桂英", "国强", "秀兰", "建军", "玉梅", "德发", "小红", "志明", "腊梅", "来福", "秀珍", "长生")


def signal(indicator: str = "expenditure.surge", value: str = "12680.50", baseline: str | None = "428.33", month: dt.date = MONTH, **fields) -> Signal:
    return Signal(
        month, "水阳镇", "大桥村", "H0001", indicator, Decimal(value), None if baseline is None else Decimal(baseline), Decimal("3000"), "exact",
        "inbox/2024-06/医保结算.xlsx!Sheet1!17", fields,
    )


def leads(town: str, count: int, seed: int = 7) -> tuple[Lead, ...]:
    """`count` households' leads and two of villages."""
    draw = random.Random(seed)
    made = []
    for place in range(count):
        picked = draw.sample(REASONS, draw.choice((1, 1, 2, 3, 5)))
        grade = draw.choice(("red", "yellow", "yellow", "green"))
        is_late = place % 17 == 3
        name = draw.choice(SURNAMES) + draw.choice(GIVEN)
        if place == 5:
            name = "=HYPERLINK(\"http://x\",\"点我\")"
        if place == 6:
            name = "阿卜杜拉·买买提·伊敏江"
        home = Household(
            f"34180210{place:04d}", town, draw.choice(VILLAGES), f"第{draw.randint(1, 14)}村民组", name, f"341802{draw.randint(1940, 2001)}0312{draw.randint(1000, 9999)}",
            f"138{draw.randint(10**7, 10**8 - 1)}" if place % 9 else "", draw.choice(("一般农户", "脱贫户", "脱贫不稳定户", "边缘易致贫户", "突发严重困难户")), draw.randint(1, 7),
        )
        month = dt.date(2024, 5, 1) if is_late else MONTH
        made.append(_lead(f"{month:%Y%m}-{home.household_id}", month, town, home.village, home, grade, picked, 1 + place % 4))
    water = ("water.unsafe", "2处供水工程2024年6月停水、缺水（最长11天），水质不合格", "到供水工程和农户家看有没有水、水清不清，报水务部门处理")
    overdue = ("water.test_overdue", "最近一次水质检测已过40个月，超过36个月", "报水务部门安排检测，把检测报告带回来")
    made.append(_lead(f"202406-{town}-雁翅村", MONTH, town, "雁翅村", None, "red", [water], 1))
    made.append(_lead(f"202406-{town}-金宝圩村", MONTH, town, "金宝圩村", None, "yellow", [overdue], 5))
    return tuple(made)


def _lead(lead_id, month, town, village, home, grade, picked, running) -> Lead:
    signals = tuple(
        Signal(month, town, village, home.household_id if home else "", name, Decimal(1), None, None, "exact", "") for name, _, _ in picked
    )
    first = dt.date(2024, month.month - running + 1, 1)
    return Lead(
        lead_id, month, town, village, home, grade, signals, tuple(late(month, MONTH) + words for _, words, _ in picked), tuple(check for _, _, check in picked),
        first, running, dt.date(2024, 7, 5), dt.date(2024, 7, 20),
    )


HEADER = ("结算编号", "姓名", "身份证号", "结算日期", "医疗类别", "医疗费总额", "统筹基金支付", "个人负担金额")


def part(**changes) -> PartReceipt:
    whole = dict(  # noqa: C408 - named as the fields are
        file="医保结算6月.xlsx", sheet="结算明细", dataset="医保结算", month=MONTH, told_by="文件名", month_told_by="文件名", rows_read=4213, stored=4180, duplicates=12,
        quarantined=3, not_data=18, guessed=(("医疗费总额（元）", "医疗总费用"), ("个人负担金额\n(元)", "个人自付")), ignored=("经办人", "备注"),
        warnings=("7行个人自付为空，但总费用没有报销完，按零计", "表里写的合计是4,200条，实际4,195条"), refusal="", header=HEADER, faults=FAULTS,
    )
    return PartReceipt(**(whole | changes))


FAULTS = (
    Fault(118, 3, "结算日期", "不是日期", ("JS20240600117", "王桂英", "341802195003012031", "2024年6月31日", "住院", "12,680.50", "6,000.00", "6,680.50")),
    Fault(305, 7, "个人自付", "不是金额", ("JS20240600304", "李国强", "341802196107124517", "2024-06-12", "门诊慢特病", "800", "500", "叁佰")),
    Fault(305, 5, "医疗总费用", "不是金额", ("JS20240600304", "李国强", "341802196107124517", "2024-06-12", "门诊慢特病", "800", "500", "叁佰")),
    Fault(2077, 0, "结算编号", "结算编号为空", ("", "=cmd|'/c calc'!A1", "34180219880101123X", "2024-06-20", "住院", "3,120", "1,000", "2,120")),
)


def receipt(department: str = "医保局") -> Receipt:
    refused = part(
        file="补报/医保参保.xls", sheet="Sheet1", dataset="医保参保", told_by="表头", rows_read=300, stored=0, duplicates=0, quarantined=297, not_data=3, guessed=(), ignored=(),
        warnings=(), refusal="出错的行超过允许的比例（共88行），整份文件没有采用；请按下面列出的单元格改正后重新报送", header=("姓名", "证件号码", "参保状态"),
        faults=(Fault(4, 2, "参保状态", "应为：正常参保、暂停参保、未参保之一", ("张三", "341802195003012031", "参保中")),),
    )
    notes = part(sheet="填表说明", dataset="", month=None, told_by="", month_told_by="", rows_read=9, stored=0, duplicates=0, quarantined=0, not_data=9, guessed=(), ignored=(), warnings=(), faults=())
    empty = part(file="水阳镇参保.csv", sheet="", dataset="医保参保", rows_read=2, stored=0, duplicates=0, quarantined=0, not_data=2, guessed=(), ignored=(), warnings=("有表头没有数据行：按“没有人”收下",), faults=())
    return Receipt(
        COUNTY, MONTH, department,
        (
            FileReceipt("医保结算6月.xlsx", MONTH, "taken", "", (part(), notes)),
            FileReceipt("水阳镇参保.csv", MONTH, "taken", "", (empty,)),
            FileReceipt("补报/医保参保.xls", MONTH, "refused", "", (refused,)),
            FileReceipt("医保结算6月(1).xlsx", MONTH, "duplicate", "内容和“医保结算6月.xlsx”完全一样，没有再读", ()),
            FileReceipt("加密.xlsx", MONTH, "refused", "文件加了密码，打不开；请去掉密码后重新报送", ()),
            FileReceipt("~$医保结算6月.xlsx", MONTH, "ignored", "Excel 打开时的临时文件", ()),
        ),
        (RosterFault("341802100001", "王桂英", "341802195003012O31", "341802195003012031", "医保结算、社会救助（共14行）"),) if department == "乡村振兴局" else (),
    )


def cases(count: int = 12) -> tuple[ReviewCase, ...]:
    people = tuple(
        Candidate(f"34180210{at:04d}", "水阳镇", VILLAGES[at], "王桂英（大）" if at == 1 else "王桂英", f"3418021950030120{at:02d}", ("户主", "配偶", "之儿媳", "", "其他")[at]) for at in range(5)
    )
    reasons = ("同名的有几个人，号码是空的", "号码是花名册上另一个人的，名字明显不同", "只有姓名，没有号码和村")
    return tuple(
        ReviewCase(
            f"R{at:05d}", "" if at % 3 == 0 else "341802195003012", "王桂英" if at != 4 else "+王桂英", "水阳镇", VILLAGES[at % 5] if at % 2 else "", reasons[at % 3],
            (("医保结算", 3), ("医保参保", 1)), "inbox/2024-06/医保结算6月.xlsx!结算明细!118", people[: 1 + at % 5],
        )
        for at in range(count)
    )


def month_report(last: bool = True) -> MonthReport:
    draw = random.Random(3)
    made = tuple(lead for at, town in enumerate(TOWNS[:-1]) for lead in leads(town, draw.randint(0, 26), at))
    before = {(town, grade): draw.randint(0, 11) for town in TOWNS for grade in ("red", "yellow", "green")} if last else {}
    return MonthReport(
        COUNTY, MONTH, "默认政策（监测线6000元）", made, before,
        (
            Quality("乡村振兴局", "农户花名册", 1, 0, 6120, 6118, 0, 0, 2, None, "已收到"),
            Quality("医保局", "医保结算", 3, 1, 4515, 4180, 12, 300, 23, Decimal("0.731"), "已收到"),
            Quality("医保局", "医保参保", 22, 0, 40210, 40122, 31, 3, 54, Decimal("0.998"), "已收到"),
            Quality("教育局", "学籍", 1, 0, 902, 900, 0, 1, 1, Decimal("0.954"), "已收到"),
            Quality("民政局", "社会救助", 1, 0, 655, 650, 2, 0, 3, Decimal("0.97"), "已收到，缺水阳镇"),
            Quality("水务局", "供水", 0, 0, 0, 0, 0, 0, 0, None, "没有报送"),
            Quality("人社局", "就业务工", 1, 1, 1800, 0, 0, 1798, 2, None, "已退回"),
        ),
        ("饮水不安全、水质检测超期：没有收到2024年6月的供水数据", "零就业家庭、失业返乡：就业务工数据没有采用"),
        ("医保参保比上月少了38%，可能没有报全：因它缺席的42人没有算应保未保", "15个孩子的学籍行等待人工判断，没有算失学辍学"),
        27, TITLES,
        held=(
            HeldBack("水阳镇", "大桥村", "341802100003", "insurance.lapsed", 2, ("医保参保",), ("3f2a9c51d0be", "77aa01c4e21f"), ()),
            HeldBack("水阳镇", "裘公村", "341802100017", "assistance.stopped", 1, ("社会救助",), (), ("2024-06/民政局/社会救助6月.xlsx!Sheet1!118",)),
        ),
    )
