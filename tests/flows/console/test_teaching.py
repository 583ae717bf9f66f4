"""A file that nobody knows: its page, a preview, what is saved is the 对照表 in returns/, and it is read at once."""

import re

import openpyxl

from flows.county import opened as opened_county
from flows.workspace import Workspace
from schemas.months import parse_month
from tests.flows import small
from tests.flows.console.conftest import waited, words_of
from tests.flows.test_teaching import MEANS, dropped

PATH = f"{small.MONTH}/特别补贴{small.MONTH}.xlsx"


def chosen(page, **means):
    """What a browser would send of the form as it stands, with some drop-downs set."""
    form = dict(re.findall(r'<input type="hidden" name="(path|of)" value="([^"]*)"', page.text))
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page.text, re.S):
        form[name] = next(iter(re.findall(r"<option selected>([^<]*)", options)), "")
    for place, heading in re.findall(r"<tr><td>([A-Z]+)</td><td>([^<]*)</td>", page.text):
        form |= {f"means/{place}": means[heading]} if heading in means else {}
    return form


def test_a_file_nobody_knows_is_taught_on_its_page(opened, county):
    bureau, which = opened["bureau"], "answer/这是哪一种数据"
    dropped(county)
    assert "文件夹里还有 1 个没有读" in words_of(bureau.get("/files")), "put there by hand"
    assert bureau.post("/read", month=small.MONTH).headers["location"] == "/work" and waited(county.home)["is_done"]
    assert "读不了 1个文件" in " ".join(words_of(bureau.get("/")).split()) and "bidui" not in words_of(bureau.get("/work"))
    assert f'href="/layout?path={PATH[:7]}' in bureau.get("/files").text and PATH in bureau.get("/layout").text
    page = bureau.get("/layout", path=PATH)
    assert "点“教它怎么读”" in words_of(page) and "bidui" not in words_of(page), "who has a button is told no command"
    assert "王桂英" in page.text and small.WANG not in page.text and "老人家名字叫" in page.text
    page = bureau.post("/layout", **chosen(page) | {which: "社会救助"})
    assert "发放金额" in page.text and "没有“享受状态”一列" in page.text, "columns and questions of the kind that was chosen"
    wrong = bureau.post("/layout", **chosen(page, **MEANS, 序="姓名") | {"what": "save"})
    assert "有几列都认作 姓名" in words_of(wrong) and not (county.home / "returns" / small.MONTH).exists()
    seen = bureau.post("/layout", **chosen(page, **MEANS, 序="不用") | {"what": "try"})
    told = words_of(seen)
    assert "用上 2 行" in told and "600.00元" in told and small.WANG not in told and not (county.home / "layouts").exists()
    sent = bureau.post("/layout", **chosen(seen) | {"what": "save"})
    assert sent.headers["location"] == "/work"
    work = waited(county.home)
    assert work["is_done"] and "没能用上 0 个" in work["lines"][0]
    (table,) = (county.home / "returns" / small.MONTH).iterdir()
    assert table.name == "对照表_特别补贴.xlsx" and openpyxl.load_workbook(table).custom_doc_props["kind"].value == "layout"
    assert len(list((county.home / "layouts").glob("*.toml"))) == 1 and not list((county.home / ".console").glob("tmp*"))
    assert "没有读不了的文件" in bureau.get("/layout").text


def test_what_was_taught_wrongly_is_taught_again_on_its_page(opened, county):
    bureau, which = opened["bureau"], "answer/这是哪一种数据"
    dropped(county)
    bureau.post("/read", month=small.MONTH)
    assert waited(county.home)["is_done"]
    for wage in ("400", "600"):
        page = bureau.post("/layout", **chosen(bureau.get("/layout", path=PATH)) | {which: "社会救助"})
        means = MEANS | ({"序": "不用"} if wage == "600" else {"序": "发放金额", next(heading for heading, means in MEANS.items() if means == "发放金额"): "不用"})
        assert bureau.post("/layout", **chosen(page, **means) | {"what": "save"}).headers["location"] == "/work"
        assert waited(county.home)["is_done"]
        with opened_county(Workspace.at(county.home)) as warehouse:
            from matchers.months import linking

            linking.note_parts(warehouse, parse_month(small.MONTH))
            amounts = [amount for (amount,) in warehouse.rows("SELECT amount FROM intake.assistance JOIN linked.part AS part USING (part_id) WHERE part.path LIKE '%特别补贴%'")]
        assert (600 in amounts) is (wage == "600")
    assert "读得不对？" in bureau.get("/department", name="民政局", month=small.MONTH).text


def test_only_a_file_that_was_read_or_refused_is_opened(opened):
    for path in ("../county.toml", "2024-06/../../county.toml", "/etc/passwd", "没有", "2024-06/没有.csv"):
        assert opened["bureau"].get("/layout", path=path).status_code == 400
