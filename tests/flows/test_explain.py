"""A lead's story: every figure adds up from cells that are really there, and nobody is named."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from flows.county import policy_of
from flows.fingerprints import recorded_decisions
from flows.workspace import Workspace
from matchers.explaining import reasons
from matchers.explaining.reasons import LASTING, PARTS
from matchers.explaining.story import story_of
from matchers.leads.ledger import ledger_now
from matchers.months import linking
from matchers.months.measuring import Month, measure
from matchers.rules import all_rules
from matchers.warehouse import Warehouse
from reports.lead_story import MEASURES, plain
from schemas.dataset import all_datasets
from schemas.months import parse_month
from tests.flows import small
from tests.flows.look import contents, rows
from tests.flows.test_replay import send_back
from tests.signs import sign_of

JUNE, JULY = "2024-06", "2024-07"
MEDICAL, INCOME, ABSENT, VILLAGE = "34180200000092", "34180200000004", "34180200000029", "五星乡-永义村"
RULES = {rule.indicator: rule for rule in all_rules().values()}
YUAN = ("个人自付", "月工资", "发放金额", "学费", "住宿费", "资助金额", "纯收入")


def lead_of(home, owner):
    return next(row["lead_id"] for row in rows(home / "outbox" / JUNE / "leads.csv") if row["lead_id"].endswith(owner))


def told(bidui, home, *words):
    ran = bidui("explain", *words, "--home", home, "--json")
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)


def two_of_each(leads):
    chosen, met = [], Counter()
    for lead in sorted(leads, key=lambda lead: -len(lead.indicators)):
        if any(met[indicator] < 2 for indicator in lead.indicators):
            chosen.append(lead)
            met.update(lead.indicators)
    return chosen


@pytest.fixture(scope="module")
def stories(example, tmp_path_factory):
    """Of two leads of June for each indicator, linked and measured once."""
    workspace = Workspace.at(example)
    policy = policy_of(workspace, None)
    with (
        Warehouse.beside(tmp_path_factory.mktemp("now") / "now.duckdb", workspace.database) as scratch,
        pytest.MonkeyPatch.context() as patch,
    ):
        linking.link(scratch, parse_month(JUNE), recorded_decisions(scratch, parse_month(JUNE)), lambda step: None)
        measure(Month(scratch, policy, parse_month(JUNE)))
        patch.setattr(reasons, "measure", lambda *_: None)
        leads = two_of_each(ledger_now(scratch, policy).leads.values())
        return [story_of(scratch, policy, lead, dt.date(2024, 7, 6), lambda month: None, all_months=False) for lead in leads]


def signals(stories):
    return [signal for story in stories for _, told in story.reasons for signal in told]


def test_all_signals_of_a_lead_are_told(stories, example):
    issued = rows(example / "outbox" / JUNE / "signals.csv")
    assert {signal.indicator for signal in signals(stories)} == {row["indicator"] for row in issued}
    for story in stories:
        mine = [row for row in issued if (row["household_id"] or row["village"]) == (story.household_id or story.village)]
        assert len(mine) == sum(len(told) for _, told in story.reasons)
    assert not any(signal.has_changed for signal in signals(stories)), "nothing has come since"


def test_what_the_last_run_linked_tells_the_same(stories, example, bidui):
    told_now = told(bidui, example, lead_of(example, MEDICAL))
    (linked_anew,) = (plain(story) for story in stories if story.household_id == MEDICAL)
    assert told_now["reasons"] == json.loads(json.dumps(linked_anew["reasons"]))


def test_rows_add_up_to_their_month(stories):
    checked = 0
    for signal in signals(stories):
        for figure in signal.figures:
            for month in figure.months:
                if month.amount is None:
                    assert month.missing
                else:
                    assert sum((row.amount for row in month.rows), Decimal()) == month.amount
                    checked += len(month.rows)
    assert checked > 200


def figures_of(signal, name=None):
    figure = next(figure for figure in signal.figures if name in (None, figure.measure))
    return [month.amount for month in figure.months]


def cents(amount):
    return amount.quantize(Decimal("0.01"))


def test_months_add_up_to_the_signal(stories):
    """By the contract's own formulas, from the months shown."""
    seen = set()
    for signal in signals(stories):
        issued, name = signal.issued, signal.indicator
        if name in ("medical.self_pay_month", "medical.self_pay_year", "education.unaided_burden"):
            assert sum(filter(None, figures_of(signal)), Decimal()) == issued.value
        elif name in ("expenditure.surge", "income.drop"):
            now, *before = figures_of(signal)
            known = [amount for amount in before if amount is not None]
            choose = max if name == "expenditure.surge" else min
            mean = sum(known, Decimal()) / len(known)
            assert now == issued.value
            assert cents(choose(mean, before[-1] if before[-1] is not None else mean)) == issued.baseline
        elif name == "assistance.stopped":
            assert figures_of(signal) == [issued.value, issued.baseline]
        elif signal.annual:
            income = figures_of(signal, "income")
            pairs = [a - b for a, b in zip(income[:12], income[12:], strict=True) if a is not None and b is not None]
            annual = signal.annual
            assert (annual.pairs, annual.difference) == (len(pairs), sum(pairs))
            per_head = annual.last_year + 12 * sum(pairs) / len(pairs) / annual.size
            assert annual.row.amount == annual.last_year
            if name == "income.below_line":
                assert cents(per_head) == issued.value
            else:
                rigid = sum(filter(None, figures_of(signal, "rigid_expenditure")), Decimal())
                assert cents(per_head - rigid / annual.size) == issued.value
        else:
            assert issued.value in (1, 37)
            assert signal.rows or signal.searched
        seen.add(name)
    assert len(seen) >= 12


def cells_of(signal):
    months = [row for figure in signal.figures for month in figure.months for row in month.rows]
    return [(row, cell) for row in (*months, *signal.rows, *([signal.annual.row] if signal.annual else [])) for cell in row.cells]


def opened(inbox: Path, path: str, cache: dict):
    """The file as its department sent it, read by other means than the product's own."""
    if path not in cache:
        archive, _, inner = path.partition(".zip/")
        data = zipfile.ZipFile(inbox / f"{archive}.zip") if inner else None
        content = data.read(data.infolist()[0]) if data else (inbox / path).read_bytes()
        if content[:2] == b"PK":
            cache[path] = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(io.BytesIO(content))}
        else:
            try:
                text = content.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = content.decode("gb18030")
            cache[path] = {"": list(csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text[:200] else ","))}
    return cache[path]


def test_cells_are_where_they_are_said_to_be(stories, example):
    cache: dict = {}
    checked = set()
    for signal in signals(stories):
        for row, cell in cells_of(signal):
            letters = cell.at.rstrip("0123456789")
            assert cell.at == f"{letters}{row.row}"
            at = sum((ord(letter) - 64) * 26**place for place, letter in enumerate(reversed(letters))) - 1
            there = opened(example / "inbox", row.path, cache)[row.sheet][row.row - 1][at]
            if any(words in cell.column for words in YUAN):
                number = str(there if there is not None else "").strip().replace(",", "").replace("¥", "").replace("元", "")
                assert Decimal(number if number not in ("", "—", "/", "无") else "0") * cell.times == Decimal(cell.text), (row.path, cell)
            elif "日期" not in cell.column:
                assert str(there).strip(), (row.path, cell)
            checked.add((row.path, cell.at))
    assert len(checked) > 200


def test_each_parameter_names_its_document(stories):
    for signal in signals(stories):
        named = {parameter.name for parameter in signal.parameters}
        assert named >= set(RULES[signal.indicator].parameters)
        assert all(parameter.document and parameter.since <= signal.month for parameter in signal.parameters)


@pytest.mark.parametrize(
    ("owner", "said"),
    [
        (MEDICAL, ("支出骤增", "户主　K61 个人自付 16,000", "号码和姓名一致", "当月支出至少 3,000元", "0元（数据收到了，里面没有这户）")),
        (INCOME, ("失业返乡", "返乡未就业", "未收到（就业务工）", "50%")),
        (ABSENT, ("疑似失学辍学", "找人时查过这些文件", "学籍")),
        (VILLAGE, ("全村的线索", "E3 停水天数 9", "当月停水至少 7天")),
    ],
)
def test_a_clerk_reads_it_and_nothing_in_the_workspace_changes(example, bidui, owner, said):
    before = contents(example)
    number = lead_of(example, owner)
    ran = bidui("explain", f"{number}-{sign_of(example, number)}", "--home", example)
    assert ran.exit_code == 0, ran.output
    assert [words for words in said if words not in ran.output] == []
    assert contents(example) == before


def test_nobody_is_named_nor_any_number(example, bidui, tmp_path):
    with Warehouse.beside(tmp_path / "names.duckdb", example / "warehouse.duckdb") as scratch:
        people = scratch.records("SELECT DISTINCT written_name AS name, number, phone FROM intake.roster")
    marks = {mark for person in people for mark in person.values() if mark and len(mark) > 2}
    for owner, more in ((MEDICAL, ()), (INCOME, ("--json",))):
        output = bidui("explain", lead_of(example, owner), "--home", example, *more).output
        assert {mark for mark in marks if mark in output} == set()


def test_a_household_number_lists_its_leads(example, bidui):
    assert [lead["lead_id"] for lead in told(bidui, example, MEDICAL)["leads"]] == [lead_of(example, MEDICAL)]
    assert lead_of(example, MEDICAL) in bidui("explain", MEDICAL, "--home", example).output


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (f"2024-01-{MEDICAL}", f"这一户的线索有 2024-06-{MEDICAL}"),
        ("2024-06-34180200000093x", "号码相近的有"),
        (f"2024-06-{MEDICAL}-22", "校验码"),
        ("什么", "线索编号"),
    ],
)
def test_no_such_lead_is_one_sentence(example, bidui, asked, said):
    ran = bidui("explain", asked, "--home", example)
    assert ran.exit_code == 2
    assert said in ran.stderr and len(ran.stderr.strip().splitlines()) == 1


def test_what_came_and_was_answered_since_is_told(county, bidui):
    """A bill of June that comes in July, and two answers of the town, of which the later holds."""
    home = county.home
    (number,) = (row["lead_id"] for row in rows(county.outbox() / "leads.csv") if row["household_id"] == "王桂英家")
    send_back(home, JUNE, "水阳镇", JULY, outcome="是", 情况="王桂英说住院了，电话13900000001", 拟采取措施="医疗救助")
    send_back(home, JUNE, "水阳镇", "2024-08", outcome="否", 情况="已报销")
    assert bidui("returns", "2024-08", "--home", home).exit_code == 0
    county.drop("settlement", small.bill("11", "王桂英", small.WANG, "500"), folder=JUNE, name="医保结算_202406（补报）")
    assert bidui("collect", JUNE, "--home", home).exit_code == 0
    story = told(bidui, home, number)
    assert [(said["outcome"], said["situation"], said["fate"]) for said in story["answers"]] == [
        ("属实已帮扶", "另有文字说明，见表内", "已被后来的答复代替"), ("不属实", "已报销", "采用"),
    ]
    (signal,) = (each for each in story["reasons"][0]["signals"] if each["indicator"] == "medical.self_pay_month")
    assert (signal["issued"]["value"], signal["now"]["value"], signal["has_changed"]) == ("12000.00", "12500.00", True)
    assert story["state"] == "销号"
    ran = bidui("explain", number, "--home", home)
    assert "下发以后又收到了数据" in ran.output
    assert not [mark for mark in ("王桂英说", "13900000001", "赵核实", small.WANG) if mark in ran.output]


def test_every_list_that_a_lead_stood_on(county, bidui):
    shutil.copytree(county.inbox / JUNE, county.inbox / JULY)
    for path in (county.inbox / JULY).iterdir():
        path.rename(path.with_name(path.name.replace(JUNE, JULY)))
    county.run(JULY)
    leads = rows(county.outbox(JULY) / "leads.csv")
    number = next(row["lead_id"] for row in leads if row["lead_id"].startswith(JUNE) and row["household_id"])
    assert [each["run_month"] for each in told(bidui, county.home, number)["reasons"]] == [JULY]
    story = told(bidui, county.home, number, "--all")
    assert [each["run_month"] for each in story["reasons"]] == [JULY, JUNE]
    assert [each["kind"] for each in story["life"]] == ["issued", "carried"]


def test_a_new_rule_is_told_too():
    """Whatever a rule rests on has words and cells here."""
    assert {dataset for rule in RULES.values() for dataset, _, _ in rule.evidence} <= {name for name, dataset in all_datasets().items() if dataset.cited}
    assert {name for rule in RULES.values() for name, _, _ in rule.figures} <= set(MEASURES) & {*PARTS, LASTING}
    for dataset in all_datasets().values():
        assert not any(dataset.column(name).personal for name in dataset.cited)


def test_what_yielded_is_told_beside_what_it_yielded_to(tmp_path, bidui):
    made = small.build(tmp_path / "county")
    (made.home / "policy.toml").write_text('based_on = "default"\ntitle = "本县"\n[indicators]\non = ["medical.inpatient_ytd"]\n', "utf-8")
    (made.home / "county.toml").write_text('policy = "policy.toml"\n', "utf-8")
    made.drop("settlement", small.bill("99", "王桂英", small.WANG, "30000", 医疗类别="普通住院"), name="医保结算_补报")
    made.run()
    assert "medical.inpatient_ytd" not in {row["indicator"] for row in rows(made.outbox() / "signals.csv")}
    story = bidui("explain", f"{JUNE}-王桂英家", "--home", made.home).output
    assert "同时也成立、不另作一条：当年住院自付大额" in story
