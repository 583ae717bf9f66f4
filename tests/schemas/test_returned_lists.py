"""Lists that towns send back: how rows are read, whatever they were saved as."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
import subprocess
import zipfile

import openpyxl
import pandas as pd
import pytest
from openpyxl.comments import Comment

from matchers.records.lead_numbers import check_sign
from schemas.returned.answered import read_returned

TITLES = ("村", "户主", "预警原因", "线索编号", "校验码", "是否属实", "情况", "拟采取措施", "是否纳入监测", "核实人", "核实日期")
NUMBER = "2023-11-34180200000001"
SIGN = check_sign(NUMBER)


def read(tmp_path, *rows, encoding="utf-8"):
    """The rows of a csv with these; each as a dictionary of the columns it fills."""
    out = io.StringIO()
    csv.writer(out).writerows([TITLES, *([row.get(title, "") for title in TITLES] for row in rows)])
    (tmp_path / "清单.csv").write_bytes(out.getvalue().encode(encoding))
    returned = read_returned(tmp_path / "清单.csv")
    return [row for sheet in returned.sheets for row in sheet.rows.to_dict("records")]


def row(**cells):
    return {"村": "大桥村", "户主": "王桂英", "线索编号": NUMBER, "校验码": SIGN, **cells}


def one(tmp_path, **cells):
    (only,) = read(tmp_path, row(**cells))
    return only


@pytest.mark.parametrize(("written", "meant"), [
    ("是", "是"), ("属实", "是"), ("√", "是"), (" 情况属实 ", "是"), ("否", "否"), ("不属实", "否"), ("×", "否"), ("不是", "否"),
    ("无法核实", "无法核实"), ("没见到人", "无法核实"),
])
def test_what_is_written_for_true_and_untrue(tmp_path, written, meant):
    assert one(tmp_path, 是否属实=written)["is_true"] == meant


@pytest.mark.parametrize(("written", "meant"), [("不用", "否"), ("不纳入", "否"), ("拟纳入", "是"), ("√", "是")])
def test_what_is_written_of_enrolling(tmp_path, written, meant):
    answered = one(tmp_path, 是否属实="是", 是否纳入监测=written)
    assert (answered["enrol"], answered["fault"]) == (meant, "")


@pytest.mark.parametrize(("written", "day"), [
    ("2023-12-10", "2023-12-10"), ("2024/1/9", "2024-01-09"), ("2024年1月9日", "2024-01-09"), ("20240109", "2024-01-09"), ("45300", "2024-01-09"),
    ("12月10日", "2023-12-10"), ("1月9日", "2024-01-09"), ("11月30号", "2023-11-30"), ("十二月十号", "2023-12-10"), ("十二月二十", "2023-12-20"), ("1月三十日", "2024-01-30"), ("十二月三十一日", "2023-12-31"), ("12.10", "2023-12-10"),  # a csv shows no year: the first such day from the lead's month on
])
def test_the_day_of_the_visit(tmp_path, written, day):
    read_row = one(tmp_path, 是否属实="是", 是否纳入监测="否", 核实日期=written)
    assert (read_row["verified_on"].date(), read_row["fault"]) == (dt.date.fromisoformat(day), "")


@pytest.mark.parametrize(("cells", "reason"), [
    ({"情况": "去看过了"}, "却没有填“是否属实”"), ({"是否属实": "大概"}, "是否属实："),
    ({"是否属实": "否", "是否纳入监测": "是"}, "“是否纳入监测”却填了“是”"),
    ({"是否属实": "是"}, "请再选“是否纳入监测”"), ({"是否属实": "是", "情况": "确有困难", "拟采取措施": "无"}, "请再选“是否纳入监测”"),
    ({"是否属实": "是", "情况": "查无此人", "是否纳入监测": "否"}, "对不上"), ({"是否属实": "否", "情况": "确有困难"}, "对不上"),
])
def test_what_cannot_be_followed_has_a_reason_without_the_cell(tmp_path, cells, reason):
    fault = one(tmp_path, **cells)["fault"]
    assert reason in fault and "大概" not in fault and "上个月底" not in fault


def test_free_text_is_kept_as_it_was_written(tmp_path):
    said = one(tmp_path, 是否属实="是", 情况="户主说：“钱已到账”，共１２００元", 拟采取措施="公益性岗位，技能培训", 核实人="阿卜杜拉·买买提")
    assert (said["situation"], said["measures"], said["verified_by"]) == ("户主说：“钱已到账”，共１２００元", "公益性岗位，技能培训", "阿卜杜拉·买买提")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_with_many_reasons_in_a_cell_loses_no_row(tmp_path, encoding):
    reasons = "\n".join(f"{at}. 2023年11月看病自付和上学支出12,680.50元，是平时每月428.33元的29.6倍" for at in range(1, 7))
    rows = read(tmp_path, *(row(预警原因=reasons, 是否属实="否") for _ in range(4)), encoding=encoding)
    assert [each["lead_id"] for each in rows] == [NUMBER] * 4


@pytest.mark.parametrize("written", [NUMBER, f" {NUMBER} ", NUMBER.replace("-", "－"), NUMBER.replace("-", "—"), "２０２３-11-34180200000001"])
def test_a_number_copied_with_other_dashes_and_widths_is_the_same(tmp_path, written):
    (only,) = read(tmp_path, row(是否属实="是") | {"线索编号": written, "校验码": SIGN.lower()})
    assert (only["lead_id"], only["sign"]) == (NUMBER, SIGN)


def test_a_sheet_without_lead_numbers_beside_one_with_them_is_said(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "核实清单"
    without = [title for title in TITLES if title != "线索编号"]
    for line in (without, [row(是否属实="否").get(title, "") for title in without]):
        book.active.append(line)
    other = book.create_sheet("可销号建议")
    for line in (TITLES, [row(是否属实="否").get(title, "") for title in TITLES]):
        other.append(line)
    book.create_sheet("说明").append(["请填好发回"])
    book.save(tmp_path / "清单.xlsx")
    returned = read_returned(tmp_path / "清单.xlsx")
    assert [sheet.name for sheet in returned.sheets] == ["可销号建议"]
    assert "“核实清单”缺少“线索编号”列" in returned.note and "说明" not in returned.note


@pytest.mark.parametrize("day", ["上个月底", "2月31日", "？", "腊月廿三", "农历十二月初八", "12月上旬", "12月8日前后", "12/139:00", "12.1", "1900-01-07 02:24:00"])
def test_an_answer_whose_day_cannot_be_read_counts_and_is_asked_about(tmp_path, day):
    said = one(tmp_path, 是否属实="是", 是否纳入监测="否", 核实日期=day)
    assert said["fault"] == "" and "核实日期看不懂" in said["doubt"] and pd.isna(said["verified_on"])


@pytest.mark.parametrize("day", ["12.8", "12月8", "23.12.8", "2023.12.8上午", "12/8", "二〇二三年十二月八日", "23年12月8日", "2023-12-8（周五）", "12月8日 星期五", "12月8日(五)", "12月8日晚", "12月8日上午9时许", "12月8日晚上8点半", "12月8日左右", "12.8.", "12、8", "2023\\12\\8", "2023 12 8", "二零二三年十二月八日早", "十二月八", "上午12月8日", "12。8", "2023·12·8"])
def test_days_as_people_type_them(tmp_path, day):
    assert f"{one(tmp_path, 是否属实='是', 是否纳入监测='否', 核实日期=day)['verified_on']:%Y-%m-%d}" == "2023-12-08"


@pytest.mark.parametrize("day", ["2023/12/13 9:05", "2023-12-13 9:05:30", "12/13 9:00", "12月13 9点半", "12.13 8点20分", "2023/12/13 9:05:30 PM"])
def test_the_hour_after_a_day_takes_no_digit_of_it(tmp_path, day):
    assert f"{one(tmp_path, 是否属实='是', 是否纳入监测='否', 核实日期=day)['verified_on']:%Y-%m-%d}" == "2023-12-13"


def test_comments_and_pictures_are_told_though_nobody_reads_them(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(TITLES)
    book.active.append(["大桥村", "王桂英", "", NUMBER, SIGN, "否", "", "", "", "", ""])
    book.active["F2"].comment = Comment("家里没人", "周")
    book.active["G2"].comment = Comment("再去", "周")
    book.save(tmp_path / "清单.xlsx")
    with zipfile.ZipFile(tmp_path / "清单.xlsx", "a") as archive:
        archive.writestr("xl/media/image1.jpeg", b"a phone's photo")
        archive.writestr("xl/drawings/drawing7.xml", "<xdr:sp><xdr:txBody><a:p><a:r><a:t>已搬走</a:t></a:r></a:p></xdr:txBody></xdr:sp>")
    returned = read_returned(tmp_path / "清单.xlsx")
    assert len(returned.sheets) == 1
    assert returned.note == "里面有2处批注、1个文本框、1张图片，程序不看，没有读；要说的话请填进表格里"


def test_what_lies_in_an_archive_is_told_by_its_name(tmp_path):
    test_comments_and_pictures_are_told_though_nobody_reads_them(tmp_path)
    with zipfile.ZipFile(tmp_path / "水阳镇.zip", "w") as archive:
        archive.write(tmp_path / "清单.xlsx", "清单.xlsx")
        archive.writestr("现场.jpg", b"a phone's photo")
        archive.writestr("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x89PNG\r\n\x1a\n")
    returned = read_returned(tmp_path / "水阳镇.zip")
    assert len(returned.sheets) == 1
    assert "现场.jpg：不是表格文件" in returned.note and "里面有2处批注、1个文本框、2张图片" in returned.note


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_comments_of_an_old_workbook_are_told(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(TITLES)
    book.active.append(["大桥村", "王桂英", "", NUMBER, SIGN, "否", "", "", "", "", ""])
    book.active["F2"].comment = Comment("家里没人", "周")
    book.save(tmp_path / "清单.xlsx")
    to_xls = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "xls:MS Excel 97", "--outdir", str(tmp_path)]
    subprocess.run([*to_xls, str(tmp_path / "清单.xlsx")], check=True, capture_output=True, timeout=120)
    returned = read_returned(tmp_path / "清单.xls")
    assert len(returned.sheets) == 1
    assert returned.note == "里面有1处批注，程序不看，没有读；要说的话请填进表格里"


def test_what_is_written_in_a_column_without_a_title_is_told(tmp_path):
    book = openpyxl.Workbook()
    book.active.append((*TITLES, None, "序号"))
    for is_true, remark in (("否", "已搬走"), (None, "人不在家"), (None, None)):
        book.active.append([*(row(是否属实=is_true).get(each) for each in TITLES), remark, 1])
    book.save(tmp_path / "清单.xlsx")
    (sheet,) = read_returned(tmp_path / "清单.xlsx").sheets
    answered, remarked, blank = sheet.rows.to_dict("records")
    assert (answered["fault"], answered["doubt"]) == ("", "没有列名的一列程序不看，里面写的没有读，要说的请写在“情况”里")
    assert remarked["is_blank"] and remarked["doubt"].startswith("没有列名的一列里写了字，“是否属实”没有填，没有采用")
    assert blank["is_blank"] and not blank["fault"] + blank["doubt"]


def test_answers_on_a_hidden_sheet_are_not_taken_and_told(tmp_path):
    book = openpyxl.Workbook()
    for name, is_true in (("清单", "否"), ("上月", "是"), ("空的", None)):
        sheet = book.create_sheet(name)
        sheet.append(TITLES)
        sheet.append([row(是否属实=is_true, 是否纳入监测=is_true and "否").get(each) for each in TITLES])
        sheet.sheet_state = "visible" if name == "清单" else "hidden"
    book.save(tmp_path / "清单.xlsx")
    returned = read_returned(tmp_path / "清单.xlsx")
    assert [sheet.name for sheet in returned.sheets] == ["清单"] and returned.note == "工作表“上月”是隐藏的，里面填的没有采用；要算的话请取消隐藏，再发回"


def test_a_form_or_photo_that_came_back_says_where_its_words_go(tmp_path):
    (tmp_path / "水阳镇_入户核实表.docx").write_bytes(b"PK")
    assert read_returned(tmp_path / "水阳镇_入户核实表.docx").note == "不是表格文件。请把结果填进发下去的核实清单，再把清单发回"
