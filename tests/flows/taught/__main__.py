"""How much of the real layouts is read by what people say of them: python -m tests.flows.taught ../shared/layouts [--only FILE-PART] [--keep FOLDER]

Two workspaces with the files of `dev`, and a roster whose households have all consented to being looked up (财产查询 keeps rows of no other). In the
first lie the descriptions of `dev-described`, their lines `# WANTED` written as the form can say them now (`described/` beside this file, of the two
whose rows need them, and of deeds). In the second nothing is said: `bidui layout` writes a 对照表 of each file, `answers.toml` fills it in, `bidui returns` takes it
in. Each then collects, and `check.py` there holds what was stored against the truth.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

from flows.taking_in import collect_month, returns_month
from flows.teaching import teach
from flows.workspace import Workspace, create
from schemas.dataset import all_datasets
from schemas.months import parse_month
from tests.flows.taught.clerk import ANSWERS, answer

MONTH = "2025-09"
DESCRIBED = Path(__file__).parent / "described"


def prepared(layouts: Path, home: Path, only: str) -> Workspace:
    """A workspace with the files whose names have `only` in them, and the roster."""
    create(home)
    (home / "county.toml").write_text('name = "和平县"\ndivision = "441624"\n', "utf-8")
    inbox = home / "inbox" / MONTH
    inbox.mkdir(parents=True, exist_ok=True)
    for file in sorted((layouts / "dev").iterdir()):
        if file.name != "truth.json" and only in file.name:
            shutil.copy(file, inbox)
    roster = openpyxl.load_workbook(layouts / "roster_for_joins.xlsx")
    sheet = roster.worksheets[0]
    consents = sheet.max_column + 1
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, consents, "是" if row > 1 else "承诺授权")
    roster.save(inbox / "农户花名册.xlsx")
    return Workspace.at(home)


def described(layouts: Path, workspace: Workspace) -> None:
    for folder in (layouts / "dev-described", DESCRIBED):
        shutil.copytree(folder, workspace.home / "layouts", dirs_exist_ok=True)


def taught(workspace: Workspace) -> None:
    """Every 对照表 filled in and taken in; raises AssertionError where one is not."""
    for key, told in ANSWERS.items():
        name, _, sheet = key.partition("/")
        file = workspace.inbox / MONTH / name
        if file.is_file():
            dataset = next(dataset for dataset in all_datasets().values() if dataset.title == told["as"])
            tables = teach(workspace, file, dataset, [sheet or told["sheet"]] if sheet or "sheet" in told else ())
            answer(tables[0], told, workspace.came_back / MONTH / f"{key.replace('/', '_')}.xlsx")
    assert not (unused := returns_month(workspace, parse_month(MONTH)).unused), unused


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("layouts", type=Path)
    parser.add_argument("--only", default="", help="files with this in their names")
    parser.add_argument("--keep", type=Path, help="put the workspaces here and leave them")
    asked = parser.parse_args()
    ended = 0
    with tempfile.TemporaryDirectory() as temporary:
        for way in ("described", "taught"):
            workspace = prepared(asked.layouts, (asked.keep or Path(temporary)) / way, asked.only)
            described(asked.layouts, workspace) if way == "described" else taught(workspace)
            collect_month(workspace, parse_month(MONTH))
            ended |= subprocess.run([sys.executable, asked.layouts / "check.py", "dev", workspace.home, "--show"], check=False).returncode
    return ended


if __name__ == "__main__":
    sys.exit(main())
