"""Every page for every role; a town walks every route with another town's ids and sees nothing of it."""

import re

import pytest

from flows.console.gate import ONLY_BUREAU
from flows.console.server import PAGES
from matchers.published.reading import SQL, TABLES, Published, published_file
from tests.flows import small
from tests.flows.console.conftest import words_of
from tests.signs import sign_of

SENT = {"id": "王桂英家", "household_id": "张德明家", "town": "水阳镇", "village": "裘公村", "file": "towns/水阳镇_核实清单_2024-06.xlsx", "q": "王桂英家", "name": "水阳镇", "path": "2024-06/医保结算_2024-06.csv", "month": "2024-06", "why": "看一看"}
ANOTHERS = ("王桂英", "张德明", "孙玉兰", "大桥村", "裘公村", "水阳镇", "13900000001", small.WANG[:6] + "********" + small.WANG[-4:], small.WANG, small.ZHANG)
FULL = re.compile(r"(?<!\d)\d{17}[\dX](?!\d)")
ID = {"/lead": "2024-06-李家", "/household": "李家", "/household/numbers": "李家"}


def visited(browser, method, address, **sent):
    return browser.get(address, **sent) if method == "GET" else browser.post(address, **sent)


def of_role():
    return [(m, a, roles) for m, a, _, roles in PAGES if a != "/logout"]


@pytest.mark.parametrize("role", ["bureau", "leader", "town"])
def test_every_page_for_every_role(walked, role):
    for method, address, roles in of_role():
        if method == "GET":
            file = "towns/狸桥镇_核实清单_2024-06.xlsx" if address == "/download" else "水务局_回执_2024-06.xlsx"
            answer = walked[role].get(address, id=ID.get(address, ""), file=file, month="2024-06", name="医保局" if address == "/department" else "狸桥镇")
            assert answer.status_code == (403 if role not in roles else 400 if address == "/card.xlsx" else 200), address  # the default book has no 明白卡
            assert "default-src 'self'" in answer.headers["content-security-policy"] and answer.headers["cache-control"] == "no-store"
            if answer.headers["content-type"].startswith("text/html"):
                assert not re.search(r"<script>|<style|\sstyle=|\son\w+=|javascript:|https?://", answer.text), address
                assert address == "/cases" or not FULL.search(answer.text), address


def test_nobody_sees_anything(walked):
    for method, address, *_ in PAGES:
        answer = visited(walked["nobody"], method, address, **SENT)
        assert answer.status_code == 303 and answer.headers["location"] == "/login" and not answer.text


def test_a_town_with_anothers_ids_sees_nothing_of_it(walked):
    town = walked["town"]
    sent = [SENT, SENT | {"id": "2024-06-王桂英家"}, SENT | {"id": "2024-06-狸桥镇-东云村", "town": ""}, {}, {"id": "李家"}, {"list": "new", "state": "' OR 1=1 --", "town": "' OR '1'='1"}]
    for method, address, roles in of_role():
        for params in sent:
            answer = visited(town, method, address, **params)
            text = answer.text
            for value in {**SENT, **params}.values():  # what was typed may be shown again
                text = text.replace(value, "") if value else text
            assert [word for word in ANOTHERS if word in text] == [], (address, params)
            if roles == ONLY_BUREAU:
                assert answer.status_code == 403
    assert "李国强" in town.get("/lead", id="2024-06-李家").text, "their own they see"
    assert "水阳镇" in walked["bureau"].get("/leads").text


def test_leaders_see_figures_and_nobodys_name(walked):
    for method, address, _ in of_role():
        text = visited(walked["leader"], method, address, **SENT | {"id": "李家"}).text
        assert not [name for name in ("王桂英", "张德明", "孙玉兰", "李国强", "李小雨") if name in text.replace(SENT["q"], "").replace("张德明家", "")], address


def test_no_question_reads_past_the_town(finished):
    copy = Published(published_file(finished.home))
    for name, text in SQL.items():
        bare = re.findall(r"\b(?:FROM|JOIN)\s+(\S+)", text)
        known = {table for table in bare if table.strip("{}") in TABLES and not table.startswith("{")}
        assert name in ("own", "published") or not known, f"{name} names a table itself"
    with pytest.raises(TypeError):
        copy.ask("lists")
    assert {row["town"] for row in copy.ask("by_town", "狸桥镇", day=copy.month)} == {"狸桥镇"}
    assert len(copy.ask("by_town", "", day=copy.month)) == 2 and copy.ask("files", "狸桥镇", month=copy.month) == []
    copy.close()


def test_whole_numbers_need_a_reason_and_every_look_is_kept(walked):
    town, bureau = walked["town"], walked["bureau"]
    assert small.LI not in town.get("/household", id="李家").text
    assert town.post("/household/numbers", id="李家", why="").status_code == 400
    assert small.LI in town.post("/household/numbers", id="李家", why="核对证件").text
    assert town.post("/household/numbers", id="张德明家", why="核对证件").status_code == 400
    taken = town.get("/leads.csv", grade="red", state="超期").content.decode("utf-8-sig").splitlines()
    assert ["2024-06-李家", sign_of(walked["home"], "2024-06-李家")] in [line.split(",")[-2:] for line in taken], "as on the issued list, so that it is taken when it comes back"
    log = words_of(bureau.get("/accounts"))
    assert "核对证件" in log and "打开画像" in log and "导出线索" in log and "红、超期" in log, "what was taken away is told"


def test_visit_forms_are_the_runs_own_and_a_towns_own(walked, finished):
    issued = {town: (finished.outbox() / "towns" / f"{town}_入户核实表_2024-06.docx").read_bytes() for town in ("狸桥镇", "水阳镇")}
    town, bureau = walked["town"], walked["bureau"]
    assert town.get("/visits.docx").content == issued["狸桥镇"] and bureau.get("/visits.docx", town="水阳镇").content == issued["水阳镇"]
    assert bureau.get("/visits.docx", q="2024-06-王桂英家").status_code == 200
    assert "2024-06-%E6%9D%8E%E5%AE%B6" in town.get("/lead", id="2024-06-李家").text.partition("/visits.docx?q=")[2]
    for of in ("2024-06-王桂英家", "没有这一户"):
        assert "没有要入户核实的户" in words_of(town.get("/visits.docx", q=of))
    assert "导出入户核实表" in words_of(bureau.get("/accounts", whom="王桂英家"))


def test_what_a_roster_holds_is_text(tmp_path):
    from flows.console.server import application, first_link
    from tests.flows.console.conftest import HOST, Browser
    from tests.matchers.people import lives

    evil = '"><script src=//x></script><img src=x onerror=alert(1)>'
    county = small.County(tmp_path / "county")
    small.create(county.home)
    county.drop("roster", lives(f"王{evil}", small.WANG, household="王家", 村民组=evil, 联系电话=evil, 户类型="脱贫户", 劳动技能=evil, 健康状况=evil))
    county.drop("settlement", small.bill("1", f"王{evil}", small.WANG, "30000", 诊断=evil))
    county.drop("enrolment", {"姓名": "王", "证件号码": small.WANG, "参保状态": evil})
    county.run()
    app = application(county.home, [HOST])
    browser = Browser(app).set_password(first_link(app.state.desk, ""))
    for method, address, *_ in PAGES:
        if method == "GET" and address != "/leads.csv":
            text = browser.get(address, id="王家", q=evil, town=evil, whom=evil).text
            assert "<script src=//x" not in text and "<img" not in text, address
    assert "&lt;script" in browser.get("/household", id="王家").text
