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
from reports.masking import masked
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
    """What a sheet's list is called, how many rows its header has, the dataset it is most like, and each heading with what it is taken for."""

    title: str
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
    seen: Nearest = _by_reader(seen_in, file)
    to = workspace.home / "outbox" / f"对照表_{file_name(seen.title)}.xlsx"
    write_layout_table(to, file.name, seen.title, seen.rows, today(), seen.dataset, seen.headings)
    return to


def seen_in(file: Path, dataset: Dataset | None = None) -> Nearest:
    """What the sheet of a file that holds most is like, or how it is read as a `dataset`. For a reader: only headings leave it."""
    grids: list[Grid] = grids_of(file)
    sheets = [sheet for grid in grids for sheet in grid.sheets if not sheet.hidden and any(map(any, sheet.rows))]
    if not sheets:
        raise Mistake(f"{file.name}：{next((grid.fault for grid in grids if grid.fault), '里面没有表格')}")
    title = DATED.sub("", plain(file.stem)).strip(" _-") or plain(file.stem)
    return nearest(max(sheets, key=lambda each: len(each.rows)), plain(file.stem), title, dataset)


def nearest(sheet: Sheet, name: str, title: str, dataset: Dataset | None) -> Nearest:
    """As a `dataset`, else the one that the file's name or title names, else that whose own required columns are found most; its header, or
    the first row that looks like one.
    """
    named = [dataset] if dataset else named_in([name, sheet.name, *title_lines(sheet.rows)])
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
    return Nearest(title, last - first + 1, dataset, tuple(headings))


def sample(part: Part, rows: int = 5) -> list[dict[str, str]]:
    """The first rows of a sheet as they would come in, text by title of a column; numbers masked, money in yuan."""
    if part.recognised is None:
        return []
    dataset, parsed = part.recognised.dataset, {"id_number": "number", "name": "written_name"}  # what these columns become
    titles = {parsed.get(c.name, c.name): c.title for c in dataset.columns} | {"month": "月份"}

    def told(key: str, value: object) -> str:
        is_money = dataset.has(key) and dataset.column(key).kind.name == "yuan"
        return masked(str(value)) if key == "number" else f"{int(str(value)) / 100:.2f}元" if is_money else str(value).removesuffix(" 00:00:00")

    return [{titles[key]: told(key, value) for key, value in row.items() if key in titles and value == value and value not in ("", None)} for row in part.rows.head(rows).to_dict("records")]


def _letters(at: int) -> str:
    return (chr(64 + at // 26) if at >= 26 else "") + chr(65 + at % 26)


def _need(file: Path) -> None:
    if not file.is_file():
        raise Mistake(f"没有这个文件：{file}")
