"""Page 3: files dropped in go into inbox/ (or returns/) whole and are taken in at once; what came, month by month."""

import datetime as dt
import os
import secrets
import shutil
from pathlib import Path

from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from flows.console import working
from flows.console.departments import month_asked, months_until, strip, to_do, unread
from flows.console.gate import PageAsked
from flows.console.saved_files import my_turn
from schemas.fields import DEVICES
from schemas.file_names import TABLES
from schemas.mistakes import Mistake
from schemas.months import parse_month, written

LONGEST_NAME = 200  # bytes, with room for what tells two of one name apart
TAKEN = (*TABLES, ".zip")


def files(asked: PageAsked) -> Response:
    month = month_asked(asked)
    read = asked.ask("files", month=month)
    return asked.page(
        "files.html.j2", at=month, months=months_until(month), strip=strip(asked, month), unread=unread(asked, month, read),
        odd=[row for row in read if to_do(row)], beside=[row for row in read if not to_do(row) and row["state"] != "taken"], limit=", ".join(TAKEN),
    )


def drop(asked: PageAsked) -> Response:
    month = parse_month(asked.text("month"))
    _take(asked, "inbox", month)
    return _begun(asked, "collect", month)


def read(asked: PageAsked) -> Response:
    """What lies in the month's folder already, put there by hand."""
    return _begun(asked, "collect", parse_month(asked.text("month")))


def drop_returns(asked: PageAsked) -> Response:
    copy = asked.copy
    if not copy or not copy.month:
        raise Mistake("还没有比对过，没有下发的清单可收")
    _take(asked, "returns", copy.month)
    return _begun(asked, "returns", copy.month)


def _begun(asked: PageAsked, kind: str, month: dt.date) -> Response:
    return RedirectResponse("/work" if working.begin(asked.desk.home, kind, month) else "/work?said=busy", 303)


def _take(asked: PageAsked, into: str, month: dt.date) -> None:
    """Each file is written beside and put in its place whole; one that is there under its name stays, the new one gets another."""
    sent = asked.form.get("files", [])
    uploads = [each for each in sent if isinstance(each, UploadFile) and each.filename]
    if not uploads:
        raise Mistake("没有选文件")
    for upload in uploads:
        if not _named(upload).lower().endswith(TAKEN):
            raise Mistake(f"“{_named(upload)}”不是收的文件，可以收：{'、'.join(TAKEN)}")
    folder, beside = asked.desk.home / into / written(month), asked.desk.home / ".console" / "uploads"
    for place in (folder, beside):
        place.mkdir(parents=True, exist_ok=True)
    for upload in uploads:
        part = beside / secrets.token_hex(8)
        try:
            with open(part, "wb") as whole:
                shutil.copyfileobj(upload.file, whole)
            with my_turn(asked.desk.home):
                os.replace(part, _free(folder / _named(upload), part))
        finally:
            part.unlink(missing_ok=True)
        asked.look(f"放进{into}", _named(upload))


def _named(upload: UploadFile) -> str:
    """Its own name without any folder, as every system takes it."""
    name = (upload.filename or "").replace("\\", "/").rpartition("/")[2]
    cleaned = "".join("_" if sign in '<>:"|?*' or not sign.isprintable() else sign for sign in name).strip(" .")
    short = cleaned.lstrip("~").encode()[-LONGEST_NAME:].decode(errors="ignore") or "文件"
    return f"_{short}" if short.partition(".")[0].upper() in DEVICES else short


def _free(place: Path, new: Path) -> Path:
    """The place itself if nothing else lies there; a second file of one name is told apart by a number."""
    at, number = place, 2
    while at.exists() and at.read_bytes() != new.read_bytes():
        at, number = place.with_stem(f"{place.stem}（{number}）"), number + 1
    return at
