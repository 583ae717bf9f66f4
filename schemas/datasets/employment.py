"""HR: who works this month, one row a worker and employer."""

from __future__ import annotations

import numpy as np

from schemas.dataset import ANNUAL_REACH, ID_HEADERS, NAME_HEADERS, WHERE, Column, Dataset
from schemas.fields import CITIZEN_ID, NAME, YUAN, choice
from schemas.models import Field, Model

STATUS = choice(
    "务工", "公益性岗位", "灵活就业", "失业", "返乡未就业",
    also={"外出务工": "务工", "在岗": "务工", "就业": "务工", "已就业": "务工", "公益岗": "公益性岗位", "公益岗位": "公益性岗位", "乡村公益性岗位": "公益性岗位",
          "灵活": "灵活就业", "登记失业": "失业", "返乡": "返乡未就业", "返乡待业": "返乡未就业"},
)
LOW_FEN, HIGH_FEN = 100_00, 30_000_00


class Employment(Model):
    status: str = Field(nullable=False)
    wage: np.int64 = Field(ge=0)


DATASET = Dataset(
    name="employment", title="就业务工", department="人社局", one_row_is="a worker",
    known_by=("就业务工", "务工就业", "就业信息", "务工人员", "就业人员", "务工", "公益性岗位", "职工养老保险"), key=("person", "employer"), absence_counts=True,
    columns=(
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "务工人员姓名", "务工人员", "劳动者姓名"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "务工人员身份证号"), required=True, personal=True),
        Column("status", "就业状态", STATUS, also=("就业情况", "务工状态", "当前就业状态", "就业类型"), required=True),
        Column("employer", "用工单位", also=("单位名称", "务工单位", "用工单位名称", "工作单位", "务工企业", "就业单位", "企业名称"), met_at=True),
        Column("place", "务工地", also=("务工地点", "务工地址", "就业地点", "务工区域", "就业地", "务工所在地")),
        Column("wage", "月工资", YUAN, also=("月工资收入", "工资", "月收入", "月薪", "当月工资", "工资收入", "月均工资", "务工月收入", "本月工资"), required=True, unlike=("年工资", "年收入", "累计工资", "年工资收入", "日工资")),
        *WHERE,
    ),
    rows=Employment, tells=("wage", "status"), reach=ANNUAL_REACH,
    warnings=(
        ("月工资低于100元或高于30000元，请核对", lambda rows: (rows["wage"] > 0) & ~rows["wage"].between(LOW_FEN, HIGH_FEN)),
    ),
)
