"""Civil affairs: deaths, one row a death."""

from __future__ import annotations

from schemas.dataset import ID_HEADERS, NAME_HEADERS, Column, Dataset, Dated
from schemas.fields import CITIZEN_ID, DAY, NAME
from schemas.models import Field, Model


class Death(Model):
    died_on: Dated = Field(nullable=False)


DATASET = Dataset(
    name="death", title="死亡登记", department="民政局", one_row_is="a death", known_by=("死亡登记", "死亡人员", "死亡名单", "死亡信息", "殡葬", "火化"),
    key=("person",), month_from="died_on",
    columns=(
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "死者姓名", "死亡人员姓名", "逝者姓名"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "死者身份证号", "死亡人员证件号码"), required=True, personal=True),
        Column("died_on", "死亡日期", DAY, also=("死亡时间", "去世日期", "死亡年月日", "死亡登记日期", "去世时间"), required=True),
    ),
    rows=Death, tells=("died_on",), reach=None,
)
