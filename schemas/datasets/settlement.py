"""Medical insurance: settled bills, one row a bill; a negative bill takes back the one whose number it bears."""

from __future__ import annotations

import numpy as np

from schemas.dataset import ANNUAL_REACH, ID_HEADERS, NAME_HEADERS, Column, Dataset, Dated
from schemas.fields import CITIZEN_ID, DAY, NAME, YUAN
from schemas.models import Field, Model


class Settlement(Model):
    settlement_id: str = Field(nullable=False)
    settled_on: Dated = Field(nullable=False)
    total: np.int64
    self_pay: np.int64


DATASET = Dataset(
    name="settlement", title="医保结算", department="医保局", one_row_is="a settled bill",
    known_by=("医保结算", "结算数据", "医疗结算", "结算明细", "医疗费用结算", "结算清单"), key=("settlement_id", "is_reversal"), month_from="settled_on", repeats="never",
    columns=(
        Column("settlement_id", "结算编号", also=("结算流水号", "结算单号", "结算号", "流水号", "结算ID", "单据号", "setl_id"), required=True),
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "参保人姓名", "患者姓名", "就诊人姓名", "参保人员姓名", "患者", "参保人"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "参保人证件号码", "患者身份证号", "参保人身份证号"), required=True, personal=True),
        Column("settled_on", "结算日期", DAY, also=("结算时间", "结算年月日", "费用结算日期", "结算日", "费用结算时间", "setl_time"), required=True),
        Column("care_type", "医疗类别", also=("就医类别", "医疗类型", "就诊类别", "就诊类型")),
        Column("diagnosis", "病种", also=("诊断名称", "疾病名称", "诊断", "主要诊断", "病种名称", "疾病诊断", "dise_name"), personal=True),
        Column(
            "total", "医疗总费用", YUAN,
            also=("医疗费总额", "总费用", "医疗费用总额", "费用总额", "医疗费用", "医疗费总费用", "总金额", "费用合计", "医疗总金额", "medfee_sumamt"), required=True,
            unlike=("合规费用", "合规医疗费用", "政策范围内费用", "自费费用"),
        ),
        Column("basic_fund", "基本医保支付", YUAN, also=("统筹基金支付", "基本医保报销", "统筹支付", "基本医疗保险支付", "基本医保", "医保统筹支付", "基本医保统筹支付", "hifp_pay")),
        Column("catastrophic_fund", "大病保险支付", YUAN, also=("大病保险", "大病支付", "大病保险报销", "大病医保支付", "大病报销", "hifmi_pay")),
        Column("medical_aid", "医疗救助支付", YUAN, also=("医疗救助", "救助支付", "医疗救助金额", "民政医疗救助", "医疗救助报销", "maf_pay")),
        Column(
            "self_pay", "个人自付", YUAN,
            also=("个人负担金额", "个人自付金额", "个人支付", "个人负担", "自付金额", "个人承担", "自付费用", "个人支付金额", "个人自负", "自负金额", "个人承担金额", "本人自付", "psn_part_amt", "psn_pay"),
            required=True,
            unlike=("自费", "合规", "账户", "个账", "现金", "累计", "年度", "全年", "上月", "上年"),
        ),
    ),
    rows=Settlement, tells=("self_pay", "care_type", "medical_aid"), reach=ANNUAL_REACH,
    made={"is_reversal": lambda rows: (rows["total"] < 0) | (rows["self_pay"] < 0)},
    warnings=(
        (
            "个人自付为空或为零，但总费用没有报销完，按零计",
            lambda rows: (rows["self_pay"] == 0)
            & (rows["total"] - rows[["basic_fund", "catastrophic_fund", "medical_aid"]].sum(axis=1) > 1),
        ),
        ("个人自付大于总费用", lambda rows: (rows["self_pay"] > rows["total"]) & (rows["total"] >= 0)),
    ),
)
