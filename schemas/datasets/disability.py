"""Disabled persons' federation: who holds a disability card this month, one row a card holder."""

from __future__ import annotations

import pandas as pd

from schemas.citizen_id import DISABILITY_CARD
from schemas.dataset import ID_HEADERS, NAME_HEADERS, WHERE, Column, Dataset, Dated
from schemas.fields import CITIZEN_ID, DAY, NAME, choice
from schemas.models import Field, Model

KINDS = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
KIND = choice(*KINDS, also={f"{kind}残疾": kind for kind in KINDS} | {f"{kind[0]}残": kind for kind in KINDS})
GRADES = ("一级", "二级", "三级", "四级")
GRADE = choice(*GRADES, also={f"{digit}{word}": grade for digit, grade in zip("1234", GRADES, strict=True) for word in ("", "级")})
STATUS = choice("有效", "过期", "冻结", "注销", also={"正常": "有效", "在用": "有效", "已注销": "注销", "已过期": "过期", "已冻结": "冻结"})


def is_told_otherwise(rows: pd.DataFrame) -> pd.Series:
    """Whether a card's number, which ends in kind and grade, says another kind or grade than the row's columns."""
    card = rows["card_no"].fillna("").str.replace(r"\s", "", regex=True).str.upper()
    told = card.str.slice(18, 19).map(dict(zip("1234567", KINDS, strict=True))), card.str.slice(19, 20).map(dict(zip("1234", GRADES, strict=True)))
    return card.str.fullmatch(DISABILITY_CARD.pattern.removesuffix("\\Z")) & ((told[0] != rows["kind"]) | (told[1] != rows["grade"]))


class Disability(Model):
    kind: str = Field(nullable=False)
    grade: str = Field(nullable=False)
    status: str = Field(nullable=False)
    first_issued_on: Dated = Field(nullable=True)


DATASET = Dataset(
    name="disability", title="持证残疾人", department="残联", one_row_is="a card holder", known_by=("持证残疾人", "残疾人证", "残疾人名册", "残疾人信息"),
    key=("person",), is_optional=True,
    columns=(
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "残疾人姓名"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "残疾人身份证号"), required=True, personal=True),
        Column("card_no", "残疾证号", also=("残疾人证号", "残疾证号码", "残疾人证号码"), personal=True, second_number=True),
        Column("kind", "残疾类别", KIND, also=("残疾类型", "残疾种类"), required=True),
        Column("grade", "残疾等级", GRADE, also=("残疾级别",), required=True),
        Column("status", "证件状态", STATUS, also=("持证状态", "残疾证状态", "残疾人证状态"), required=True, on_the_list="有效"),
        Column("first_issued_on", "首次发证日期", DAY, also=("首次办证日期", "初次发证日期", "首次领证日期")),
        *WHERE,
    ),
    rows=Disability, tells=("kind", "grade", "status", "first_issued_on"), reach=6,
    warnings=(("残疾证号最后两位的类别、等级和所填的不一样，按所填的算，请核对", is_told_otherwise),),
)
