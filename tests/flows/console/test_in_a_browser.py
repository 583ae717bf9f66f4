"""A whole month in a real browser: the system's Chromium by Playwright; skipped where either is not."""

from __future__ import annotations

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from flows.workspace import create
from tests.flows import small
from tests.flows.console.conftest import PASSWORD
from tests.flows.test_teaching import MEANS, dropped

ROOT = Path(__file__).resolve().parents[3]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")
SHORT = 120_000  # ms, on a busy machine


@pytest.fixture
def page():
    with playwright.sync_playwright() as there:
        browser = there.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else [])
        opened = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        opened.set_default_timeout(SHORT)
        opened.faults = []
        opened.on("pageerror", lambda fault: opened.faults.append(str(fault)))
        opened.on("console", lambda said: opened.faults.append(said.text) if "Content Security Policy" in said.text else None)
        yield opened
        browser.close()


@pytest.fixture
def month(tmp_path):
    """A workspace after its May; June's files beside it, and a list that nobody knows."""
    built = small.build(tmp_path / "built")
    county = small.County(tmp_path / "county")
    create(county.home)
    shutil.copytree(built.inbox / small.MONTH_BEFORE, county.inbox / small.MONTH_BEFORE)
    county.run(small.MONTH_BEFORE)
    june = sorted((built.inbox / small.MONTH).iterdir())[:5]
    settlement = next(built.inbox.glob(f"{small.MONTH}/医保结算*"))
    return county, [*{*june, settlement}, dropped(built)]


@pytest.fixture
def link(month):
    county, _ = month
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "flows.cli", "console", "--home", str(county.home), "--no-browser", "--port", str(port)]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    said = running.stdout.readline()
    for _ in range(200):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield re.search(r"http\S+", said)[0]
    running.terminate()
    running.wait(10)


def done(page, words):
    """The work's page once it says so; it told its progress by itself."""
    page.wait_for_selector(".box.done")
    shown(page, words)


def shown(page, words):
    page.wait_for_selector(f"main:has-text('{words}')")


def test_a_whole_month(page, month, link):
    county, files = month
    page.goto(link)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    page.click("button.main")
    page.wait_for_selector("h1:has-text('今天要办')")
    page.click("nav >> text=收文件")
    page.fill("[name=month]", small.MONTH)
    page.set_input_files("[name=files]", [str(file) for file in files])  # sent as soon as they are chosen
    done(page, "文件已收下")
    held = []
    page.route("**/page.js*", lambda route: route.continue_() if held else held.append(route))
    page.click("text=教它怎么读", no_wait_after=True)
    page.select_option("select[data-send]", "社会救助")  # its columns are shown at once, though the page's script comes late
    held[0].continue_()
    page.wait_for_selector("select[name^='means/'] option:has-text('发放金额')", state="attached")
    for heading, means in {**MEANS, "序": "不用"}.items():
        page.select_option(f"select[aria-label='{heading}认作']", means)
    page.click("text=先看看会读成什么")
    shown(page, "用上 2 行")
    page.click("text=保存，马上重新读")
    done(page, "没能用上 0 个")
    page.click("nav >> text=收文件")
    with page.expect_download() as receipt:
        page.click("text=下载回执 >> nth=0")
    assert openpyxl.load_workbook(io.BytesIO(receipt.value.path().read_bytes())).sheetnames
    page.click("nav >> text=今天要办")
    page.click("text=比对 6月")
    done(page, "比对完成")
    page.click("nav >> text=待判断")
    page.wait_for_selector("[data-key='0']")
    page.wait_for_load_state()  # keys are heard once the page's script has come
    page.keyboard.press("0")
    page.wait_for_selector("text=已保存，下一次比对时采用。")
    (decided,) = (county.home / "returns" / small.MONTH).glob("待判断名单*")
    page.click("nav >> text=线索")
    page.click("text=李国强")
    shown(page, "为什么有这户")
    assert small.LI not in page.content()
    with page.expect_download() as form:
        page.click("text=入户核实表（Word）")
    assert form.value.suggested_filename == "入户核实表_2024-06.docx"
    page.click("nav >> text=催办")
    page.set_input_files("[name=files]", str(answered(county)))
    done(page, "采用答复 1 条")
    page.goto(page.url.partition("/work")[0] + "/lead?id=2024-06-李家")
    assert "销号" in page.inner_text("h1") and page.faults == [] and decided.is_file()


def answered(county) -> Path:
    book = openpyxl.load_workbook(next((county.outbox() / "towns").glob("狸桥镇_核实清单*.xlsx")))
    for sheet in book.worksheets:
        titles: dict[str, int] = {}
        for row in sheet.iter_rows():
            texts = {cell.value: cell.column for cell in row}
            titles = titles or (texts if "是否属实" in texts else {})
            if titles and sheet.cell(row[0].row, titles["线索编号"]).value == "2024-06-李家":
                for title, value in {"是否属实": "否", "情况": "已在他处就读", "核实人": "王五", "核实日期": "2024-07-08"}.items():
                    sheet.cell(row[0].row, titles[title]).value = value
    book.save(path := county.home / "filled.xlsx")
    return path
