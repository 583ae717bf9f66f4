"""What towns sent back → what each lead's town says of it, and what became of every row that came.

Derived anew from all that was ever returned and issued: in whatever order files come, and however often, the outcome is one.
"""

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from matchers.leads.listed import Listings
from matchers.leads.listed_cells import altered, is_another_row
from matchers.leads.steps import steps_of, wrong_day
from matchers.records.said import (
    ACCEPTED,
    HELPED,
    NO_RISK,
    REFUSED,
    REPEATED,
    SUPERSEDED,
    TO_ENROL,
    UNANSWERED,
    UNTRUE,
    UNVERIFIED,
    Answer,
    ReadSheet,
    ReturnedLine,
)
from matchers.statements import statements
from matchers.warehouse import Record, Row, Warehouse
from schemas.file_names import ADDS
from schemas.months import shifted
from schemas.returned.answered import UNANSWERED_BESIDE, UNREAD_BESIDE

SQL = statements(__file__)

NO_MEASURES = {"", "继续关注", "不需要帮扶", "无", "暂无", "不需要"}
ANY_RUN = 2**31 - 1  # a number beyond all runs


@dataclass(frozen=True)
class Returned:
    """All answers by lead, the one in force last; and every sheet of every list that came."""

    answers: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    sheets: tuple[ReadSheet, ...] = ()


def outcome_of(is_true: str, enrol: str | None, measures: str | None) -> str:
    """The five things that a town can say."""
    if is_true != "是":
        return UNTRUE if is_true == "否" else UNVERIFIED
    if enrol == "是":
        return TO_ENROL
    return NO_RISK if set(re.split(r"[、，,；;\s]+", measures or "")) <= NO_MEASURES else HELPED


def read_answers(warehouse: Warehouse, until: dt.date, before_run: int = ANY_RUN) -> Returned:
    """From lists in the folders of returns/ up to and including `until`, those that had come before the run of a number."""
    issued = Listings(warehouse)
    first_place: dict[str, tuple[dt.date, str, int, int]] = {}
    for folder, path, sha, *came in warehouse.rows(SQL["returned_lists"], until=until, before_run=before_run):
        first_place.setdefault(sha, (folder, path, *came))  # ordered: a copy that came again elsewhere adds nothing
    rows = defaultdict(list)
    for row in warehouse.records(SQL["returned_rows"]):
        rows[row["sha256"], row["member"], row["sheet"]].append(row)
    by_file = defaultdict(list)
    for sheet in warehouse.records(SQL["returned_sheets"]):
        if sheet["sha256"] in first_place:
            key = sheet["sha256"], sheet["member"], sheet["sheet"]
            by_file[sheet["sha256"]].append(_judged(sheet, rows[key], *first_place[sheet["sha256"]], issued))
    return _in_order([sheet for sheets in by_file.values() for sheet in _one_word_each(sheets)])


def _judged(sheet: Record, rows: Sequence[Record], folder: dt.date, path: str, saved: int, after_run: int, issued: Listings) -> ReadSheet:
    town = issued.town_of(sheet, path, rows)
    file = f"{path}/{sheet['member']}" if sheet["member"] else path
    lines = []
    for row in rows:
        cells = json.loads(row["cells"])
        line = ReturnedLine(
            file, sheet["sheet"], row["row"], row["lead_id"], town, UNANSWERED, village=cells.get("村", ""), householder=cells.get("户主", "")
        )
        begun, remark = issued.beside(row["lead_id"], cells)
        if row["is_blank"]:
            beside = f"{begun or remark}{UNANSWERED_BESIDE}" if begun or remark else ""
            lines.append(replace(line, doubt=row["doubt"] or beside))
        else:
            beside = f"{remark}{UNREAD_BESIDE}" if remark else ""
            lines.append(_line(line, row | {"doubt": "；".join(filter(None, (row["doubt"], beside)))}, sheet, folder, after_run, issued))
    return ReadSheet(folder, file, sheet["sheet"], town, sheet["rows_read"], saved, tuple(lines))


def _line(line: ReturnedLine, row: Record, sheet: Record, folder: dt.date, after_run: int, issued: Listings) -> ReturnedLine:
    """Refused with all that is wrong with it: who puts one thing right should not be told of the next a month later."""
    lead_id, has_sign = row["lead_id"], bool(row["sign"])
    listing = issued.listing_of(row, sheet, line.path, folder, after_run) if line.town in issued.towns.get(lead_id, ()) else None
    has_mark, faults = sheet["town"] in issued.all_towns, []
    if not lead_id:
        faults.append("没有线索编号，不知道是哪一条；请从发下去的清单里把编号连同校验码一起复制过来")
    elif has_sign and not issued.secret.signed(row["sign"], lead_id, listing.run_no if listing and has_mark else None):
        faults.append("线索编号和校验码对不上，可能是抄错了，或排序时只排了一部分列；请从发下去的清单里重新复制这一行")
    elif not has_sign and issued.secret.key and not has_mark:
        faults.append("没有校验码，不知道是不是发给本乡镇的；请从发下去的清单里把编号连同校验码一起复制过来")
    elif listing is None:  # unknown or another town's: nobody learns here who has a lead elsewhere
        faults.append("本乡镇没有这个编号的线索，请核对编号")
    elif is_another_row(row["cells"], listing.cells, has_sign):
        faults.append("这一行的村、户主和线索编号不是同一户，可能排序时只排了一部分列；请从发下去的清单里重新复制这一行")
    faults.append(row["fault"])
    if listing:
        faults.append(wrong := wrong_day(row["verified_on"], issued.issued_on[lead_id], folder))
        line = replace(line, verified_on=None if wrong else row["verified_on"], list_month=listing.run_month)
    changed = altered(row["cells"], listing.cells) if listing and not faults[0] else ()
    reason = "；".join(filter(None, faults))
    if listing is None or reason:
        return replace(line, fate=REFUSED, reason=reason, altered=changed)
    answer = Answer(
        lead_id, outcome_of(row["is_true"], row["enrol"], row["measures"]), row["situation"] or "", row["measures"] or "",
        row["verified_by"] or "", row["verified_on"], folder, line.path, line.sheet, line.row, listing.indicators, listing.grade, listing.asked_in, listing.run_month,
    )
    steps, wrong_step = steps_of(row["cells"], listing.cells, issued.issued_on[lead_id])
    said = replace(line, fate=ACCEPTED, altered=changed, since=issued.since(lead_id, listing), answer=replace(answer, steps=steps))
    return replace(said, doubt="；".join(filter(None, (row["doubt"], wrong_step))))


def _said(answer: Answer) -> Row:
    return answer.outcome, answer.situation, answer.measures, answer.verified_by, answer.verified_on, answer.indicators, answer.grade


def _one_word_each(sheets: Sequence[ReadSheet]) -> list[ReadSheet]:
    """Within one file: two different answers to one lead, of one day and to one month's list, are none; two alike are one."""
    said = defaultdict(set)
    for sheet in sheets:
        for line in sheet.lines:
            if line.answer:
                said[line.answer.when].add(_said(line.answer))
    seen: set[Row] = set()
    return [replace(sheet, lines=tuple(_settled(line, said, seen) for line in sheet.lines)) for sheet in sheets]


def _settled(line: ReturnedLine, said: Mapping[Row, set[Row]], seen: set[Row]) -> ReturnedLine:
    if line.answer is None:
        return line
    if len(said[line.answer.when]) > 1:
        return replace(line, fate=REFUSED, answer=None, reason="同一份文件里对这条线索填了两种不同的结果，都没有采用；请留下正确的一行再发回")
    if line.answer.when in seen:
        return replace(line, fate=REPEATED, answer=None)
    seen.add(line.answer.when)
    return line


def _in_order(sheets: Sequence[ReadSheet]) -> Returned:
    """A later answer stands in for an earlier one: by folder month, day of verifying, a correction after its plain file, name,
    of a file that was saved over itself the newer, row.
    """
    placed = [(_place(line, sheet), line.answer) for sheet in sheets for line in sheet.lines if line.answer]
    answers: dict[str, list[Answer]] = defaultdict(list)
    places: dict[str, list[tuple[Row, Answer]]] = defaultdict(list)
    for place, answer in sorted(placed, key=lambda each: each[0]):
        mine = answers[answer.lead_id]
        places[answer.lead_id].append((place, answer))
        if not mine or _said(mine[-1]) != _said(answer):
            mine.append(answer)
    settled = [replace(sheet, lines=tuple(_as_it_stands(line, answers, places[line.lead_id], sheet) for line in sheet.lines)) for sheet in sheets]
    return Returned(
        {lead_id: tuple(mine) for lead_id, mine in answers.items()},
        tuple(sorted(settled, key=lambda sheet: (sheet.folder, sheet.path, sheet.sheet))),
    )


def _place(line: ReturnedLine, sheet: ReadSheet) -> Row:
    """The order in which answers win; one without a day was found once its list was out."""
    listed = line.list_month or dt.date.min
    return sheet.folder, line.verified_on or shifted(listed, 1), listed, bool(ADDS.search(line.path)), line.path.rpartition("/")[2], line.path, sheet.saved, line.sheet, line.row


def _as_it_stands(line: ReturnedLine, answers: Mapping[str, list[Answer]], accepted: Sequence[tuple[Row, Answer]], sheet: ReadSheet) -> ReturnedLine:
    if line.answer is None:
        return replace(line, is_put_right=bool(line.list_month) and any(_is_after(place, answer, line, _place(line, sheet)) for place, answer in accepted))
    if line.answer not in answers[line.lead_id]:
        return replace(line, fate=REPEATED)
    later = answers[line.lead_id][answers[line.lead_id].index(line.answer) + 1 :]
    is_in_force = line.answer.indicators.difference(*(answer.indicators for answer in later)) or not later
    return line if is_in_force else replace(line, fate=SUPERSEDED)


def _is_after(place: Row, answer: Answer, refused: ReturnedLine, then: Row) -> bool:
    """Does an accepted answer come after a refused row? In one folder a day that only one of them tells says nothing."""
    if answer.verified_on and refused.verified_on:
        return place > then
    return (place[0], *place[2:]) > (then[0], *then[2:])
