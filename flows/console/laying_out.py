"""What the layout page shows, made in a reader: the file is foreign, and what knows datasets takes more memory than the console has."""

import datetime as dt
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from flows.clock import today
from flows.teaching import sample, tables_in
from reports.filling import fill_in
from reports.layout_table import ASKED_PAGE, shown_cell, told_by, write_layout_table
from schemas.corrections import corrections_of
from schemas.dataset import all_datasets
from schemas.file_names import CORRECTIONS
from schemas.intake import parts_of
from schemas.layouts.description import all_layouts, read_layout
from schemas.layouts.nearest import Nearest
from schemas.layouts.words_seen import LEFT_OUT
from schemas.mistakes import Mistake
from schemas.returned.asked import ANSWER, QUESTION, UNUSED, WHICH, meanings, questions, sayings
from schemas.returned.taught import file_name, read_taught

CHOSEN, SAID, WORD, TOO = "means/", "answer/", "word/", "too/"  # how names in the form begin


def laid_out(file: Path, home: Path, month: dt.date, form: Mapping[str, str]) -> dict[str, Any]:
    """Values of the page for what was chosen so far; `parts` what would come of it; `table` is the 对照表 to put into returns/, once it may be saved."""
    was, _, shown = form.get("of", "").partition("/")
    at = int(form["table"]) if form.get("table", "").isdecimal() else 0
    form = form if shown in ("", str(at)) else {}  # another table was chosen
    dataset = next((d for d in all_datasets().values() if d.title == form.get(SAID + WHICH)), None)
    tables = tables_in(file, dataset)
    seen = tables[min(at, len(tables) - 1)]
    if seen.dataset and was == seen.dataset.name:  # else another kind was chosen, whose columns are proposed anew
        headings = tuple(replace(h, means=form.get(CHOSEN + h.place) or h.means) for h in seen.headings)
        words = tuple(replace(w, means=form.get(f"{WORD}{w.place}/{w.word}", w.means), too=form.get(f"{TOO}{w.place}/{w.word}", "")) for w in seen.words)
        seen = replace(seen, headings=headings, words=words)
    asks = [(words, form.get(SAID + words) or given, choices, note) for words, given, choices, note in questions(seen)]
    page: dict[str, Any] = {
        "of": f"{seen.dataset.name if seen.dataset else ''}/{at}", "tables": [table.title for table in tables], "at": at, "words": _words(seen), "asks": asks, "too": sayings(seen.dataset, {h.means for h in seen.headings}) if seen.dataset else (), "which": WHICH, "meanings": meanings(seen.dataset), "wrong": "", "parts": [], "table": b"", "name": "",
        "headings": [(h.place, h.heading, [shown_cell(cell) for cell in h.cells], h.means or UNUSED, told_by(h)) for h in seen.headings],
    }
    if form.get("what") not in ("try", "save"):
        return page
    try:
        with tempfile.TemporaryDirectory(dir=home / ".console") as scratch:
            page |= _tried(file, home, month, seen, {words: said for words, said, _, _ in asks if said}, Path(scratch))
    except Mistake as mistake:
        return page | {"wrong": str(mistake)}
    if form.get("what") == "try":
        return page | {"table": b""}
    return page if any(part["stored"] for part in page["parts"]) else page | {"table": b"", "wrong": "还没有保存：按现在的选法一行也读不出来，请再看看下面哪一列选错了。"}


def _words(seen: Nearest) -> list[dict[str, Any]]:
    """Words under headings, with what they may mean in their own column and what else they may say."""
    if not seen.dataset:
        return []
    choices = {column.title: column.kind.choices for column in seen.dataset.columns}
    means = {heading.place: heading.means for heading in seen.headings}
    return [{"of": w, "word": shown_cell(w.word), "choices": (*choices.get(means.get(w.place, ""), ()), LEFT_OUT)} for w in seen.words]


def _tried(file: Path, home: Path, month: dt.date, seen: Nearest, answers: Mapping[str, str], scratch: Path) -> dict[str, Any]:
    table = scratch / f"对照表_{file_name(seen.title)}.xlsx"
    write_layout_table(table, file.name, seen, today())
    fill_in(table, table, QUESTION, {(ASKED_PAGE, words): {ANSWER: said} for words, said in answers.items()})
    taught = read_taught(table)
    if taught.fault:
        raise Mistake(taught.fault)
    text = scratch / f"{file_name(seen.title)}.toml"
    text.write_text(taught.text, "utf-8")
    parts = parts_of(file, month, 1.0, [read_layout(text, True), *(each for each in all_layouts(home) if not (each.is_own and each.name == text.stem))], corrections_of(home / CORRECTIONS))
    told = [
        {
            "sheet": part.sheet_name, "refusal": part.refusal or ("" if part.recognised else "不是数据"), "rows_read": part.rows_read, "stored": part.stored,
            "quarantined": part.quarantined, "warnings": list(part.warnings), "rows": sample(part),
        }
        for part in parts
    ]
    return {"parts": told, "table": table.read_bytes(), "name": table.name}
