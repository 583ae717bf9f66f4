"""Files of a month that nothing could be made of: said with what they are most like, and taught together."""

import openpyxl
from typer.testing import CliRunner

from flows.cli import app
from flows.teaching import teach, unread
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
    assert [path.name for path, _ in unread(at(county), JUNE)] == ["水质乙.xlsx", "统计甲.xlsx"]
    told = CliRunner().invoke(app, ["layout", small.MONTH, "--home", str(county.home)])
    assert told.exit_code == 0 and {path.name for path in (county.home / "outbox").glob("对照表_*")} == {"对照表_水质乙.xlsx", "对照表_统计甲.xlsx"}
    (table,) = teach(at(county), county.inbox / small.MONTH / "统计甲.xlsx", all_datasets()["employment"])
    answer(table, {"answers": {"这是哪一种数据": "社会救助"}, "means": {"谁": "姓名", "救助类型": "就业状态"}}, tmp_path / "filled.xlsx")
    assert read_taught(tmp_path / "filled.xlsx").fault.endswith("请运行 bidui layout 文件 --as 社会救助 重出一份再填")
    assert CliRunner().invoke(app, ["layout", str(table), "--as", "没有这种", "--home", str(county.home)]).exit_code == 2
