"""The bureau's own roster: one row a person of a rural household."""

from __future__ import annotations

import pandas as pd

from schemas.dataset import ID_HEADERS, NAME_HEADERS, TOWN_HEADERS, VILLAGE_HEADERS, Column, Dataset
from schemas.fields import CITIZEN_ID, HOUSEHOLD_NUMBER, NAME, TOWN, VILLAGE, YUAN_OR_UNKNOWN
from schemas.household_types import HOUSEHOLD_TYPE, is_known
from schemas.models import Field, Model


class Roster(Model):
    household_id: str = Field(nullable=False)
    town: str = Field(nullable=False, str_length={"min_value": 1})
    village: str = Field(nullable=False, str_length={"min_value": 1})
    name: str = Field(nullable=False)
    relation: str = Field(nullable=True)
    household_type: str = Field(nullable=True)
    income_per_capita: pd.Int64Dtype = Field(nullable=True)


DATASET = Dataset(
    name="roster", title="农户花名册", department="乡村振兴局", one_row_is="a person of a household",
    known_by=("农户花名册", "花名册", "农户信息", "农村人口信息"), key=("household_id", "person"), is_monthly=False, common=("花名册",),
    columns=(
        Column("household_id", "户编号", HOUSEHOLD_NUMBER, also=("家庭编号", "户编码", "户号", "农户编号", "家庭户编号", "户主编号", "家庭编码"), required=True, household=True),
        Column("town", "乡镇", TOWN, also=TOWN_HEADERS, required=True, household=True),
        Column("village", "行政村", VILLAGE, also=VILLAGE_HEADERS, required=True, household=True),
        Column("group", "村民组", also=("组别", "村民小组", "组", "自然村组", "自然村", "小组"), household=True),
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "成员姓名", "家庭成员姓名"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "成员证件号码"), required=True, personal=True),
        Column("relation", "与户主关系", also=("关系", "与户主的关系", "家庭关系", "户主关系"), required=True),
        Column("household_type", "户类型", HOUSEHOLD_TYPE, also=("农户类型", "户属性", "农户属性", "家庭类型", "户别", "监测对象类别"), required=True, household=True),
        Column("risk_cleared", "风险是否消除", also=("风险是否已消除", "是否风险消除", "风险消除"), household=True),
        Column("labour", "劳动技能", also=("劳动力情况", "劳动能力", "劳动力", "劳动力类型", "劳动技能情况"), required=True),
        Column("health", "健康状况", also=("健康情况", "身体状况"), personal=True),
        Column(
            "income_per_capita", "上年人均纯收入", YUAN_OR_UNKNOWN,
            also=("上年度家庭人均纯收入", "上年度人均纯收入", "人均纯收入", "家庭人均纯收入", "上年家庭人均纯收入", "年人均纯收入"),
            required=True, household=True,
        ),
        Column("phone", "联系电话", also=("电话", "手机号", "手机号码", "联系方式", "户主电话"), personal=True),
        Column("grid_keeper", "网格员", also=("网格员姓名", "包户网格员", "网格长"), household=True, personal=True),
        Column("authorised", "承诺授权", also=("是否承诺授权", "承诺授权书", "是否签订承诺授权书"), household=True),
    ),
    rows=Roster, tells=("income_per_capita",), is_roster=True, reasons={("household_id", "not_nullable"): "户编号为空，不知道是哪一户"},
    warnings=(("户类型不是认得的写法，按原样保留", lambda rows: rows["household_type"].notna() & ~rows["household_type"].map(is_known).astype(bool)),),
)
