"""As of a folder month: what counts, where it is, who it is. Fills linked.* from intake.*, whole, every run."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pandas as pd

from matchers import identity
from matchers.persons import birth_of, persons_of, sex_of
from matchers.places import Gazetteer
from matchers.warehouse import HERE, Warehouse
from schemas.months import shifted

SPAN_MONTHS = 26  # the month, the two before it that are looked at again, and two years of pairs behind those
ABSENCE_MONTHS = 5  # extracts in which only presence matters are looked at for the judged months alone


def link(warehouse: Warehouse, known: dt.date, whole_share: Decimal, answers: identity.Answers, progress: Callable[[str], None]) -> None:
    """Link everything dropped up to the folder month `known`. `answers` are the bureau's decisions on review cases;
    an extract with less than `whole_share` of its usual rows is noted as shrunk.
    """
    warehouse.run("linked/10_part", known=known)
    gazetteer = Gazetteer.of(warehouse.rows("identities/roster_places"), warehouse.rows("identities/other_places", known=known))
    _store_places(warehouse, gazetteer, known)
    for step in ("20_part_town", "30_replaced", "40_received"):
        warehouse.run(f"linked/{step}")
    warehouse.run("linked/45_shrunk", whole_share=whole_share)
    progress("辨认花名册上的人")
    _store_persons(warehouse)
    progress("辨认各部门数据里的人")
    _store_births(warehouse, identity.link(warehouse, known, answers).healed)
    progress("按户归集")
    spans = {"first": shifted(known, -SPAN_MONTHS), "first_absent": shifted(known, -ABSENCE_MONTHS)}
    for file in sorted((HERE / "linked").glob("[5-9]*.sql")):
        warehouse.run_using(f"linked/{file.stem}", spans)


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
