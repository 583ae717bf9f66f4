"""Which files have been taken in: what a run need not read again, and what its outcome depends on."""

import datetime as dt
import json
from pathlib import PurePosixPath

from matchers.intake.consents import consented_numbers, digest_of
from matchers.statements import statements
from matchers.warehouse import Row, Warehouse
from schemas.dataset import all_datasets, spoken_of

SQL = statements(__file__)


def last_numbers(warehouse: Warehouse) -> tuple[int, int, int]:
    """The last file, sheet and run of intake so far."""
    return warehouse.rows(SQL["last_numbers"])[0]


def inputs(warehouse: Warehouse, until: dt.date) -> list[Row]:
    """(folder, path, sha256, state) of every file in folders up to a month."""
    return warehouse.rows(SQL["inputs"], month=until)


def known_contents(warehouse: Warehouse) -> set[tuple[str, str]]:
    """(sha256, month that the name states) of what was taken in."""
    return set(warehouse.rows(SQL["known_contents"]))


def known_files(warehouse: Warehouse, read_by: str, read_with: str) -> list[tuple[str, int, int, str]]:
    """(path, size, time, sha256) of files that need not be read again by this program (a digest), with the county's layouts (another)."""
    consents = digest_of(consented_numbers(warehouse)) if needs_consents(warehouse) else ""
    return warehouse.rows(SQL["known_files"], read_by=read_by, read_with=read_with, consents=consents)


def refused_as(warehouse: Warehouse, words: str) -> list[tuple[str, int, int, str]]:
    """Files as of `known_files` of which a sheet was refused in these words."""
    return warehouse.rows(SQL["refused_as"], words=words)


def plainly_read(warehouse: Warehouse, read_with: str) -> list[tuple[tuple[str, int, int, str], dt.date, str, list[str]]]:
    """(file as of `known_files`, its folder, name, header) of each sheet that no layout told, of files read with other layouts of the county than now."""
    rows = warehouse.rows(SQL["plainly_read"], read_with=read_with)
    return [((path, size, mtime, sha), folder, PurePosixPath(name).name, json.loads(header)) for path, size, mtime, sha, folder, name, header in rows]


def needs_consents(warehouse: Warehouse) -> bool:
    """Whether rows that are kept only of whoever consented ever came."""
    return bool(warehouse.value(SQL["has_consents"]))


def places(warehouse: Warehouse) -> dict[tuple[str, str], tuple[int, int]]:
    """(run, number) by which a file's turn goes, by path and content."""
    return {(path, sha): (run_no, place) for path, sha, run_no, place in warehouse.rows(SQL["places"])}


def first_roster(warehouse: Warehouse, known: dt.date) -> dt.date | None:
    """The month of the first roster among what folders up to `known` brought."""
    first: dt.date | None = warehouse.value(SQL["first_roster"], known=known)
    return first


def unused_rosters(warehouse: Warehouse, known: dt.date) -> list[tuple[str, str]]:
    """(path, why) of what folders up to `known` brought that is a roster by its headers or its name, and of which nothing was taken in."""
    sheets = warehouse.rows(SQL["unused_sheets"], known=known)
    roster = all_datasets()["roster"]
    return [(path, words) for path, dataset, words in sheets if roster is (all_datasets()[dataset] if dataset else spoken_of(PurePosixPath(path).name))]
