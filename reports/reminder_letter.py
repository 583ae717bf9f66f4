"""催办单: what a town has not answered for in time, in Word."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from matchers.records.words import day_words
from reports.grades import GRADE_WORDS
from reports.official_paper import BODY, HEAD, NORMAL, line, new_paper, packed, signed, table


def reminder_letter(county: str, town: str, day: dt.date, leads: Sequence[Mapping[str, Any]], in_all: int) -> bytes:
    """To the town alone: householders are named, with village, grade and the day to answer by. `leads` are at most some of the `in_all` overdue."""
    document = new_paper("核实催办单")
    line(document.add_paragraph(), f"{town}：", BODY, NORMAL)
    oldest = min(lead["due_on"] for lead in leads)
    texts = (
        f"截至{day_words(day)}，你镇（乡）还有{in_all}条线索超过反馈期限没有答复，最早的应在{day_words(oldest)}前反馈。",
        "请尽快入户核实，把填好的核实清单交回。情况紧急的户，请先电话报告。",
    )
    for text in texts:
        line(document.add_paragraph(), text, BODY, NORMAL, indented=True)
    signed(document, f"{county}乡村振兴局", day_words(day))
    line(document.add_paragraph(), "超期未反馈的线索", HEAD, NORMAL, centred=True)
    rows = [("序号", "村", "户主", "等级", "反馈截止", "线索编号")]
    for at, lead in enumerate(leads, 1):
        who = lead["householder"] or lead["household_id"] or "（全村）"
        rows.append((str(at), lead["village"], who, GRADE_WORDS[lead["grade"]], day_words(lead["due_on"]), f"{lead['lead_id']}-{lead['sign']}"))
    table(document, rows)
    if in_all > len(leads):
        line(document.add_paragraph(), f"只列出前{len(leads)}条，其余见核实清单。", BODY, NORMAL, indented=True)
    return packed(document, day)
