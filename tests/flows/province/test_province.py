"""A province's month: every county finds what it would have found alone, no row is lost, and nobody's mistake is another's."""

import csv
import datetime as dt
import json
import shutil
from collections import Counter
from pathlib import Path

import duckdb
import openpyxl
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.month import run_month
from flows.province.counties import Province
from flows.province.how_far import explain_in, standing
from flows.province.province_month import run_province
from flows.questions.trying import what_if
from flows.workspace import Workspace
from matchers.records.told import SourceRow
from tests.flows.province.conftest import CODES
from tests.matchers.people import number

MONTH = dt.date(2024, 6, 1)
WITHOUT_STAGE = """dataset = "student"
file = "*无学段*"
absent = ["stage"]
[columns]
name = "姓名"
id_number = "证件号码"
status = "学籍状态"
"""


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def signals(outbox: Path) -> list[tuple[str, ...]]:
    """All but which rows they rest on: those lie elsewhere."""
    return sorted(tuple(value for name, value in row.items() if name != "evidence") for row in table(outbox / "2024-06" / "signals.csv"))


def shares(home: Path, code: str) -> list[Path]:
    return sorted((home / "counties" / code / "inbox").glob("*/省级/*.csv"))


def everything(home: Path) -> dict[str, bytes]:
    return {str(file.relative_to(home)): file.read_bytes() for file in sorted(home.rglob("*")) if file.is_file() and file.suffix in (".csv", ".xlsx", ".docx", ".html")}


@pytest.mark.parametrize("code", CODES)
def test_a_county_of_a_province_finds_what_it_finds_alone(ran, drops, code):
    run_month(Workspace.at(drops.alone / code), MONTH, keeps_copy=False)
    of_province = signals(ran / "counties" / code / "outbox")
    assert of_province == signals(drops.alone / code / "outbox") and len(of_province) > 10


def test_every_provincial_row_is_some_countys_or_counted_as_nobodys(ran):
    for drop in sorted((ran / "inbox" / "2024-06").glob("*.csv")):
        rows = len(table(drop))
        taken = Counter(int(row["省级文件的行号"]) for code in CODES for share in shares(ran, code) if drop.stem in share.stem for row in table(share))
        lost = set(range(2, rows + 2)) - set(taken)
        department = drop.stem[1:4]
        receipt = openpyxl.load_workbook(next((ran / "outbox/2024-06/departments").glob(f"{department}_*.xlsx")))
        said = " ".join(str(cell) for sheet in receipt for row in sheet.iter_rows(values_only=True) for cell in row if cell)
        kept = sum(1 for row in range(2, rows + 2) if row in taken)
        assert taken and kept + len(lost) == rows
        if lost:
            assert f"有{len(lost)}行在各县花名册里都找不到人" in said or "出错" in said or "重复" in said, drop.name


def test_a_share_says_which_row_of_the_provincial_file_each_of_its_rows_was(ran):
    drop = next((ran / "inbox" / "2024-06").glob("省人社局*.csv"))
    whole = dict(enumerate(table(drop), 2))
    share = next(path for path in shares(ran, "341802") if drop.stem in path.stem)
    rows = table(share)
    assert rows and all(whole[int(row["省级文件的行号"])]["姓名"].strip()[0] == row["姓名"][0] for row in rows)


def rows_told(told: object) -> list[SourceRow]:
    if isinstance(told, SourceRow):
        return [told]
    parts = told if isinstance(told, tuple) else vars(told).values() if hasattr(told, "__dataclass_fields__") else ()
    return [row for part in parts for row in rows_told(part)]


def test_a_story_names_the_provincial_file_and_row(ran):
    province = Province.at(ran)
    county = province.counties[0]
    lead = next(row["lead_id"] for row in table(county.home / "outbox/2024-06/leads.csv") if "medical." in row["indicators"])
    rows = [row for row in rows_told(explain_in(province, county, lead, dt.date(2024, 7, 10), lambda *_: None)) if row.dataset == "settlement"]
    assert rows and all(row.path.startswith("省级/20") for row in rows)
    for row in rows:
        bill = table(ran / "inbox" / row.path.removeprefix("省级/"))[row.row - 2]
        assert row.amount is None or f"{row.amount:.2f}" in (f"{float(cell):.2f}" for cell in bill.values() if cell.replace(".", "").isdigit())


def test_run_again_nothing_is_handed_on_and_no_file_changes(ran):
    before = everything(ran)
    done = run_province(Province.at(ran), MONTH)
    assert (done.new_files, done.handed, done.failed) == (0, 0, ())
    assert everything(ran) == before
    assert not [*ran.glob(".receipts-due*"), *ran.rglob(".*.unfinished")]


def test_one_countys_mistake_is_its_own_line_and_the_next_run_goes_on(ran, tmp_path):
    home = tmp_path / "province"
    shutil.copytree(ran, home)
    for code in CODES:
        shutil.rmtree(home / "counties" / code / "outbox")
    toml = home / "counties" / "510904" / "county.toml"
    toml.write_text('nmae = "某县"\n', "utf-8")
    database, handed = home / "counties/510904/warehouse.duckdb", {path: path.read_bytes() for code in CODES for path in shares(home, code)}
    whole = database.rename(tmp_path / "whole")
    database.write_bytes(b"no database")
    said = CliRunner().invoke(app, ["province", "run", "2024-06", "--home", str(home)])
    assert said.exit_code == 2 and "510904" in said.output and "nmae" in said.output and "打不开" in said.output
    assert {path: path.read_bytes() for code in CODES for path in shares(home, code)} == handed, "its people are nobody else's now"
    whole.rename(database)
    assert (home / "counties/341802/outbox/2024-06/leads.csv").is_file()
    report = openpyxl.load_workbook(home / "outbox/2024-06/全省月报_2024-06.xlsx")["各县"]
    assert any("nmae" in str(cell) for row in report.iter_rows(values_only=True) for cell in row)
    toml.write_text("", "utf-8")
    again = CliRunner().invoke(app, ["province", "run", "2024-06", "--home", str(home), "--json"])
    assert again.exit_code == 0 and [each["failure"] for each in json.loads(again.output)["counties"]] == ["", ""]
    assert (home / "counties/510904/outbox/2024-06/leads.csv").is_file()
    assert [each.is_done for each in standing(Province.at(home), MONTH)] == [True, True]


def test_the_report_names_nobody(ran):
    people = {row["姓名"] for file in ran.glob("counties/*/inbox/2024-01/*花名册*.csv") for row in table(file)}
    book = openpyxl.load_workbook(ran / "outbox/2024-06/全省月报_2024-06.xlsx")
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    page = (ran / "outbox/2024-06/全省月报_2024-06.html").read_text("utf-8")
    assert book.sheetnames == ["各县", "各乡镇", "各县数据", "按原因", "成片预警", "两县花名册都有", "几县都认", "迁到别的县"]
    assert "第1县" in page and "完成" in page and not [name for name in people if name in page]
    assert people and not people & cells and not [cell for cell in cells if len(cell) == 18 and cell[:17].isdigit()]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[counties.3418]\n", "6位行政区划代码"),
        ("[counties.341802]\npolcy = \"default\"\n", "只能写 name 和 policy"),
        ("counties = 3\n", "只能写"),
        ("name = 3\n", "只能写"),
        ("name = \n", "写法有错"),
    ],
)
def test_what_cannot_be_used_of_province_toml_is_a_sentence(tmp_path, text, said):
    (tmp_path / "province.toml").write_text(text, "utf-8")
    outcome = CliRunner().invoke(app, ["province", "run", "2024-06", "--home", str(tmp_path)])
    assert outcome.exit_code == 2 and said in outcome.output


def test_what_a_department_sends_anew_reaches_the_counties(ran, tmp_path):
    """An amount in a row that stands where it stood; a row that cannot be read, which makes nobody absent; a row that becomes another county's;
    a list that lacks by its layout what is asked for."""
    home = tmp_path / "province"
    shutil.copytree(ran, home)
    inbox = home / "inbox" / "2024-06"

    def share(words: str, code: str = "341802") -> list[dict[str, str]]:
        return [row for path in shares(home, code) if words in path.name and path.parts[-3] == "2024-06" for row in table(path)]

    def send(drop: Path, rows: list[dict[str, str]]) -> None:
        with drop.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def send_anew(department: str, at: int, column: str, value: str) -> list[dict[str, str]]:
        (drop,) = inbox.glob(f"省*{department}*.csv")
        rows = [row | {column: value} if number == at else row for number, row in enumerate(table(drop), 2)]
        send(drop, rows)
        return rows

    bill, insured = int(share("医保结算")[0]["省级文件的行号"]), share("医保参保")[0]
    send_anew("医保结算", bill, "病种", '肺炎, 3#"重"')
    bills = send_anew("医保结算", bill, "个人自付", "1234.56")
    send_anew("医保参保", int(insured["省级文件的行号"]), "参保状态", "？？")
    stranger = number("1988-08-08", 5, "510904")
    send(inbox / "省医保局医保结算补报_202406.csv", [bills[0] | {"结算编号": "X1", "姓名": "外来人", "证件号码": stranger}])
    (home / "layouts").mkdir()
    (home / "layouts" / "无学段.toml").write_text(WITHOUT_STAGE, "utf-8")
    (students,) = inbox.glob("省*学籍*.csv")
    send(inbox / "省教育局无学段_202406.csv", [{name: row[name] for name in ("姓名", "证件号码", "学籍状态")} for row in table(students)])
    assert run_province(Province.at(home), MONTH).failed == ()
    with duckdb.connect(home / "counties/341802/warehouse.duckdb", read_only=True) as county:
        assert county.execute("SELECT stored, absent FROM intake.part WHERE label LIKE '%无学段%'").fetchall() == [(len(share("无学段")), '["stage", "tuition", "boarding", "aid"]')], "what the file does not tell is told of its shares"
    assert share("无学段") and (share("医保结算")[0]["个人自付"], share("医保结算")[0]["病种"]) == ("1234.56", '肺炎, 3#"重"')
    at_fault = next(row for row in share("医保参保") if row["省级文件的行号"] == insured["省级文件的行号"])
    assert (at_fault["姓名"], at_fault["参保状态"]) == (insured["姓名"], "省级文件这一行有错")
    assert [row["证件号码"] for row in share("补报", "510904")] == [stranger]
    insurance = [[row for row in signals(each / "counties/341802/outbox") if any(cell.startswith("insurance.") for cell in row)] for each in (ran, home)]
    assert insurance[0] == insurance[1]
    (roster,) = (home / "counties/341802/inbox/2024-01").glob("*花名册*.csv")
    rows = table(roster)
    send(home / "counties/341802/inbox/2024-06/农户花名册_202406.csv", [*rows, rows[0] | {"姓名": "外来人", "证件号码": stranger}])
    assert run_province(Province.at(home), MONTH, "341802").failed == ()
    assert (share("补报", "510904"), [row["证件号码"] for row in share("补报")]) == ([], [stranger])


def test_a_household_that_moves_takes_its_leads_along(ran, tmp_path):
    """To the county on whose roster it is now: under their numbers; the one that it left is done with them."""
    home = tmp_path / "province"
    shutil.copytree(ran, home)
    of, to = (home / "counties" / code for code in CODES)
    open_ones = [row for row in table(of / "outbox/2024-06/ledger.csv") if row["household_id"]]
    moved = open_ones[0]["household_id"]
    (left,), (new,) = ([*(each / "inbox/2024-01").glob("*花名册*.csv")] for each in (of, to))
    people, others = table(left), table(new)
    place = {name: others[0][name] for name in ("乡镇", "行政村", "村民小组") if name in others[0]}
    number_column = next(name for name in people[0] if "户编号" in name)
    gone = [row | place | {number_column: "51090499999999"} for row in people if row[number_column] == moved]
    for county, rows in ((of, [row for row in people if row[number_column] != moved]), (to, [*others, *gone])):
        drop = county / "inbox/2024-07/农户花名册_202407.csv"
        drop.parent.mkdir()
        with drop.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    province, july = Province.at(home), dt.date(2024, 7, 1)
    (home / "inbox" / "2024-07").mkdir()
    assert gone and run_province(province, july).failed == ()
    theirs = {row["lead_id"]: row for row in table(to / "outbox/2024-07/ledger.csv") if row["household_id"] == "51090499999999"}
    left_behind = {row["lead_id"]: row for row in table(of / "outbox/2024-07/ledger.csv") if row["household_id"] == moved}
    for lead in (row for row in open_ones if row["household_id"] == moved):
        assert theirs[lead["lead_id"]]["state"] in ("待核实", "超期") and theirs[lead["lead_id"]]["formerly"].endswith(moved)
        assert (left_behind[lead["lead_id"]]["state"], left_behind[lead["lead_id"]]["joined_to"]) == ("销号", "510904/51090499999999")
    report = openpyxl.load_workbook(home / "outbox/2024-07/全省月报_2024-07.xlsx")["迁到别的县"]
    assert any(moved in map(str, row) and "51090499999999" in map(str, row) for row in report.iter_rows(values_only=True))
    before = everything(home)
    assert run_province(province, july).failed == () and everything(home) == before
    assert run_province(province, MONTH).failed == ()  # an older one splits by the rosters that were known then, and tells the same
    assert everything(home / "outbox") == {path.removeprefix("outbox/"): text for path, text in before.items() if path.startswith("outbox/")}


def test_other_numbers_are_tried_county_by_county(ran):
    asked = ["province", "whatif", "2024-06", "--home", str(ran), "--set"]
    said = CliRunner().invoke(app, [*asked, "expenditure.surge.ratio=1.2", "--json"])
    tried = {each["code"]: each["leads"] for each in json.loads(said.output)}
    alone = {code: what_if(Workspace.at(ran / "counties" / code), MONTH, ["expenditure.surge.ratio=1.2"]).found.whole for code in CODES}
    assert {code: (leads["gained"], leads["stays"], leads["lost"]) for code, leads in tried.items()} == {code: (each.gained, each.stays, each.lost) for code, each in alone.items()}
    assert all(leads["stays"] for leads in tried.values())
    wrong = CliRunner().invoke(app, [*asked, "expenditure.surge.rtio=1.2"])
    assert wrong.exit_code == 2 and "rtio" in wrong.output
