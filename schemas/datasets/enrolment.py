"""Medical insurance: who is insured this month, one row a person and scheme."""

from __future__ import annotations

from schemas.dataset import ID_HEADERS, NAME_HEADERS, WHERE, Column, Dataset
from schemas.fields import CITIZEN_ID, NAME, choice
from schemas.models import Field, Model

STATUS = choice(
    "正常参保", "暂停参保", "未参保",
    also={"参保": "正常参保", "正常": "正常参保", "已参保": "正常参保", "正常缴费": "正常参保", "暂停": "暂停参保", "停保": "暂停参保", "暂停缴费": "暂停参保", "未缴费": "未参保"},
)


class Enrolment(Model):
    status: str = Field(nullable=False)


DATASET = Dataset(
    name="enrolment", title="医保参保", department="医保局", one_row_is="a person insured",
    known_by=("医保参保", "参保数据", "参保人员", "参保名单", "参保明细", "参保信息"), key=("person", "scheme"), absence_counts=True,
    columns=(
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "参保人姓名", "参保人员姓名", "参保人"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "参保人证件号码", "参保人身份证号"), required=True, personal=True),
        Column("status", "参保状态", STATUS, also=("参保情况", "参保缴费状态", "人员参保状态", "缴费状态", "当前参保状态"), required=True),
        Column("scheme", "险种", also=("险种类型", "参保险种", "险种名称", "参保类型", "保险类型")),
        *WHERE,
    ),
    rows=Enrolment, tells=("status",),
)
