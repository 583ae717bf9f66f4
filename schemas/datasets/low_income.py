"""Civil affairs: the low-income population, one row a person and kind."""

from __future__ import annotations

from schemas.dataset import ID_HEADERS, NAME_HEADERS, WHERE, Column, Dataset
from schemas.fields import CITIZEN_ID, NAME, choice
from schemas.models import Field, Model

KIND = choice(
    "低保", "特困", "低保边缘", "刚性支出", "其他",
    also={"低保对象": "低保", "特困人员": "特困", "低保边缘家庭": "低保边缘", "低保边缘家庭成员": "低保边缘", "低保边缘人口": "低保边缘", "刚性支出困难": "刚性支出",
          "刚性支出困难家庭": "刚性支出", "支出型困难家庭": "刚性支出", "其他困难人员": "其他"},
)


class LowIncome(Model):
    kind: str = Field(nullable=False)


DATASET = Dataset(
    name="low_income", title="低收入人口", department="民政局", one_row_is="a person of a low-income household",
    known_by=("低收入人口", "低保边缘", "刚性支出困难", "支出型困难", "低收入家庭"), key=("person", "kind"), is_optional=True,
    columns=(
        Column("name", "姓名", NAME, also=NAME_HEADERS, required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=ID_HEADERS, required=True, personal=True),
        Column("kind", "低收入类型", KIND, also=("低收入人口类型", "人员类别", "困难类型", "对象类别"), required=True),
        *WHERE,
    ),
    rows=LowIncome, tells=("kind",), reasons={("kind", "not_nullable"): "低收入类型为空"},
)
