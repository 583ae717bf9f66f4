"""Files of a month that nothing could be made of: said with what they are most like, and taught together."""

import openpyxl
from typer.testing import CliRunner

from flows.cli import app
from flows.console.laying_out import laid_out
from flows.teaching import receipted, teach, unread
from schemas.dataset import all_datasets
from schemas.returned.taught import read_taught
from tests.flows import small
from tests.flows.taught.clerk import answer
from tests.flows.test_teaching import JUNE, at


def dropped(county, name, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    path = county.inbox / small.MONTH / name
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def test_what_could_not_be_read_is_named_and_gets_its_tables_by_month(tmp_path):
    county = small.build(tmp_path / "county")
    dropped(county, "统计甲.xlsx", [["谁", "号头", "救助类型", "停发原因"], ["王桂英", small.WANG, "02", ""], ["孙大河", small.SUN, "04", "死亡"]])
    dropped(county, "水质乙.xlsx", [["采样点", "浑浊度", "水质评价"], ["水阳镇大桥村", "0.5", "好"], ["水阳镇新塘村", "0.7", "好"]])
    told = CliRunner().invoke(app, ["collect", small.MONTH, "--home", str(county.home)]).output
    assert "统计甲.xlsx：认不出是哪一类数据" in told and "最像《社会救助》，没有找到：" in told and "水质乙.xlsx" in told and f"bidui layout {small.MONTH}" in told
    assert [path.name for path, *_ in unread(at(county), receipted(at(county), JUNE))] == ["水质乙.xlsx", "统计甲.xlsx"]
    told = CliRunner().invoke(app, ["layout", small.MONTH, "--home", str(county.home)])
    assert told.exit_code == 0 and {path.name for path in (county.home / "outbox").glob("对照表_*")} == {"对照表_水质乙.xlsx", "对照表_统计甲.xlsx"}
    (table,) = teach(at(county), county.inbox / small.MONTH / "统计甲.xlsx", all_datasets()["employment"])
    answer(table, {"answers": {"这是哪一种数据": "社会救助"}, "means": {"谁": "姓名", "救助类型": "就业状态"}}, tmp_path / "filled.xlsx")
    assert read_taught(tmp_path / "filled.xlsx").fault.endswith("请运行 bidui layout 文件 --as 社会救助 重出一份再填")
    assert CliRunner().invoke(app, ["layout", str(table), "--as", "没有这种", "--home", str(county.home)]).exit_code == 2


def test_a_sheet_that_was_not_read_beside_one_that_was_is_named_and_taught_alone(tmp_path):
    county = small.build(tmp_path / "county")
    path = dropped(county, "社会救助.xlsx", [["姓名", "证件号码", "救助类型", "享受状态", "发放金额"], ["王桂英", small.WANG, "低保", "享受", "300"]])
    book = openpyxl.load_workbook(path)
    for row in [["谁", "号头", "救助类型", "领的钱"], ["孙大河", small.SUN, "01", "20"], ["王桂英", small.WANG, "02", "30"], ["王桂英", small.WANG, "02", "30"]]:
        (book["另表"] if "另表" in book.sheetnames else book.create_sheet("另表")).append(row)
    book.save(path)
    told = CliRunner().invoke(app, ["collect", small.MONTH, "--home", str(county.home)]).output
    assert "0 个没能用上" in told and "社会救助.xlsx：工作表“另表”" in told
    assert [(found.name, sheets) for found, _, sheets in unread(at(county), receipted(at(county), JUNE))] == [("社会救助.xlsx", ("另表",))]
    assert len(teach(at(county), path, None, ("另表",))) == 1
    first, second = (laid_out(path, county.home, JUNE, form) for form in ({}, {"of": "assistance/0", "table": "1"}))
    assert len(first["tables"]) == 2 and {row[1] for row in first["headings"]} != {row[1] for row in second["headings"]}
    page = next(page for page in (first, second) if any(row[1] == "领的钱" for row in page["headings"]))
    assert [each["word"] for each in page["words"] if each["of"].heading == "救助类型"] == ["01", "02"]
    form = {"of": page["of"], "table": str(page["at"]), "word/C/01": "低保", "word/C/02": "特困供养"}
    assert [each["of"].means for each in laid_out(path, county.home, JUNE, form)["words"] if each["of"].heading == "救助类型"] == ["低保", "特困供养"]


def test_a_file_that_came_to_nothing_is_named(tmp_path):
    county = small.build(tmp_path / "county")
    (county.inbox / small.MONTH / "财产查询_202406.csv").write_text(f"姓名,证件号码,财产类别,名称型号\n李国强,{small.LI},车辆,小型轿车\n", "utf-8-sig")
    told = CliRunner().invoke(app, ["collect", small.MONTH, "--home", str(county.home)]).output
    assert "0 个没能用上" in told and "一行也没用上 2024-06/财产查询_202406.csv：未授权：1行" in told.replace("\n", "")
