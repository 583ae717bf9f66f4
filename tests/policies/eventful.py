"""A county of half a year in which something happens to each household, named after it; what a book makes of it is the walks' to say."""

from __future__ import annotations

from pathlib import Path

from tests.flows import small
from tests.matchers.desk import place
from tests.matchers.people import number

MONTHS = ("2023-12", "2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06")
LIQIAO = small.LIQIAO
LIFTED, ABLE = {"户类型": "脱贫户"}, {"劳动技能": "普通劳动力"}
DAYS = {"申报": "2024-06-30", "走访": "2024-06-01"}
WHO = {  # what happens to whom: what the roster says beside
    "骤增": {}, "骤减": LIQIAO, "大额": {**LIFTED, "上年人均纯收入": "40000"}, "支出型一": {"上年人均纯收入": "9000"}, "支出型二": {**ABLE, "上年人均纯收入": "11000"},
    "刚性": {**LIFTED, "上年人均纯收入": "30000"}, "无资助": {}, "应助未助": {}, "学费": {}, "逾期": {}, "退岗": ABLE, "零就业": ABLE,
    "无劳力": {**LIFTED, "上年人均纯收入": "6500"}, "未参保": {"户类型": ""}, "危房": {"户类型": "边缘易致贫户"}, "停产": LIFTED, "低收入": {"上年人均纯收入": "4500"}, "残补": {}, "无救助": {}, "欠分红": {},
    "倒房": {}, "车祸": {}, "有车": {**ABLE, "上年人均纯收入": "4500", "承诺授权": "是"}, "没授权": {**ABLE, "上年人均纯收入": "4500"}, "差点够线": {**ABLE, "上年人均纯收入": "10799.99"}, "丙级房": {}, "还有房": {}, "无低保": {**LIFTED, **ABLE, "上年人均纯收入": "3500"},
    "申报": {}, "走访": {},
}
CHILD = ("失学", number("2015-02-03", 2))
IDS = {name: number("2007-01-05" if name in ("无资助", "应助未助", "学费") else "1970-01-05", 2 * at + 1) for at, name in enumerate(WHO)}


def build(home: Path, policy: str) -> small.County:
    """Not yet run."""
    small.create(home)
    made = small.County(home)
    (home / "county.toml").write_text(f'name = "某县"\npolicy = "{policy}"\n', "utf-8")

    def of(name: str, **more: str) -> dict[str, str]:
        return {"姓名": name, "证件号码": IDS[name], **more}

    made.drop("roster", *(small.lives(name, IDS[name], household=f"{name}家", **more) for name, more in WHO.items()), small.lives(*CHILD, household="骤增家", 与户主关系="之孙"), folder=MONTHS[0])
    for month in MONTHS:
        last, day = month == MONTHS[-1], f"{month}-09"
        bills = {"骤增": "4000" if last else "60"} | ({"大额": "12000", "无救助": "3500"} if last else {}) | ({"支出型一": "5000", "支出型二": "5000", "刚性": "18500"} if month == "2024-04" else {})
        made.drop("settlement", *(small.bill(f"{month}{name}", name, IDS[name], yuan, 结算日期=day, 医疗类别="普通住院", 医疗救助支付="0") for name, yuan in bills.items()), folder=month)
        made.drop("employment", of("骤减", 月工资="500" if last else "3000"), *([] if last else [of("退岗", 就业状态="公益性岗位", 月工资="800")]), folder=month)
        made.drop("assistance", of("无救助", 发放金额="100"), folder=month)
        made.drop("student", of("无资助", 学段="高中", 学费="900"), of("应助未助", 学段="高中"), of("学费", 学段="高中", 学费="2000", 资助金额="100"), folder=month)
        made.drop("enrolment", *(of(name) for name in WHO if name != "未参保"), {"姓名": CHILD[0], "证件号码": CHILD[1]}, folder=month)
        dry = [{**place("水阳镇", "裘公村"), "停水天数": "6", "水质检测日期": "2021-06-30"}, {**place("水阳镇", "大桥村"), "水质检测日期": "2021-05-31"}, {**place("水阳镇", "雁翅村"), "供水状态": "季节性缺水" if last else "正常"}]
        made.drop("water", *dry, *([{**LIQIAO, "停水天数": "9"}] if last else ()), folder=month)
        made.drop("industry", of("停产", 经营状态="停产" if last else "正常"), of("欠分红", 应得收益="500", 应付日期="2024-03-15"), folder=month)
    made.drop("loan", of("逾期", 逾期天数="30", 逾期金额="500"))
    made.drop("disability", of("残补", 残疾等级="一级", 首次发证日期="2015-01-01"))
    unsafe = {"改造状态": "未改造", **place("水阳镇", "大桥村")}
    made.drop("house", of("危房", 鉴定等级="D", **unsafe), of("丙级房", 鉴定等级="C", **unsafe), of("还有房", 鉴定等级="D", 是否唯一住房="否", **unsafe))
    made.drop("disaster", of("倒房", 房屋受损="倒塌", 直接经济损失="8000"))
    made.drop("accident", of("车祸", 伤亡情况="重伤", 事故责任="主责", 应赔金额="20000"))
    made.drop("property", of("有车"), of("没授权"))
    made.drop("self_report", of("申报", 申报日期=DAYS["申报"]))
    made.drop("visit", of("走访", 排查日期=DAYS["走访"]))
    return made
