"""催办单 in Word: who, where, until when, and the same bytes each time."""

from __future__ import annotations

import datetime as dt
import io

from docx import Document

from reports.reminder_letter import reminder_letter

LEADS = [
    {"householder": "王桂英", "household_id": "H1", "village": "大桥村", "grade": "red", "due_on": dt.date(2024, 7, 20), "lead_id": "2024-06-H1", "sign": "AB"},
    {"householder": "", "household_id": "", "village": "裘公村", "grade": "yellow", "due_on": dt.date(2024, 6, 20), "lead_id": "2024-05-水阳镇-裘公村", "sign": "CD"},
]


def test_a_letter_names_whom_to_visit_and_the_earliest_day():
    made = reminder_letter("某县", "水阳镇", dt.date(2024, 8, 1), LEADS, 600)
    paper = Document(io.BytesIO(made))
    words = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "600条线索超过反馈期限" in words and "2024年6月20日前反馈" in words and "只列出前2条" in words and "某县乡村振兴局" in words
    cells = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert cells[1] == ["1", "大桥村", "王桂英", "红色", "2024年7月20日", "2024-06-H1-AB"] and cells[2][2] == "（全村）"
    assert made == reminder_letter("某县", "水阳镇", dt.date(2024, 8, 1), LEADS, 600)
