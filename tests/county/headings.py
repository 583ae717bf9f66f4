"""What departments call things: datasets, file names, columns and their spellings."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.dataset import Dataset, all_datasets
from tests.county.lists import LISTS

DEPARTMENTS = {
    "roster": ("乡村振兴局", "农户花名册"),
    "settlement": ("医保局", "医保结算"),
    "enrolment": ("医保局", "医保参保"),
    "student": ("教育局", "学籍"),
    "assistance": ("民政局", "社会救助"),
    "death": ("民政局", "死亡登记"),
    "house": ("住建局", "住房安全"),
    "water": ("水务局", "供水"),
    "employment": ("人社局", "就业务工"),
    "self_report": ("乡村振兴局", "自主申报"),
    "visit": ("乡村振兴局", "干部排查"),
}


@dataclass(frozen=True)
class Heading:
    """A column: the contract's header, its other spellings there, and spellings listed nowhere."""

    key: str
    plain: str
    listed: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    is_money: bool = False


NAME = Heading("name", "姓名", ("人员姓名",), ("人员姓名（必填）", "姓 名"))
ID_NUMBER = Heading(
    "id_number", "证件号码", ("身份证号", "身份证号码", "公民身份号码"), ("居民身份证号码", "身份证件号码")
)
TOWN = Heading("town", "乡镇", ("所属乡镇", "乡镇（街道）"), ("所在乡镇",))
VILLAGE = Heading("village", "行政村", ("村（社区）", "所属村"), ("所在行政村",))


def _money(key: str, plain: str, *listed: str, unlisted: tuple[str, ...] = ()) -> Heading:
    return Heading(key, plain, listed, unlisted, is_money=True)


HEADINGS: dict[str, tuple[Heading, ...]] = {
    "roster": (
        Heading("household_id", "户编号", ("家庭编号",), ("农户编号",)),
        TOWN,
        VILLAGE,
        Heading("group", "村民组", ("组别",)),
        NAME,
        ID_NUMBER,
        Heading("relation", "与户主关系", (), ("与户主的关系",)),
        Heading("household_type", "户类型", ("农户类型",)),
        Heading("risk_cleared", "风险是否消除", ("风险是否已消除",)),
        Heading("labour", "劳动技能", ("劳动力情况",)),
        Heading("health", "健康状况"),
        Heading("income_per_capita", "上年人均纯收入", ("上年度家庭人均纯收入(元)",), ("上年度人均纯收入（元）",)),
        Heading("phone", "联系电话"),
        Heading("grid_keeper", "网格员"),
        Heading("authorised", "承诺授权"),
    ),
    "settlement": (
        Heading("settlement_id", "结算编号", ("结算流水号",), ("医保结算编号",)),
        NAME,
        ID_NUMBER,
        Heading("settled_on", "结算日期", ("结算时间",), ("医保结算日期",)),
        Heading("care_type", "医疗类别"),
        Heading("diagnosis", "病种", ("诊断名称",)),
        _money("total", "医疗总费用", "医疗费总额", "总费用(元)", unlisted=("医疗总费用金额",)),
        _money("basic_fund", "基本医保支付", "统筹基金支付"),
        _money("catastrophic_fund", "大病保险支付"),
        _money("medical_aid", "医疗救助支付"),
        _money("self_pay", "个人自付", "个人负担金额", "个人自付(元)", unlisted=("个人自付金额",)),
    ),
    "enrolment": (
        NAME,
        ID_NUMBER,
        TOWN,
        VILLAGE,
        Heading("scheme", "险种", (), ("参保险种",)),
        Heading("status", "参保状态", (), ("当前参保状态",)),
    ),
    "student": (
        Heading("student_no", "学籍号", ("全国学籍号",)),
        NAME,
        ID_NUMBER,
        Heading("school", "学校", ("学校名称",)),
        Heading("stage", "学段", (), ("就读学段",)),
        Heading("grade", "年级"),
        Heading("status", "学籍状态", (), ("学生学籍状态",)),
        _money("tuition", "学费", "学费(元)"),
        _money("boarding", "住宿费"),
        Heading("aid_name", "资助项目"),
        _money("aid", "资助金额"),
    ),
    "assistance": (
        NAME,
        ID_NUMBER,
        TOWN,
        VILLAGE,
        Heading("kind", "救助类型", (), ("社会救助类型",)),
        Heading("status", "享受状态", (), ("救助享受状态",)),
        _money("amount", "发放金额", "本月发放金额(元)", unlisted=("实际发放金额",)),
        Heading("reason", "停发原因"),
    ),
    "death": (NAME, ID_NUMBER, Heading("died_on", "死亡日期", (), ("登记死亡日期",))),
    "house": (
        Heading("name", "姓名", ("人员姓名",), ("户主姓名",)),
        ID_NUMBER,
        TOWN,
        VILLAGE,
        Heading("address", "房屋地址"),
        Heading("grade", "鉴定等级", ("房屋安全等级",)),
        Heading("sole", "是否唯一住房", (), ("是否为唯一住房",)),
        Heading("renovation", "改造状态", (), ("危房改造状态",)),
    ),
    "water": (
        TOWN,
        VILLAGE,
        Heading("works", "供水工程"),
        Heading("status", "供水状态", (), ("当前供水状态",)),
        Heading("outage_days", "停水天数", (), ("本月停水天数",)),
        Heading("quality", "水质检测结果"),
        Heading("tested_on", "水质检测日期", (), ("最近水质检测日期",)),
    ),
    "employment": (
        NAME,
        ID_NUMBER,
        TOWN,
        VILLAGE,
        Heading("status", "就业状态", (), ("当前就业状态",)),
        Heading("employer", "用工单位", ("单位名称",)),
        Heading("place", "务工地"),
        _money("wage", "月工资", "月工资(元)", unlisted=("月工资收入",)),
    ),
    "self_report": (
        Heading("name", "姓名", ("申请人姓名",)),
        ID_NUMBER,
        TOWN,
        VILLAGE,
        Heading("reported_on", "申报日期", ("申请日期",), ("防返贫申报日期",)),
        Heading("matter", "申报事项", ("申请事由", "困难类型")),
        Heading("details", "情况说明"),
        Heading("phone", "联系电话"),
    ),
    "visit": (
        Heading("name", "姓名", ("户主姓名",)),
        ID_NUMBER,
        TOWN,
        VILLAGE,
        Heading("visited_on", "排查日期", ("走访日期",), ("本次排查日期",)),
        Heading("has_risk", "是否发现风险", ("是否存在风险",)),
        Heading("problem", "发现问题", ("风险类型",)),
        Heading("details", "情况说明"),
        Heading("visitor", "排查人", ("走访干部",)),
    ),
}


def _as_declared(dataset: Dataset) -> tuple[Heading, ...]:
    """A list of another department: its own headers, and one other spelling of each that has any."""
    shared = {"name": NAME, "id_number": ID_NUMBER, "town": TOWN, "village": VILLAGE}
    return tuple(
        shared.get(column.name) or Heading(column.name, column.title, column.also[:1], is_money=column.kind.name == "yuan") for column in dataset.columns
    )


for _name in LISTS:
    DEPARTMENTS[_name] = (all_datasets()[_name].department, all_datasets()[_name].title)
    HEADINGS[_name] = _as_declared(all_datasets()[_name])


OFFICE_WORDS = {
    "name": ("姓名（全称）", "人员姓名（与身份证一致）"), "id_number": ("证件号码（18位）", "身份证号（二代）"), "self_pay": ("自付金额", "个人自付费用"),
    "total": ("总费用金额", "医疗费用总额"), "settled_on": ("结算年月日", "结算日"), "wage": ("工资金额", "月度工资"), "amount": ("发放额", "本月救助金额"),
    "died_on": ("死亡年月", "去世年月日"), "income_per_capita": ("上年人均收入", "上年度纯收入（人均）"), "household_id": ("户编号（国扶系统）",), "employer": ("用工单位（全称）",),
}  # fmt: skip


def has_places(dataset: str) -> bool:
    """Whether the dataset's rows say town and village."""
    return TOWN in HEADINGS[dataset]
