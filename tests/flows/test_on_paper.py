"""All that leaves a county, turned into paper: type that can be read, codes that can be scanned, strangers' text that stays text.

LibreOffice lays the paper out; skipped where it or PyMuPDF is not there. To see the sizes of other files:
`python -m tests.flows.test_on_paper FILE …`.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import zxingcpp

from flows.taking_in import returns_month
from flows.workspace import Workspace
from reports.monitored_list import write_monitored
from reports.receipt import write_receipt
from reports.town_leads import TownLeads
from reports.town_list import write_town_list
from reports.visit_form import forms_of, write_visit_forms
from schemas.months import parse_month
from tests.flows import small
from tests.reports import monitored_samples, samples
from tests.towns.issued import read_lists

pymupdf = pytest.importorskip("pymupdf")
pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")

LEAST, LEAST_AT_A_DOOR = 9.0, 12.0  # points
DOTS_AN_INCH = 150  # an office's scanner at its coarsest
FORMULA, PLUS = "=HYPERLINK(\"http://x\",\"点我\")", "+1+1"
VILLAGE = "宣城市宣州区水阳江南岸金宝圩联圩大堤外新河滩移民安置点社区村"


def on_paper(files: list[Path], folder: Path) -> dict[str, pymupdf.Document]:
    """Each file's pages by the file's name."""
    command = ["soffice", f"-env:UserInstallation={folder.resolve().as_uri()}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], capture_output=True, timeout=300, check=True)
    return {path.name: pymupdf.open(folder / f"{path.stem}.pdf") for path in files}


def smallest_type(paper: pymupdf.Document) -> tuple[float, str]:
    """Points as printed, and some of what is as small."""
    spans = (span for page in paper for block in page.get_text("dict")["blocks"] for line in block.get("lines", ()) for span in line["spans"])
    return min((round(span["size"], 2), span["text"].strip()) for span in spans if span["text"].strip())


def awkward() -> TownLeads:
    """A household of long names, one of twenty reasons, one of whom next to nothing is known, one of formulas, a village; the town's name is long too."""
    first, second, third, fourth, *_ = samples.leads("水阳镇", 4)
    village = samples.leads("水阳镇", 0)[0]
    home = replace(first.household, village=VILLAGE, householder="阿卜杜热合曼·买买提吐尔逊·伊敏江阿布都克里木", group="第十二村民组（原水阳公社红旗生产大队第三生产队）")
    twenty = replace(
        second, signals=(), sentences=tuple(f"第{at}个原因：近12个月看病个人自付合计20,765元，达到20,000元" for at in range(1, 21)),
        town_checks=tuple(f"第{at}点：看住院和缴费票据，问是否已申请医疗救助、助学金" for at in range(1, 21)),
    )
    bare = replace(third, household=replace(third.household, phone="", group="", household_type=""))
    hostile = replace(fourth, household=replace(fourth.household, group=FORMULA, phone=PLUS))
    return TownLeads("宣城经济技术开发区飞彩街道", (replace(first, household=home, village=VILLAGE), twenty, bare, hostile, replace(village, lead_id=f"202406-飞彩街道-{VILLAGE}")))


@pytest.fixture(scope="module")
def documents(finished, tmp_path_factory) -> list[Path]:
    """All that leaves the small county after its towns' answers, and the awkward."""
    county, folder = finished.copied(tmp_path_factory.mktemp("paper") / "county"), tmp_path_factory.mktemp("awkward")
    returns = county.home / "returns" / small.MONTH
    returns.mkdir(parents=True)
    for town_list in read_lists(county.outbox()):
        book = openpyxl.load_workbook(town_list.path)
        for row in town_list.rows:
            places = {title: place for place, title in enumerate(row.cells, 1)}
            for title, said in {"是否属实": "是", "情况": FORMULA, "拟采取措施": PLUS, "是否纳入监测": "是", "核实日期": "2024-07-08"}.items():
                cell = book[row.sheet].cell(row.line, places[title])
                cell.value, cell.data_type = said, "s"
        book.save(returns / town_list.path.name)
    returns_month(Workspace.at(county.home), parse_month(small.MONTH))
    left = [path for path in sorted(county.outbox().rglob("*")) if path.suffix in (".xlsx", ".docx") and path.parent.name != "departments"]
    assert {"核实清单", "入户核实表", "反馈回执", "月报", "通报", "线索台账", "待判断名单"} <= {word for path in left for word in path.stem.split("_")}
    write_town_list(folder / "难办镇_核实清单.xlsx", samples.COUNTY, samples.MONTH, awkward(), "王芳 0563-3023456")
    write_visit_forms(folder / "难办镇_入户核实表.docx", forms_of(samples.MONTH, awkward()))
    write_receipt(folder / "难办局_回执.xlsx", samples.receipt())
    write_monitored(folder / "监测对象档案.xlsx", samples.COUNTY, monitored_samples.monitoring(), monitored_samples.proposed())
    return [*left, *sorted(folder.iterdir())]


@pytest.fixture(scope="module")
def papers(documents, tmp_path_factory):
    return on_paper(documents, tmp_path_factory.mktemp("pdf"))


def test_all_type_is_large_enough(papers):
    smallest = {name: smallest_type(paper) for name, paper in papers.items()}
    assert {name: least for name, least in smallest.items() if least[0] < (LEAST_AT_A_DOOR if "入户核实表" in name else LEAST) - 0.01} == {}


def test_every_page_of_a_form_is_told_apart_by_a_scanner(papers):
    for paper in (paper for name, paper in papers.items() if "入户核实表" in name):
        for page in paper:
            written = re.findall(r"线索编号(.+?)校验码(\w\w)", "".join(page.get_text().split()))
            dots = page.get_pixmap(dpi=DOTS_AN_INCH, colorspace=pymupdf.csGRAY)
            scanned = zxingcpp.read_barcodes(memoryview(dots.samples).cast("B", (dots.height, dots.width)))
            assert written and sorted(code.text for code in scanned) == sorted(" ".join(each) for each in written)


def test_strangers_text_stays_text_in_every_document(documents):
    said: dict[str, str] = {}
    for path in documents:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xml")}
        for name, part in parts.items():
            assert not name.startswith("xl/worksheets/") or not re.search(r"<f[ />]", part), f"a formula in {path.name}"
            assert set(re.findall(r'w:instr="([^"]*)"|<w:instrText', part)) <= {" PAGE "}, f"a field in {path.name}"
        said[path.stem] = html.unescape("".join(parts.values()))
    for where, words in (
        ("难办镇_核实清单", (FORMULA, PLUS)), ("难办镇_入户核实表", (FORMULA, PLUS)), (f"水阳镇_反馈回执_{small.MONTH}", (FORMULA, PLUS)),
        ("监测对象档案", ("=1+1",)), ("难办局_回执", ("=cmd|'/c calc'!A1",)),
    ):
        assert all(word in said[where] for word in words), where


if __name__ == "__main__":
    with_folder = Path(sys.argv[1]).parent / "on_paper"
    with_folder.mkdir(exist_ok=True)
    for name, paper in on_paper([Path(each) for each in sys.argv[1:]], with_folder).items():
        print(f"{name}: {len(paper)} pages, smallest type %.1f points (%s)" % smallest_type(paper))
