"""An extract that is much smaller than usual holds its indicators back until the bureau says that it is whole; of another file it is asked again."""

import shutil

import openpyxl
import pytest

from flows.clock import today
from reports.review_list import EXTRACTS_SHEET
from schemas.months import parse_month
from schemas.returned.reviewed import ANSWER, CASE_ID, NOT_WHOLE, WHOLE
from tests.matchers.desk import County, place
from tests.matchers.people import lives, number

NAMES = ("王桂英", "李国强", "赵永福", "孙乐乐", "周海波", "吴晓峰", "郑文静", "冯玉兰", "陈大河", "褚来宝")
JUNE = "2024-06"
LAPSED = {f"{name}家" for name in NAMES[4:]}


def insured(count):
    return [{"姓名": name, "证件号码": number(f"1950-01-{10 + at}"), **place("水阳镇")} for at, name in enumerate(NAMES[:count])]


@pytest.fixture(scope="module")
def doubted(tmp_path_factory):
    """To be read, not changed."""
    county = County(tmp_path_factory.mktemp("doubted") / "county")
    county.drop("roster", *(lives(name, number(f"1950-01-{10 + at}"), 乡镇="水阳镇") for at, name in enumerate(NAMES)), folder="2023-01")
    for month, size in (("2024-03", 9), ("2024-04", 9), ("2024-05", 9), (JUNE, 4)):
        county.drop("enrolment", *insured(size), folder=month)
    county.drop("death")
    county.run()
    return county


@pytest.fixture
def county(doubted, tmp_path):
    shutil.copytree(doubted.workspace.home, tmp_path / "county")
    return County(tmp_path / "county")


def lapsed(county):
    return {household for month, household, indicator in county.signals() if indicator == "insurance.lapsed"}


def papers(county, name):
    return county.workspace.outbox(parse_month(JUNE)) / name.format(JUNE)


def answered(county, answer):
    book = openpyxl.load_workbook(papers(county, "待判断名单_{}.xlsx"))
    sheet = book[EXTRACTS_SHEET]
    head = next(row for row in sheet.iter_rows() if any(cell.value == CASE_ID for cell in row))
    at = next(cell.column for cell in head if cell.value == ANSWER)
    sheet.cell(head[0].row + 1, at).value = answer
    to = county.workspace.came_back / JUNE / "待判断名单（填好）.xlsx"
    to.parent.mkdir(parents=True, exist_ok=True)
    book.save(to)


def test_by_the_command(county, bidui):
    home = str(county.workspace.home)
    assert lapsed(county) == set() and "可能没有报全" in bidui("status", JUNE, "--home", home).output
    done = bidui("accept", JUNE, "医保参保", "--by", "王敏", "--why", "电话问过", "--home", home)
    assert done.exit_code == 0 and "核实_医保参保_2024-06.xlsx" in done.output
    county.run()
    assert lapsed(county) == LAPSED
    said = bidui("status", JUNE, "--home", home).output
    words = f"医保参保（水阳镇）比平时少很多，县局王敏{today()}已核实“就是这么多”（电话问过），照常评估"
    assert words in said and "可能没有报全" not in said
    lead = next(line.split(",")[0] for line in (papers(county, "leads.csv")).read_text("utf-8-sig").splitlines()[1:])
    assert words in bidui("explain", lead, "--home", home).output.replace("\n", "")
    assert words in "".join(str(cell) for sheet in openpyxl.load_workbook(papers(county, "月报_{}.xlsx")) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert "字节" in bidui("replay", JUNE, "--home", home).output
    again = bidui("accept", JUNE, "医保参保", "--home", home)
    assert again.exit_code == 2 and "现在没有要核实的数据" in again.stderr

    county.drop("enrolment", *insured(1), name="医保参保_2024-06（补报）")
    county.run()
    assert lapsed(county) == set(), "another file is another question"


@pytest.mark.parametrize(("answer", "found"), [(WHOLE, LAPSED), (NOT_WHOLE, set())])
def test_by_the_workbook_that_asks(county, answer, found):
    answered(county, answer)
    county.run()
    assert lapsed(county) == found
    if answer == WHOLE:
        answered(county, NOT_WHOLE)  # saved over itself
        county.run()
        assert lapsed(county) == set()


@pytest.mark.parametrize(("words", "said"), [(("2024-05", "医保参保"), "2024-05 的医保参保没有比平时少很多"), ((JUNE, "学籍"), "要核实的有：2024-06 医保参保"), ((JUNE, "医保参保", "狸桥镇"), "要核实的有")])
def test_what_is_not_doubted_is_one_sentence(county, bidui, words, said):
    ran = bidui("accept", *words, "--home", str(county.workspace.home))
    assert ran.exit_code == 2 and said in ran.stderr and not list(county.workspace.came_back.rglob("*.xlsx"))

