"""Traffic police, emergency management: accidents of the year, a running ledger; one row a person and accident."""

from __future__ import annotations

import numpy as np

from schemas.dataset import ID_HEADERS, NAME_HEADERS, WHERE, Column, Dataset, Dated
from schemas.fields import CITIZEN_ID, DAY, NAME, YUAN, choice
from schemas.models import Field, Model

KIND = choice("道路交通", "生产安全", "溺水", "触电", "其他", also={"交通事故": "道路交通", "交通": "道路交通", "工伤": "生产安全", "安全生产": "生产安全"}, rest="其他")
INJURY = choice("无", "轻伤", "重伤", "致残", "死亡", also={"无伤": "无", "轻微伤": "轻伤", "伤残": "致残", "残疾": "致残"})
LIABILITY = choice(
    "全责", "主责", "同责", "次责", "无责", "未认定",
    also={"全部责任": "全责", "主要责任": "主责", "同等责任": "同责", "次要责任": "次责", "无责任": "无责"},
)


class Accident(Model):
    accident_no: str = Field(nullable=False)
    happened_on: Dated = Field(nullable=False)
    injury: str = Field(nullable=False)
    payable: np.int64 = Field(ge=0)
    insurance_paid: np.int64 = Field(ge=0)


DATASET = Dataset(
    name="accident", title="意外事故台账", department="公安交警", one_row_is="a person in an accident",
    known_by=("意外事故台账", "事故台账", "交通事故", "意外事故"), key=("person", "accident_no"), is_optional=True,
    columns=(
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "当事人姓名"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "当事人身份证号"), required=True, personal=True),
        Column("accident_no", "事故编号", also=("案件编号", "事故号"), required=True),
        Column("happened_on", "事故日期", DAY, also=("发生时间", "事故时间", "事故发生日期"), required=True),
        Column("kind", "事故类别", KIND, also=("事故类型",)),
        Column("injury", "伤亡情况", INJURY, also=("伤情", "伤亡程度"), required=True),
        Column("liability", "事故责任", LIABILITY, also=("责任认定", "责任")),
        Column("payable", "应赔金额", YUAN, also=("赔偿金额", "应赔偿金额")),
        Column("insurance_paid", "保险赔付", YUAN, also=("保险赔款", "保险赔付金额")),
        *WHERE,
    ),
    rows=Accident, tells=("accident_no", "happened_on", "kind", "injury", "liability", "payable", "insurance_paid"), reach=6,
    warnings=(
        ("负有责任，应赔金额空着或是0，按不用赔算，请核对", lambda rows: rows["liability"].isin(("全责", "主责", "同责")) & rows["payable"].eq(0)),
    ),
)
