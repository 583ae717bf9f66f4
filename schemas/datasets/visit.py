"""The bureau: what cadres found on their rounds, one row a visit to a household, named by its householder or any member."""

from __future__ import annotations

from schemas.dataset import ID_HEADERS, NAME_HEADERS, WHERE, Column, Dataset, Dated
from schemas.fields import CITIZEN_ID, DAY, NAME, choice
from schemas.models import Field, Model
from schemas.troubles import TROUBLE_FOUND

HAS_RISK = choice(
    "是", "否",
    also=dict.fromkeys(("有", "有风险", "存在", "存在风险", "发现", "发现风险", "已发现", "1", "Y", "√"), "是")
    | dict.fromkeys(("无", "没有", "无风险", "不存在", "不存在风险", "未发现", "未发现风险", "正常", "0", "N", "×"), "否"),
)
VISITORS = ("排查人", "走访人", "走访干部", "排查干部", "入户干部", "网格员", "责任人")


class Visit(Model):
    visited_on: Dated = Field(nullable=False)


DATASET = Dataset(
    name="visit", title="干部排查", department="乡村振兴局", one_row_is="a visit",
    known_by=(
        "干部排查", "入户排查", "走访排查", "排查走访", "入户走访", "干部走访", "网格排查", "防返贫排查", "防返贫集中排查", "返贫风险排查",
    ),
    is_of_householders=True, key=("person", "visited_on"), month_from="visited_on", is_optional=True, marks=("has_risk", "problem"),
    columns=(
        Column(
            "name", "姓名", NAME,
            also=(*NAME_HEADERS, "户主姓名", "户主", "农户姓名", "排查对象", "排查对象姓名", "走访对象", "走访对象姓名"),
            required=True, personal=True, unlike=VISITORS,
        ),
        Column(
            "id_number", "证件号码", CITIZEN_ID,
            also=(*ID_HEADERS, "户主证件号码", "户主身份证号", "户主身份证号码", "农户身份证号", "排查对象身份证号"),
            required=True, personal=True, unlike=VISITORS,
        ),
        Column(
            "visited_on", "排查日期", DAY,
            also=(
                "排查时间", "入户日期", "入户时间", "走访日期", "走访时间", "入户排查日期", "入户排查时间", "入户走访日期", "入户走访时间",
                "排查年月日",
            ),
            required=True, unlike=("受理", "办结", "审核", "核实", "纳入", "公示", "评议", "整改", "下次", "上次"),
        ),
        Column(
            "has_risk", "是否发现风险", HAS_RISK,
            also=(
                "是否存在风险", "是否有风险", "有无风险", "是否发现问题", "是否存在问题", "是否存在返贫致贫风险", "是否有返贫致贫风险",
                "是否存在致贫返贫风险", "有无返贫致贫风险", "是否发现困难",
            ),
            unlike=("消除", "解除", "化解", "整改", "解决", "纳入"),
        ),
        Column(
            "problem", "发现问题", TROUBLE_FOUND,
            also=(
                "风险类型", "问题类型", "困难类型", "发现的问题", "存在问题", "存在的问题", "发现风险", "风险点", "存在风险", "主要困难",
                "存在困难", "排查发现问题", "返贫致贫风险类型",
            ),
        ),
        Column(
            "details", "情况说明",
            also=("具体情况", "情况描述", "问题描述", "风险描述", "详细情况", "排查情况", "走访情况", "家庭情况"), personal=True,
        ),
        Column(
            "visitor", "排查人",
            also=("排查干部", "走访干部", "走访人", "入户干部", "排查人员", "排查人姓名", "走访人员", "网格员", "帮扶责任人", "包户干部"),
            personal=True,
        ),
        *WHERE,
    ),
    rows=Visit, tells=("visited_on", "problem", "has_found"), ground="has_found",
    # as the row says or, where it does not say, if it names any trouble
    made={"has_found": lambda rows: rows["has_risk"].eq("是").where(rows["has_risk"].notna(), rows["problem"].notna()).astype(bool)},
)
