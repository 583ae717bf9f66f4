"""Housing: appraised houses, one row a house of a householder."""

from __future__ import annotations

from schemas.dataset import ID_HEADERS, NAME_HEADERS, WHERE, Column, Dataset
from schemas.fields import CITIZEN_ID, NAME, YES_NO, choice
from schemas.models import Field, Model

GRADE = choice("A", "B", "C", "D", also={f"{spelled}级": letter for letter in "ABCD" for spelled in (letter, letter.lower())} | {c.lower(): c for c in "ABCD"})
RENOVATION = choice(
    "无需改造", "未改造", "改造中", "已竣工",
    also={"不需改造": "无需改造", "无需": "无需改造", "未开工": "未改造", "待改造": "未改造", "正在改造": "改造中", "在建": "改造中", "竣工": "已竣工", "已改造": "已竣工", "已完工": "已竣工"},
)


class House(Model):
    grade: str = Field(nullable=False)
    sole: str = Field(nullable=False)
    renovation: str = Field(nullable=False)


DATASET = Dataset(
    name="house", title="住房安全", department="住建局", one_row_is="a house", known_by=("住房安全", "房屋鉴定", "住房鉴定", "房屋安全", "危房"),
    is_of_householders=True, key=("person", "address", "town", "village"),
    columns=(
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "户主姓名", "户主", "房主姓名", "产权人", "房屋所有人"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "户主身份证号", "户主证件号码", "户主身份证号码", "房主身份证号"), required=True, personal=True),
        Column("address", "房屋地址", also=("住房地址", "房屋坐落", "详细地址", "房屋位置", "住址", "地址")),
        Column("grade", "鉴定等级", GRADE, also=("房屋安全等级", "房屋等级", "危房等级", "安全等级", "住房鉴定等级", "鉴定结果"), required=True),
        Column("sole", "是否唯一住房", YES_NO, also=("唯一住房", "是否唯一", "是否为唯一住房"), required=True, unlike=("危房", "居住", "入住")),
        Column("renovation", "改造状态", RENOVATION, also=("改造情况", "改造进度", "危改状态", "改造进展"), required=True),
        *WHERE,
    ),
    rows=House, tells=("grade", "sole", "renovation"),
)
