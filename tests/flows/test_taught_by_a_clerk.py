"""What a clerk's answers in a 对照表 can say: the shapes of files that counties send, small, and the twenty-five real layouts where they are at hand."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest

from flows.teaching import sample, tables_in
from reports.layout_table import write_layout_table
from schemas.dataset import all_datasets
from schemas.grids import Grid
from schemas.intake import parts_of, take_in
from schemas.layouts.description import all_layouts, layouts_of
from schemas.layouts.nearest import tables_of
from schemas.layouts.proposals import MAY_BE_MONEY
from schemas.readers import Sheet
from schemas.returned.asked import questions
from schemas.returned.taught import file_name, read_taught
from tests.flows.taught.clerk import ANSWERS, answer
from tests.matchers.people import number

DEV = Path(__file__).resolve().parents[3] / "shared" / "layouts" / "dev"
DAY, SEPTEMBER = dt.date(2025, 10, 9), dt.date(2025, 9, 1)
A, B, C, D = (number(born) for born in ("1950-03-08", "1981-03-08", "1962-03-08", "2011-03-08"))
ALL_ARE = "没有“{}”一列，名单里的人都算"


def learned(folder: Path, file: str, seen, told: dict) -> str:
    """The description that the answers make, in the folder; '' and its fault."""
    write_layout_table(folder / "对照表.xlsx", file, seen, DAY)
    answer(folder / "对照表.xlsx", told, folder / "filled.xlsx")
    taught = read_taught(folder / "filled.xlsx")
    (folder / f"{file_name(taught.name)}.toml").write_text(taught.text, "utf-8")
    return taught.fault


@pytest.fixture
def taught(tmp_path):
    """(parts, fault) of sheets by what is answered of the first of them."""

    def taught(dataset: str, sheets: dict[str, list], told: dict, name: str = "某镇名单2025年9月", merged=()) -> tuple[list, str]:
        grid = Grid(f"{name}.xlsx", [Sheet(title, [list(map(str, row)) for row in rows], list(merged)) for title, rows in sheets.items()])
        seen = tables_of(name, grid.sheets, all_datasets()[dataset])[0]
        fault = learned(tmp_path, grid.name, seen, told)
        return ([] if fault else take_in(grid, SEPTEMBER, 1, layouts_of(tmp_path, True), ())), fault

    return taught


def rows(part, *columns):
    return [tuple(None if pd.isna(value) else value for value in row) for row in part.rows[list(columns)].itertuples(index=False)]


BENEFIT = {ALL_ARE.format("救助类型"): "低保", ALL_ARE.format("享受状态"): "享受"}
WHO = {"甲": "姓名", "乙": "证件号码"}
HEAD = ["甲", "乙", "丙"]
SHAPES = (
    ("members beside each other, once for the household", "assistance",
     {"表": [["甲", "号", "丙", "同住1", "号", "同住2", "号"], ["王桂英", A, "600", "李国强", B, "张三", C], ["孙大河", D, "5", "", "", "", ""]]},
     {"answers": BENEFIT | {"金额是每个人的，还是一户的": "一户的"}, "means": {"甲": "姓名", "号": "证件号码", "丙": "发放金额", "同住1": "成员姓名", "同住2": "成员姓名", "号#2": "成员证件号码", "号#3": "成员证件号码"}},
     ("name", "number", "amount"), [("王桂英", A, 60000), ("李国强", B, 0), ("张三", C, 0), ("孙大河", D, 500)]),
    ("members in a cell", "assistance", {"表": [["甲", "乙", "丙", "同住的人", "他们的号"], ["王桂英", A, "600", "李国强；张三", f"{B}；{C}"]]},
     {"answers": BENEFIT, "means": WHO | {"丙": "发放金额", "同住的人": "成员姓名（一格几个）", "他们的号": "成员证件号码（一格几个）"}}, ("name", "number", "amount"), [("王桂英", A, 60000), ("李国强", B, 0), ("张三", C, 0)]),
    ("a person by an inner number, and rows of months", "employment",
     {"明细": [["内码", "哪月", "丙"], ["r1", "202508", "3000"], ["r1", "202509", "10"], ["r2", "202509", "20"]], "人员": [["内码", "姓名", "证件号码"], ["r1", "王桂英", A], ["r2", "李国强", B]]},
     {"answers": {ALL_ARE.format("就业状态"): "务工"}, "means": {"哪月": "月份", "丙": "月工资"}}, ("name", "number", "wage"), [("王桂英", A, 300000), ("王桂英", A, 1000), ("李国强", B, 2000)]),
    ("codes that a sheet explains, and what another column says", "house",
     {"表": [["甲", "乙", "等", "改过"], ["王桂英", A, "3", "0"], ["李国强", B, "3", "1"], ["张三", C, "1", "0"]], "字典": [["等", "1", "A级"], ["等", "3", "C级"]]},
     {"answers": {ALL_ARE.format("改造状态"): "无需改造"}, "means": WHO | {"等": "鉴定等级"}, "says": [["等", "1", "A"], ["等", "3", "C", "改造状态：未改造"], ["改过", "1", "", "改造状态：已竣工", "1"]]},
     ("name", "grade", "renovation"), [("王桂英", "C", "未改造"), ("李国强", "C", "已竣工"), ("张三", "A", "无需改造")]),
    ("a word of its own heading that goes before what another heading says", "employment",
     {"表": [["甲", "乙", "在干活", "路子"], ["王桂英", A, "否", "公岗"], ["李国强", B, "是", "公岗"], ["张三", C, "是", "厂里"]]},
     {"means": WHO | {"在干活": "就业状态"}, "says": [["在干活", "否", "返乡未就业", "", "1"], ["在干活", "是", "务工"], ["路子", "公岗", "", "就业状态：公益性岗位", "2"]]},
     ("name", "status"), [("王桂英", "返乡未就业"), ("李国强", "公益性岗位"), ("张三", "务工")]),
    ("rows that are not to count", "assistance", {"表": [[*HEAD, "审"], ["王桂英", A, "600", "1"], ["李国强", B, "5", "2"], ["张三", C, "6", "0"]]},
     {"answers": BENEFIT, "means": WHO | {"丙": "发放金额"}, "says": [["审", "2", "这一行不要"], ["审", "（别的写法）", "这一行不要"], ["审", "0", "这一行不要"]]}, ("name", "amount"), [("王桂英", 60000)]),
    ("a column a month", "employment", {"表": [["甲", "乙", "7月实发", "8月实发"], ["王桂英", A, "3000", ""], ["李国强", B, "10", "20"]]},
     {"answers": {ALL_ARE.format("就业状态"): "公益性岗位"}, "means": WHO | {"7月实发": "月工资", "8月实发": "月工资"}}, ("name", "wage"), [("王桂英", 300000), ("李国强", 1000), ("李国强", 2000)]),
    ("a quarter's money", "employment", {"表": [HEAD, ["王桂英", A, "900"]]},
     {"answers": {ALL_ARE.format("就业状态"): "公益性岗位", "金额是哪段时间的": "整个季度的，分到三个月"}, "means": WHO | {"丙": "月工资"}}, ("name", "wage"), [("王桂英", 30000)] * 3),
    ("an amount out of others", "settlement", {"表": [["甲", "乙", "总的", "统筹付的", "哪天"], ["王桂英", A, "900", "600", "2025-09-03"]]},
     {"answers": {"没有“个人自付”一列，由哪几列算出来": "总的－统筹付的"}, "means": WHO | {"总的": "医疗总费用", "哪天": "结算日期"}}, ("name", "total", "self_pay"), [("王桂英", 90000, 30000)]),
    ("headings that are the value", "industry", {"表": [["甲", "乙", "奖补", "入股分红"], ["王桂英", A, "500", ""], ["李国强", B, "10", "20"]]},
     {"answers": {ALL_ARE.format("产业类型"): "其他", ALL_ARE.format("经营状态"): "正常"}, "means": WHO | {"奖补": "一列一项：项目名称", "入股分红": "一列一项：项目名称"}},
     ("name", "project", "kind", "paid"), [("王桂英", "奖补", "其他", 50000), ("李国强", "奖补", "其他", 1000), ("李国强", "入股分红", "入股分红", 2000)]),
    ("a sheet each of a kind, and one that is not read", "assistance", {"孤儿": [HEAD, ["王桂英", A, "600"]], "特困": [HEAD, ["李国强", B, "5"]], "去年的": [HEAD, ["张三", C, "6"]]},
     {"answers": {ALL_ARE.format("享受状态"): "享受", "工作表“孤儿”": "孤儿保障", "工作表“特困”": "特困供养", "工作表“去年的”": "不读"}, "means": WHO | {"丙": "发放金额"}},
     ("name", "kind", "amount"), [("王桂英", "孤儿保障", 60000), ("李国强", "特困供养", 500)]),
    ("rows of one person that add up", "assistance", {"表": [HEAD, ["王桂英", A, "80"], ["王桂英", A, "100"]]},
     {"answers": BENEFIT | {"同一个人有几行的": "金额相加"}, "means": WHO | {"丙": "发放金额"}}, ("name", "amount"), [("王桂英", 18000)]),
    ("a roster of one population, whose households begin with their heads", "roster",
     {"表": [["甲", "乙", "和谁的关系", "住哪"], ["王桂英", A, "01", "阳明镇新塘村"], ["李国强", B, "20", "阳明镇新塘村"]]},
     {"answers": {"花名册里是哪些人": "户籍人口"}, "means": WHO | {"和谁的关系": "与户主关系", "住哪": "地址"}, "says": [["和谁的关系", "01", "户主"], ["和谁的关系", "20", "之子"]]},
     ("name", "relation", "village"), [("王桂英", "户主", "新塘村"), ("李国强", "之子", "新塘村")]),
    ("name and number in one cell", "accident", {"表": [["谁", "编号", "哪天", "伤"], [f"王桂英（{A}）", "g1", "2025-09-03", "未达级"], [f"李国强（{B}）", "g2", "2025-09-03", "八级"]]},
     {"means": {"谁": "姓名和证件号码", "编号": "事故编号", "哪天": "事故日期", "伤": "伤亡情况"}, "says": [["伤", "未达级", "轻伤"], ["伤", "（别的写法）", "致残"]]},
     ("name", "number", "injury"), [("王桂英", A, "轻伤"), ("李国强", B, "致残")]),
)  # fmt: skip


@pytest.mark.parametrize(("dataset", "sheets", "told", "columns", "wanted"), [shape for _, *shape in SHAPES], ids=[words for words, *_ in SHAPES])
def test_what_answers_can_say(taught, dataset, sheets, told, columns, wanted):
    parts, fault = taught(dataset, sheets, told)
    assert not fault and not any(part.refusal or part.faults for part in parts)
    assert [row for part in parts if part.stored for row in rows(part, *columns)] == wanted


MANY = [(name, number(f"19{60 + at}-03-08")) for at, name in enumerate(["王桂英", "李国强", "张三丰", "孙大河", "周小梅", "吴明亮"])]
PROPOSED = (
    ("a householder where nobody else is named, members in a cell", "assistance",
     [["户主姓名", "户主身份证号", "家里人", "家里人的号", "住在"], *([name, of, f"{MANY[at - 1][0]}；{MANY[at - 2][0]}", f"{MANY[at - 1][1]}；{MANY[at - 2][1]}", "阳明镇城西村"] for at, (name, of) in enumerate(MANY))],
     {"户主姓名": "姓名", "户主身份证号": "证件号码", "家里人": "成员姓名（一格几个）", "家里人的号": "成员证件号码（一格几个）", "住在": "地址"}),
    ("name and number in one cell", "accident", [["谁", "编号", "哪天"], *([f"{name}（{of}）", f"g{of[6:10]}", "2025-09-03"] for name, of in MANY)], {"谁": "姓名和证件号码"}),
    ("an amount is no day", "settlement", [["姓名", "身份证号", "本年统筹支出累计"], *([name, of, f"{39464 + at}.92"] for at, (name, of) in enumerate(MANY))], {"本年统筹支出累计": ""}),
    ("a place to sample water at, below the limits", "water", [["采样点", "菌落总数", "色度"], ["卫生标准限值", "100", "15"], ["阳明镇城西村", "35", "5"], ["阳明镇城东村", "3", "5"]], {"采样点": "地址"}),
)  # fmt: skip


@pytest.mark.parametrize(("dataset", "sheet", "wanted"), [case for _, *case in PROPOSED], ids=[words for words, *_ in PROPOSED])
def test_what_is_proposed(dataset, sheet, wanted):
    seen = tables_of("某镇名单", [Sheet("表", sheet, [])], all_datasets()[dataset])[0]
    assert {heading.heading: heading.means for heading in seen.headings if heading.heading in wanted} == wanted


def test_what_is_asked_and_proposed_of_the_whole_list():
    rows = [["姓名", "身份证号", "本年费用累计", "审核标识", "金额（元）"], *([name, of, f"{at}00", str(at % 3), "5"] for at, (name, of) in enumerate(MANY)), ["审核标识：0待审核；1审核通过；2审核未通过"]]
    seen = tables_of("住院1-9月累计", [Sheet("表", rows, [])], all_datasets()["settlement"])[0]
    assert {question: given for question, given, *_ in questions(seen)}["金额是哪段时间的"] == "今年以来的累计"
    assert {(word.word, word.means) for word in seen.words if word.heading == "审核标识"} == {("0", "这一行不要"), ("1", ""), ("2", "这一行不要")}
    assert not any(word.heading == "金额（元）" for word in seen.words), "money is no code"
    assert {heading.heading for heading in seen.headings if heading.told_by == MAY_BE_MONEY} == {"本年费用累计"}
    police = tables_of("阳明派出所常住人口", [Sheet("表", [["姓名", "身份证号", "户号"], ["王桂英", A, "1"]], [])], all_datasets()["roster"])[0]
    assert {question: given for question, given, *_ in questions(police)}["花名册里是哪些人"] == "户籍人口", "who is not on it has not gone away"


def test_a_village_named_with_its_town_is_parted(taught):
    sheet = [["在哪", "限", "色"], ["阳明镇城西村", "1", "5"], ["阳明镇城东村", "1", "5"]]
    (part,), fault = taught("water", {"表": sheet}, {"answers": {ALL_ARE.format("水质检测结果"): "合格"}, "means": {"在哪": "行政村"}})
    assert not fault and rows(part, "town", "village") == [("阳明镇", "城西村"), ("阳明镇", "城东村")]


def test_money_that_the_file_has_not_is_not_known_and_not_shown_as_nought(taught):
    told = {"answers": {"没有“个人自付”一列，由哪几列算出来": "总的－统筹付的"}, "means": WHO | {"总的": "医疗总费用", "统筹付的": "基本医保支付", "哪天": "结算日期"}}
    (part,), _ = taught("settlement", {"表": [["甲", "乙", "总的", "统筹付的", "哪天"], ["王桂英", A, "900", "600", "2025-09-03"]]}, told)
    assert set(part.tells_nothing_of) >= {"serious_illness", "medical_aid"} & {c.name for c in part.dataset.columns} and "basic_fund" not in part.tells_nothing_of
    assert "医疗救助支付" not in sample(part)[0] and sample(part)[0]["基本医保支付"] == "600.00元"


def test_groups_on_a_line_are_a_row_each(taught):
    sheet = [["甲", "乙", "创业贷", "", "助学贷", ""], ["", "", "哪天放的", "还欠", "哪天放的", "还欠"], ["王桂英", A, "2024-01-01", "5", "2024-01-01", "6"], ["李国强", B, "", "", "2024-02-01", "7"]]
    told = {"“创业贷”下面的算": "富民贷", "“助学贷”下面的算": "其他"}
    means = WHO | {"创业贷/哪天放的": "借据编号", "创业贷/还欠": "贷款余额", "助学贷/哪天放的": "借据编号", "助学贷/还欠": "贷款余额"}
    (part,), fault = taught("loan", {"表": sheet}, {"answers": told, "means": means}, merged=[(0, 2, 0, 3), (0, 4, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1)])
    assert not fault and [row for row in rows(part, "name", "kind", "balance") if row[2]] == [("王桂英", "富民贷", 500), ("王桂英", "其他", 600), ("李国强", "其他", 700)]


def test_what_is_no_data_is_known_as_such_and_swallows_nothing_else(taught, tmp_path):
    parts, fault = taught("assistance", {"表": [["设备", "型号", "数量"], ["打印机", "x", "3"]]}, {"answers": {"这是哪一种数据": "不是要报的数据", "文件名里有哪几个字的才是这种表": ""}})
    assert not fault and [part.refusal for part in parts] == [""]
    other = Grid("救助发放2025年9月.xlsx", [Sheet("表", [["姓名", "证件号码", "救助类型", "享受状态", "发放金额"], ["王桂英", A, "低保", "享受", "6"]], [])])
    assert take_in(other, SEPTEMBER, 1, layouts_of(tmp_path, True), ())[0].stored == 1


FAULTS = (
    ("a word for all that the column has not", {"answers": {ALL_ARE.format("享受状态"): "长期的"}, "means": {}}, "“没有“享受状态”一列，名单里的人都算”里填的“长期的”不认得；请从下拉列表里选：享受、停发"),
    ("another answer than there is", {"answers": {"金额是哪段时间的": "累计"}, "means": {}}, "“金额是哪段时间的”里填的“累计”不认得"),
    ("a value that the column has not", {"says": [["审", "1", "很好"]], "means": {"审": "享受状态"}}, "“享受状态”没有“很好”这一种；可以是：享受、停发"),
    ("a heading that is none, in a sum", {"answers": {"没有“发放金额”一列，由哪几列算出来": "丙－丁"}, "means": {"丙": "不用"}}, "里的“丁”不是表里的列名"),
    ("two headings for one amount", {"means": {"丙": "发放金额", "审": "发放金额"}}, "有几列都认作 发放金额"),
    ("a column that is none", {"means": {"丙": "随便"}}, "随便 不是《社会救助》的列"),
)


@pytest.mark.parametrize(("told", "words"), [case for _, *case in FAULTS], ids=[words for words, *_ in FAULTS])
def test_what_cannot_be_is_said(taught, told, words):
    told = {"answers": BENEFIT | told.get("answers", {}), "means": WHO | told["means"], "says": told.get("says", [])}
    _, fault = taught("assistance", {"表": [[*HEAD, "审"], ["王桂英", A, "600", "1"], ["李国强", B, "5", "2"]]}, told)
    assert words in fault


@pytest.mark.skipif(not DEV.is_dir(), reason="the real layouts are not beside this project")
@pytest.mark.parametrize("name", [name for name in ANSWERS if "/" not in name])
def test_the_real_layouts_by_answers_alone(tmp_path, name):
    told = {key: each for key, each in ANSWERS.items() if key.partition("/")[0] == name}
    for key, each in told.items():
        dataset = next((d for d in all_datasets().values() if d.title == each.get("as")), None)
        sheet = key.partition("/")[2] or each.get("sheet", "")
        (tmp_path / "layouts").mkdir(exist_ok=True)
        assert not learned(tmp_path / "layouts", name, next(seen for seen in tables_in(DEV / name, dataset) if sheet in seen.title), each)
    truth = next(file for file in json.loads((DEV / "truth.json").read_text("utf-8"))["files"] if file["file"] == name)
    true, may = (sum(bool(row.get("may")) is is_may for part in truth["parts"] for row in part["rows"]) for is_may in (False, True))
    own = {layout.title for layout in layouts_of(tmp_path / "layouts", True)}
    parts = [part for part in parts_of(DEV / name, SEPTEMBER, 0.2, all_layouts(tmp_path), ()) if part.stored]
    assert parts and {part.layout for part in parts} <= own
    assert true <= sum(part.stored + part.duplicates for part in parts) <= true + may
