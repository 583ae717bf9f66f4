"""The workspace of `workspace.zip`, made by version 0.2.1 itself: how, see README.md beside."""

import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl

from tests.flows import small

OLD = Path(small.__file__).parents[2]
MAY, JUNE = "2024-05", "2024-06"
LEADS = {
    "王桂英": {"是否属实": "否", "情况": "已有其他保障", "核实人": "王干事"},
    "张德明": {"是否属实": "是", "是否纳入监测": "是", "情况": "房屋漏雨，无力改造", "核实人": "王干事"},
    "李国强": {"是否属实": "是", "是否纳入监测": "否", "情况": "已在县里找到工作", "核实人": "李干事"},
    "（全村）": {"是否属实": "是", "是否纳入监测": "否", "情况": "水管已在修", "核实人": "李干事"},
}


def fill(path: Path, to: Path, sheet: str, by: str, said: dict[str, dict[str, str]]) -> None:
    """A workbook as its receiver saves it: what `said` has for the row whose column `by` bears its key."""
    book = openpyxl.load_workbook(path)
    rows = list(book[sheet].iter_rows())
    head = next(at for at, row in enumerate(rows) if sum(cell.value is not None for cell in row) > 2)
    columns = {cell.value: cell.column - 1 for cell in rows[head]}
    for row in rows[head + 1 :]:
        for title, words in said.get(row[columns[by]].value, {}).items():
            row[columns[title]].value = words
    to.mkdir(parents=True, exist_ok=True)
    book.save(to / path.name)


def main(home: Path) -> None:
    def bidui(*words: str) -> None:
        subprocess.run([sys.executable, "-m", "flows.cli", *words, "--home", str(home)], check=True, cwd=OLD)

    county = small.build(home)
    visited = {"姓名": "孙玉兰", "证件号码": small.SUN, "是否发现风险": "", "发现问题": "因病"}
    county.drop("visit", visited, {"姓名": "王桂英", "证件号码": small.WANG, "是否发现风险": "否", "发现问题": ""}, folder=JUNE)
    bidui("run", MAY)
    fill(home / f"outbox/{MAY}/towns/水阳镇_核实清单_{MAY}.xlsx", home / "returns" / MAY, "核实清单", "户主", LEADS)
    bidui("run", JUNE)
    outbox, returns = home / "outbox" / JUNE, home / "returns" / JUNE
    fill(outbox / f"towns/水阳镇_核实清单_{JUNE}.xlsx", returns, "核实清单", "户主", {"王桂英": LEADS["王桂英"]})
    decided = {"审定结果": "同意纳入", "审定日期": "2024-07-10"}
    fill(outbox / f"监测对象档案_{JUNE}.xlsx", returns, "拟纳入待审定", "户主", {"张德明": decided})
    fill(outbox / f"待判断名单_{JUNE}.xlsx", returns, "待人工判断", "填报的姓名", {"钱多多": {"判断": "不是花名册上的人"}})
    bidui("returns", JUNE)
    late = f"狸桥镇_核实清单_{JUNE}.xlsx"
    fill(outbox / "towns" / late, home / "late", "核实清单", "户主", LEADS)
    kept = [home / "county.toml", home / "warehouse.duckdb", home / "late" / late, *(home / "outbox").rglob("*.csv")]
    with zipfile.ZipFile(Path(__file__).with_name("workspace.zip"), "w", zipfile.ZIP_LZMA) as archive:
        for path in sorted([*kept, *(path for of in ("inbox", "returns") for path in (home / of).rglob("*.*") if path.is_file())]):
            archive.write(path, path.relative_to(home))


main(Path(sys.argv[1]).resolve())
