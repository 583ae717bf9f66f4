"""The bureau: households' own applications for help, one row an application by any of their members."""

from __future__ import annotations

from schemas.dataset import ID_HEADERS, NAME_HEADERS, WHERE, Column, Dataset, Dated
from schemas.fields import CITIZEN_ID, DAY, NAME
from schemas.models import Field, Model
from schemas.troubles import TROUBLE


class SelfReport(Model):
    reported_on: Dated = Field(nullable=False)


DATASET = Dataset(
    name="self_report", title="自主申报", department="乡村振兴局", one_row_is="an application",
    known_by=("自主申报", "农户申报", "群众申报", "防返贫申报", "一键申报", "自主申请"),
    is_of_householders=True, key=("person", "reported_on"), month_from="reported_on", is_optional=True, marks=("matter",), common=("申请",),
    columns=(
        Column(
            "name", "姓名", NAME,
            also=(*NAME_HEADERS, "申报人姓名", "申请人姓名", "申报人", "申请人", "申报对象姓名", "申报对象", "户主姓名", "户主"),
            required=True, personal=True, unlike=("受理", "审核", "核实", "代办", "干部"),
        ),
        Column(
            "id_number", "证件号码", CITIZEN_ID,
            also=(
                *ID_HEADERS, "申报人证件号码", "申请人证件号码", "申报人身份证号", "申请人身份证号", "申报人身份证号码", "申请人身份证号码",
                "户主证件号码", "户主身份证号", "户主身份证号码",
            ),
            required=True, personal=True, unlike=("受理", "审核", "核实", "代办", "干部"),
        ),
        Column(
            "reported_on", "申报日期", DAY,
            also=("申报时间", "申请日期", "申请时间", "自主申报日期", "自主申报时间", "提交日期", "提交时间", "申报年月日"),
            required=True, unlike=("受理", "办结", "审核", "核实", "纳入", "公示", "评议", "截止"),
        ),
        Column(
            "matter", "申报事项", TROUBLE,
            also=(
                "困难类型", "申报类型", "申请类型", "申请事项", "申报事由", "申请事由", "申报原因", "申请原因", "困难情况", "困难原因",
                "风险类型", "主要困难", "返贫致贫风险", "申报困难类型",
            ),
        ),
        Column(
            "details", "情况说明",
            also=("具体情况", "情况描述", "困难情况说明", "具体困难", "详细情况", "申报内容", "申请内容", "申请理由"), personal=True,
        ),
        *WHERE,
        Column(
            "phone", "联系电话",
            also=("电话", "手机号", "手机号码", "联系方式", "申请人电话", "申报人电话", "申请人联系电话", "申报人联系电话"),
            personal=True, unlike=("关系",),
        ),
    ),
    rows=SelfReport, tells=("reported_on", "matter"),
)
