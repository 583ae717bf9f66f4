"""Vehicles, real estate and public salaries, looked up for households that have consented in writing: one row a thing owned."""

from __future__ import annotations

from schemas.dataset import ID_HEADERS, NAME_HEADERS, WHERE, Column, Dataset, Dated
from schemas.fields import CITIZEN_ID, DAY, NAME, choice
from schemas.models import Field, Model

KIND = choice(
    "车辆", "工程机械", "船舶", "商品房", "商铺", "财政供养",
    also={"机动车": "车辆", "汽车": "车辆", "小轿车": "车辆", "住宅": "商品房", "房产": "商品房", "不动产": "商品房", "门面": "商铺", "渔船": "船舶", "公职人员": "财政供养"},
)


class Property(Model):
    kind: str = Field(nullable=False)
    registered_on: Dated = Field(nullable=True)


DATASET = Dataset(
    name="property", title="财产查询", department="公安局", one_row_is="a thing owned, a salary",
    known_by=("财产查询", "财产信息", "财产核对", "车辆信息", "不动产信息", "财政供养"),
    key=("person", "kind", "item"), is_optional=True, needs_consent=True,
    columns=(
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "权利人", "所有人"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "权利人证件号码"), required=True, personal=True),
        Column("kind", "财产类别", KIND, also=("财产类型", "财产种类"), required=True),
        Column("item", "名称型号", also=("品牌型号", "坐落", "财产名称"), personal=True),
        Column("registered_on", "登记日期", DAY, also=("登记时间", "初次登记日期")),
        *WHERE,
    ),
    rows=Property, tells=("kind", "registered_on"), reach=6,
)
