"""Water: the supply of villages, one row a village and waterworks."""

from __future__ import annotations

import pandas as pd

from schemas.dataset import TOWN_HEADERS, VILLAGE_HEADERS, Column, Dataset, Dated
from schemas.fields import COUNT, DAY, TOWN, VILLAGE, choice
from schemas.models import Field, Model

# A supply cut for arrears or a closed account is the customer's, not a failing supply.
STATUS = choice("正常", "季节性缺水", "停水", also={"正常供水": "正常", "季节缺水": "季节性缺水", "断水": "停水", "欠费停水": "正常", "销户": "正常"})
QUALITY = choice("合格", "不合格", also={"达标": "合格", "不达标": "不合格", "超标": "不合格"})


class Water(Model):
    town: str = Field(nullable=False, str_length={"min_value": 1})
    village: str = Field(nullable=False, str_length={"min_value": 1})
    status: str = Field(nullable=False)
    outage_days: pd.Int64Dtype = Field(nullable=True, le=366)
    quality: str = Field(nullable=False)
    tested_on: Dated = Field(nullable=False)


DATASET = Dataset(
    name="water", title="供水", department="水务局", one_row_is="a village's supply", known_by=("供水", "饮水安全", "农村饮水"),
    key=("town", "village", "works"),
    columns=(
        Column("town", "乡镇", TOWN, also=TOWN_HEADERS, required=True, household=True),
        Column("village", "行政村", VILLAGE, also=VILLAGE_HEADERS, required=True, household=True),
        Column("works", "供水工程", also=("供水工程名称", "工程名称", "水厂", "供水单位", "水源工程")),
        Column("status", "供水状态", STATUS, also=("供水情况", "当前供水状态", "供水状况"), required=True),
        Column("outage_days", "停水天数", COUNT, also=("累计停水天数", "本月停水天数", "停水日数")),
        Column("quality", "水质检测结果", QUALITY, also=("水质", "水质情况", "检测结果", "水质检测", "水质结果"), required=True),
        Column("tested_on", "水质检测日期", DAY, also=("检测日期", "水质检测时间", "检测时间", "最近检测日期", "最近一次检测日期"), required=True),
    ),
    rows=Water, tells=("works", "status", "outage_days", "quality", "tested_on"), reach=11,
    reasons={("outage_days", "less_than_or_equal_to"): "停水天数超过一年"},
)
