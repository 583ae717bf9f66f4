"""The 通报: the month's first page in Word, in the type that official papers have, without names and without anybody's markup."""

import zipfile
from dataclasses import replace

import docx
import pytest

from matchers.records.reporting import Tally
from reports.bulletin import write_bulletin
from reports.month_first import first_page
from tests.reports.samples import month_report

HOSTILE = "=cmd|' /c calc'!A1<w:t>&\x01{{7*7}}"


@pytest.fixture(scope="module")
def report():
    return month_report()


def test_it_says_the_three_sentences_and_every_town(report, tmp_path):
    write_bulletin(tmp_path / "a.docx", report)
    paper = docx.Document(tmp_path / "a.docx")
    said = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert all(sentence in said for sentence in first_page(report).sentences)
    assert {row.cells[0].text for row in paper.tables[0].rows} >= {lead.town for lead in report.leads}
    fonts = {run.font.name for paragraph in paper.paragraphs for run in paragraph.runs if run.text.strip()}
    assert fonts == {"方正小标宋简体", "黑体", "仿宋_GB2312"}


def test_the_last_line_is_the_whole_countys(report, tmp_path):
    first, second = report.leads[0].town, next(lead.town for lead in report.leads if lead.town != report.leads[0].town)
    progress = Tally(first, 200, 0, 1, 0, 199, 0, 200, 199), Tally(second, 5, 0, 0, 0, 5, 0, 5, 5)
    write_bulletin(tmp_path / "a.docx", replace(report, progress=progress))
    of = {row.cells[0].text: [cell.text for cell in row.cells][-2:] for row in docx.Document(tmp_path / "a.docx").tables[0].rows}
    assert (of[first], of[second], of["合计"]) == (["1", "超过99%"], ["0", "100%"], ["1", "超过99%"])


def test_the_same_report_gives_the_same_bytes(report, tmp_path):
    for name in ("a", "b"):
        write_bulletin(tmp_path / f"{name}.docx", report)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_a_strangers_text_is_text(report, tmp_path):
    write_bulletin(tmp_path / "a.docx", replace(report, county=HOSTILE, leads=tuple(replace(lead, town=HOSTILE) for lead in report.leads)))
    paper = docx.Document(tmp_path / "a.docx")
    assert HOSTILE.replace("\x01", "") in [row.cells[0].text for row in paper.tables[0].rows]
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        document = archive.read("word/document.xml").decode()
    assert "w:fldSimple" not in document and "w:instrText" not in document, "nothing that Word would work out"
