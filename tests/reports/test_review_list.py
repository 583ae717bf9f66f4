"""The review workbook: offered answers, and answers read back whatever saved it."""

import re
import shutil
import subprocess

import openpyxl
import pytest

from reports.review_list import MOST_CANDIDATES, SHEET, write_review
from reports.town_leads import TownLeads
from reports.town_list import write_town_list
from schemas.returned.look import look_at
from schemas.returned.reviewed import NOBODY, UNDECIDED, read_choices
from tests.reports.samples import COUNTY, MONTH, cases, leads

CASES = cases(12)


@pytest.fixture
def path(tmp_path):
    write_review(tmp_path / "判断.xlsx", COUNTY, MONTH, CASES)
    return tmp_path / "判断.xlsx"


def place_of(sheet, title):
    return next(cell.column for cell in sheet[5] if cell.value == title)


def answer(path, answers):
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    for row in sheet.iter_rows(min_row=6):
        case_id = row[place_of(sheet, "编号") - 1].value
        if case_id in answers:
            row[place_of(sheet, "判断") - 1].value = answers[case_id]
    book.save(path)


def test_each_row_offers_only_its_own_candidates(path):
    sheet = openpyxl.load_workbook(path)[SHEET]
    column = place_of(sheet, "判断")
    offered = {}
    for check in sheet.data_validations.dataValidation:
        if check.type == "list":
            offered |= {(row, at): check.formula1.strip('"').split(",") for cells in check.sqref.ranges for row, at in cells.cells}
    for at, case in enumerate(CASES):
        shown = min(len(case.candidates), MOST_CANDIDATES)
        assert offered[6 + at, column] == [*(f"候选{n}" for n in range(1, shown + 1)), NOBODY, UNDECIDED]
    assert {title for title in (cell.value for cell in sheet[5]) if not sheet.cell(6, place_of(sheet, title)).protection.locked} == {"判断", "备注"}


def test_nothing_answered_nothing_read(path):
    assert read_choices(path) == []


def test_answers_come_back_with_whom_they_mean(path):
    answer(path, {"R00001": "候选2", "R00004": "候选 ３", "R00002": NOBODY, "R00003": UNDECIDED})
    meant = {choice.case_id: choice for choice in read_choices(path)}
    assert {case_id: choice.answer for case_id, choice in meant.items()} == {
        "R00001": "候选2", "R00004": "候选3", "R00002": NOBODY, "R00003": UNDECIDED,
    }
    second = CASES[1].candidates[1]
    assert meant["R00001"][2:5] == (second.household_id, second.name, second.number)
    assert meant["R00002"][2:5] == ("", "", "")


@pytest.mark.parametrize(("said", "meant"), [("2", "候选2"), ("是候选二", "候选2"), (1.0, "候选1"), ("都不是", NOBODY), (0, NOBODY), ("拿不准", UNDECIDED)])
def test_what_people_type_instead_of_choosing(path, said, meant):
    answer(path, {"R00001": said})
    assert [(choice.answer, choice.fault) for choice in read_choices(path)] == [(meant, "")]


@pytest.mark.parametrize("said", ["候选7", "是她", "户主的妹妹"])
def test_what_cannot_be_followed_is_told(path, said):
    answer(path, {"R00001": said, "R00002": NOBODY})
    _, choices, note = look_at(path)
    assert [choice.case_id for choice in choices] == ["R00002"] and re.fullmatch(r"待人工判断第\d+行：“判断”一格看不懂，请在下拉列表里选", note)


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_answers_survive_another_program(path, kind, tmp_path):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not here")
    answer(path, {"R00001": "候选2", "R00004": "候选3", "R00002": NOBODY})
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", kind, "--outdir", tmp_path / "saved", path],
        check=True, capture_output=True, timeout=120,
    )
    assert read_choices(tmp_path / "saved" / f"判断.{kind}") == read_choices(path)


def test_rows_sorted_and_columns_moved_by_hand(path):
    answer(path, {"R00001": "候选2", "R00004": "候选3"})
    expected = sorted(read_choices(path))
    header, *rows = openpyxl.load_workbook(path)[SHEET].iter_rows(min_row=5, values_only=True)
    turned = openpyxl.Workbook()
    turned.active.append(["自己加的标题"])
    for row in (header, *reversed(rows)):
        turned.active.append(list(reversed(row)))
    turned.save(path)
    assert sorted(read_choices(path)) == expected and len(expected) == 2


def test_another_workbook_is_refused(tmp_path):
    write_town_list(tmp_path / "镇.xlsx", COUNTY, MONTH, TownLeads("水阳镇", leads("水阳镇", 3)))
    with pytest.raises(ValueError, match="没有找到"):
        read_choices(tmp_path / "镇.xlsx")


def test_no_cases_one_line(tmp_path):
    write_review(tmp_path / "空.xlsx", COUNTY, MONTH, ())
    assert openpyxl.load_workbook(tmp_path / "空.xlsx")[SHEET]["A3"].value == "本月没有需要人工判断的人。"
