"""Files that a browser saves, made for the page or of the outbox; and the turn that is taken to put one into the workspace."""

from mimetypes import guess_type
from pathlib import Path
from urllib.parse import quote

from filelock import FileLock
from starlette.responses import Response

from schemas.mistakes import Mistake

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {".docx": WORD, ".xlsx": EXCEL}


def my_turn(home: Path) -> FileLock:
    """Held while a file is looked for, filled in and put in its place: of two who decide, or send a file of one name, at once neither loses anything."""
    (home / ".console").mkdir(parents=True, exist_ok=True)
    return FileLock(home / ".console" / "putting.lock", timeout=60)


def to_save(data: bytes, name: str, kind: str) -> Response:
    return Response(data, media_type=kind, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"})


def file_to_save(file: Path) -> Response:
    """Whole, or a `Mistake` where a run puts another in its place at this moment."""
    try:
        return to_save(file.read_bytes(), file.name, KINDS.get(file.suffix) or guess_type(file.name)[0] or "application/octet-stream")
    except OSError:
        raise Mistake(f"{file.name} 正在换新的，请过一会儿再下载") from None
