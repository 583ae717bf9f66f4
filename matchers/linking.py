"""As of a folder month: what counts, where it is, who it is. Fills linked.* from intake.*, whole, every run."""

import datetime as dt
import hashlib
from collections.abc import Callable
from decimal import Decimal

import pandas as pd

from matchers import identity
from matchers.persons import birth_of, persons_of
from matchers.places import Gazetteer
from matchers.warehouse import HERE, Warehouse
from schemas.months import shifted, written

BACK = 2  # months before the run's that are looked at again
SPAN = 24  # months that a month's measures reach back
MONITORED_SPAN = 5 + 23  # annual incomes as of a month and of five before it, each resting on two years (matchers/monitored)


def link(
    warehouse: Warehouse, known: dt.date, whole_share: Decimal, answers: identity.Answers, progress: Callable[[str], None], back: int = BACK
) -> None:
    """Link everything dropped up to the folder month `known`, so that it and `back` months before it can be judged.

    `answers` are the bureau's decisions on review cases; an extract with less than `whole_share` of its usual rows is
    noted as shrunk.
    """
    warehouse.replace("linked.measured", pd.DataFrame(columns=["month", "least_pairs"], dtype="str"))
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
    spans = {"first": max(back + SPAN, MONITORED_SPAN), "first_counted": back + 12, "first_absent": back + 2, "first_judged": back}
    asked = {name: shifted(known, -months) for name, months in spans.items()} | {"whole_share": whole_share}
    for file in sorted((HERE / "linked").glob("[5-9]*.sql")):
        warehouse.run_using(f"linked/{file.stem}", asked)
    as_of = (written(known), back, _inputs(warehouse, known, whole_share, answers))
    warehouse.replace("linked.as_of", pd.DataFrame([as_of], columns=["month", "back", "inputs"]))


def stands(warehouse: Warehouse, known: dt.date, whole_share: Decimal, answers: identity.Answers, back: int = BACK) -> bool:
    """Whether linked.* is what `link` would make of it now."""
    last = warehouse.rows("linked/as_of")
    if not last or last[0][0] != written(known) or last[0][1] < back:
        return False
    return last[0][2] == _inputs(warehouse, known, whole_share, answers)


def _inputs(warehouse: Warehouse, known: dt.date, whole_share: Decimal, answers: identity.Answers) -> str:
    """A hash of all that linking depends on, the program included."""
    digest = hashlib.sha256(repr((whole_share.normalize(), sorted(answers.items()))).encode())
    for row in warehouse.rows("store/inputs", month=known):
        digest.update(repr(row).encode())
    for path in sorted(path for kind in ("*.py", "*.sql") for path in HERE.rglob(kind)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


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
    roster["home"] = pd.factorize(roster["household_id"])[0]  # millions of rows a month are added up by it, faster than by text
    warehouse.replace("linked.roster_row", roster[["person_id", "part_id", "row", "month", "order_no", "household_id", "home", "name", "number", "number_state", "town", "village"]])
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
