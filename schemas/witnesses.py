"""The county's own people as a witness: in a sheet that could not be read, a column that holds the roster's people is 姓名 whatever it is called.

A name alone proves nothing, as many bear it: a column is told by the name and the number of one person standing on one row, village names by the roster's villages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from schemas.citizen_id import normalise
from schemas.dataset import Dataset, all_datasets
from schemas.fields import NOTHING, plain
from schemas.guessing import ANOTHERS, TOWN_ENDS, VILLAGE_ENDS, means_another
from schemas.headers import HEADER_SEARCH_ROWS, continues_header, joined, looks_like_header
from schemas.names import ORDINARY, are_names, clean
from schemas.parts import Part
from schemas.readers import Sheet
from schemas.recognise import FEWEST_HEADINGS, TEACH
from schemas.spellings import bare, listed, meaning_of

TOLD, RIVAL = 0.8, 0.5  # of the filled cells: tells a column; makes it a question
FEWEST = 3
LOOKED_AT = 2_000  # rows
NOT_THEIRS = f"姓名和号码不像是同一个人的：花名册上的人多半对不上；请把本人的那两列的列名写清楚后重新报送{TEACH}"
NUMBERED = re.compile(r"\d{6}")
MASKED = re.compile(r"\d{3,}[*xX]{2,}\w*")
PLACES_END = re.compile(f"(?:{VILLAGE_ENDS}|{TOWN_ENDS})$")


@dataclass(frozen=True)
class Villagers:
    """`names` is whose each whole ID number is, in simplified characters; `places` the names of towns and of villages."""

    names: Mapping[str, str]
    places: Mapping[str, frozenset[str]]

    @cached_property
    def called(self) -> frozenset[str]:
        return frozenset(self.names.values())

    @cached_property
    def bare_places(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(map(_bare_place, places)) for name, places in self.places.items()}


@dataclass(frozen=True)
class Told:
    """Columns by place; or, in words, why it is to be asked which is which."""

    columns: Mapping[int, str]
    words: tuple[str, ...]
    question: str = ""


@dataclass(frozen=True)
class _Headed:
    """A sheet below its header, row `last`: of each place the ways its header reads, and the cells. `free` are the places that no listed header names."""

    last: int
    spellings: Sequence[tuple[str, ...]]
    cells: Sequence[Sequence[str]]
    known: Mapping[str, int]
    free: Sequence[int]

    def header(self, at: int) -> str:
        return self.spellings[at][0].strip()


def with_witnesses(sheet: Sheet, villagers: Villagers | None, read: Callable[[Sheet], Part]) -> Part:
    """What `read` makes of the sheet. Of one that it refuses, or in which it took for a person's name what the roster says is none, columns that the
    roster's people tell are called as a dataset calls them. Of two that could be it none is, and the refusal asks.
    """
    part = read(sheet)
    if villagers is None or not part.may_be_told_by_villagers or (table := _table(sheet, part.dataset)) is None or not _is_doubtful(part, table, villagers):
        return part
    told = _told(table, part.dataset, villagers)
    if told.columns:
        written = sheet.rows[: table.last + 1]
        sheet.rows[: table.last + 1] = [*written[:-1], [told.columns.get(at, cell) for at, cell in enumerate(written[-1])]]
        again = read(sheet)
        if again.recognised:
            again.warnings += told.words
            return again
        sheet.rows[: table.last + 1] = written
    if part.recognised or told.question:
        return Part(part.file_name, part.sheet_name, part.rows_read, dataset=part.dataset, refusal=told.question or NOT_THEIRS, is_table=True)
    return part


def _is_doubtful(part: Part, table: _Headed, villagers: Villagers) -> bool:
    """Whether it was refused, or name and number of its rows are not one person's where the roster has the number."""
    if not part.recognised:
        return True
    placed = {p.column.name: p.at for p in part.recognised.header.placed if p.at < len(table.spellings) and table.header(p.at) == p.header}
    if not {"name", "id_number"} <= placed.keys():
        return False
    both, on_it, hits = _held(table.cells[placed["name"]], table.cells[placed["id_number"]], villagers)
    return on_it >= max(FEWEST, RIVAL * both) and hits < RIVAL * on_it


def _title(name: str) -> str:
    """What the roster's form, and every other, calls a column."""
    return next(dataset.column(name).title for dataset in all_datasets().values() if dataset.is_roster)


def _table(sheet: Sheet, dataset: Dataset | None) -> _Headed | None:
    rows = sheet.rows
    first = next((at for at, row in enumerate(rows[:HEADER_SEARCH_ROWS]) if sum(map(bool, map(str.strip, row))) >= FEWEST_HEADINGS and looks_like_header(row)), None)
    if first is None or sheet.hidden:
        return None
    below = rows[first + 1] if first + 1 < len(rows) else []
    last = first + continues_header(rows[first], below)
    spellings = joined(rows[first], below if last > first else None)
    known: dict[str, int] = {}
    for at, tried in enumerate(spellings):
        if (name := next(filter(None, (_listed(dataset, text) for text in tried[:2])), "")) and not _is_anothers(tried):
            known.setdefault(name, at)
    body = rows[last + 1 : last + 1 + LOOKED_AT]
    cells = [[plain(row[at]) if at < len(row) else "" for row in body] for at in range(len(spellings))]
    free = [at for at, tried in enumerate(spellings) if tried[0].strip() and at not in known.values() and not any(_listed(dataset, text) for text in tried[:2]) and not _is_anothers(tried)]
    return _Headed(last, spellings, cells, known, free)


def _listed(dataset: Dataset | None, text: str) -> str:
    """The name of the column that a header is listed as; of an unknown dataset, of any."""
    if dataset is None:
        return found if (found := meaning_of(text)) != bare(text) else ""
    hit = listed(dataset).get(bare(text))
    return hit[0].name if hit else ""


def _is_anothers(tried: tuple[str, ...]) -> bool:
    """The householder, too, is not whom a row of a list is about."""
    return any(map(ANOTHERS.search, tried))


def _told(table: _Headed, dataset: Dataset | None, villagers: Villagers) -> Told:
    columns: dict[int, str] = {}
    words: list[str] = []
    for told in (_persons(table, dataset, villagers) if dataset is None or dataset.has_person else Told({}, ()), *(_place(table, dataset, villagers, name) for name in villagers.places)):
        if told.question:
            return told
        columns |= told.columns
        words += told.words
    return Told(columns, tuple(words))


def _persons(table: _Headed, dataset: Dataset | None, villagers: Villagers) -> Told:
    """Name, number, or both: the columns on whose rows name and number are one person's of the roster."""
    known = {name: table.known[name] for name in ("name", "id_number") if name in table.known}
    if len(known) == 2:
        return Told({}, ())
    may_be = {name: [known[name]] if name in known else _free(table, dataset, name) for name in ("name", "id_number")}
    may_be["name"] = [at for at in may_be["name"] if any(clean(cell) in villagers.called for cell in table.cells[at]) or are_names(_filled(table.cells[at]))]
    may_be["id_number"] = [at for at in may_be["id_number"] if any(map(NUMBERED.search, table.cells[at]))]
    shares = {(one, other): _share(table.cells[one], table.cells[other], villagers, "id_number" in known) for one in may_be["name"] for other in may_be["id_number"] if one != other}
    pairs = sorted((pair for pair in shares if shares[pair] >= RIVAL), key=lambda pair: (-shares[pair], pair))
    if not pairs or shares[pairs[0]] < TOLD:
        return Told({}, ())
    one, other = pairs[0]
    asked = next(({name: (found, at)} for name, found, at in (("name", one, pairs[1][0]), ("id_number", other, pairs[1][1])) if found != at), {}) if len(pairs) > 1 else {}
    if not asked and "name" not in known:
        rivals = [at for at in may_be["name"] if at not in pairs[0] and (_on(table.cells[at], villagers.called, clean) >= RIVAL or ("id_number" not in known and are_names(_filled(table.cells[at]))))]
        asked = {"name": (one, rivals[0])} if rivals else {}
    if not asked and not known:
        rivals = [at for at in may_be["id_number"] if at not in pairs[0] and _are_numbers(table.cells[at])]
        asked = {"id_number": (other, rivals[0])} if rivals else {}
    for name, (found, at) in asked.items():
        return _question(table, found, at, _title(name))
    new = {at: _title(name) for name, at in (("name", one), ("id_number", other)) if name not in known}
    return Told(new, tuple(f"“{table.header(at)}”一列按花名册认作“{title}”：姓名和号码是花名册上同一个人的有{100 * shares[one, other]:.0f}%；不对的话，请改列名后重新报送" for at, title in new.items()))


def _place(table: _Headed, dataset: Dataset | None, villagers: Villagers, name: str) -> Told:
    if dataset is None or not dataset.has(name) or not dataset.column(name).required or name in table.known:
        return Told({}, ())
    shares = {at: _on(table.cells[at], villagers.bare_places[name], _bare_place) for at in _free(table, dataset, name)}
    likely = sorted((at for at in shares if shares[at] >= RIVAL), key=lambda at: (-shares[at], at))
    if not likely or shares[likely[0]] < TOLD:
        return Told({}, ())
    if len(likely) > 1:
        return _question(table, likely[0], likely[1], _title(name))
    at = likely[0]
    return Told({at: _title(name)}, (f"“{table.header(at)}”一列按花名册认作“{_title(name)}”：{100 * shares[at]:.0f}%是花名册上有的；不对的话，请改列名后重新报送",))


def _question(table: _Headed, one: int, other: int, title: str) -> Told:
    first, second = sorted((one, other))
    return Told({}, (), f"“{table.header(first)}”“{table.header(second)}”两列都像“{title}”，里面都有花名册上的人或地方，分不清用哪一列；请把要用的那一列的列名写成“{title}”后重新报送{TEACH}")


def _free(table: _Headed, dataset: Dataset | None, name: str) -> list[int]:
    return [at for at in table.free if dataset is None or not means_another(dataset.column(name), table.spellings[at])]


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell not in NOTHING]


def _share(names: Sequence[str], numbers: Sequence[str], villagers: Villagers, is_known: bool) -> float:
    """Of rows with both, how many are somebody's of the roster; where the number is `is_known` to be the person's, of those whom the roster has, if it has half."""
    both, on_it, hits = _held(names, numbers, villagers)
    of = on_it if is_known and on_it >= RIVAL * both else both
    return hits / of if hits >= FEWEST and both >= RIVAL * sum(map(bool, map(NUMBERED.search, numbers))) else 0


def _held(names: Sequence[str], numbers: Sequence[str], villagers: Villagers) -> tuple[int, int, int]:
    """How many rows have name and number, of how many the roster has the number, of how many also the name for it."""
    numbered = [(clean(name), normalise(number)[0]) for name, number in zip(names, numbers, strict=True) if NUMBERED.search(number)]
    both = [(name, number) for name, number in numbered if len(name) > 1 and ORDINARY.fullmatch(name) and "某" not in name]  # 王*英, 王某英 are nobody's that could be compared
    on_it = [(name, number) for name, number in both if number in villagers.names]
    return len(both), len(on_it), sum(villagers.names[number] == name for name, number in on_it)


def _on(cells: Sequence[str], known: frozenset[str], read: Callable[[str], str]) -> float:
    filled = _filled(cells)
    return sum(read(cell) in known for cell in filled) / len(filled) if len(filled) >= FEWEST else 0


def _bare_place(place: str) -> str:
    return PLACES_END.sub("", place)


def _are_numbers(cells: Sequence[str]) -> bool:
    filled = _filled(cells)
    return bool(filled) and sum(normalise(cell)[1] == "ok" or bool(MASKED.match(cell)) for cell in filled) >= RIVAL * len(filled)
