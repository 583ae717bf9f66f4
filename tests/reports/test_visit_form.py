"""The form that is carried to a door: one a lead, in the words of the list, with a code by which a pile can be told apart."""

import datetime as dt
import io
import zipfile
import zlib
from dataclasses import replace

import docx
import numpy as np
import pytest
import zxingcpp
from docx.oxml.ns import qn

from matchers.records.lead_numbers import check_sign
from matchers.records.leads import ListForm
from reports import visit_form
from reports.town_leads import TownLeads
from reports.town_list import list_columns
from reports.visit_form import choices, forms_of, write_visit_forms
from tests.reports.samples import MONTH, leads

LEADS = leads("水阳镇", 12)
DAY = dt.date(2024, 7, 5)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    late = replace(LEADS[3], status="超期", due_on=dt.date(2024, 2, 20), standing="carried")
    place = tmp_path_factory.mktemp("forms") / "水阳镇.docx"
    write_visit_forms(place, forms_of(MONTH, TownLeads("水阳镇", (*LEADS[:3], late, *LEADS[4:]), day=DAY)))
    return place


def test_one_form_a_lead_by_village_each_with_its_number_sign_and_code(path):
    forms = ["\n".join(cell.text for row in table.rows for cell in row.cells) for table in docx.Document(path).tables]
    assert len(forms) == len(LEADS)
    for lead in LEADS:
        (form,) = (text for text in forms if lead.lead_id in text)
        assert f"校验码 {check_sign(lead.lead_id)}" in form and all(words in form for words in lead.sentences) and all(check in form for check in lead.town_checks)
    villages = [lead.village for text in forms for lead in LEADS if lead.lead_id in text]
    assert len(set(villages)) == sum(one != other for one, other in zip(villages, [None, *villages], strict=False))
    with zipfile.ZipFile(path) as document:
        codes = [name for name in document.namelist() if name.endswith(".png")]
        assert len({document.read(name) for name in codes}) == len(LEADS)


def test_whose_house_it_is_what_is_late_and_whom_to_ask_in_a_village(path):
    text = "\n".join(cell.text for table in docx.Document(path).tables for row in table.rows for cell in row.cells)
    assert "已超期136天，请马上办" in text and "（全村）找村干部" in text and "请在2024年7月20日前反馈" in text
    assert not any(lead.household.householder_number in text for lead in LEADS if lead.household), "no ID number goes to a door"


def test_what_is_ticked_is_what_the_list_takes():
    taken = {column.title: column.choices for column in list_columns(DAY)}
    said = "".join(choices())
    for title in ("是否属实", "拟采取措施", "是否纳入监测"):
        assert title in said and all(f"□{word}" in said for word in taken[title])
    assert all(f"□{word}" in said for word in taken["情况"][1:])
    steps = ListForm(steps=("村核实", "公示"), outcomes=("一时困难", "情况复杂"))
    assert "村核实＿" in "".join(choices(steps)) and "□一时困难" in "".join(choices(steps))


def test_the_same_leads_give_the_same_bytes_and_nobody_gives_no_paper(path, tmp_path):
    late = replace(LEADS[3], status="超期", due_on=dt.date(2024, 2, 20), standing="carried")
    write_visit_forms(tmp_path / "again.docx", forms_of(MONTH, TownLeads("水阳镇", (*LEADS[:3], late, *LEADS[4:]), day=DAY)))
    assert (tmp_path / "again.docx").read_bytes() == path.read_bytes()
    write_visit_forms(tmp_path / "none.docx", forms_of(MONTH, TownLeads("狸桥镇", day=DAY)))
    assert not (tmp_path / "none.docx").exists()


def test_a_lead_of_which_nothing_was_found_this_month_asks_too(tmp_path):
    """Word opens no document that has a cell without a paragraph."""
    fallen = replace(LEADS[0], signals=(), sentences=("2024年5月看病自付4,217元",), town_checks=(), standing="fallen")
    write_visit_forms(tmp_path / "a.docx", forms_of(MONTH, TownLeads("水阳镇", fallen=(fallen,), day=DAY)))
    (table,) = docx.Document(tmp_path / "a.docx").tables
    assert all(cell._tc.findall(qn("w:p")) for row in table.rows for cell in row.cells)
    assert any("原来说的困难现在还有没有：＿" in cell.text for row in table.rows for cell in row.cells)


def test_a_form_of_two_pages_has_its_number_and_code_on_both(path):
    for table in docx.Document(path).tables:
        head = table.rows[0]
        assert head._tr.trPr.find(qn("w:tblHeader")) is not None and "线索编号" in head.cells[0].text and head._tr.findall(f".//{qn('w:drawing')}")


def test_a_long_number_has_a_larger_code(tmp_path):
    """A tenth of an inch holds six modules at least: an office's scanner tells them apart."""
    village = replace(LEADS[-1], lead_id=f"202406-宣城经济技术开发区飞彩街道-{'金宝圩联圩大堤外新河滩移民安置点' * 2}村")
    write_visit_forms(tmp_path / "a.docx", forms_of(MONTH, TownLeads("水阳镇", (LEADS[0], village), day=DAY)))
    document = docx.Document(tmp_path / "a.docx")
    for place, lead in enumerate(sorted((LEADS[0], village), key=visit_form._as_somebody_walks), 1):
        (extent,) = document.element.xpath(f"//wp:inline[wp:docPr/@id='{place}']/wp:extent")
        modules = len(visit_form._code(f"{lead.lead_id} {lead.sign}"))
        assert int(extent.get("cx")) >= max(640_000, modules * 15_000)


def test_strangers_text_is_text(tmp_path):
    home = replace(LEADS[0].household, householder="<w:t>&\x01{{1}}", village="]]>")
    write_visit_forms(tmp_path / "a.docx", forms_of(MONTH, TownLeads("水阳镇", (replace(LEADS[0], household=home, village="]]>"),), day=DAY)))
    cells = [cell.text for row in docx.Document(io.BytesIO((tmp_path / "a.docx").read_bytes())).tables[0].rows for cell in row.cells]
    assert "<w:t>&{{1}}" in cells and any(text.startswith("]]>") for text in cells)


@pytest.mark.parametrize("text", ["7", "2024-06-34180200000059 K7", "2024-06-34180200000060 QX", "A" * 45, "12345", "2024-06-水阳镇-金山村 3F", "abc"])
def test_a_code_in_the_picture_is_read_again(text):
    picture = visit_form._picture(visit_form._code(text))
    size, data = int.from_bytes(picture[16:20]), picture.index(b"IDAT") + 4
    dots = zlib.decompress(picture[data : data + int.from_bytes(picture[data - 8 : data - 4])])
    lines = np.frombuffer(dots, np.uint8).reshape(size, -1)
    assert not lines[:, 0].any()
    (read,) = zxingcpp.read_barcodes(255 * np.unpackbits(lines[:, 1:], axis=1)[:, :size])
    assert (read.text, read.format) == (text, zxingcpp.QRCode)
