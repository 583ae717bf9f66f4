"""The copy that pages read: a new file, then the pointer to it; who reads the old one goes on until it closes it."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from flows.clock import now
from flows.failures import in_words
from flows.workspace import Workspace
from matchers.published.publishing import publish
from matchers.published.reading import FOLDER, FORM, POINTER, published_file
from matchers.records.leads import Lead
from matchers.records.practice import Paper
from matchers.rules.policy import Policy
from matchers.warehouse import Warehouse
from reports.month_figures import classes_of
from reports.saving import write_whole


def publish_now(workspace: Workspace, warehouse: Warehouse, policy: Policy, found: Sequence[Lead] | None, papers: Sequence[Paper] = ()) -> None:
    """From what the warehouse holds now; `found` and `papers` are the leads of a run just done, and what was issued of them."""
    folder = workspace.home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    before = published_file(workspace.home)
    _remove_all_but(folder, before)  # what a killed run left half-made, what somebody still read last time
    to = folder / f"{FORM}{now():%Y%m%d-%H%M%S}.duckdb"
    while to.exists():
        to = to.with_stem(f"{to.stem}+")
    publish(warehouse, policy, workspace.settings["name"], to, found, papers, before, classes_of)
    write_whole(folder / POINTER, to.name.encode())
    _remove_all_but(folder, to, before)  # which a page may be about to open that has just read its name


def published_or_told(workspace: Workspace, warehouse: Warehouse, policy: Policy, found: Sequence[Lead], papers: Sequence[Paper]) -> tuple[str, ...]:
    """After a month is done: it stands, whatever becomes of its pages; without a copy the next call makes one. A Chinese line if it could not be."""
    try:
        publish_now(workspace, warehouse, policy, found, papers)
    except Exception as failure:
        if (words := in_words(failure)) is None:
            raise
        _remove_all_but(workspace.home / FOLDER, None)
        return (f"比对做完了，清单都写好了，但给浏览器看的那一份没能写出：{words}",)
    return ()


def _remove_all_but(folder: Path, *kept: Path | None) -> None:
    for file in folder.glob("pages_*"):
        if file not in kept:
            with contextlib.suppress(OSError):  # on Windows whoever reads it holds it; next time then
                file.unlink()
