"""Which dataset and month a sheet is: by the file's name, its title, its headers, in that order."""

import datetime as dt

import pytest

from schemas.dataset import all_datasets
from schemas.months import written
from schemas.readers import Sheet
from schemas.recognise import recognise
from tests.schemas.drops import MONTH, csv_bytes, number, table, take, take_rows, zip_bytes

LISTS_OF_PEOPLE = {
    "old people": ["姓名", "身份证号", "出生日期"],
    "disabled people": ["姓名", "证件号码", "发证日期"], "phone book": ["姓名", "身份证号码", "联系电话"],
    "people and a date": ["姓名", "证件号码", "日期"],
    "people of a village": ["姓名", "身份证号", "乡镇", "行政村"],
    "people who asked for something": ["姓名", "身份证号", "申请日期", "申请事由"],
    "people who were visited": ["户主姓名", "身份证号", "走访日期"],
}  # fmt: skip
CELLS = {
    "出生日期": "1950-01-02",
    "发证日期": "2019-05-06",
    "日期": "2024-06-03",
    "申请日期": "2024-06-03",
    "申请事由": "养羊",
    "走访日期": "2024-06-03",
    "联系电话": "13800000000",
    "乡镇": "水阳镇",
    "行政村": "大桥村",
    "姓名": "王桂英",
    "户主姓名": "王桂英",
}


@pytest.mark.parametrize(
    ("name", "title", "told_by"),
    [
        ("{0}2024-06.xlsx", "", "文件名"), ("民政局（{0}）.csv", "", "文件名"), ("6月{0}.zip/1.csv", "", "文件名"),
        ("drop.zip/{0}.csv", "", "文件名"),
        ("1.xlsx", "宣城市2024年6月{0}表", "标题"), ("6月数据.csv", "", "表头"), ("Book1.xls", "单位：元", "表头"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("dataset", all_datasets().values(), ids=lambda d: d.name)
def test_told_by_name_then_title_then_headers(dataset, name, title, told_by):
    rows = [[title.format(dataset.title)]] * bool(title) + table(dataset.name, 1)
    known = recognise(name.format(dataset.title), Sheet("Sheet1", rows), MONTH)
    assert (known.dataset, known.told_by) == (dataset, told_by)


def test_told_by_the_sheets_name():
    (part,) = take_rows("6月数据.xlsx", Sheet("死亡登记", table("death")))
    assert (part.dataset.name, part.recognised.told_by) == ("death", "标题")


def test_a_member_of_an_archive_speaks_before_the_archive():
    (part,) = take_rows("医保参保2024-04.zip/学籍2024-05.csv", table("student"))
    assert (part.dataset.name, written(part.recognised.month)) == ("student", "2024-05")


def test_a_name_that_says_two_things_is_settled_by_what_stands_inside():
    sheets = [Sheet("1", table("settlement")), Sheet("2", table("enrolment"))]
    assert [part.dataset.name for part in take_rows("医保结算和医保参保.xlsx", *sheets)] == ["settlement", "enrolment"]


def test_a_workbook_may_hold_a_dataset_a_sheet_and_notes():
    notes = [["填报说明"], ["1. 本表按月报送"], ["2. 金额单位为元"]]
    parts = take_rows(
        "民政局2024年6月社会救助.xlsx",
        Sheet("说明", notes),
        Sheet("低保发放", table("assistance")),
        Sheet("死亡登记", table("death")),
        Sheet("Sheet3", []),
    )
    assert [(part.dataset and part.dataset.name, part.stored) for part in parts] == [(None, 0), ("assistance", 3), ("death", 3), (None, 0)]
    assert all(not part.refusal for part in parts)


def test_one_town_a_sheet():
    sheets = [
        Sheet(town, table("enrolment", 3, town=town, id_number=[number(at * 10 + n) for n in range(3)]))
        for at, town in enumerate(("水阳镇", "狸桥镇"))
    ]
    assert [part.stored for part in take_rows("医保参保2024-06.xlsx", *sheets)] == [3, 3]


def test_a_hidden_sheet_is_not_data_and_says_so():
    visible, hidden = take_rows("医保参保.xlsx", Sheet("6月", table("enrolment")), Sheet("5月", table("enrolment"), hidden=True))
    assert (visible.stored, hidden.stored, hidden.not_data) == (3, 0, 4)
    assert "隐藏" in hidden.warnings[0]


@pytest.mark.parametrize(
    ("name", "sheet", "title", "month", "told_by"),
    [
        ("医保参保2024-05.csv", "", "", "2024-05", "文件名"), ("医保参保.csv", "", "2024年4月参保人员表", "2024-04", "标题"),
        ("医保参保.csv", "2024年4月", "", "2024-04", "标题"),
        ("医保参保2024-05.csv", "2024年3月", "2024年4月参保人员表", "2024-05", "文件名"), ("医保参保.csv", "", "", "2024-06", "所在文件夹"),
        ("医保参保.csv", "", "填报时间：2024年5月8日", "2024-06", "所在文件夹"), ("医保参保7月.csv", "", "", "2023-07", "文件名"),
        ("a/2024-05/医保参保.csv", "", "", "2024-05", "文件名"),
    ],
)  # fmt: skip
def test_the_month_is_stated_by_the_name_else_the_title_else_it_is_the_folders(name, sheet, title, month, told_by):
    known = recognise(name, Sheet(sheet, [[title]] * bool(title) + table("enrolment")), MONTH)
    assert (written(known.month), known.month_told_by) == (month, told_by)


def test_a_title_below_blank_rows_and_beside_the_sender():
    rows = [[], ["", ""], ["", "宣州区2024年5月学籍信息表"], ["填报单位：教育局", "填报时间：2024年6月3日"], [], *table("student")]
    (part,) = take_rows("附件3.xls", rows)
    assert (part.dataset.name, written(part.recognised.month), part.rows.index.tolist()) == ("student", "2024-05", [7, 8, 9])


def test_the_senders_line_is_no_upper_row_of_the_header():
    line = ["填报单位：医保局", "", "", "2024年5月", "", "", "", "", "", "单位：万元", "", ""]
    (part,) = take_rows("医保结算.xlsx", [line, *([*row, ""] for row in table("settlement", 1))])
    assert (written(part.recognised.month), part.rows["total"].tolist(), part.header[0]) == ("2024-05", [1_205_000_00], "结算编号")


@pytest.mark.parametrize("headers", LISTS_OF_PEOPLE.values(), ids=LISTS_OF_PEOPLE)
def test_a_list_of_people_is_not_a_dataset_because_it_names_people(headers):
    """Least of all a register of deaths because it has a date."""
    rows = [headers, *([CELLS.get(header, number(n)) for header in headers] for n in range(5))]
    (part,) = take_rows("名单.xlsx", rows)
    assert part.recognised is None and "认不出是哪一类数据" in part.refusal


def test_an_application_by_any_name_is_one_where_the_files_name_says_so():
    headers = {"name": "申请人姓名", "reported_on": "申请日期", "matter": "申请事由"}
    assert [take_rows(name, table("self_report", headers=headers))[0].stored for name in ("自主申请.xlsx", "1.xlsx")] == [3, 0]


@pytest.mark.parametrize(
    ("name", "dataset", "more"),
    [
        ("住房安全入户排查.xlsx", "house", ["排查日期", "是否发现风险"]),
        ("在校学生走访排查.xlsx", "student", ["排查日期", "存在问题"]),
        ("务工人员自主申报.xlsx", "employment", ["申报日期", "情况说明"]), ("救助对象自主申报.xlsx", "assistance", ["申报日期", "申报事项"]),
    ],
)  # fmt: skip
def test_another_extract_is_not_taken_for_a_visit_or_an_application_because_it_came_by_one(name, dataset, more):
    rows = [[*row, *(more if n == 0 else ["2024-06-03", "否"])] for n, row in enumerate(table(dataset))]
    assert take_rows(name, rows)[0].dataset.name == dataset


@pytest.mark.parametrize("dataset", all_datasets().values(), ids=lambda d: d.name)
def test_a_dataset_that_lacks_a_column_is_not_taken_for_another(dataset):
    for column in dataset.required:
        (part,) = take_rows(f"{dataset.title}2024-06.csv", table(dataset.name, 6, headers={column.name: None}))
        assert part.dataset is dataset and part.recognised is None


def test_nor_is_it_where_the_other_ones_columns_happen_to_be_there():
    """A list of bills is no list of the insured: all who had no bill would be uninsured."""
    rows = [[*row, "正常参保" if n else "参保状态"] for n, row in enumerate(table("settlement", headers={"self_pay": None}))]
    (part,) = take_rows("医保结算2024-06.csv", rows)
    assert part.recognised is None and "缺少必需的列：个人自付" in part.refusal


def test_header_without_rows_is_received_and_says_nobody():
    for dataset in all_datasets().values():
        (part,) = take_rows(f"{dataset.title}.csv", table(dataset.name, 0))
        assert part.recognised and (part.refusal, part.rows_read, part.stored, part.not_data) == ("", 1, 0, 1)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["你好"]], "认不出是哪一类数据"),
        ([["1", "2"], ["3", "4"]], "认不出是哪一类数据"),
        ([["", " "], []], "工作表是空的"),
        ([], "工作表是空的"),
    ],
)
def test_what_is_nothing_of_these_is_refused_with_a_reason(rows, words):
    (part,) = take_rows("数据.csv", rows)
    assert part.recognised is None and words in part.refusal and part.not_data == len(rows)


def test_named_as_a_dataset_but_not_a_table_of_it():
    (part,) = take_rows("医保结算.csv", [["各位领导："], ["本月没有数据。"]])
    assert part.dataset.name == "settlement" and part.refusal == "没有找到《医保结算》的表头"


def test_each_member_of_an_archive_is_its_own_drop():
    parts = take(
        "六月.zip",
        zip_bytes({"学籍.csv": csv_bytes(table("student")), "供水.csv": csv_bytes(table("water", 2)), "读我.txt": "你好".encode()}),
        MONTH,
    )
    assert sorted((part.file_name, part.stored) for part in parts) == [
        ("六月.zip/供水.csv", 2),
        ("六月.zip/学籍.csv", 3),
        ("六月.zip/读我.txt", 0),
    ]


def test_a_settlement_may_bring_other_months():
    (part,) = take_rows("医保结算2024-06.csv", table("settlement", 2, settled_on=["2024-05-31", "2024-06-01"]), folder=dt.date(2024, 6, 1))
    assert part.stored == 2 and part.rows["settled_on"].dt.month.tolist() == [5, 6]


NUMBERED = ["号头", "救助类型", "享受状态", "发放金额"]


def people(*more):
    named = ("王桂英", "李国强", "张三", "欧阳雪", "孙大河")
    return [[name, number(at), "低保", "享受", "600", *(cells[at] for cells in more)] for at, name in enumerate(named)]


def test_a_column_that_holds_people_is_their_name_whatever_it_is_called():
    (part,) = take_rows("救助发放2024-06.xlsx", [["老人家", *NUMBERED], *people()])
    assert part.rows["name"].tolist()[:2] == ["王桂英", "李国强"] and part.recognised.header.placed[0].guessed


@pytest.mark.parametrize(("header", "cells"), [("经手的", ["赵一", "钱二", "孙三", "周四", "吴五"]), ("病", ["高血压"] * 5)])
def test_of_two_columns_that_hold_people_none_is_guessed(header, cells):
    (part,) = take_rows("救助发放2024-06.xlsx", [["老人家", *NUMBERED, header], *people(cells)])
    assert (part.recognised is None and "缺少必需的列：姓名" in part.refusal) is (header == "经手的")


def test_nor_are_people_without_numbers_beside_them():
    (part,) = take_rows("救助发放2024-06.xlsx", [["老人家", *NUMBERED[1:]], *([row[0], *row[2:]] for row in people())])
    assert part.recognised is None


def test_what_other_lists_are_called_too_does_not_tell():
    rows = [["低保证号", "保障人数", "低保金", "户主", "成员甲"], ["1", "2", "600", "王桂英", "李国强"]]
    (part,) = take_rows("农村居民最低生活保障花名册.csv", rows)
    assert "最像《社会救助》" in part.refusal


@pytest.mark.parametrize(("headings", "wanted"), [(["姓名", "身份证号", "金额"], "社会救助"), (["姓名", "身份证号", "类别"], "低收入人口")])
def test_a_bare_list_is_most_like_what_its_name_says_of_its_rows(headings, wanted):
    (part,) = take_rows("低保2024年6月.csv", [headings, *([row[0], number(at), "600"] for at, row in enumerate(people(), 1))])
    assert f"最像《{wanted}》" in part.refusal


@pytest.mark.parametrize(("name", "kind"), [("低保发放表2024年6月", "低保"), ("某镇特困供养金发放花名册6月", "特困供养"), ("低保发放（含特困）6月", ""), ("拟新增低保发放表6月", "")])
def test_a_kind_that_the_name_of_a_list_says(name, kind):
    (part,) = take_rows(f"{name}.csv", [["姓名", "身份证号", "发放金额"], *([row[0], number(at), "600"] for at, row in enumerate(people(), 1))])
    assert ({*part.rows["kind"]} == {kind} and {*part.rows["status"]} == {"享受"}) if kind else "缺少必需的列" in part.refusal
