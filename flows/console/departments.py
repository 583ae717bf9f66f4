"""What each department sent, month by month; page 3a: one department, its files, the rows that were not used, its papers, what to ask it for."""

import datetime as dt
from collections import defaultdict
from pathlib import Path
from typing import Any

from starlette.responses import Response

from flows.clock import today
from flows.console.gate import PageAsked
from flows.console.overview import missing, work_month
from flows.console.saved_files import file_to_save
from flows.workspace import Workspace
from matchers.intake.receipting import department_of
from schemas.mistakes import Mistake
from schemas.months import parse_month, shifted, written

SHOWN_MONTHS = 12


def month_asked(asked: PageAsked) -> dt.date:
    """Of the address, else the one in hand."""
    return parse_month(asked.text("month")) if asked.text("month") else work_month(asked) or today().replace(day=1)


def months_until(month: dt.date) -> list[dt.date]:
    return [shifted(month, -back) for back in range(SHOWN_MONTHS - 1, -1, -1)]


def strip(asked: PageAsked, month: dt.date) -> list[dict[str, Any]]:
    """A line a dataset that came in the last twelve months, by department."""
    came: dict[tuple[str, str], dict[dt.date, dict[str, Any]]] = defaultdict(dict)
    for row in asked.ask("extracts", since=shifted(month, -SHOWN_MONTHS), month=month):
        came[row["department"], row["title"]][row["folder"]] = row
    lacking, papers = missing(asked, month), papers_of(asked, month)
    return [
        {
            "department": department, "title": title, "marks": [_mark(by_month.get(at)) for at in months_until(month)], "now": by_month.get(month),
            "receipt": next((name for name in papers if month in by_month and name.startswith(f"{department}_回执_")), ""), "is_missing": title in lacking,
        }
        for (department, title), by_month in came.items()
    ]


def _mark(row: dict[str, Any] | None) -> tuple[str, str, str]:
    """(sign, look, words) of a dataset's month."""
    if row is None:
        return "－", "gone", "没有来"
    if not row["stored"]:
        return "×", "bad", "来了，没能用上"
    return ("▲", "bad", f"用上{row['stored']}行，{row['quarantined']}行没用") if row["quarantined"] or row["refused"] else ("●", "ok", f"用上{row['stored']}行")


def papers_of(asked: PageAsked, month: dt.date) -> dict[str, Path]:
    """A month's receipts and reminders, by the names of their files."""
    workspace = Workspace(asked.desk.home)
    folders = (workspace.outbox(month) / "departments", workspace.reminders(month))
    return {path.name: path for folder in folders for path in sorted(folder.glob("*.xlsx")) if not path.name.startswith((".", "~"))}


def receipt(asked: PageAsked) -> Response:
    file = papers_of(asked, parse_month(asked.text("month"))).get(asked.text("file"))
    if not file:
        raise Mistake("没有这份回执")
    return file_to_save(file)


def unread(asked: PageAsked, month: dt.date, read: list[dict[str, Any]]) -> list[str]:
    """Files in a month's folder that no program has looked at."""
    folder, known = Workspace(asked.desk.home).inbox / written(month), {row["path"] for row in read}
    found = (path.relative_to(folder.parent).as_posix() for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "~$")))
    return sorted(name for name in found if name not in known)


def to_do(row: dict[str, Any]) -> bool:
    """Whether something is to be done about a file; of one that is no data, or came before, there is not."""
    return row["state"] == "refused" or bool(row["quarantined"]) or bool(row["stored"] and row["refusal"])


def department(asked: PageAsked) -> Response:
    name, month = asked.text("name"), month_asked(asked)
    known = asked.ask("departments")
    titles = {row["dataset"]: row["title"] for row in known}
    if all(row["department"] != name for row in known):
        raise Mistake("没有这个部门")
    files = [row for row in asked.ask("files", month=month) if _is_theirs(row, name)]
    mine = {row["path"] for row in files}
    lines = [line for line in strip(asked, month) if line["department"] == name]
    lacking = [line["title"] for line in lines if line["is_missing"]]
    wrong, refused = sum(row["quarantined"] for row in files), [row for row in files if row["state"] == "refused"]
    faults = [row | {"title": titles[row["dataset"]]} for row in asked.ask("faults", month=month) if row["path"] in mine and department_of(row["dataset"], row["path"], row["department"]) == name]
    papers = [(at, called) for at in reversed(months_until(month)) for called in papers_of(asked, at) if called.startswith(f"{name}_")]
    return asked.page(
        "department.html.j2", name=name, at=month, months=months_until(month), strip=lines, files=files, faults=faults, papers=papers,
        words=_words(name, month, lacking, len(refused), wrong),
    )


def _is_theirs(row: dict[str, Any], name: str) -> bool:
    return name in {department_of(dataset, row["path"], by_layout) for each in row["datasets"].split(";") for dataset, _, by_layout in [each.partition(":")]}


def _words(name: str, month: dt.date, lacking: list[str], refused: int, wrong: int) -> str:
    """What can be copied into a message; nobody is named."""
    asks = [f"{'、'.join(lacking)}还没有收到，请尽快报来"] if lacking else []
    if refused:
        asks.append(f"报来的文件有{refused}个没能用上，原因写在回执里，请改好后整份重报")
    if wrong:
        asks.append(f"有{wrong}行有错、先没用上，已列在回执里，请改好后报回")
    return f"{name}：{month.year}年{month.month}月的数据，{'；'.join(asks)}。" if asks else ""
