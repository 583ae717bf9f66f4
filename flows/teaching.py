"""How a county's files are read: what can be read already, a file tried without storing, a 对照表 for one that cannot."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.apart import NotRead, read_apart
from flows.clock import today
from flows.workspace import Workspace
from reports.layout_table import HeadingSeen, write_layout_table
from schemas.corrections import FILE, corrections_of
from schemas.dataset import Dataset, all_datasets
from schemas.fields import plain
from schemas.grids import Grid, grids_of
from schemas.headers import find_header, looks_like_header
from schemas.intake import Part, parts_of
from schemas.layouts.description import all_layouts
from schemas.layouts.fitting import heads_at
from schemas.mistakes import Mistake
from schemas.readers import Sheet
from schemas.recognise import named_in, title_lines
from schemas.returned.taught import UNUSED, file_name

LISTED, GUESSED = "列名", "猜的"
DATED = re.compile(r"[_\-(]*(20\d\d[年.\-_]?\d{0,2}[月.\-_]?\d{0,2}[日号]?|\d{1,2}月份?)[)]*")  # of a name: next month's is another


@dataclass(frozen=True)
class Nearest:
    """The dataset that a sheet is most like, its header rows, and each heading with what it is taken for."""

    sheet: Sheet
    first: int
    rows: int
    dataset: Dataset | None
    headings: tuple[HeadingSeen, ...]


def tried(workspace: Workspace, file: Path, month: dt.date, share: float = 1.0) -> list[Part]:
    """What would come in of a file; nothing is stored."""
    _need(file)
    layouts, corrections = tuple(all_layouts(workspace.home)), corrections_of(workspace.home / FILE)
    parts: list[Part] = _by_reader(parts_of, file, month, share, layouts, corrections)
    return parts


def _by_reader(function: Callable[..., Any], file: Path, *arguments: object) -> Any:
    try:
        return read_apart(function, file, *arguments).result()
    except NotRead as ended:
        raise Mistake(f"{file.name}：{ended}") from None


def teach(workspace: Workspace, file: Path) -> Path:
    """Write a 对照表 for the sheet of a file that holds most, beside the workspace's outbox; where it lies."""
    _need(file)
    grids: list[Grid] = _by_reader(grids_of, file)
    sheets = [(grid, sheet) for grid in grids for sheet in grid.sheets if not sheet.hidden and any(map(any, sheet.rows))]
    if not sheets:
        fault = next((grid.fault for grid in grids if grid.fault), "里面没有表格")
        raise Mistake(f"{file.name}：{fault}")
    _, sheet = max(sheets, key=lambda each: len(each[1].rows))
    seen = nearest(sheet, plain(file.stem))
    title = DATED.sub("", plain(file.stem)).strip(" _-") or plain(file.stem)
    to = workspace.home / "outbox" / f"对照表_{file_name(title)}.xlsx"
    write_layout_table(to, file.name, title, seen.rows, today(), seen.dataset, seen.headings)
    return to


def nearest(sheet: Sheet, name: str) -> Nearest:
    """The dataset that the file's name or title names, else that whose own required columns are found most; its header, or the first row
    that looks like one.
    """
    named = named_in([name, sheet.name, *title_lines(sheet.rows)])
    found = [(header, dataset) for dataset in named or all_datasets().values() if (header := find_header(dataset, sheet.rows))]
    header, dataset = max(found, key=lambda each: (len(each[0].placed) - len(each[0].missing), each[0].exact_count), default=(None, next(iter(named), None)))
    first = header.first if header else next((at for at, row in enumerate(sheet.rows) if looks_like_header(row)), 0)
    last = header.last if header else first
    heads = heads_at(sheet, first, last)
    taken = {p.at: p for p in header.placed} if header else {}
    body = sheet.rows[last + 1 :]
    headings = [
        HeadingSeen(
            _letters(at), label, tuple([plain(row[at]) for row in body if at < len(row) and row[at].strip()][:3]),
            taken[at].column.title if at in taken else UNUSED, (GUESSED if taken[at].guessed else LISTED) if at in taken else "",
        )
        for at, label in enumerate(heads.labels) if label or any(at < len(row) and row[at].strip() for row in body[:20])
    ]
    return Nearest(sheet, first, last - first + 1, dataset, tuple(headings))


def _letters(at: int) -> str:
    return (chr(64 + at // 26) if at >= 26 else "") + chr(65 + at % 26)


def _need(file: Path) -> None:
    if not file.is_file():
        raise Mistake(f"没有这个文件：{file}")
