"""What a run's outcome depends on, told by a digest: the same, and there is nothing to do."""

import datetime as dt
import hashlib
from pathlib import PurePosixPath
from typing import Any

from flows.arrivals import unusable_returns
from flows.county import CountyMonth
from flows.keeping import program
from flows.workspace import Workspace
from matchers.identity.joins import CaseAnswer, CaseAnswers
from matchers.intake import taken
from matchers.leads import runs
from matchers.leads.receiving import returned_inputs, review_choices
from matchers.rules.policy import Policy
from matchers.warehouse import Warehouse
from schemas.returned.reviewed import NOBODY, NOT_WHOLE, WHOLE


def fingerprint(at: CountyMonth) -> str:
    """All that a run's outcome depends on: drops, decisions, what came back unusable, policy, settings, what was issued before, and the program."""
    warehouse, month = at.warehouse, at.month
    returned = returned_inputs(warehouse, month, runs.first_run(warehouse, month))
    digest = hashlib.sha256()
    unusable = unusable_returns(at.workspace, warehouse, month)
    for each in (*taken.inputs(warehouse, month), *runs.issued_before(warehouse, month), *returned, *unusable, sorted(recorded_decisions(warehouse, month).items())):
        digest.update(repr(each).encode())
    return digest.hexdigest() + rules_digest(at.workspace, at.policy)


def rules_digest(workspace: Workspace, policy: Policy) -> str:
    """Of all that is neither data nor decision: settings, policy and the program."""
    digest = hashlib.sha256(repr((sorted(workspace.settings.items()), sorted(workspace.towns.items()), *sorted(workspace.places.items()))).encode())
    for path in policy.files:
        digest.update(path.read_bytes())
    return digest.hexdigest() + program()


def recorded_decisions(warehouse: Warehouse, until: dt.date) -> CaseAnswers:
    """All decisions of review workbooks up to a month, by what the warehouse knows of returns/, whatever lies there now; of two on one case
    that of the later folder and file name holds.
    """
    answers: CaseAnswers = {}
    for _, _, *choice in sorted(review_choices(warehouse, until), key=lambda row: (row[0], PurePosixPath(row[1]))):
        _note(answers, *choice)
    return answers


def _note(answers: CaseAnswers, case_id: str, answer: str, household_id: str, name: str, *said: Any) -> None:
    if answer == NOBODY:
        answers[case_id] = None
    elif answer == WHOLE:
        answers[case_id] = CaseAnswer("", "", *said)
    elif answer == NOT_WHOLE:
        answers.pop(case_id, None)
    elif household_id:
        answers[case_id] = CaseAnswer(household_id, name)
