"""Education: who is a student this month, one row a student and school."""

from __future__ import annotations

import numpy as np

from schemas.dataset import ANNUAL_REACH, ID_HEADERS, NAME_HEADERS, Column, Dataset
from schemas.fields import CITIZEN_ID, NAME, YUAN, choice
from schemas.models import Field, Model

GRADES = {  # 义务教育法: six years and three, or nine in one
    "小学": ("小学", 6), "初中": ("初中", 3), "高中": ("高中", 3), "普通高中": ("高中", 3), "中职": ("中职", 3), "职高": ("中职", 3), "中专": ("中职", 3),
    "技校": ("中职", 3), "高职": ("高职", 3), "大专": ("高职", 3), "大学": ("本科", 4), "本科": ("本科", 4),
}
NUMERALS = "一二三四五六七八九"
OF_GRADES = (
    {f"{school}{word}年级": stage for school, (stage, years) in GRADES.items() for at in range(years) for word in (NUMERALS[at], str(at + 1))}
    | {f"{word}年级": "小学" if at < 6 else "初中" for at in range(9) for word in (NUMERALS[at], str(at + 1))}
    | {f"{short}{word}{end}": stage for short, stage in (("初", "初中"), ("高", "高中"), ("大", "本科")) for word in NUMERALS[:3] for end in ("", "年级")}
    | dict.fromkeys(("小班", "中班", "大班", "学前班", "托班"), "学前")
)
STAGE = choice(
    "学前", "小学", "初中", "高中", "中职", "高职", "本科",
    also={"学前教育": "学前", "幼儿园": "学前", "普通小学": "小学", "普通初中": "初中", "普通高中": "高中", "中等职业": "中职", "中专": "中职",
          "职高": "中职", "技校": "中职", "高等职业": "高职", "大专": "高职", "专科": "高职", "大学": "本科", "大学本科": "本科"} | OF_GRADES,
)
STATUS = choice("在读", "休学", "退学", "辍学", "送教上门", "毕业", also={"在校": "在读", "在籍": "在读", "正常": "在读", "在籍在读": "在读", "已毕业": "毕业"})


class Student(Model):
    stage: str = Field(nullable=False)
    status: str = Field(nullable=False)
    tuition: np.int64 = Field(ge=0)
    boarding: np.int64 = Field(ge=0)
    aid: np.int64 = Field(ge=0)


DATASET = Dataset(
    name="student", title="学籍", department="教育局", one_row_is="a student", known_by=("学籍", "在校学生", "学生信息", "学生名册", "在校生", "幼儿"),
    key=("person", "school"), absence_counts=True,
    columns=(
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "学生姓名", "学生"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "学生身份证号", "学生证件号码", "学生身份证号码"), required=True, personal=True),
        Column("student_no", "学籍号", also=("全国学籍号", "学号", "学籍编号", "学籍号码", "全国学籍号码"), personal=True, second_number=True),
        Column("school", "学校", also=("学校名称", "就读学校", "所在学校", "学校全称", "在读学校"), met_at=True),
        Column("stage", "学段", STAGE, also=("就读学段", "教育阶段", "办学类型", "学习阶段"), required=True, shown_by="grade"),
        Column("grade", "年级", also=("就读年级", "所在年级")),
        Column("status", "学籍状态", STATUS, also=("就读状态", "在读状态", "学生状态", "学籍情况", "当前状态"), required=True, on_the_list="在读"),
        Column("tuition", "学费", YUAN, also=("学费金额", "本月学费", "应缴学费", "缴纳学费")),
        Column("boarding", "住宿费", YUAN, also=("住宿费用", "寄宿费", "住宿金额")),
        Column("aid_name", "资助项目", also=("资助名称", "资助类型", "享受资助项目", "资助类别")),
        Column("aid", "资助金额", YUAN, also=("享受资助金额", "资助额", "资助资金", "发放资助金额")),
    ),
    rows=Student, tells=("tuition", "boarding", "aid", "status", "stage"), reach=ANNUAL_REACH,
)
