"""Papers of a rule book: cards, grids that come back as lists do, departments' sheets, special lists."""

from __future__ import annotations

import re
from dataclasses import replace

import docx
import pytest
from openpyxl import load_workbook

from flows.clock import now
from flows.console.server import application, first_link
from matchers.access.accounts import TOWN
from matchers.records.practice import Card
from reports.plain_card import laid
from tests.flows import small
from tests.flows.console.conftest import HOST, Browser
from tests.flows.look import words
from tests.flows.test_comparing import sheet
from tests.reports.monitored_samples import monitoring

ALL = """based_on = "default"
title = "样样都要"
[leads]
steps = ["一算", "二核"]
due_step = "二核"
outcomes = ["已解决", "情况复杂"]
[classes]
title = "类别"
of = [{ name = "因病", indicators = ["medical"] }]
rest = "其他"
[monitoring]
by = [{ enrolled_until = "2024-12", by = "2025-12" }]
[visits]
of = [{ kinds = ["脱贫户"], every_months = 1 }]
[papers]
of = ["明白卡", "网格表", "部门分办单", "专项清单"]
group_size = [2, 40]
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    county = small.build(tmp_path_factory.mktemp("样样") / "county")
    (county.home / "policy.toml").write_text(ALL, "utf-8")
    (county.home / "county.toml").write_text('policy = "policy.toml"\n', "utf-8")
    county.drop("roster", *(
        row | {"网格员": "周网格"} for row in (
            small.lives("王桂英", small.WANG, 户类型="脱贫户"), small.lives("张德明", small.ZHANG, "裘公村", 户类型="边缘易致贫户", 上年人均纯收入="9000"),
            small.lives("孙玉兰", small.SUN, "裘公村", 劳动技能="普通劳动力"), small.lives("李国强", small.LI, household="李家", 劳动技能="普通劳动力", **small.LIQIAO),
            small.lives("李小雨", small.CHILD, household="李家", 与户主关系="之女", **small.LIQIAO),
        )
    ))
    county.run()
    return county


def test_a_card_a_monitored_household(county):
    path = county.outbox() / "明白卡" / "水阳镇_明白卡_2024-06.xlsx"
    said = "\n".join(str(cell) for row in sheet(path, "明白卡") for cell in row if cell is not None)
    for told in ("张德明", "边缘易致贫户", "看病自付（报销救助以后）450.50元（收到2个月）", "养老保险待遇：没有收到", "住房不安全"):
        assert told in said
    assert "王桂英" not in said and small.ZHANG not in said
    page = load_workbook(path)["明白卡"]
    assert not page.print_area and page.max_column == 9, "all nine columns come onto the paper"
    assert "2024-06花名册列为边缘易致贫户" in said and "月起" not in said, "since when is said once"
    assert not (county.outbox() / "明白卡" / "狸桥镇_明白卡_2024-06.xlsx").exists()


def test_a_card_is_given_out_again_on_its_households_page(county):
    app = application(county.home, [HOST])
    bureau = Browser(app).set_password(first_link(app.state.desk, ""))
    assert "明白卡（Excel）" in bureau.get("/household", id="张德明家").text and "明白卡（Excel）" not in bureau.get("/household", id="王桂英家").text
    issued = (county.outbox() / "明白卡" / "水阳镇_明白卡_2024-06.xlsx").read_bytes()
    assert bureau.get("/card.xlsx", id="张德明家").content == issued, "the town has one card"
    app.state.desk.accounts.add("水阳", TOWN, "水阳镇")
    town = Browser(app).set_password(f"/password/{app.state.desk.accounts.link_for('水阳', now())}")
    offered = re.findall(r">([^<]+_2024-06\.\w+)</a>", town.get("/month").text)
    assert offered == ["towns/水阳镇_入户核实表_2024-06.docx", "towns/水阳镇_核实清单_2024-06.xlsx", "明白卡/水阳镇_明白卡_2024-06.xlsx", "网格表/水阳镇_网格表_2024-06.xlsx"]
    app.state.desk.accounts.close()


def test_a_sheet_a_grid_keeper_and_sizes_told(county):
    path = county.outbox() / "网格表" / "水阳镇_网格表_2024-06.xlsx"
    (row,) = [row for row in sheet(path, "网格汇总") if row[0] == "周网格"]
    assert row[2:4] == (3, len([1 for lead in sheet(path, "周网格")[2:] if lead[-2]]))
    (few,) = [row for row in sheet(county.outbox() / "网格表" / "狸桥镇_网格表_2024-06.xlsx", "网格汇总") if row[0] == "周网格"]
    assert "应为2到40户，偏少" in few[4]
    page = load_workbook(path)["周网格"]
    at = {cell.value: cell.column - 1 for cell in page[2]}
    assert {(bool(row[at["线索编号"]].value), bool(row[at["是否属实"]].protection.locked)) for row in page.iter_rows(min_row=3)} == {(True, False), (False, True)}, "only leads are answered"


def test_a_grid_sheet_comes_back_as_an_answer(county, bidui):
    book = load_workbook(county.outbox() / "网格表" / "水阳镇_网格表_2024-06.xlsx")
    page = book["周网格"]
    head = [cell.value for cell in page[2]]
    rows = [row for row in page.iter_rows(min_row=3) if row[head.index("线索编号")].value]
    for row, second in zip(rows, ("2024-07-09", "2024-07-07"), strict=False):
        for title, value in {"是否属实": "是", "情况": "情况复杂", "拟采取措施": "临时救助", "核实日期": "2024-07-08", "一算": "2024-07-08", "二核": second}.items():
            row[head.index(title)].value = value
    (county.home / "returns" / "2024-06").mkdir(parents=True, exist_ok=True)
    book.save(county.home / "returns" / "2024-06" / "周网格交回.xlsx")
    ran = bidui("returns", "2024-06", "--home", county.home)
    assert ran.exit_code == 0 and f"采用答复 {min(len(rows), 2)} 条" in ran.output
    (receipt,) = (county.outbox() / "returns").glob("水阳镇*.xlsx")
    said = "\n".join(str(cell) for page in load_workbook(receipt) for row in page.iter_rows(values_only=True) for cell in row if cell is not None)
    assert "“二核”的日期早于前一步“一算”" in said and "没有线索编号" not in said


def test_what_is_only_read_comes_onto_the_paper_with_every_column(county):
    outbox = county.outbox()
    books = [outbox / "专项清单_2024-06.xlsx", outbox / "部门分办单_2024-06.xlsx", outbox / "网格表" / "狸桥镇_网格表_2024-06.xlsx"]
    cut = [f"{path.name} {page.title}" for path in books for page in load_workbook(path) if page.print_area and not page.protection.sheet]
    assert cut == []


def test_a_card_on_the_wall_asks_nobody_whose_car_it_is():
    owes, asks = "水质检测超期：最近一次水质检测已过37个月", "财产疑点：授权查询到车辆，请核实"
    file = replace(monitoring().monitored[0], signals=(owes, asks), questions=(asks,))
    said = "\n".join(words for words, _ in laid("某县", file.since, Card(file, (), None, None)).under)
    assert owes in said and "财产" not in said
    only = replace(file, signals=(asks,))
    assert ("要落实的：本月没有发现", "good") in laid("某县", file.since, Card(only, (), None, None)).under


def test_departments_and_special_lists(county):
    book = load_workbook(county.outbox() / "部门分办单_2024-06.xlsx")
    assert {"医保局", "住建局", "教育局"} <= set(book.sheetnames)
    assert not any(each in str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row for each in (small.ZHANG, small.WANG))
    own = load_workbook(county.outbox() / "部门分办单/医保局_部门分办单_2024-06.xlsx")
    assert own.sheetnames == ["说明", "医保局"] and [*own["医保局"].values] == [*book["医保局"].values]
    path = county.outbox() / "专项清单_2024-06.xlsx"
    assert [row[2] for row in sheet(path, "该走访没走访")[3:]] == ["王桂英家"]
    assert {row[2]: row[6].partition("；")[0] for row in sheet(path, "到期消除")[3:]} == {"张德明家": "2025-12前消除"}
    assert {row[0]: row[1] for row in sheet(path, "按类别")[3:]}["因病"] == 1
    assert sum(row[5] for row in sheet(path, "按村")[3:]) == len((county.outbox() / "leads.csv").read_text("utf-8").splitlines()) - 1


def test_a_step_past_its_term_is_listed_and_what_did_not_come_is_not_known(county):
    county.drop("enrolment", {"姓名": "王桂英", "证件号码": small.WANG}, folder="2024-07")
    county.run("2024-07")
    path = county.outbox("2024-07") / "专项清单_2024-07.xlsx"
    said = [row[4] for row in sheet(path, "步骤超期")[3:]]
    assert said and all("还没有二核" in words or "二核是" in words for words in said)
    card = "\n".join(str(cell) for row in sheet(county.outbox("2024-07") / "明白卡" / "水阳镇_明白卡_2024-07.xlsx", "明白卡") for cell in row if cell is not None)
    assert "本月没有收到救助数据，不知道" in card and "没有收到" in card and "没有查到" in card, "July's enrolment came without him, July's jobs and benefits did not come"


def test_what_is_written_on_the_forms_and_typed_into_the_list_comes_back(finished, tmp_path, bidui):
    """A scanned pile is told apart by number and check sign; the ticks are in the list's own words."""
    county = finished.copied(tmp_path / "county")
    form = county.outbox() / "towns" / f"水阳镇_入户核实表_{small.MONTH}.docx"
    lying = ["\n".join(cell.text for row in each.rows for cell in row.cells) for each in docx.Document(form).tables]
    codes = dict(re.search(r"线索编号\s*(\S+)\s+校验码\s*(\w+)", text).groups() for text in lying)
    path = county.outbox() / "towns" / f"水阳镇_核实清单_{small.MONTH}.xlsx"
    book = load_workbook(path)
    list_, at = book["核实清单"], {}
    head = next(row for row in list_.iter_rows() if row[0].value == "序号")
    at = {cell.value: cell.column for cell in head}
    for row in range(head[0].row + 1, list_.max_row + 1):
        assert codes.pop(list_.cell(row, at["线索编号"]).value) == list_.cell(row, at["校验码"]).value
        ticked = {"是否属实": "是", "拟采取措施": "继续关注", "是否纳入监测": "否", "核实人": "李卫国", "核实日期": "7月8日"}
        assert all(f"□{ticked[title]}" in text for text in lying for title in ("是否属实", "拟采取措施", "是否纳入监测"))
        for title, word in ticked.items():
            list_.cell(row, at[title]).value = word
    assert codes == {}, "a form a row"
    (county.home / "returns" / small.MONTH).mkdir(parents=True)
    book.save(county.home / "returns" / small.MONTH / path.name)
    said = bidui("returns", small.MONTH, "--home", county.home).output
    assert f"采用答复 {len(lying)} 条" in said and "没有采用" not in said


def test_the_grades_are_the_rule_books_to_explain_and_to_colour(tmp_path, bidui):
    made = small.build(tmp_path / "county")
    (made.home / "policy.toml").write_text('based_on = "default"\ntitle = "本县"\n[grades]\nduties = ["三天内去", "半月内去", "月底前去"]\ncolours = ["800000", "FF8000", "000080"]\n', "utf-8")
    (made.home / "county.toml").write_text('policy = "policy.toml"\n', "utf-8")
    assert bidui("run", small.MONTH, "--home", made.home).exit_code == 0
    towns = made.outbox() / "towns"
    for path in (towns / f"水阳镇_核实清单_{small.MONTH}.xlsx", made.outbox() / f"月报_{small.MONTH}.xlsx", made.outbox() / f"月报_{small.MONTH}.html"):
        assert "红色：三天内去　黄色：半月内去　绿色：月底前去" in words(path)
    assert "三天内去" in words(towns / f"水阳镇_入户核实表_{small.MONTH}.docx") and "马上去看" not in words(towns / f"水阳镇_入户核实表_{small.MONTH}.docx")
    assert "--red: #800000" in words(made.outbox() / f"月报_{small.MONTH}.html")
    red = next(cell for row in load_workbook(towns / f"水阳镇_核实清单_{small.MONTH}.xlsx")["核实清单"].iter_rows() for cell in row if cell.value == "红色")
    assert red.fill.fgColor.rgb == "00CC9999", "the colour, paled"
