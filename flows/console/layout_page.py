"""Page 3b: how a file that nobody knows is to be read. What is saved is its 对照表 filled in, put into returns/; the file is read again at once."""

from pathlib import Path
from typing import Any

from starlette.responses import RedirectResponse, Response

from flows.apart import NotRead, read_apart
from flows.console import working
from flows.console.gate import PageAsked
from flows.console.laying_out import laid_out
from flows.console.overview import unknown
from flows.workspace import Workspace
from reports.saving import write_whole
from schemas.mistakes import Mistake
from schemas.months import parse_month, written


def layout(asked: PageAsked) -> Response:
    if not asked.text("path"):
        return asked.page("layout.html.j2", files=[row for row, _ in unknown(asked)], path="")
    row, file = _asked_for(asked)
    return _shown(asked, row, _laid_out(asked, row, file))


def teach(asked: PageAsked) -> Response:
    """Look what would come of the choices, or put them into returns/."""
    row, file = _asked_for(asked)
    page = _laid_out(asked, row, file)
    if not page["table"]:
        return _shown(asked, row, page)
    folder = Workspace(asked.desk.home).came_back / written(row["folder"])
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / page["name"], page["table"])
    asked.look("教会一种表", str(row["path"]))
    return RedirectResponse("/work" if working.begin(asked.desk.home, "teach", row["folder"]) else "/work?said=busy", 303)


def _asked_for(asked: PageAsked) -> tuple[dict[str, Any], Path]:
    """Of any file: one that was read may have been taught, or guessed, wrongly."""
    path, inbox = asked.text("path"), Workspace(asked.desk.home).inbox
    row = next((row for row, _ in unknown(asked) if row["path"] == path), None) or next((row for row in _read(asked, path) if row["path"] == path), None)
    if not row or not (inbox / path).is_file():
        raise Mistake("没有这个文件；压缩包里的文件请解开后再放进来")
    return row, inbox / path


def _read(asked: PageAsked, path: str) -> list[dict[str, Any]]:
    """Files of the month's folder that a path is in, of which something was used."""
    month = path.partition("/")[0]
    return [row for row in asked.ask("files", month=parse_month(month)) if row["state"] == "taken"]


def _laid_out(asked: PageAsked, row: dict[str, Any], file: Path) -> dict[str, Any]:
    try:
        page: dict[str, Any] = read_apart(laid_out, file, asked.desk.home, row["folder"], {name: asked.text(name) for name in asked.form}, always=True).result()
    except NotRead as ended:
        raise Mistake(f"{file.name}：{ended}") from None
    return page


def _shown(asked: PageAsked, row: dict[str, Any], page: dict[str, Any]) -> Response:
    return asked.page("layout.html.j2", files=[], path=row["path"], refusal=row["refusal"] or row["note"], **page)
