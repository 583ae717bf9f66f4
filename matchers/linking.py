"""As of a folder month: what counts, where it is, who it is. Fills linked.* from intake.*, whole, every run."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from matchers import identity
from matchers.persons import birth_of, persons_of, sex_of
from matchers.places import Gazetteer
from matchers.warehouse import HERE, Warehouse

SPAN_MONTHS = 26  # the month, the two before it that are looked at again, and two years of pairs behind those
ABSENCE_MONTHS = 5


def link(warehouse: Warehouse, known: dt.date, first: dt.date, first_absent: dt.date, progress: Callable[[str], None] = lambda step: None) -> None:
    """Link everything dropped up to the folder month `known`; rows from `first` (yearly spans) or `first_absent` on."""
    warehouse.run("linked/10_part", known=known)
    gazetteer = Gazetteer.of(warehouse.rows("identities/roster_places"), warehouse.rows("identities/other_places", known=known))
    _store_places(warehouse, gazetteer, known)
    for step in ("20_part_town", "30_replaced", "40_received"):
        warehouse.run(f"linked/{step}")
    progress("辨认花名册上的人")
    _store_persons(warehouse)
    progress("辨认各部门数据里的人")
    _store_births(warehouse, identity.link(warehouse, known).healed)
    progress("按户归集")
    spans = {"first": first, "first_absent": first_absent}
    for file in sorted((HERE / "linked").glob("[5-9]*.sql")):
        text = file.read_text("utf-8")
        warehouse.run(f"linked/{file.stem}", **{name: value for name, value in spans.items() if f"${name} " in text or f"${name}\n" in text})


def _store_places(warehouse: Warehouse, gazetteer: Gazetteer, known: dt.date) -> None:
    written = set(warehouse.rows("identities/other_places", known=known)) | set(warehouse.rows("identities/roster_places")) | {("", "")}
    places = [(town, village, *gazetteer.place(town, village)) for town, village in sorted(written)]
    warehouse.replace("linked.place", pd.DataFrame(places, columns=["raw_town", "raw_village", "town", "village"], dtype="str"))
    named = [
        (part_id, town) for part_id, label in warehouse.rows("linked/labels") for town in sorted(gazetteer.towns_named(label))
    ]
    warehouse.replace("linked.named_town", pd.DataFrame(named, columns=["part_id", "town"]).astype({"part_id": "int64", "town": "str"}))


def _store_persons(warehouse: Warehouse) -> None:
    roster = warehouse.frame("identities/roster_rows")
    roster["person_id"] = persons_of(roster)
    warehouse.replace("linked.roster_row", roster[["person_id", "part_id", "row", "month", "order_no", "household_id", "name", "number", "number_state", "town", "village"]])
    numbers = roster[["person_id", "number", "number_state", "name", "name_key"]].drop_duplicates()
    warehouse.replace("linked.person_number", numbers)
    warehouse.replace("linked.person_place", roster[["person_id", "name", "name_key", "town", "village"]].drop_duplicates())


def _store_births(warehouse: Warehouse, healed: dict[int, str]) -> None:
    """Birth and sex of every person, from the number in force: the healed one, else the roster's latest usable one."""
    born = []
    for person, number, state in warehouse.rows("identities/latest_numbers"):
        if person in healed:
            number, state = healed[person], "ok"
        born.append((person, number, state, birth_of(number, state), sex_of(number, state)))
    frame = pd.DataFrame(born, columns=["person_id", "number", "number_state", "birth", "sex"])
    frame["birth"] = pd.to_datetime(frame["birth"]).astype("datetime64[us]")
    warehouse.replace("linked.person", frame.astype({"sex": "str"}))
    warehouse.run("identities/person_home")
