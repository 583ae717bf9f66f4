"""Civil affairs: benefits paid this month, one row a person and kind of benefit."""

from __future__ import annotations

import numpy as np

from schemas.dataset import ANNUAL_REACH, ID_HEADERS, NAME_HEADERS, WHERE, Column, Dataset
from schemas.fields import CITIZEN_ID, NAME, YUAN, choice
from schemas.models import Field, Model

KIND = choice(
    "低保", "特困供养", "临时救助", "残疾人两项补贴", "孤儿保障",
    also={"农村低保": "低保", "城市低保": "低保", "最低生活保障": "低保", "城乡低保": "低保", "特困": "特困供养", "特困人员供养": "特困供养", "五保": "特困供养",
          "特困人员救助供养": "特困供养", "残疾人补贴": "残疾人两项补贴", "两项补贴": "残疾人两项补贴", "孤儿": "孤儿保障", "孤儿基本生活费": "孤儿保障"},
)
STATUS = choice("享受", "停发", also={"在享": "享受", "正常享受": "享受", "正在享受": "享受", "正常": "享受", "在保": "享受", "停止": "停发", "已停发": "停发", "停保": "停发", "暂停": "停发"})


class Assistance(Model):
    kind: str = Field(nullable=False)
    status: str = Field(nullable=False)
    amount: np.int64 = Field(ge=0)


DATASET = Dataset(
    name="assistance", title="社会救助", department="民政局", one_row_is="a person's benefit",
    known_by=("社会救助", "救助发放", "低保发放", "救助资金", "救助对象", "低保金发放", "特困供养金发放", "临时救助金发放", "孤儿基本生活费发放"), key=("person", "kind"), absence_counts=True,
    columns=(
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "救助对象姓名", "对象姓名", "享受人姓名", "户主姓名", "户主"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "救助对象身份证号", "对象身份证号", "户主证件号码", "户主身份证号", "户主身份证号码"), required=True, personal=True),
        Column("kind", "救助类型", KIND, also=("救助类别", "救助种类", "救助项目", "保障类型"), required=True),
        Column("status", "享受状态", STATUS, also=("发放状态", "救助状态", "享受情况", "待遇状态"), required=True, on_the_list="享受"),
        Column("amount", "发放金额", YUAN, also=("本月发放金额", "救助金额", "发放资金", "本月金额", "月发放金额", "补助金额", "实发金额", "保障金额"), required=True, unlike=("累计发放金额", "年发放金额", "累计金额", "上月发放金额")),
        Column("reason", "停发原因", also=("停止原因", "停发事由", "核减原因")),
        *WHERE,
    ),
    rows=Assistance, tells=("amount", "status", "kind"), reach=ANNUAL_REACH,
)
