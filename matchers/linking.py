"""As of a folder month: what counts, where it is, who it is. Fills linked.* from intake.*, whole, every run."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pandas as pd

from matchers import identity
from matchers.persons import birth_of, persons_of
from matchers.places import Gazetteer
from matchers.warehouse import HERE, Warehouse
from schemas.months import shifted

# Months back from the run's: the two that are looked at again, with their own spans behind them.
SPANS = {"first": 2 + 24, "first_counted": 2 + 12, "first_absent": 2 + 2, "first_judged": 2}


def link(warehouse: Warehouse, known: dt.date, whole_share: Decimal, answers: identity.Answers, progress: Callable[[str], None]) -> None:
    """Link everything dropped up to the folder month `known`. `answers` are the bureau's decisions on review cases;
    an extract with less than `whole_share` of its usual rows is noted as shrunk.
    """
    warehouse.run("linked/10_part", known=known)
    gazetteer = Gazetteer.of(warehouse.rows("identities/roster_places"), warehouse.rows("identities/other_places", known=known))
    _store_places(warehouse, gazetteer, known)
    for step in ("20_part_town", "30_replaced", "40_received"):
        warehouse.run(f"linked/{step}")
    progress("辨认花名册上的人")
    _store_persons(warehouse)
    progress("辨认各部门数据里的人")
    identity.link(warehouse, known, answers)
    _store_births(warehouse)
    progress("按户归集")
    asked = {name: shifted(known, -back) for name, back in SPANS.items()} | {"whole_share": whole_share}
    for file in sorted((HERE / "linked").glob("[5-9]*.sql")):
        warehouse.run_using(f"linked/{file.stem}", asked)


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


def _store_births(warehouse: Warehouse) -> None:
    """The birth date of every person, from the number in force; one that fails the check may still show it."""
    warehouse.run("identities/latest_numbers")
    shown = [(person, birth_of(number, "bad")) for person, number in warehouse.rows("identities/unusable_numbers")]
    frame = pd.DataFrame(shown, columns=["person_id", "birth"])
    frame["birth"] = pd.to_datetime(frame["birth"]).astype("datetime64[us]")
    warehouse.replace("linked.shown_birth", frame.astype({"person_id": "int64"}))
    warehouse.run("identities/person")
    warehouse.run("identities/person_home")
