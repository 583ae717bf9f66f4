"""What the bureau filled into the workbook of monitored households, read back however it was saved, sorted or widened."""

import datetime as dt
import unicodedata
from pathlib import Path
from typing import NamedTuple

from schemas.fields import Unreadable, read_day
from schemas.returned.filled import filled_tables, folded

HOUSEHOLD_ID, LEAD_ID, RESULT, DECIDED_ON = "户编号", "线索编号", "审定结果", "审定日期"
ELIMINATIONS = {"同意消除": "eliminate", "继续监测": "keep"}
ENROLMENTS = {"同意纳入": "enrol", "不纳入": "decline"}
# What people type instead of choosing.
ALSO_ELIMINATIONS = {
    "同意": "eliminate", "消除": "eliminate", "同意风险消除": "eliminate", "不同意": "keep", "不消除": "keep", "不同意消除": "keep",
    "暂不消除": "keep", "继续": "keep",
}
ALSO_ENROLMENTS = {"同意": "enrol", "纳入": "enrol", "不同意": "decline", "不同意纳入": "decline", "暂不纳入": "decline"}


class MonitoredDecision(NamedTuple):
    """A row that somebody filled in. `kind` is enrol, decline, eliminate or keep.

    Where `fault` (a Chinese sentence) says what cannot be followed, `kind` is '' or `decided_on` None. `row` is the sheet's.
    """

    household_id: str
    lead_id: str
    kind: str
    decided_on: dt.date | None
    sheet: str
    row: int
    note: str = ""
    fault: str = ""


def read_monitored_decisions(path: Path) -> list[MonitoredDecision]:
    """Rows with a result or a day. Raises ValueError if no sheet has the columns, CalamineError for no workbook at all."""
    return [
        _decision(said, sheet, at)
        for sheet, rows in filled_tables(path, HOUSEHOLD_ID, RESULT, DECIDED_ON) for at, said in rows
        if said[HOUSEHOLD_ID] not in ("", HOUSEHOLD_ID) and (said[RESULT] or said[DECIDED_ON])
    ]


def _decision(said: dict[str, str], sheet: str, row: int) -> MonitoredDecision:
    kinds = ENROLMENTS | ALSO_ENROLMENTS if LEAD_ID in said else ELIMINATIONS | ALSO_ELIMINATIONS
    kind, faults = kinds.get(folded(said[RESULT]), ""), []
    if not said[RESULT]:
        faults.append(f"填了{DECIDED_ON}，没有填{RESULT}")
    elif not kind:
        faults.append(f"{RESULT}看不懂，请在下拉列表里选")
    decided_on = None
    if not said[DECIDED_ON]:
        faults.append(f"没有填{DECIDED_ON}")
    else:
        try:
            decided_on = read_day(unicodedata.normalize("NFKC", said[DECIDED_ON]))
        except Unreadable as reason:
            faults.append(f"{DECIDED_ON}{reason}")
    return MonitoredDecision(said[HOUSEHOLD_ID], said.get(LEAD_ID, ""), kind, decided_on, sheet, row, said.get("备注", ""), "；".join(faults))
