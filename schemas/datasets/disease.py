"""Health commission: registered illnesses, one row a person, register and illness."""

from __future__ import annotations

from schemas.dataset import ID_HEADERS, NAME_HEADERS, WHERE, Column, Dataset, Dated
from schemas.fields import CITIZEN_ID, DAY, NAME, choice
from schemas.models import Field, Model

KIND = choice("大病", "慢性病", "其他", also={"重大疾病": "大病", "慢病": "慢性病", "慢特病": "慢性病", "门诊慢特病": "慢性病"})
STATUS = choice("救治中", "未救治", "已治愈", also={"治疗中": "救治中", "在治": "救治中", "未治疗": "未救治", "治愈": "已治愈"})


class Disease(Model):
    kind: str = Field(nullable=False)
    status: str = Field(nullable=False)
    registered_on: Dated = Field(nullable=True)


DATASET = Dataset(
    name="disease", title="大病慢病登记", department="卫健委", one_row_is="a registered illness",
    known_by=("大病慢病登记", "大病登记", "慢病登记", "慢特病", "大病救治", "慢性病患者"), key=("person", "kind", "disease"), is_optional=True,
    columns=(
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "患者姓名"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "患者身份证号"), required=True, personal=True),
        Column("kind", "登记类别", KIND, also=("疾病类别", "病种类别"), required=True),
        Column("disease", "病种", also=("病种名称", "疾病名称"), personal=True),
        Column("status", "救治状态", STATUS, also=("治疗状态", "救治情况"), required=True),
        Column("registered_on", "登记日期", DAY, also=("登记时间", "备案日期", "认定日期")),
        *WHERE,
    ),
    rows=Disease, tells=("kind", "disease", "status", "registered_on"), reach=6,
    reasons={("kind", "not_nullable"): "登记类别为空", ("status", "not_nullable"): "救治状态为空"},
)
