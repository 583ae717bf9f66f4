"""What a month still waits for from each department: not come, refused, doubtful; each is said once a stage."""

import datetime as dt
from collections.abc import Sequence

from matchers.months.measuring import shrunk
from matchers.months.quality import quality_of, shrunk_words
from matchers.records.receipts import Awaited, Receipt
from matchers.records.reporting import AGAIN, NOT_COME, SENT_BACK
from matchers.rules.policy import Policy
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets
from schemas.months import shifted

SQL = statements(__file__)
SOON, TODAY, LATE, REFUSED, DOUBTFUL = "明天到期", "今天到期", "过期", "没有采用", "存疑"
TERMS = (SOON, TODAY, LATE)
PARTLY = "缺"
TELLING = {NOT_COME: "还没有报来", SENT_BACK: "报来的{}个文件没有采用，见回执", AGAIN: "报来的{}个文件里没有一行是这个月的，不算收到"}


def due_of(policy: Policy, dataset: str, month: dt.date) -> dt.date:
    """By which day a month's extract is to be there."""
    intake = policy.settings["intake"]
    return shifted(month, 1).replace(day=intake["due_days"].get(dataset, intake["due_day"]))


def awaited(policy: Policy, warehouse: Warehouse, receipts: Sequence[Receipt], month: dt.date, day: dt.date) -> tuple[Awaited, ...]:
    """All that is to be said of a month on a day, whether it has been said before or not, by department and dataset."""
    titled = {dataset.title: dataset for dataset in all_datasets().values()}
    found = []
    for row in quality_of(list(receipts), warehouse, month, policy.settings["intake"]["expected"]):
        due = due_of(policy, titled[row.dataset].name, month)
        is_open = row.is_missing or PARTLY in row.state
        words = TELLING.get(row.state, f"还没有报齐：{row.state}").format(row.files)
        if is_open and (term := _term(due, day)):
            found.append(Awaited(row.department, row.dataset, due, term, words))
        elif is_open and (row.refused or row.state == AGAIN):
            found.append(Awaited(row.department, row.dataset, due, REFUSED, words))
    for receipt in receipts:
        for part in (part for file in receipt.files if file.state == "taken" for part in file.parts):
            if part.dataset and part.month in (None, month) and not part.refusal:
                found += [Awaited(receipt.department, part.dataset, due_of(policy, titled[part.dataset].name, month), DOUBTFUL, f"{part.file.rpartition('/')[2]}：{words}") for words in part.warnings]
    for dataset, of, town, rows, usual, is_stated in shrunk(warehouse):
        if of == month:
            declared = all_datasets()[dataset]
            found.append(Awaited(declared.department, declared.title, due_of(policy, dataset, month), DOUBTFUL, shrunk_words(dataset, of, town, rows, usual, is_stated)))
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.department, each.due, each.dataset, each.stage, each.words)))


def _term(due: dt.date, day: dt.date) -> str:
    return LATE if day > due else TODAY if day == due else SOON if day == due - dt.timedelta(days=1) else ""


def not_yet_said(warehouse: Warehouse, month: dt.date, items: Sequence[Awaited]) -> tuple[Awaited, ...]:
    """Without those of which a department has been reminded at the same stage; what is refused or doubtful is another if its words are."""
    said = {tuple(row) for row in warehouse.rows(SQL["reminded"], month=month)}
    return tuple(each for each in items if _known_by(each) not in said)


def said_so_far(warehouse: Warehouse, month: dt.date) -> list[tuple[str, str, str, dt.date]]:
    """(department, dataset, stage, day) of all reminders for a month, the oldest first."""
    return warehouse.rows(SQL["said_so_far"], month=month)


def note_reminded(warehouse: Warehouse, month: dt.date, day: dt.date, items: Sequence[Awaited]) -> None:
    warehouse.append("wire.reminded", [(month, *_known_by(each), day) for each in items])


def _known_by(each: Awaited) -> tuple[str, str, str, str]:
    return each.department, each.dataset, each.stage, "" if each.stage in TERMS else each.words
