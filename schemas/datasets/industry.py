"""Agriculture: households' projects and shares, one row a person and project."""

from __future__ import annotations

import numpy as np

from schemas.dataset import ID_HEADERS, NAME_HEADERS, WHERE, Column, Dataset, Dated
from schemas.fields import CITIZEN_ID, DAY, NAME, YUAN, choice
from schemas.models import Field, Model

KIND = choice("种植", "养殖", "入股分红", "资产收益", "其他", also={"种植业": "种植", "养殖业": "养殖", "分红": "入股分红"}, rest="其他")
STATUS = choice("正常", "受灾", "疫病", "亏损", "滞销", "停产", "解散", also={"正常经营": "正常", "已解散": "解散", "已停产": "停产"})


class Industry(Model):
    project: str = Field(nullable=False)
    kind: str = Field(nullable=False)
    status: str = Field(nullable=False)
    loss: np.int64 = Field(ge=0)
    due: np.int64 = Field(ge=0)
    paid: np.int64 = Field(ge=0)
    due_on: Dated = Field(nullable=True)


DATASET = Dataset(
    name="industry", title="产业经营", department="农业农村局", one_row_is="a person's project or share",
    known_by=("产业经营", "产业项目", "产业帮扶", "产业发展"), key=("person", "project"), is_optional=True,
    columns=(
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "农户姓名"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "农户身份证号"), required=True, personal=True),
        Column("project", "项目名称", also=("产业项目",), required=True),
        Column("kind", "产业类型", KIND, also=("产业类别", "项目类型"), required=True),
        Column("status", "经营状态", STATUS, also=("经营情况", "项目状态"), required=True),
        Column("loss", "损失金额", YUAN, also=("损失",)),
        Column("due", "应得收益", YUAN, also=("应分红", "应得分红")),
        Column("paid", "实得收益", YUAN, also=("已分红", "实得分红")),
        Column("due_on", "应付日期", DAY, also=("兑付日期", "应兑付日期"), lies_ahead=True),
        *WHERE,
    ),
    rows=Industry, tells=("project", "kind", "status", "loss", "due", "paid", "due_on"), reach=13,
    warnings=(
        (
            "经营状态不正常，损失金额空着或是0，按没有损失算，请核对",
            lambda rows: rows["status"].isin(("受灾", "疫病", "亏损", "滞销")) & rows["loss"].eq(0),
        ),
        ("有应得收益，没有写应付日期，不知道到期没有，请补上", lambda rows: rows["due"].gt(0) & rows["due_on"].isna()),
    ),
)
