"""What is done on pages: files dropped in, a run, decisions that are files, a copy published whole or not at all."""

import datetime as dt
import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from types import SimpleNamespace

import openpyxl
import pytest

from flows import publication
from flows.clock import now, today
from flows.console import deciding, dropping, working
from flows.console.server import application, first_link
from flows.month import run_month
from flows.workspace import Workspace
from matchers.published.reading import FOLDER, POINTER, published_file
from reports import filling
from schemas.months import parse_month
from schemas.returned.reviewed import ANSWER, CASE_ID, UNDECIDED, WHOLE
from tests.flows import small
from tests.flows.console.conftest import HOST, Browser, waited, words_of
from tests.matchers.desk import County, place
from tests.matchers.people import lives, number

JUNE = parse_month(small.MONTH)


def csv_of(county, *rows, name="医保结算_202406（补报）"):
    path = county.drop("settlement", *rows, folder="2023-01", name=name)
    data = path.read_bytes()
    path.unlink()
    path.parent.rmdir()
    return path.name, data


def test_a_file_dropped_in_is_read_at_once_and_run(opened, county):
    bureau = opened["bureau"]
    assert "比对 6月" in bureau.get("/").text
    bureau.get("/files")
    name, data = csv_of(county, small.bill("7", "孙玉兰", small.SUN, "15000"))
    sent = bureau.post("/files", files=[("files", (name, data))], month="2024-06")
    assert sent.headers["location"] == "/work"
    assert waited(county.home)["is_done"] and (county.inbox / small.MONTH / name).read_bytes() == data
    assert "用上了" in bureau.get("/files").text
    before = published_file(county.home)
    bureau.get("/")
    bureau.post("/run", month="2024-06")
    work = waited(county.home)
    assert work["is_done"] and work["words"] == "比对完成" and published_file(county.home) != before
    assert "孙玉兰" in bureau.get("/leads").text and "比对完成" in bureau.get("/work").text
    assert 'data: {"words"' in bureau.get("/progress").text


def test_a_departments_page_tells_what_to_ask_it_for(opened, county):
    bureau = opened["bureau"]
    assert "/department?name=%E5%8C%BB%E4%BF%9D%E5%B1%80&amp;month=2024-06" in bureau.get("/files", month=small.MONTH).text
    page = words_of(bureau.get("/department", name="医保局", month=small.MONTH))
    assert "医保局：2024年6月的数据，有1行有错、先没用上" in page and "医保结算_2024-06.csv 第5行 个人自付" in page and "六十" not in page
    assert "教育局" not in page and "医保局_回执_2024-06.xlsx" in page and "没有要办的" in words_of(bureau.get("/department", name="民政局", month=small.MONTH))
    (county.home / "outbox" / "催报" / small.MONTH).mkdir(parents=True)
    (county.home / "outbox" / "催报" / small.MONTH / "医保局_催报单_2024-06_0705.xlsx").write_bytes(b"x")
    assert "医保局_催报单" in bureau.get("/department", name="医保局", month=small.MONTH).text
    assert bureau.get("/receipt", month=small.MONTH, file="医保局_催报单_2024-06_0705.xlsx").content == b"x"
    assert "没有这个部门" in words_of(bureau.get("/department", name="张三"))
    (county.inbox / "2024-07").mkdir()
    assert "医保局：2024年7月的数据，医保参保、医保结算还没有收到" in words_of(bureau.get("/department", name="医保局"))


@pytest.mark.parametrize(("name", "words"), [("坏.exe", "不是收的文件"), ("../../county.toml", "不是收的文件")])
def test_what_is_no_file_of_ours_is_not_taken(opened, county, name, words):
    bureau = opened["bureau"]
    bureau.get("/files")
    before = sorted(county.home.rglob("*.toml"))
    answer = bureau.post("/files", files=[("files", (name, b"x"))], month="2024-06")
    assert answer.status_code == 400 and words in words_of(answer) and sorted(county.home.rglob("*.toml")) == before


def test_a_name_with_folders_stays_in_the_folder_and_never_overwrites(opened, county):
    bureau = opened["bureau"]
    bureau.get("/files")
    there = county.inbox / small.MONTH / "医保结算_2024-06.csv"
    kept = there.read_bytes()
    bureau.post("/files", files=[("files", ("../../医保结算_2024-06.csv", b"a,b\n"))], month="2024-06")
    waited(county.home)
    assert there.read_bytes() == kept and (there.with_stem(f"{there.stem}（2）")).read_bytes() == b"a,b\n"
    assert not list((county.home / ".console" / "uploads").iterdir())


def test_a_decision_is_the_issued_workbook_filled_in(opened, county):
    bureau = opened["bureau"]
    page = bureau.get("/cases")
    case_id = page.text.split('name="case_id" value="')[1].split('"')[0]
    assert "待判断<b>1件" in bureau.get("/").text.replace("\n", "") and "钱多多" in page.text
    bureau.get("/cases")
    assert bureau.post("/cases", case_id=case_id, answer="候选9").status_code == 400
    assert bureau.post("/cases", case_id="别的", answer="候选1").status_code == 400
    assert not (county.home / "returns" / small.MONTH).exists()
    bureau.get("/cases")
    assert bureau.post("/cases", case_id=case_id, answer="不是花名册上的人").headers["location"] == "/cases?said=saved"
    bureau.get("/cases")
    bureau.post("/cases", case_id=case_id, answer="候选1")  # thought better of it: the same file
    (file,) = (county.home / "returns" / small.MONTH).iterdir()
    book = openpyxl.load_workbook(file)
    rows = [row for row in book.worksheets[0].iter_rows(values_only=True) if case_id in row]
    assert "候选1" in rows[0] and book.custom_doc_props["kind"].value == "review"
    assert "已经选了：候选1" in bureau.get("/cases").text
    assert run_month(Workspace.at(county.home), JUNE).review_waiting == 0
    assert "没有要判断的" in bureau.get("/cases").text


def test_two_who_decide_at_once_both_have_decided(county):
    workspace = Workspace.at(county.home)
    book = openpyxl.Workbook()
    book.active.title = "待人工判断"
    for row in ((CASE_ID, ANSWER), *((f"P{at}", None) for at in range(8))):
        book.active.append(row)
    book.save(deciding.issued(workspace, JUNE, deciding.REVIEW))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda at: deciding.put(workspace, JUNE, deciding.REVIEW, CASE_ID, {("待人工判断", f"P{at}"): {ANSWER: UNDECIDED}}), range(8)))
    (file,) = deciding.by_page(workspace, JUNE, deciding.REVIEW)
    assert [row[ANSWER] for _, row in deciding.rows_of(file, CASE_ID, ANSWER)] == [UNDECIDED] * 8


def test_of_files_of_one_name_sent_at_once_none_is_lost(opened, county):
    bureau = opened["bureau"]
    bureau.get("/files")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda at: bureau.client.post("/files", data={"form_token": bureau.token, "month": small.MONTH}, files=[("files", ("供水.csv", f"a,{at}\n".encode()))]), range(4)))
    waited(county.home)
    assert {path.read_text("utf-8") for path in (county.inbox / small.MONTH).glob("供水*.csv") if path.stat().st_size < 9} == {f"a,{at}\n" for at in range(4)}


def test_towns_lists_come_back_on_the_page(opened, county):
    bureau = opened["bureau"]
    book = openpyxl.load_workbook(next((county.outbox() / "towns").glob("狸桥镇_核实清单*.xlsx")))
    for sheet in book.worksheets:
        titles = next(({cell.value: cell.column for cell in row} for row in sheet.iter_rows() if any(cell.value == "是否属实" for cell in row)), {})
        for row in sheet.iter_rows() if titles else ():
            if sheet.cell(row[0].row, titles["线索编号"]).value == "2024-06-李家":
                for title, value in {"是否属实": "否", "情况": "已在他处就读", "核实人": "王五", "核实日期": dt.date(2024, 7, 8)}.items():
                    sheet.cell(row[0].row, titles[title]).value = value
            elif sheet.cell(row[0].row, titles["线索编号"]).value == "2024-06-狸桥镇-东云村":
                sheet.cell(row[0].row, titles["是否属实"]).value = "也许"
    path = county.home / "filled.xlsx"
    book.save(path)
    bureau.get("/chasing")
    bureau.post("/returns", files=[("files", ("狸桥镇.xlsx", path.read_bytes()))])
    assert waited(county.home)["lines"][1] == "采用答复 1 条，没有采用 1 行"
    assert "交回来没有用上的 1 行" in words_of(opened["town"].get("/town")) and "是、否、无法核实" in words_of(bureau.get("/town", name="狸桥镇"))
    told = words_of(opened["town"].get("/lead", id="2024-06-李家"))
    assert "销号" in told and "乡镇答复：不属实（已在他处就读），王五" in told.replace(" ，", "，")
    assert "入户核实表" not in told and opened["town"].get("/visits.docx", q="2024-06-李家").status_code == 400, "nobody need go there again"
    assert "来自哪些文件" in told and "学籍_2024-06.csv" in told, "reasons of the run are still told"


def test_a_copy_of_an_earlier_program_is_none(county):
    old = published_file(county.home)
    old.rename(old.with_name("pages_20260101-000000.duckdb"))
    (county.home / FOLDER / POINTER).write_text("pages_20260101-000000.duckdb", "utf-8")
    assert published_file(county.home) is None
    run_month(Workspace.at(county.home), JUNE)
    assert published_file(county.home) and not (county.home / FOLDER / "pages_20260101-000000.duckdb").exists()


@pytest.mark.parametrize("at", ["publish", "write_whole"])
def test_killed_while_publishing_the_copy_before_goes_on(county, monkeypatch, at):
    before = published_file(county.home)

    def dies(*_):
        raise KeyboardInterrupt

    small.later_drop(county)
    monkeypatch.setattr(publication, at, dies)
    with pytest.raises(KeyboardInterrupt):
        run_month(Workspace.at(county.home), JUNE)
    assert published_file(county.home) == before and before.is_file()
    monkeypatch.undo()
    (county.home / FOLDER / "pages_half.duckdb").write_bytes(b"half")
    small.later_drop(county).write_text("", "utf-8")
    run_month(Workspace.at(county.home), JUNE)
    left = sorted(path.name for path in (county.home / FOLDER).iterdir())
    assert left == [POINTER, before.name, published_file(county.home).name], "the one before stays for whoever has just read its name"


@pytest.mark.parametrize("of", ["deciding", "dropping"])
def test_killed_while_deciding_or_uploading_nothing_half_is_there(opened, county, monkeypatch, of):
    bureau = opened["bureau"]
    case_id = bureau.get("/cases").text.split('name="case_id" value="')[1].split('"')[0]
    before = sorted(path for folder in ("inbox", "returns") for path in (county.home / folder).rglob("*") if path.is_file())

    def dies(*_):
        raise SystemError("killed")

    monkeypatch.setattr(*((filling, "write_whole") if of == "deciding" else (dropping.os, "replace")), dies)
    with pytest.raises(SystemError):
        bureau.post("/cases", case_id=case_id, answer="候选1") if of == "deciding" else bureau.post("/files", files=[("files", ("医保结算_202406.csv", b"a,b\n"))], month=small.MONTH)
    monkeypatch.undo()
    assert before == sorted(path for folder in ("inbox", "returns") for path in (county.home / folder).rglob("*") if path.is_file())


def test_the_console_never_opens_the_database(opened, county, monkeypatch):
    county.home.joinpath("warehouse.duckdb").unlink()
    assert opened["bureau"].get("/leads").status_code == 200 and "李国强" in opened["town"].get("/leads").text


def test_work_whose_process_number_is_anothers_by_now_has_ended(opened, county):
    job = {"kind": "run", "month": small.MONTH, "pid": os.getpid(), "words": "正在比对", "done": 0, "total": 0, "began": now().isoformat(), "ended": "", "is_done": False, "lines": []}
    (county.home / working.JOB).write_text(json.dumps(job), "utf-8")
    assert working.state(county.home)["ended"] and working.begin(county.home, "collect", JUNE)
    assert not working.begin(county.home, "collect", JUNE), "one at a time"
    assert waited(county.home)["is_done"]


def test_work_that_starts_slowly_is_not_told_as_dead(opened, county, monkeypatch):
    job = {"kind": "run", "month": small.MONTH, "pid": 0, "words": "正在启动", "done": 0, "total": 0, "began": (now() - dt.timedelta(minutes=2)).isoformat(), "ended": "", "is_done": False, "lines": []}
    (county.home / working.JOB).write_text(json.dumps(job), "utf-8")
    monkeypatch.setattr(working, "_CHILDREN", [])  # without another test's that is about to end
    assert working.state(county.home)["ended"], "nobody is at it"
    monkeypatch.setattr(working, "_CHILDREN", [SimpleNamespace(poll=lambda: None)])
    assert not working.state(county.home)["ended"] and not working.begin(county.home, "collect", JUNE)


def test_work_that_ends_while_it_is_looked_at_is_done(opened, county, monkeypatch):
    job = {"kind": "run", "month": small.MONTH, "pid": os.getpid(), "words": "正在比对", "done": 0, "total": 0, "began": now().isoformat(), "ended": "", "is_done": False, "lines": []}
    (county.home / working.JOB).write_text(json.dumps(job), "utf-8")

    def ends(*_, **__):
        (county.home / working.JOB).write_text(json.dumps(job | {"ended": now().isoformat(), "is_done": True}), "utf-8")
        return nullcontext()

    monkeypatch.setattr(working, "FileLock", ends)
    assert working.state(county.home)["is_done"]


def test_no_name_is_too_long_or_a_device(opened, county):
    names = ("县" * 200 + "医保结算_202406.csv", "CON.csv", "nul.医保.csv")
    opened["bureau"].get("/files")
    assert opened["bureau"].post("/files", files=[("files", (name, "姓名\n".encode())) for name in names], month=small.MONTH).status_code == 303
    waited(county.home)
    for name in names:
        taken = [path.name for path in (county.home / "inbox" / small.MONTH).iterdir() if path.name.endswith(name[-8:])]
        assert taken and all(len(each.encode()) <= 255 and each.partition(".")[0].upper() not in ("CON", "NUL") for each in taken)


def test_a_form_of_words_may_not_be_as_large_as_one_with_files(opened):
    opened["bureau"].get("/accounts")
    assert opened["bureau"].post("/accounts", name="x" * 5_000_000).status_code == 400
    assert opened["nobody"].post("/login", name="x" * 5_000_000, password="x").status_code == 400


def test_an_extract_that_shrank_is_decided_on_the_page_of_cases(tmp_path):
    county = County(tmp_path / "county")
    people = [(name, number(f"1950-01-{10 + at}")) for at, name in enumerate(("王桂英", "李国强", "赵永福", "孙乐乐", "周海波", "吴晓峰", "郑守田", "冯秋菊", "陈青山", "褚小禾", "卫长河", "蒋玉竹"))]  # fewer prove nothing
    county.drop("roster", *(lives(*each, 乡镇="水阳镇") for each in people), folder="2023-01")
    for month, size in (("2024-03", 12), ("2024-04", 12), ("2024-05", 12), ("2024-06", 2)):
        county.drop("enrolment", *({"姓名": name, "证件号码": known, **place("水阳镇")} for name, known in people[:size]), folder=month)
    county.run()
    app = application(county.workspace.home, [HOST])
    bureau = Browser(app).set_password(first_link(app.state.desk, ""))
    page = bureau.get("/cases")
    assert "比平时少很多" in words_of(page) and "医保参保" in words_of(page)
    case_id = re.search(r'name="case_id" value="([^"]+)"', page.text)[1]
    assert bureau.post("/cases", case_id=case_id, answer="候选1").status_code == 400
    assert bureau.post("/cases", case_id=case_id, answer=WHOLE, why="电话问过").headers["location"] == "/cases?said=saved"
    assert "已经选了：就是这么多" in words_of(bureau.get("/cases", n=1))
    county.run()
    assert {indicator for _, _, indicator in county.signals()} == {"insurance.lapsed"}
    report = next(county.workspace.outbox(JUNE).glob("月报*.html")).read_text("utf-8")
    assert f"{today()}已核实“就是这么多”（电话问过）" in report
    app.state.desk.accounts.close()
