"""Which column is which: listed headers, near ones, columns told by what stands in them, and those never to be taken."""

import pytest

from schemas.dataset import all_datasets
from schemas.headers import find_header
from schemas.readers import Sheet
from tests.schemas.drops import number, table, take_rows

ANOTHERS = [  # a house, an application and a visit may be the householder's
    (d.name, whose) for d in all_datasets().values() if d.has_person
    for whose in ("户主", "监护人", "开户人", "联系人", "代领人") if whose not in d.column("name").also
]


def columns(dataset: str, rows: list[list[str]]) -> dict[str, tuple[str, bool]]:
    """Column name → (the header it was found under, whether guessed)."""
    header = find_header(all_datasets()[dataset], rows)
    return {placed.column.name: (placed.header, placed.guessed) for placed in header.placed}


def missing(dataset: str, rows: list[list[str]]) -> tuple[str, ...]:
    header = find_header(all_datasets()[dataset], rows)
    return header.missing if header else tuple(column.title for column in all_datasets()[dataset].required)


def with_column(rows: list[list[str]], header: str, cell: str, at: int = 0) -> list[list[str]]:
    return [[*row[:at], cell if n else header, *row[at:]] for n, row in enumerate(rows)]


@pytest.mark.parametrize("dataset", all_datasets().values(), ids=lambda d: d.name)
def test_every_listed_spelling_is_its_column(dataset):
    for column in dataset.columns:
        for spelling in (column.title, *column.also):
            found = columns(dataset.name, table(dataset.name, 1, headers={column.name: spelling}))
            assert found[column.name] == (spelling, False)


@pytest.mark.parametrize(
    "spelling", ["姓  名", "姓\n名", "姓名：", "*姓名", "姓名（必填）", "2.姓名", "姓　名", "人员姓名"],
)  # fmt: skip
def test_spaces_breaks_marks_and_brackets_do_not_matter(spelling):
    assert columns("student", table("student", headers={"name": spelling}))["name"][1] is False


@pytest.mark.parametrize(
    ("dataset", "column", "header"),
    [
        ("settlement", "total", "医疗总费用金额"), ("settlement", "settled_on", "医保结算日期"),
        ("settlement", "settlement_id", "医保结算编号"),
        ("student", "status", "学生学籍状态"), ("assistance", "kind", "社会救助类型"),
        ("roster", "income_per_capita", "2023年度人均纯收入（元）"),
        ("enrolment", "id_number", "参保人员证件号码"), ("house", "sole", "是否为唯一的住房"),
        ("water", "tested_on", "最近一次水质检测日期"), ("death", "died_on", "去世年月"),
    ],
)  # fmt: skip
def test_a_near_header_is_guessed_and_marked_so(dataset, column, header):
    assert columns(dataset, table(dataset, headers={column: header}))[column] == (header, True)


@pytest.mark.parametrize(("column", "header"), [("id_number", "ID"), ("stage", "类别"), ("status", "情况")])
def test_a_required_column_may_be_told_by_what_stands_in_it(column, header):
    assert columns("student", table("student", 5, headers={column: header}))[column] == (header, True)


def test_of_two_spellings_the_templates_own_wins_and_the_other_is_listed_as_ignored():
    rows = with_column(table("settlement"), "个人负担金额", "7")
    header = find_header(all_datasets()["settlement"], rows)
    assert columns("settlement", rows)["self_pay"] == ("个人自付", False)
    assert header.ignored == ("个人负担金额",)


@pytest.mark.parametrize(
    "header",
    ["个人自费", "个人自费（元）", "个人自费金额", "自费", "其中：个人自费", "个人自费部分", "合规个人自付", "个人账户支付",
     "个人现金支付", "个人自付累计", "年度个人自付", "全年个人自付"],
)  # fmt: skip
def test_other_notions_of_self_pay_are_never_taken_for_it(header):
    rows = table("settlement", headers={"self_pay": None})
    assert missing("settlement", with_column(rows, header, "88")) == ("个人自付",)
    assert columns("settlement", with_column(table("settlement"), header, "88"))["self_pay"] == ("个人自付", False)


@pytest.mark.parametrize(("dataset", "whose"), ANOTHERS)
def test_somebody_elses_name_and_number_are_never_taken_for_the_persons(dataset, whose):
    rows = table(dataset, 5, headers={"name": f"{whose}姓名", "id_number": f"{whose}身份证号"})
    assert set(missing(dataset, rows)) >= {"姓名", "证件号码"}


@pytest.mark.parametrize("dataset", ["house", "self_report", "visit"])
def test_the_householder_is_whom_a_house_an_application_or_a_visit_is_about(dataset):
    found = columns(dataset, table(dataset, headers={"name": "户主姓名", "id_number": "户主身份证号"}))
    assert found["name"] == ("户主姓名", False) and found["id_number"] == ("户主身份证号", False)


@pytest.mark.parametrize(
    ("dataset", "column", "header", "cell"),
    [
        ("death", "died_on", "出生日期", "1950-01-02"), ("death", "died_on", "填报日期", "2024-06-05"),
        ("settlement", "settled_on", "入院日期", "2024-05-02"),
        ("house", "sole", "是否危房", "是"), ("house", "sole", "是否有人居住", "是"), ("assistance", "amount", "累计发放金额", "900"),
        ("employment", "wage", "年收入", "30000"), ("self_report", "reported_on", "受理日期", "2024-06-05"),
        ("self_report", "reported_on", "出生日期", "1950-01-02"), ("visit", "visited_on", "整改日期", "2024-06-05"),
        ("visit", "name", "排查人姓名", "王桂英"), ("visit", "name", "网格员姓名", "王桂英"),
        ("self_report", "name", "受理人姓名", "王桂英"),
    ],
)  # fmt: skip
def test_another_day_amount_or_question_is_never_taken(dataset, column, header, cell):
    rows = table(dataset, headers={column: header}, **{column: cell})
    assert missing(dataset, rows) == (all_datasets()[dataset].column(column).title,)


@pytest.mark.parametrize("header", ["是否有房", "是否有大病", "是否消除风险", "是否解除返贫致贫风险", "是否存在辍学"])
def test_a_question_that_need_not_be_asked_is_never_taken_for_another(header):
    rows = table("visit", headers={"has_risk": header})
    assert "has_risk" not in columns("visit", rows) and header in find_header(all_datasets()["visit"], rows).ignored


def test_an_applicant_is_whom_an_application_is_about_not_his_householder():
    rows = with_column(table("self_report", headers={"name": "申请人姓名", "id_number": "申请人身份证号"}), "户主姓名", "李国强")
    assert columns("self_report", rows)["name"] == ("申请人姓名", False)


def test_birth_dates_beside_an_odd_death_header():
    rows = with_column(table("death", headers={"died_on": "去世年月"}), "出生日期", "1950-01-02")
    assert columns("death", rows)["died_on"][0] == "去世年月"


class TestTwoRows:
    TOP = ("结算编号", "姓名", "证件号码", "结算日期", "医疗总费用")
    DATA = tuple([f"J{n}", "王桂英", number(n), "2024-06-03", "100", "20", "30"] for n in range(3))

    def self_pay(self, above: list[str], below: list[str]) -> list[int]:
        rows = [[*self.TOP, *above], [""] * len(self.TOP) + below, *self.DATA]
        (part,) = take_rows("医保结算.csv", rows)
        assert (part.stored, part.not_data) == (3, 2)
        return part.rows["self_pay"].tolist()

    @pytest.mark.parametrize(
        ("above", "below"),
        [
            (["费用", ""], ["基本医保支付", "个人自付"]),
            (["个人负担", ""], ["个人自费", "个人自付"]),
            (["个人", ""], ["账户支付", "自付金额"]),
        ],
    )
    def test_the_lower_row_tells_under_a_merged_upper_one(self, above, below):
        assert self.self_pay(above, below) == [3000] * 3

    def test_an_upper_row_alone_never_names_the_first_of_its_parts(self):
        """个人负担 over 个人自费 and 账户支付 is not the first of them."""
        rows = [[*self.TOP, "个人负担", ""], [""] * len(self.TOP) + ["个人自费", "账户支付"], *self.DATA]
        (part,) = take_rows("医保结算.csv", rows)
        assert "缺少必需的列：个人自付" in part.refusal

    def test_a_unit_above_holds_for_all_below(self):
        assert self.self_pay(["支付（万元）", ""], ["基本医保支付", "个人自付"]) == [300_000_00] * 3

    def test_an_upper_row_may_be_nothing_but_groups(self):
        upper = ["人员信息", *[""] * 5, "费用（万元）", *[""] * 5]
        (part,) = take_rows("医保结算.csv", [upper, *([*row, ""] for row in table("settlement", 1))])
        assert part.rows["self_pay"].tolist() == [1_205_000_00]

    def test_the_person_is_not_the_guardian_of_the_next_group(self):
        top = ["监护人信息", "", "学生信息", "", "学段", "学籍状态"]
        below = ["姓名", "证件号码", "姓名", "证件号码", "", ""]
        rows = [top, below, *(["王大", number(40 + n), f"王小{n}", number(n), "小学", "在读"] for n in range(3))]
        (part,) = take_rows("学籍.csv", rows)
        assert part.rows["number"].tolist() == [number(n) for n in range(3)]

    @pytest.mark.parametrize(("group", "is_taken"), [("登记信息", True), ("填报内容", True), ("基本信息", True), ("出生信息", False), ("入院登记", False)])
    def test_a_days_group_hides_it_only_where_it_names_another_event(self, group, is_taken):
        top = ["结算编号", "姓名", "证件号码", group, "", ""]
        below = ["", "", "", "医保结算日期", "医疗总费用", "个人自付"]
        rows = [top, below, *([f"J{n}", "王桂英", number(n), "2024-06-03", "100", "30"] for n in range(3))]
        assert ("结算日期" not in missing("settlement", rows)) == is_taken

    def test_a_first_data_row_with_gaps_is_not_taken_for_header(self):
        rows = [["姓名", "证件号码", "乡镇", "行政村", "险种", "参保状态"], ["王桂英", number(1), "", "", "城乡居民", "正常参保"]]
        (part,) = take_rows("医保参保.csv", rows)
        assert (part.stored, part.not_data) == (1, 1)


@pytest.mark.parametrize(
    ("above", "header", "times"),
    [
        ([], "个人自付", 1), ([], "个人自付（元）", 1), ([], "个人自付（万元）", 10_000), ([], "个人自付\n(万元)", 10_000), ([], "个人自付（万）", 10_000),
        ([], "个人自付（千元）", 1_000), ([], "个人自付（百元）", 100), ([], "个人自付(单位：千元)", 1_000), ([], "个人自付万元", 10_000), ([], "个人自付/千元", 1_000),
        ([], "个人自付元", 1), ([], "个人自付 单位：万元", 10_000), ([], "个人自付（万元/月）", 10_000), ([], "个人自付（5万元以上）", 1),
        ([["单位：万元"]], "个人自付", 10_000), ([["医保结算表（单位：万元）"]], "个人自付", 10_000), ([["", "", "单位:", "万元"]], "个人自付", 10_000),
        ([["单位：千元"]], "个人自付", 1_000), ([["金额单位：人民币百元"]], "个人自付", 100), ([["单位：万"]], "个人自付", 10_000), ([["医保结算表（万元）"]], "个人自付", 10_000),
        ([["单位：人、万元"]], "个人自付", 10_000), ([["填报单位：万元镇卫生院"]], "个人自付", 1), ([["单位：万家社区"]], "个人自付", 1), ([["报销5万元以上人员"]], "个人自付", 1),
        ([["单位：元"]], "个人自付", 1), ([["单位：万元"]], "个人自付（元）", 1), ([["单位：人"]], "个人自付（万元）", 10_000), ([["单位：千元"]], "个人自付（万元）", 10_000),
    ],
)  # fmt: skip
def test_the_unit_is_the_headers_own_else_the_one_above(above, header, times):
    (part,) = take_rows("医保结算.csv", [*above, *table("settlement", 1, headers={"self_pay": header})])
    assert part.rows["self_pay"].tolist() == [120_50 * times]
    assert not any(placed.guessed for placed in part.recognised.header.placed)


def test_the_unit_may_stand_in_the_files_name_and_of_two_header_rows_the_lower_knows_better():
    (part,) = take_rows("医保结算2024年6月（万元）.csv", table("settlement", 1))
    assert part.rows["total"].tolist() == [1_205_000_00]
    top, below = ["结算编号", "姓名", "证件号码", "结算日期", "费用（万元）", ""], [""] * 4 + ["医疗总费用", "个人自付（元）"]
    (part,) = take_rows("医保结算.csv", [top, below, ["J1", "王桂英", number(1), "2024-06-03", "0.0091", "91"]])
    assert (part.rows["total"].tolist(), part.rows["self_pay"].tolist()) == ([91_00], [91_00])


@pytest.mark.parametrize("dataset", all_datasets().values(), ids=lambda d: d.name)
def test_a_missing_required_column_refuses_the_sheet_and_is_named(dataset):
    for column in dataset.required:
        (part,) = take_rows(f"{dataset.title}.csv", table(dataset.name, headers={column.name: None}))
        assert part.dataset is dataset and part.stored == 0
        assert f"缺少必需的列：{column.title}" in part.refusal


def test_optional_columns_may_be_missing():
    for dataset in all_datasets().values():
        optional = {column.name: None for column in dataset.columns if not column.required}
        (part,) = take_rows(f"{dataset.title}.csv", table(dataset.name, headers=optional))
        assert (part.stored + part.duplicates, part.refusal) == (3, "")


THREE_ROWS = {
    "groups of groups": (
        "医保结算", [["结算编号", "参保人员", "", "就医", "", ""], ["", "姓名", "证件号码", "结算日期", "费用", ""], ["", "", "", "", "医疗总费用", "个人自付"]],
        [(0, 0, 2, 0), (0, 1, 0, 2), (0, 3, 0, 5), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3), (1, 4, 1, 5)], ["J@", "王桂英", "@", "2024-06-03", "100", "20"], {"self_pay": 20_00},
    ),
    "this month and since January": (
        "医保结算", [["结算编号", "姓名", "证件号码", "结算日期", "费用", "", "", ""], ["", "", "", "", "本月", "", "累计", ""], ["", "", "", "", "医疗总费用", "个人自付", "医疗总费用", "个人自付"]],
        [*((0, at, 2, at) for at in range(4)), (0, 4, 0, 7), (1, 4, 1, 5), (1, 6, 1, 7)], ["J@", "王桂英", "@", "2024-06-03", "100", "20", "900", "300"], {"total": 100_00, "self_pay": 20_00},
    ),
    "a guardian beside": (
        "学籍", [["学校", "学生", "", "", "", "监护人", ""], ["", "姓名", "证件号码", "就读", "", "姓名", "证件号码"], ["", "", "", "学段", "学籍状态", "", ""]],
        [(0, 0, 2, 0), (0, 1, 0, 4), (0, 5, 0, 6), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 2, 5), (1, 6, 2, 6)], ["一小", "王桂英", "@", "小学", "在读", "李国强", number(9)], {"stage": "小学"},
    ),
    "months": (
        "就业务工", [["姓名", "证件号码", "就业状态", "收入", ""], ["", "", "", "月工资", ""], ["", "", "", "5月", "6月"]], [*((0, at, 2, at) for at in range(3)), (0, 3, 0, 4), (1, 3, 1, 4)], ["王桂英", "@", "务工", "50", "60"], {"wage": 60_00},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "head", "merged", "row", "stored"), THREE_ROWS.values(), ids=THREE_ROWS)
@pytest.mark.parametrize("title", [0, 1])
def test_a_header_in_three_rows(name, head, merged, row, stored, title):
    people = [[cell.replace("@", who) for cell in row] for who in (number(3), number(4))]
    cells = [["2024年6月"], *head, *people] if title else [*head, *people]
    (part,) = take_rows(f"{name}.xlsx", Sheet("表", cells, [(top + title, left, bottom + title, right) for top, left, bottom, right in merged]))
    assert part.rows["number"].tolist() == [number(3), number(4)] and {*part.rows["name"]} == {"王桂英"}
    assert all({*part.rows[column]} == {value} for column, value in stored.items())


def test_cells_merged_down_past_the_last_row_are_no_header():
    (part,) = take_rows("就业务工.xlsx", Sheet("表", [["姓名", "证件号码", "就业状态", "月工资"], ["王桂英", number(3), "务工", "60"]], [(0, 0, 2, 0), (1, 2, 3, 2)]))
    assert part.stored == 1
