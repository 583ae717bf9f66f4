"""The rows below a header: which are data, and what merged cells stand for."""

import pytest

from schemas.dataset import all_datasets
from schemas.readers import Sheet
from tests.schemas.drops import Row, cell, number, table, take, take_rows
from tests.schemas.files import html_table, workbook

every_dataset = pytest.mark.parametrize("dataset", all_datasets().values(), ids=lambda d: d.name)
TOTALS = ("合计", "合        计", "小　计", "总 计：", "本页合计", "本月合计(元)", "水阳镇小计", "大桥村 合计", "全县合计", "累计")
FOOTERS = (
    "制表人：张三", "制 表 人：", "制表：张三    审核：李四", "填报人：张三", "审核人", "填表说明：本表按月报送",
    "注：以上数据截至6月底", "备注：无", "单位负责人：", "（盖章）单位：医保局",
    "第1页", "第 1 页/共 3 页", "共 3 条", "共66条记录", "联系人：王某 13800000000", "打印时间：2024-06-05 10:00", "2024年6月5日",
    "（以下空白）", "————", "统计人：王某", "数据来源：医保系统",
)  # fmt: skip
BANDS = (["水阳镇（3户）"], ["水阳镇", "3"], ["水阳镇", "3户"], ["", "大桥村"], ["一、水阳镇"])


def padded(row: Row, width: int) -> Row:
    return row + [""] * (width - len(row))


def not_data(dataset, *extra: Row, at: int = 99) -> None:
    """The rows put into three sound ones are not data, and the sound ones stay."""
    rows = table(dataset.name)
    extra = [padded(row, len(rows[0])) for row in extra]
    (part,) = take_rows(f"{dataset.title}.csv", [*rows[:at], *extra, *rows[at:]])
    assert (part.stored, part.quarantined, part.refusal, part.not_data) == (3, 0, "", 1 + len(extra)), extra


@every_dataset
def test_blank_rows(dataset):
    not_data(dataset, [], [" ", "\u3000"], at=2)
    not_data(dataset, *[[]] * 50)


@every_dataset
def test_the_header_printed_again(dataset):
    header = table(dataset.name)[0]
    not_data(dataset, header, [" ".join(title) for title in header], at=3)


@pytest.mark.parametrize("dataset", [d for d in all_datasets().values() if d.has_person and len(d.columns) > 5], ids=lambda d: d.name)
def test_a_header_of_two_rows_printed_again(dataset):
    """Who it is stands in the first, what is told of him, several things, under one word in the second."""
    header, *rows = table(dataset.name)
    is_told = [title not in ("姓名", "证件号码", "乡镇", "行政村", "户编号") for title in header]
    first = [("登记信息" if at == is_told.index(True) else "") if told else title for at, (title, told) in enumerate(zip(header, is_told, strict=True))]
    second = [title if told else "" for title, told in zip(header, is_told, strict=True)]
    (part,) = take_rows(f"{dataset.title}.csv", [first, second, *rows[:2], first, second, *rows[2:]])
    assert (part.stored, part.quarantined, part.refusal, part.not_data) == (3, 0, "", 4)


@every_dataset
def test_columns_numbered_under_the_header(dataset):
    not_data(dataset, [str(n) for n, _ in enumerate(dataset.columns, 1)], at=1)
    not_data(dataset, ["甲", "乙", *(str(n) for n, _ in enumerate(dataset.columns[2:], 1))], at=1)


@every_dataset
def test_totals(dataset):
    width = len(dataset.columns)
    not_data(dataset, *([total] for total in TOTALS), at=2)
    not_data(dataset, *([total, "3"] for total in TOTALS), *(["", total, *[""] * (width - 3), "361.50"] for total in TOTALS))
    not_data(dataset, *([total] + ["361.50"] * (width - 1) for total in TOTALS))


@every_dataset
def test_signatures_and_notes(dataset):
    not_data(dataset, *([words] for words in FOOTERS))
    not_data(dataset, ["制表人：", "张三", "", "审核人：", "李四"], ["制表人", "张三", "2024-06-05"])


@every_dataset
def test_bands_and_titles_between(dataset):
    not_data(dataset, *BANDS, [f"2024年6月{dataset.title}表"], at=2)


@every_dataset
def test_numbered_empty_rows(dataset):
    rows = table(dataset.name)
    numbered = [
        ["序号", *rows[0]],
        *([str(n), *row] for n, row in enumerate(rows[1:], 1)),
        *([str(n)] + [""] * len(rows[0]) for n in range(4, 20)),
    ]
    (part,) = take_rows(f"{dataset.title}.csv", numbered)
    assert (part.stored, part.quarantined, part.not_data) == (3, 0, 17)


@pytest.mark.parametrize("name", ["王", "王桂英", "欧阳秀兰", "合小兰"])
def test_a_person_without_a_number_is_data(name):
    """Even with nothing else: better a fault that is seen than a person who is not."""
    rows = table("enrolment", 3, name=[name, "李国强", "张秀兰"], id_number=["", number(1), number(2)])
    assert take_rows("医保参保.csv", rows)[0].stored == 3
    rows[1] = [name] + [""] * (len(rows[0]) - 1)
    assert take_rows("医保参保.csv", rows, reject_share=1)[0].quarantined == 1


def test_a_row_is_known_by_the_number_that_excel_shows():
    rows = [["医保参保"], [], *table("enrolment", 2), [], table("enrolment", 1, name="周志明", id_number=number(9), status="在保")[1]]
    (part,) = take_rows("医保参保.csv", rows, reject_share=1)
    assert part.rows.index.tolist() == [4, 5]
    assert [(fault.row, fault.at, fault.column) for fault in part.faults] == [(7, 2, "参保状态")]


PLACES = {
    "household_id": ["H1", "", "H2", ""],
    "town": ["水阳镇", "", "", ""],
    "village": ["大桥村", "", "", ""],
    "income_per_capita": ["8000", "", "", ""],
}
MERGES = [(1, 0, 2, 0), (3, 0, 4, 0), (1, 1, 4, 1), (1, 2, 4, 2), (1, 11, 2, 11), (3, 11, 4, 11)]


class TestHouseholdsMerged:
    def check(self, part) -> None:
        assert (part.stored, part.quarantined) == (4, 0)
        assert part.rows["household_id"].tolist() == ["H1", "H1", "H2", "H2"]
        assert set(part.rows["village"]) == {"大桥村"}
        assert part.rows["income_per_capita"].fillna(-1).tolist() == [800000, 800000, -1, -1], (
            "a household's unknown income is not its neighbour's"
        )

    @pytest.mark.parametrize("kind", ["xlsx"])
    def test_in_a_workbook(self, kind):
        self.check(take(f"花名册.{kind}", workbook(kind, {"Sheet1": table("roster", 4, **PLACES)}, merges=MERGES))[0])

    def test_in_html(self):
        spans = {(top, left): last - top + 1 for top, left, last, _ in MERGES}
        covered = {(row, left) for top, left, last, _ in MERGES for row in range(top + 1, last + 1)}
        lines = (
            "<tr>"
            + "".join(f"<td rowspan='{spans.get((at, col), 1)}'>{text}</td>" for col, text in enumerate(row) if (at, col) not in covered)
            + "</tr>"
            for at, row in enumerate(table("roster", 4, **PLACES))
        )
        self.check(take("花名册.xls", f"<html><table>{''.join(lines)}</table></html>".encode())[0])

    def test_and_lost_on_the_way_to_csv(self):
        places = PLACES | {"town": ["水阳镇", "", "水阳镇", ""], "village": ["大桥村", "", "大桥村", ""]}
        self.check(take_rows("花名册.csv", table("roster", 4, **places))[0])

    def test_a_single_lost_household_number_is_a_fault(self):
        ids = [f"H{n}" if n != 7 else "" for n in range(20)]
        (part,) = take_rows("花名册.csv", table("roster", 20, household_id=ids))
        assert [(fault.row, fault.reason) for fault in part.faults] == [(9, "户编号为空，不知道是哪一户")]

    def test_merged_ranges_outside_the_data_do_nothing(self):
        (part,) = take_rows("花名册.xlsx", Sheet("1", table("roster"), [(0, 0, 1, 0), (3, 1, 40, 1), (50, 0, 60, 0)]))
        assert part.stored == 3


def test_an_amount_merged_down_a_household_counts_once():
    amounts = Sheet("1", table("assistance", 3, amount=["1500", "", ""]), [(1, 4, 3, 4)])
    (part,) = take_rows("社会救助.xlsx", amounts)
    assert part.rows["amount"].tolist() == [1500_00, 0, 0]


@pytest.mark.parametrize(("stated", "warned"), [("3", False), ("5", True), ("361.50", False), ("341802195001011234", False)])
def test_a_declared_count_that_disagrees_is_a_warning(stated, warned):
    (part,) = take_rows("医保结算.csv", [*table("settlement"), ["合 计", stated]])
    assert part.stored == 3 and bool(part.warnings) is warned


def test_cells_right_of_the_header_and_short_rows_do_no_harm():
    rows = table("death")
    rows[1] = [*rows[1], "", "多出来的", "x"]
    rows[2] = rows[2][:2]
    (part,) = take_rows("死亡登记.csv", rows, reject_share=1)
    assert (part.stored, part.quarantined) == (2, 1)
    assert part.faults[0].reason == "死亡日期为空"


def test_every_cell_comes_from_its_own_row():
    (part,) = take_rows("医保参保.csv", table("enrolment", 9))
    names = [cell(all_datasets()["enrolment"].column("name"), n) for n in range(9)]
    assert part.rows["name"].tolist() == names and part.rows["number"].tolist() == [number(n) for n in range(9)]


@pytest.mark.parametrize(("column", "doubts"), [("name", True), ("wage", False), ("town", True)])
def test_a_total_counts_people_unless_it_stands_under_money(column, doubts):
    rows = table("employment", 3)
    at = next(at for at, c in enumerate(all_datasets()["employment"].columns) if c.name == column)
    total = ["合计", *[""] * (len(rows[0]) - 1)]
    total[at or 1] = "9000"
    (part,) = take_rows("就业务工_202406.xlsx", [*rows, total])
    assert any("合计行" in words for words in part.warnings) == doubts


def test_a_total_of_days_or_of_money_nobody_asked_for_is_no_count():
    for name, dataset, title in (("供水", "water", "停水天数"), ("就业务工", "employment", "累计补贴(元)")):
        rows = table(dataset, 3)
        at = rows[0].index(title) if title in rows[0] else len(rows[0])
        if at == len(rows[0]):
            rows = [[*rows[0], title], *([*row, "100"] for row in rows[1:])]
        total = ["合计", *[""] * (len(rows[0]) - 1)]
        total[at] = "300"
        (part,) = take_rows(f"{name}_202406.xlsx", [*rows, total])
        assert not any("合计行" in words for words in part.warnings)


PAID = ["姓名", "证件号码", "救助类型", "享受状态", "发放金额"]


def test_a_second_row_under_a_merged_name_is_his():
    rows = [PAID, ["王桂英", number(1), "低保", "享受", "500"], ["", "", "临时救助", "", "300"], ["", "", "临时救助", "享受", "300"]]
    (part,) = take_rows("社会救助_202406.xlsx", Sheet("表", rows, [(1, 0, 3, 0), (1, 1, 3, 1)]), reject_share=1)
    assert list(part.rows["kind"]) == ["低保", "临时救助"] and {*part.rows["name"]} == {"王桂英"}
    assert [(fault.row, fault.reason) for fault in part.faults] == [(3, "享受状态为空")]


def test_money_of_nobody_is_no_band():
    (part,) = take_rows("社会救助_202406.xlsx", [PAID, ["王桂英", number(1), "低保", "享受", "500"], ["", "", "低保", "", "300"], ["合计", "", "", "", "800"]], reject_share=1)
    assert (part.stored, part.quarantined) == (1, 1) and "没有写是谁" in part.faults[0].reason + part.faults[-1].reason


def test_a_grade_merged_down_is_everybodys():
    rows = [["学校", "年级", "姓名", "证件号码", "学籍状态"], ["甲小学", "三年级", "王桂英", number(1), "在读"], ["", "", "李国强", number(2), "在读"]]
    (part,) = take_rows("学籍_202406.xlsx", Sheet("表", rows, [(1, 0, 2, 0), (1, 1, 2, 1)]))
    assert list(part.rows["grade"]) == ["三年级"] * 2 and list(part.rows["stage"]) == ["小学"] * 2 and list(part.rows["school"]) == ["甲小学"] * 2


@pytest.mark.parametrize(("inner", "amount"), [
    ("500", 500_00), ("<span style='display:none'>00012</span>500", 500_00), ("<script>var a = 1</script>500", 500_00), ("<i hidden>1</i><b>500</b>", 500_00), ("<span style='DISPLAY: none'>9</span>", 0),
])  # fmt: skip
def test_what_a_page_does_not_show_of_a_cell_is_not_read(inner, amount):
    (part,) = take("社会救助2024年6月.xls", html_table([PAID, ["王桂英", number(1), "低保", "享受", "@"]]).replace("@", inner).encode("gb18030"))
    assert list(part.rows["amount"]) == [amount]


def test_rows_and_columns_that_a_page_does_not_show_are_told():
    page = html_table([PAID, ["王桂英", number(1), "低保", "享受", "500"], ["李国强", number(2), "低保", "享受", "1"], ["李国强", number(2), "低保", "享受", "500"]])
    rows = page.split("<tr>")
    page = "<tr>".join(rows[:3]) + "<tr height=0 style='display:none'>" + "<tr>".join(rows[3:])
    (part,) = take("社会救助2024年6月.xls", page.encode("gb18030"))
    assert list(part.rows["amount"]) == [500_00, 500_00] and "有1行在 Excel 里是隐藏的" in "".join(part.warnings)
    columns = page.replace("<table>", "<table><col span=2><col><col style='display:none'><col>", 1)
    assert columns != page
    (part,) = take("社会救助2024年6月.xls", columns.encode("gb18030"))
    assert part.stored == 2 and "“享受状态”在 Excel 里是隐藏的列" in "".join(part.warnings)
