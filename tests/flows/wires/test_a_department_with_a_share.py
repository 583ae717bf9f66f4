"""A department that never opens a terminal: it puts a workbook into a share, and corrects, in Excel, what comes back into the same share."""

from __future__ import annotations

import datetime as dt
import io
from contextlib import closing

import openpyxl
import pytest

from flows.taking_in import collect_month
from flows.urging import remind
from flows.wires.locking import locked, unlocked
from flows.wires.pulling import pull_month
from flows.wires.remote import Waits
from flows.wires.sending import send_month
from flows.workspace import Workspace, create
from matchers.published.reading import WHOLE_COUNTY, Published, published_file
from schemas.months import parse_month
from tests.schemas.drops import table

QUICK = Waits(settle=0.02, connect=1, answer=5, transfer=5)
MONTH = parse_month("2024-06")
RECEIPT = "医保局_回执_2024-06.xlsx"


def saved(path, rows) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def a_round(home) -> tuple[list[str], str]:
    """What landed; what the newest receipt in the outbox begins with."""
    landed = [file.name for each in pull_month(Workspace.at(home), MONTH, QUICK) for file in each.landed]
    collect_month(Workspace.at(home), MONTH)
    assert {each.why for each in send_month(Workspace.at(home), MONTH, waits=QUICK)} == {""}
    book = openpyxl.load_workbook(home / "outbox/2024-06/departments" / RECEIPT)
    return landed, "\n".join(str(cell) for row in book.worksheets[0].iter_rows(max_row=20, values_only=True) for cell in row if cell)


@pytest.mark.parametrize("password", ["", "kouling"])
def test_its_whole_part_with_excel_and_a_folder(tmp_path, monkeypatch, password):
    monkeypatch.setenv("BIDUI_SECRET_YIBAO", password)
    home, share = tmp_path / "county", tmp_path / "医保局的共享 #1"
    create(home)
    share.mkdir()
    lock = 'password = "yibao"\n' if password else ""
    (home / "county.toml").write_text(f'[sources."医保局"]\nfrom = "{share}"\n[send."医保局"]\nto = "{share}"\n{lock}', "utf-8")
    rows = table("enrolment", 6)
    wrong = next(at for at, title in enumerate(rows[0]) if "状态" in title)
    right, rows[2][wrong] = rows[2][wrong], "？？"
    saved(share / "医保参保 2024年6月.xlsx", rows)
    landed, said = a_round(home)
    assert landed == ["医保参保 2024年6月.xlsx"] and "有1行有错误" in said

    def opened(name: str):
        data = (share / name).read_bytes()
        return openpyxl.load_workbook(io.BytesIO(unlocked(data, password) if password else data))

    book = opened(RECEIPT)
    (cell,) = (cell for sheet in book if sheet.title.startswith("待改正") for row in sheet.iter_rows() for cell in row if cell.value == "？？")
    cell.value = right
    changed = io.BytesIO()
    book.save(changed)
    (share / RECEIPT).write_bytes(locked(changed.getvalue(), password) if password else changed.getvalue())
    landed, said = a_round(home)
    assert landed == [RECEIPT] and "医保参保（标题）" in said and "没有需要改正的地方" in said and "已经另外改好报来" in said
    with closing(Published(published_file(home))) as copy:
        assert {row["quarantined"] for row in copy.ask("files", WHOLE_COUNTY, month=MONTH)} == {0} and not copy.ask("faults", WHOLE_COUNTY, month=MONTH), "nor on pages"
    assert any(path.name.startswith("医保局_回执_2024-06_第02次") for path in share.iterdir()), "the new receipt, beside the one that was corrected"
    assert a_round(home)[0] == [], "what bidui put there is nothing of the department's"

    remind(Workspace.at(home), dt.date(2024, 7, 20))
    assert a_round(home)[0] == [] and any("催报单" in path.name for path in share.iterdir())
    saved(share / "医保结算 2024年6月.xlsx", table("settlement", 3))
    assert a_round(home)[0] == ["医保结算 2024年6月.xlsx"]
    remind(Workspace.at(home), dt.date(2024, 7, 21))
    assert not any("0721" in path.name for path in (home / "outbox/催报/2024-06").iterdir() if path.name.startswith("医保局"))
