"""Emergency management: households hit this year, a running ledger; one row a householder, day and hazard."""

from __future__ import annotations

import numpy as np

from schemas.dataset import ID_HEADERS, NAME_HEADERS, WHERE, Column, Dataset, Dated
from schemas.fields import CITIZEN_ID, DAY, NAME, YUAN, choice
from schemas.models import Field, Model

HAZARD = choice(
    "洪涝", "干旱", "风雹", "低温雪灾", "地质灾害", "地震", "火灾", "病虫害", "其他",
    also={"水灾": "洪涝", "洪水": "洪涝", "内涝": "洪涝", "旱灾": "干旱", "冰雹": "风雹", "大风": "风雹", "台风": "风雹", "雪灾": "低温雪灾", "冻灾": "低温雪灾", "滑坡": "地质灾害", "泥石流": "地质灾害"},
    rest="其他",
)
DAMAGE = choice("无", "一般损坏", "严重损坏", "倒塌", also={"无损坏": "无", "倒房": "倒塌", "严损": "严重损坏", "一般": "一般损坏"})
RECOVERY = choice("无需", "未恢复", "恢复中", "已恢复", also={"重建中": "恢复中", "已重建": "已恢复", "未重建": "未恢复", "无需重建": "无需"})


class Disaster(Model):
    happened_on: Dated = Field(nullable=False)
    hazard: str = Field(nullable=False)
    house_damage: str = Field(nullable=False)
    loss: np.int64 = Field(ge=0)
    aid: np.int64 = Field(ge=0)
    insurance_paid: np.int64 = Field(ge=0)


DATASET = Dataset(
    name="disaster", title="受灾台账", department="应急局", one_row_is="a household hit", known_by=("受灾台账", "受灾户", "灾情台账", "受灾人口"),
    is_of_householders=True, key=("person", "happened_on", "hazard"), is_optional=True,
    columns=(
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "户主姓名", "户主"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "户主证件号码", "户主身份证号", "户主身份证号码"), required=True, personal=True),
        Column("happened_on", "受灾日期", DAY, also=("受灾时间", "灾害发生日期"), required=True),
        Column("hazard", "灾种", HAZARD, also=("灾害种类", "灾害类型"), required=True),
        Column("house_damage", "房屋受损", DAMAGE, also=("房屋损坏程度", "房屋受损情况"), required=True),
        Column("loss", "直接经济损失", YUAN, also=("损失金额", "经济损失"), required=True),
        Column("aid", "救助金额", YUAN, also=("救助款",)),
        Column("insurance_paid", "保险赔付", YUAN, also=("保险赔款", "保险赔付金额")),
        Column("recovery", "恢复状态", RECOVERY, also=("重建状态", "恢复重建情况")),
        *WHERE,
    ),
    rows=Disaster, tells=("happened_on", "hazard", "house_damage", "loss", "aid", "insurance_paid", "recovery"), reach=13,
    warnings=(
        ("房屋有损坏，直接经济损失空着或是0，按没有损失算，请核对", lambda rows: rows["house_damage"].ne("无") & rows["loss"].eq(0)),
        ("房屋严重损坏或倒塌，没有写恢复状态，不知道恢复了没有，请补上", lambda rows: rows["house_damage"].isin(("严重损坏", "倒塌")) & rows["recovery"].isna()),
    ),
)
