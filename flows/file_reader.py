"""How a file of a department is read, by processes that load nothing else: what is made of it stands in the file and the county's layouts, corrections and passwords."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from flows.wires.locking import opened_by, passwords_of
from flows.workspace import Workspace
from schemas.corrections import Correction, corrections_of
from schemas.dataset import spoken_of
from schemas.file_names import CORRECTIONS
from schemas.grids import read_file
from schemas.intake import take_in
from schemas.layouts.description import Layout, all_layouts
from schemas.parts import Part
from schemas.witnesses import Villagers

Reading = tuple[str, str, list[Part]]  # state, note, sheets
Unlocked = Callable[[bytes], bytes | None]


def reader(workspace: Workspace, reject_share: float) -> Callable[[Villagers | None, Path, dt.date], Reading]:
    """By the county's layouts, corrections and passwords, under which a receipt may have gone out and come back."""
    unlocked = partial(opened_by, passwords_of(workspace.home, workspace.recipients))
    return partial(_read, reject_share, tuple(all_layouts(workspace.home)), corrections_of(workspace.home / CORRECTIONS), unlocked)


def _read(
    reject_share: float, layouts: Sequence[Layout], corrections: Sequence[Correction], unlocked: Unlocked, villagers: Villagers | None, path: Path, folder: dt.date
) -> Reading:
    parts = [part for grid in read_file(path, unlocked) for part in take_in(grid, folder, reject_share, layouts, corrections, villagers)]
    for part in parts:
        if part.dataset is None and part.refusal:
            part.dataset = spoken_of(path.name)
    taken = any(part.recognised and not part.refusal for part in parts)
    return ("taken" if taken else "refused"), "", parts
