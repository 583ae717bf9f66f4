"""Market regulation: registered entities and who stands in them, one row a person and entity."""

from __future__ import annotations

from schemas.dataset import ID_HEADERS, NAME_HEADERS, WHERE, Column, Dataset, Dated
from schemas.fields import CITIZEN_ID, DAY, NAME, choice
from schemas.models import Field, Model

KIND = choice("个体工商户", "企业", "农民专业合作社", also={"个体": "个体工商户", "个体户": "个体工商户", "公司": "企业", "有限责任公司": "企业", "合作社": "农民专业合作社"})
ROLE = choice("经营者", "法定代表人", "股东", "成员", also={"负责人": "经营者", "法人": "法定代表人", "法人代表": "法定代表人", "社员": "成员"})
STATUS = choice("存续", "经营异常", "注销", "吊销", also={"开业": "存续", "在业": "存续", "在营": "存续", "正常": "存续", "已注销": "注销", "已吊销": "吊销", "异常": "经营异常"})


class Business(Model):
    entity: str = Field(nullable=False)
    kind: str = Field(nullable=False)
    role: str = Field(nullable=False)
    status: str = Field(nullable=False)
    changed_on: Dated = Field(nullable=True)


DATASET = Dataset(
    name="business", title="经营主体", department="市场监管局", one_row_is="a person of a registered entity",
    known_by=("经营主体", "市场主体", "工商登记", "工商信息"), key=("person", "entity"), is_optional=True,
    columns=(
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "经营者姓名"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "经营者身份证号"), required=True, personal=True),
        Column("entity", "主体名称", also=("企业名称", "市场主体名称", "字号名称"), required=True),
        Column("kind", "主体类型", KIND, also=("市场主体类型", "企业类型"), required=True),
        Column("role", "身份", ROLE, also=("职务", "任职身份"), required=True),
        Column("status", "登记状态", STATUS, also=("经营状态", "主体状态"), required=True),
        Column("changed_on", "状态日期", DAY, also=("注销日期", "状态变更日期")),
        *WHERE,
    ),
    rows=Business, tells=("entity", "kind", "role", "status", "changed_on"), reach=6,
)
