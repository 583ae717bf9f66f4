"""What towns sent back → what each lead's town says of it, and what became of every row that came.

Derived anew from all that was ever returned and issued: in whatever order files come, and however often, the outcome is one.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from matchers.lead_numbers import check_sign
from matchers.listed_cells import altered, is_another_row
from matchers.warehouse import Warehouse
from schemas.recognise import ADDS

UNVERIFIED, UNTRUE = "无法核实", "不属实"
TO_ENROL, HELPED, NO_RISK = "属实拟纳入", "属实已帮扶", "属实无风险"
TRUE_OUTCOMES = (TO_ENROL, HELPED, NO_RISK)
OUTCOMES = (*TRUE_OUTCOMES, UNTRUE, UNVERIFIED)
NO_MEASURES = {"", "继续关注", "不需要帮扶", "无", "暂无", "不需要"}
ACCEPTED, SUPERSEDED, REPEATED, UNANSWERED, REFUSED = "采用", "已被后来的答复代替", "重复", "没有填", "没有采用"


@dataclass(frozen=True)
class Answer:
    """What a town found; of several for one lead the last holds and the others stay on the record."""

    lead_id: str
    outcome: str
    situation: str
    measures: str
    verified_by: str
    verified_on: dt.date | None
    folder: dt.date
    path: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Line:
    """A row of a returned list and what became of it. `reason` says why it was refused, `altered` which locked cells changed."""

    path: str
    sheet: str
    row: int
    lead_id: str
    town: str
    fate: str
    reason: str = ""
    altered: tuple[str, ...] = ()
    answer: Answer | None = None


@dataclass(frozen=True)
class Returned:
    """All answers by lead, the one in force last; and every row of every list, by folder month."""

    answers: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    lines: Mapping[dt.date, tuple[Line, ...]] = field(default_factory=dict)


def outcome_of(is_true: str, enrol: str | None, measures: str | None) -> str:
    """The five things that a town can say."""
    if is_true != "是":
        return UNTRUE if is_true == "否" else UNVERIFIED
    if enrol == "是":
        return TO_ENROL
    return NO_RISK if {part.strip() for part in (measures or "").replace("，", "、").split("、")} <= NO_MEASURES else HELPED


def read_answers(warehouse: Warehouse, until: dt.date) -> Returned:
    """From lists in the folders of returns/ up to and including `until`."""
    issued = _Issued(warehouse)
    first_place: dict[str, tuple[dt.date, str]] = {}
    for folder, path, sha in warehouse.rows("issued/returned_lists", until=until):
        first_place.setdefault(sha, (folder, path))  # ordered: a copy that came again elsewhere adds nothing
    rows = defaultdict(list)
    for row in warehouse.records("issued/returned_rows"):
        if row["sha256"] in first_place:
            rows[row["sha256"]].append(row)
    lines: dict[dt.date, list[Line]] = defaultdict(list)
    for sha, mine in rows.items():
        folder, path = first_place[sha]
        lines[folder] += _one_word_each(_judged(mine, folder, path, issued))
    return _in_order(lines)


class _Issued:
    """Whose each lead is, and its columns as every list had them."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.town: dict[str, str] = {}
        self.cells: dict[str, dict[str, str]] = defaultdict(dict)
        for lead_id, town, month, cells in warehouse.rows("issued/listed_cells"):
            self.town[lead_id] = town
            if cells:
                self.cells[lead_id][month[:7]] = cells

    def town_of(self, sheet: Sequence[dict]) -> str:
        """By the workbook's own mark, else by its names and title, else that of most of its leads."""
        towns = set(self.town.values())
        if sheet[0]["town"] in towns:
            return sheet[0]["town"]
        named = {town for town in towns if town in sheet[0]["label"]}
        if len(named) == 1:
            return named.pop()
        votes = [self.town[row["lead_id"]] for row in sheet if row["lead_id"] in self.town]
        return min(set(votes), key=lambda town: (-votes.count(town), town), default="")


def _judged(rows: Sequence[dict], folder: dt.date, path: str, issued: _Issued) -> Iterable[Line]:
    by_sheet = defaultdict(list)
    for row in rows:
        by_sheet[row["member"], row["sheet"]].append(row)
    for (member, sheet), mine in by_sheet.items():
        town = issued.town_of(mine)
        file = path.rpartition("/")[0] + "/" + member
        for row in mine:
            line = Line(file, sheet, row["row"], row["lead_id"], town, UNANSWERED)
            if not row["is_blank"]:
                line = _line(line, row, folder, issued)
            yield line


def _line(line: Line, row: dict, folder: dt.date, issued: _Issued) -> Line:
    lead_id = row["lead_id"]
    changed: tuple[str, ...] = ()
    if not lead_id:
        reason = "没有线索编号，不知道是哪一条；请从发下去的清单里把编号连同校验码一起复制过来"
    elif row["sign"] and row["sign"] != check_sign(lead_id):
        reason = "线索编号和校验码对不上，可能是抄错了，或排序时只排了一部分列；请从发下去的清单里重新复制这一行"
    elif lead_id not in issued.town:
        reason = "没有发过这个编号的线索，请核对编号"
    elif issued.town[lead_id] != line.town:
        reason = "这条线索不是本乡镇的，没有采用"
    elif is_another_row(row["cells"], issued.cells[lead_id], row["list_month"], bool(row["sign"])):
        reason = "这一行的村、户主和线索编号不是同一户，可能排序时只排了一部分列；请从发下去的清单里重新复制这一行"
    else:
        reason = row["fault"]
        changed = altered(row["cells"], issued.cells[lead_id], row["list_month"])
    if reason:
        return replace(line, fate=REFUSED, reason=reason, altered=changed)
    answer = Answer(
        lead_id, outcome_of(row["is_true"], row["enrol"], row["measures"]), row["situation"] or "", row["measures"] or "",
        row["verified_by"] or "", row["verified_on"], folder, line.path, line.sheet, line.row,
    )
    return replace(line, fate=ACCEPTED, altered=changed, answer=answer)


def _said(answer: Answer) -> tuple:
    return answer.outcome, answer.situation, answer.measures, answer.verified_by, answer.verified_on


def _one_word_each(lines: Iterable[Line]) -> list[Line]:
    """Within one file: two different answers to one lead are none, two alike are one."""
    lines = list(lines)
    said = defaultdict(list)
    for line in lines:
        if line.answer:
            said[line.lead_id].append(_said(line.answer))
    settled, seen = [], set()
    for line in lines:
        if line.answer and len(set(said[line.lead_id])) > 1:
            line = replace(line, fate=REFUSED, answer=None, reason="同一份文件里对这条线索填了两种不同的结果，都没有采用；请留下正确的一行再发回")
        elif line.answer and line.lead_id in seen:
            line = replace(line, fate=REPEATED, answer=None)
        elif line.answer:
            seen.add(line.lead_id)
        settled.append(line)
    return settled


def _in_order(lines: Mapping[dt.date, list[Line]]) -> Returned:
    """A later answer stands in for an earlier one: by folder month, day of verifying, a correction after its plain file, name, row."""
    answered = [line for mine in lines.values() for line in mine if line.answer]
    answered.sort(key=lambda line: _place(line.answer))
    answers: dict[str, list[Answer]] = defaultdict(list)
    for line in answered:
        mine = answers[line.lead_id]
        if not mine or _said(mine[-1]) != _said(line.answer):
            mine.append(line.answer)
    return Returned(
        {lead_id: tuple(mine) for lead_id, mine in answers.items()},
        {folder: tuple(sorted((_as_it_stands(line, answers) for line in mine), key=lambda line: (line.path, line.sheet, line.row))) for folder, mine in lines.items()},
    )


def _place(answer: Answer) -> tuple:
    name = answer.path.rpartition("/")[2]
    return answer.folder, answer.verified_on or dt.date.min, bool(ADDS.search(name)), name, answer.path, answer.sheet, answer.row


def _as_it_stands(line: Line, answers: Mapping[str, list[Answer]]) -> Line:
    if line.answer is None:
        return line
    if line.answer not in answers[line.lead_id]:
        return replace(line, fate=REPEATED)
    return line if answers[line.lead_id][-1] == line.answer else replace(line, fate=SUPERSEDED)
