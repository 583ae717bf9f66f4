"""Page 3b: how a file that nobody knows is to be read. What is saved is its 对照表 filled in, put into returns/; the file is read again at once."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.responses import RedirectResponse, Response

from flows.clock import today
from flows.console import working
from flows.console.gate import PageAsked
from flows.console.overview import unknown
from flows.teaching import Nearest, sample, seen_in, tried
from flows.workspace import Workspace
from reports.filling import fill_in
from reports.layout_table import meanings, questions, shown_cell, write_layout_table
from reports.saving import write_whole
from schemas.dataset import all_datasets
from schemas.intake import Part
from schemas.layouts.description import read_layout
from schemas.mistakes import Mistake
from schemas.months import written
from schemas.returned.taught import ANSWER, QUESTION, UNUSED, WHICH, file_name, read_taught

ASKED_SHEET = "先回答"


def layout(asked: PageAsked) -> Response:
    if not asked.text("path"):
        return asked.page("layout.html.j2", files=[row for row, _ in unknown(asked)], path="", seen=None)
    row, _, seen = _seen(asked)
    return _shown(asked, row, seen)


def teach(asked: PageAsked) -> Response:
    """Look what would come of the choices, or put them into returns/."""
    row, file, seen = _seen(asked)
    chosen = replace(seen, headings=tuple(replace(h, means=asked.text(f"means/{h.place}") or h.means) for h in seen.headings)) if seen.dataset and asked.text("of") == seen.dataset.name else seen
    answers = {words: asked.text(f"answer/{words}") or given for words, given, _, _ in questions(seen.dataset, {h.means for h in chosen.headings})} | {WHICH: seen.dataset.title if seen.dataset else None}
    if asked.text("what") not in ("try", "save"):  # another kind of list was chosen
        return _shown(asked, row, chosen, answers)
    workspace = Workspace.at(asked.desk.home)
    beside = asked.desk.home / ".console" / "uploads"
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=beside) as scratch:
        table = Path(scratch) / f"对照表_{file_name(seen.title)}.xlsx"
        write_layout_table(table, file.name, seen.title, seen.rows, today(), seen.dataset, chosen.headings)
        fill_in(table, table, QUESTION, {(ASKED_SHEET, words): {ANSWER: said} for words, said in answers.items() if said})
        try:
            taught = read_taught(table)
            if taught.fault:
                raise Mistake(taught.fault)
            (text := Path(scratch) / f"{file_name(seen.title)}.toml").write_text(taught.text, "utf-8")
            parts = tried(workspace, file, row["folder"], first=[read_layout(text, True)])
        except Mistake as mistake:
            return _shown(asked, row, chosen, answers, wrong=str(mistake))
        if asked.text("what") == "try" or not any(part.stored for part in parts):
            return _shown(asked, row, chosen, answers, parts=[(part, sample(part)) for part in parts], is_refused=asked.text("what") == "save")
        put = workspace.came_back / written(row["folder"]) / table.name
        put.parent.mkdir(parents=True, exist_ok=True)
        write_whole(put, table.read_bytes())
    asked.look("教会一种表", str(row["path"]))
    return RedirectResponse("/work" if working.begin(asked.desk.home, "teach", row["folder"]) else "/work?said=busy", 303)


def _seen(asked: PageAsked) -> tuple[dict[str, Any], Path, Nearest]:
    found = next((found for found in unknown(asked) if found[0]["path"] == asked.text("path")), None)
    if not found:
        raise Mistake("没有这个读不了的文件，或已经读好了；压缩包里的文件请解开后再放进来")
    dataset = next((d for d in all_datasets().values() if d.title == asked.text(f"answer/{WHICH}")), None)
    return *found, seen_in(found[1], dataset)


def _shown(
    asked: PageAsked, row: dict[str, Any], seen: Nearest, answers: Mapping[str, str | None] | None = None, wrong: str = "", parts: Sequence[tuple[Part, list[dict[str, str]]]] = (), is_refused: bool = False
) -> Response:
    headings = [(h, [shown_cell(cell) for cell in h.cells], h.means or UNUSED) for h in seen.headings]
    asks = [(words, (answers or {}).get(words, given), choices, note) for words, given, choices, note in questions(seen.dataset, {h.means for h in seen.headings})]
    return asked.page(
        "layout.html.j2", files=[], path=row["path"], refusal=row["refusal"] or row["note"], seen=seen, headings=headings, meanings=meanings(seen.dataset), asks=asks, which=WHICH,
        wrong=wrong, parts=parts, is_refused=is_refused,
    )
