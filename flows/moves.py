"""moves/ of a workspace: leads of households that came from another county or went there, one file a month, which `bidui province run` writes."""

import datetime as dt
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from flows.leftovers import private
from flows.workspace import Workspace
from matchers.leads import moving
from matchers.warehouse import Warehouse
from reports.saving import write_whole
from schemas.mistakes import Mistake
from schemas.months import parse_month, written

FOLDER = "moves"
CAME, WENT = "came", "went"


def take_in_moves(workspace: Workspace, warehouse: Warehouse) -> None:
    """All files hold, as they hold it now: they are only ever added to."""
    told = {parse_month(file.stem): _moves(file) for file in sorted((workspace.home / FOLDER).glob("????-??.json"))}
    if told:
        with warehouse.transaction():
            moving.store(warehouse, *([(since, *each) for since, moves in told.items() for each in moves[kind].items()] for kind in (CAME, WENT)))


def _moves(file: Path) -> dict[str, dict[str, str]]:
    """Leads by number under `came` and `went`."""
    with suppress(ValueError, UnicodeDecodeError):
        told = json.loads(file.read_text("utf-8"))
        if isinstance(told, dict) and all(isinstance(told.get(kind), dict) and all(isinstance(text, str) for text in told[kind].values()) for kind in (CAME, WENT)):
            return told
    raise Mistake(
        f"{file} 看不懂，可能没有复制完整或被改过：里面是迁来、迁出的户的线索，运行 bidui province run 时写的；请从这个县文件夹的副本里拿回这个文件，再运行一次"
        "（没有副本的，把它移走可以接着比对，但那个月迁来的户就接不上原来的线索）"
    )


def add_moves(home: Path, month: dt.date, came: Mapping[str, str], went: Mapping[str, str]) -> None:
    """To the month's file of the workspace at `home`: leads by number, with their texts, or where they go on. Whole or not at all."""
    place = home / FOLDER / f"{written(month)}.json"
    known = _moves(place) if place.exists() else {CAME: {}, WENT: {}}
    with private():
        write_whole(place, json.dumps({CAME: {**known[CAME], **came}, WENT: {**known[WENT], **went}}, ensure_ascii=False, indent=1, sort_keys=True).encode())
