"""How a county's files are read: what can be read already, a file tried without storing, a 对照表 for one that cannot."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from flows.apart import NotRead, read_apart
from flows.clock import today
from flows.county import opened
from flows.typed_in import typed_tables
from flows.workspace import Workspace
from matchers.intake.receipting import receipts_of
from matchers.intake.villagers import Rosters
from matchers.records.receipts import FileReceipt
from reports.layout_table import write_layout_table
from reports.masking import masked
from schemas.corrections import corrections_of
from schemas.dataset import Dataset
from schemas.fields import plain
from schemas.file_names import CORRECTIONS
from schemas.grids import Grid, grids_of
from schemas.intake import parts_of
from schemas.layouts.description import all_layouts
from schemas.layouts.nearest import Nearest, tables_of
from schemas.mistakes import Mistake
from schemas.parts import Part
from schemas.recognise import CAN_BE_TAUGHT
from schemas.returned.taught import file_name


def tried(workspace: Workspace, file: Path, month: dt.date, share: float = 1.0) -> list[Part]:
    """What would come in of a file; nothing is stored."""
    _need(file)
    layouts, corrections = tuple(all_layouts(workspace.home)), corrections_of(workspace.home / CORRECTIONS)
    parts: list[Part] = _by_reader(parts_of, file, month, share, layouts, corrections)
    if workspace.database.exists() and any(part.may_be_told_by_villagers for part in parts):
        with suppress(Mistake), workspace.locked(), opened(workspace) as warehouse:  # a run may be at work: then as without
            parts = _by_reader(parts_of, file, month, share, layouts, corrections, Rosters(warehouse).villagers(month))
    return parts


def _by_reader(function: Callable[..., Any], file: Path, *arguments: object) -> Any:
    try:
        return read_apart(function, file, *arguments).result()
    except NotRead as ended:
        raise Mistake(f"{file.name}：{ended}") from None


def teach(workspace: Workspace, file: Path, dataset: Dataset | None = None, sheets: Collection[str] = ()) -> list[Path]:
    """Write a 对照表 for each kind of table in a file, or in these of its sheets, into the workspace's outbox; where they lie. As a `dataset`
    where one is said. None is written over one that somebody has typed into, unless it has been put into returns/.
    """
    _need(file)
    found: list[Nearest] = _by_reader(tables_in, file, dataset, sheets)
    lying, typed = [], typed_tables(workspace)
    for seen in found:
        lying.append(workspace.layout_table(file_name(seen.title)))
        if lying[-1] in typed:
            raise Mistake(f"outbox/{lying[-1].name} 里已经填了东西，没有重写；填好了请放进 returns/月份/，要从头填就先删掉它")
        write_layout_table(lying[-1], file.name, seen, today())
    return lying


def unread(workspace: Workspace, files: Sequence[FileReceipt]) -> list[tuple[Path, str, tuple[str, ...]]]:
    """Of files as receipted those of which nothing could be used, or not some sheets (which are named) that can be taught: where they lie, why."""
    why: dict[str, list[str]] = {}
    sheets: dict[str, list[str]] = {}
    for file in files:
        if file.state == "refused":
            why.setdefault(file.path, []).extend(filter(None, (file.note, *(part.refusal for part in file.parts))))
        elif file.state == "taken" and (parts := [part for part in file.parts if CAN_BE_TAUGHT in part.refusal]):
            why.setdefault(file.path, []).extend(f"工作表“{part.sheet}”{part.refusal}" for part in parts)
            sheets.setdefault(file.path, []).extend(part.sheet for part in parts)
    return [(workspace.inbox / path, next(iter(reasons), ""), tuple(sheets.get(path, ()))) for path, reasons in sorted(why.items())]


def come_to_nothing(files: Sequence[FileReceipt]) -> list[str]:
    """Their sheets that were taken, and of which no row was used: a Chinese line each, with what is told of it."""
    parts = [part for file in files if file.state == "taken" for part in file.parts]
    return [f"{' '.join(filter(None, (part.file, part.sheet)))}：{'；'.join(part.warnings)}" for part in parts if part.dataset and part.warnings and not part.refusal and not part.stored + part.duplicates + part.quarantined]


def receipted(workspace: Workspace, month: dt.date) -> list[FileReceipt]:
    """What became of the files of a month's folder."""
    with workspace.locked(), opened(workspace) as warehouse:
        receipts = receipts_of(warehouse, workspace.settings["name"], month)
    return [file for receipt in receipts for file in receipt.files if file.folder == month]


def tables_in(file: Path, dataset: Dataset | None = None, only: Collection[str] = ()) -> list[Nearest]:
    """What the tables of a file, or of its sheets of these names, are like, that with most rows first, or how they are read as a `dataset`. For a
    reader: only headings leave it.
    """
    grids: list[Grid] = grids_of(file)
    for grid in grids:
        if any(not sheet.hidden and any(map(any, sheet.rows)) for sheet in grid.sheets):
            return tables_of(plain(file.stem), grid.sheets, dataset, only)
    raise Mistake(f"{file.name}：{next((grid.fault for grid in grids if grid.fault), '里面没有表格')}")


def sample(part: Part, rows: int = 5) -> list[dict[str, str]]:
    """The first rows of a sheet as they would come in, text by title of a column; numbers masked, money in yuan."""
    if part.recognised is None:
        return []
    dataset, parsed = part.recognised.dataset, {"id_number": "number", "name": "written_name"}  # what these columns become
    titles = {parsed.get(c.name, c.name): c.title for c in dataset.columns if c.name not in part.tells_nothing_of} | {"month": "月份"}

    def told(key: str, value: object) -> str:
        is_money = dataset.has(key) and dataset.column(key).kind.name == "yuan"
        return masked(str(value)) if key == "number" else f"{int(str(value)) / 100:.2f}元" if is_money else str(value).removesuffix(" 00:00:00")

    return [{titles[key]: told(key, value) for key, value in row.items() if key in titles and value == value and value not in ("", None)} for row in part.rows.head(rows).to_dict("records")]


def _need(file: Path) -> None:
    if not file.is_file():
        raise Mistake(f"没有这个文件：{file}")
