"""moves/ of a workspace: leads of households that came from another county or went there, one file a month, which `bidui province run` writes."""

import datetime as dt
import json
import os
from collections.abc import Mapping
from pathlib import Path

from flows.leftovers import private
from flows.workspace import Workspace
from matchers.leads import moving
from matchers.warehouse import Warehouse
from schemas.months import parse_month, written

FOLDER = "moves"
CAME, WENT = "came", "went"


def take_in_moves(workspace: Workspace, warehouse: Warehouse) -> None:
    """All files hold, as they hold it now: they are only ever added to."""
    told = {parse_month(file.stem): json.loads(file.read_text("utf-8")) for file in sorted((workspace.home / FOLDER).glob("????-??.json"))}
    if told:
        with warehouse.transaction():
            moving.store(warehouse, *([(since, *each) for since, moves in told.items() for each in moves[kind].items()] for kind in (CAME, WENT)))


def add_moves(home: Path, month: dt.date, came: Mapping[str, str], went: Mapping[str, str]) -> None:
    """To the month's file of the workspace at `home`: leads by number, with their texts, or where they go on. Whole or not at all."""
    place = home / FOLDER / f"{written(month)}.json"
    known = json.loads(place.read_text("utf-8")) if place.exists() else {CAME: {}, WENT: {}}
    with private():
        place.parent.mkdir(exist_ok=True)
        unfinished = place.with_name(f".{place.name}.unfinished")
        unfinished.write_text(json.dumps({CAME: known[CAME] | came, WENT: known[WENT] | went}, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
        os.replace(unfinished, place)
