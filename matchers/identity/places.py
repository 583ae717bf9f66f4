"""Towns and villages as written → as the roster has them: suffixes are lost and gained on the way."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets

SQL = statements(__file__)

TOWN_OFFICE = re.compile(r"(人民政府|办事处|政府)\Z")
PEOPLES = "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|土|达斡尔|仫佬|羌|撒拉|毛南|仡佬|锡伯"
TOWN_SUFFIX = re.compile(rf"(街道|(({PEOPLES})族)+乡|镇|乡)\Z")
VILLAGE_OFFICE = ((re.compile(r"村(民)?(委员会|委会|委)\Z"), "村"), (re.compile(r"社区(居民委员会|居委会|村委会)\Z"), "社区"))
VILLAGE_SUFFIX = re.compile(r"(社区|居民委员会|居委会|村)\Z")
OWN_WORDS = sorted({words for d in all_datasets().values() for words in (*d.known_by, d.title, d.department)}, key=len, reverse=True)
NOT_A_PLACE = re.compile(rf"(?:{'|'.join(OWN_WORDS)}|[\s_\-—()（）.,，、/\[\]【】+0-9年月])+")
GROUP = re.compile(r"(第?[0-9一二三四五六七八九十]+(村民)?小?组)\Z")


def without_office(town: str) -> str:
    return TOWN_OFFICE.sub("", re.sub(r"\s", "", town))


def town_stem(town: str) -> str:
    bare = without_office(town)
    stem = TOWN_SUFFIX.sub("", bare)
    return stem if len(stem) >= 2 else bare


def village_name(village: str) -> str:
    """Without the committee: 大桥村民委员会 → 大桥村."""
    name = GROUP.sub("", re.sub(r"\s", "", village))
    for pattern, suffix in VILLAGE_OFFICE:
        name = pattern.sub(suffix, name)
    return name


def village_stem(name: str) -> str:
    return VILLAGE_SUFFIX.sub("", name) or name


Place = tuple[str, str]  # town and village
Moves = Mapping[str, tuple[str, dt.date | None]]  # as written → what it is called now, since when
NO_MOVES: Moves = {}


@dataclass
class Gazetteer:
    """The county's towns and villages by every spelling; built from the roster, spelled as fully as anybody spells them."""

    towns: dict[str, str] = field(default_factory=dict)
    villages: dict[tuple[str, str], str] = field(default_factory=dict)
    towns_of_village: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    moved: dict[Place, Place] = field(default_factory=dict)

    @classmethod
    def of(cls, roster: list[tuple[str, str]], others: list[tuple[str, str]]) -> Gazetteer:
        """`roster` and `others` are (town, village) as written; only the roster says what exists."""
        made = cls()
        spelled = {without_office(town) for town, _ in (*roster, *others) if town}
        exact = {without_office(town) for town, _ in roster}
        by_stem: dict[str, set[str]] = defaultdict(set)
        for town in exact:
            by_stem[town_stem(town)].add(town)
        for stem, names in by_stem.items():
            full = {n for n in names if n != stem} or {n for n in spelled if town_stem(n) == stem and n != stem} or names
            for name in names:
                made.towns[name] = name if name in full else min(full)
            if len(full) == 1:
                made.towns.setdefault(stem, min(full))
        made._add_villages(roster, others)
        return made

    def _add_villages(self, roster: list[tuple[str, str]], others: list[tuple[str, str]]) -> None:
        spelled: dict[str, set[str]] = defaultdict(set)
        for town, village in others:
            if (known := self.town(town)) and village:
                spelled[known].add(_own(town, village))
        own: dict[str, set[str]] = defaultdict(set)
        for town, village in roster:
            own[self.town(town)].add(_own(town, village))
        for town, names in own.items():
            full = {}
            for name in names:
                longer = sorted(n for n in names | spelled[town] if n != name and village_stem(n) == name)
                full[name] = longer[0] if longer and village_stem(name) == name else name
            for name, spelling in full.items():
                self.villages[town, name] = spelling
                self.towns_of_village[spelling].add(town)
            stems: dict[str, set[str]] = defaultdict(set)
            for spelling in set(full.values()):
                stems[village_stem(spelling)].add(spelling)
            for stem, spellings in stems.items():
                if len(spellings) == 1:
                    self.villages.setdefault((town, stem), min(spellings))
                    self.towns_of_village[stem].add(town)

    def town(self, written: str) -> str:
        """The roster's town, or '' where the roster has none such."""
        bare = without_office(written)
        return self.towns.get(bare) or self.towns.get(town_stem(bare), "")

    def place(self, town: str, village: str) -> Place:
        """(town, village) of the roster, as they are called now; what the roster does not have is left as written, without its office."""
        return self.now(*self._place(town, village))

    def now(self, town: str, village: str) -> Place:
        return self.moved.get((town, village)) or (self.moved.get((town, ""), (town, ""))[0], village)

    def split(self, written: str) -> Place:
        """青石镇下河村 or 松岭乡 → (town, village)."""
        whole = written.strip()
        ends = [at for at in range(2, len(whole)) if self.town(whole[:at]) and TOWN_SUFFIX.search(whole[:at])]
        ends = ends or [found.end() for found in [re.match(r".{1,12}?(?:街道|镇|乡)", whole)] if found and found.end() < len(whole)]
        if not ends:
            return (self.town(whole) or without_office(whole)), ""
        return self._place(whole[: ends[-1]], whole[ends[-1] :])

    def _place(self, town: str, village: str) -> Place:
        known = self.town(town)
        name = village_name(village)
        if not known and not town and name:
            towns = self.towns_of_village.get(name) or self.towns_of_village.get(village_stem(name), set())
            known = min(towns) if len(towns) == 1 else ""
        for own in (name, *_without_town(name, known), *_without_town(name, without_office(town))):
            if found := self.villages.get((known, own)) or self.villages.get((known, village_stem(own))):
                return known, found
        return known or without_office(town), name

    def towns_named(self, label: str) -> set[str]:
        """Towns that a file's name or title names: in full, or by stem where the stem stands alone."""
        named = {full for written, full in self.towns.items() if written == full and full != town_stem(full) and full in label}
        words = set(NOT_A_PLACE.split(label))
        return named or {full for written, full in self.towns.items() if written in words or town_stem(full) in words}


def _own(town: str, village: str) -> str:
    """A village's own name where its town's full name stands before it (水阳镇大桥村)."""
    name, before = village_name(village), without_office(town)
    shorter = _without_town(name, before) if before != town_stem(before) else []
    return shorter[0] if shorter else name


def _without_town(name: str, town: str) -> list[str]:
    """What stands behind the town's name or its stem, unless that is no name of its own (沈村村 in 沈村镇)."""
    behind = [name[name.rindex(before) + len(before) :] for before in dict.fromkeys((town, town_stem(town))) if before and before in name]
    return [own for own in behind if len(VILLAGE_SUFFIX.sub("", own)) >= 1 and own != name]


def moved_places(warehouse: Warehouse) -> dict[Place, Place]:
    """What places that have another name now are called, as of the last linking; a town's village is ''."""
    return {(town, village): (now_town, now_village) for town, village, now_town, now_village in warehouse.rows(SQL["moved_places"])}


def _moved_on(moves: Moves, known: dt.date, gazetteer: Gazetteer) -> dict[Place, Place]:
    """`moves` that hold by a month, towns and villages as the roster has them, each to where it is in the end; of names that lead round to
    themselves, as where a place got its old name back, that which was given last.
    """
    steps = {
        gazetteer.split(written): (gazetteer.split(becomes), since or dt.date.min)
        for written, (becomes, since) in moves.items() if since is None or since <= known
    }
    return {place: _in_the_end(place, steps) for place in steps}


def _in_the_end(place: Place, steps: Mapping[Place, tuple[Place, dt.date]]) -> Place:
    way = [(place, dt.date.min)]
    while step := _step(way[-1][0], steps):
        seen = [at for at, _ in way]
        if step[0] in seen:
            return max([*way[seen.index(step[0]) + 1 :], step], key=lambda each: each[1])[0]
        way.append(step)
    return way[-1][0]


def _step(at: Place, steps: Mapping[Place, tuple[Place, dt.date]]) -> tuple[Place, dt.date] | None:
    """A village's own, else its town's."""
    town, village = at
    whole = steps.get((town, "")) if village else None
    return steps.get(at) or (((whole[0][0], village), whole[1]) if whole else None)


def store_places(warehouse: Warehouse, known: dt.date, moves: Moves = NO_MOVES) -> None:
    """linked.place: each spelling as the roster has it; linked.named_town: which towns a sheet's file or title names; linked.moved_place.

    `moves` are the places that were merged or renamed, as the county writes them.
    """
    roster, others = warehouse.rows(SQL["roster_places"]), warehouse.rows(SQL["other_places"], known=known)
    gazetteer = Gazetteer.of(roster, others)
    moved = _moved_on(moves, known, gazetteer)
    gazetteer.moved = moved
    warehouse.replace("linked.moved_place", pd.DataFrame([(*old, *new) for old, new in sorted(moved.items())], columns=["town", "village", "becomes_town", "becomes_village"], dtype="str"))
    spelled = [(town, village, *gazetteer.place(town, village)) for town, village in sorted({*roster, *others, ("", "")})]
    warehouse.replace("linked.place", pd.DataFrame(spelled, columns=["raw_town", "raw_village", "town", "village"], dtype="str"))
    named = [
        (part_id, town) for part_id, label in warehouse.rows(SQL["labels"])
        for town in sorted({gazetteer.now(town, "")[0] for town in gazetteer.towns_named(label)})
    ]
    warehouse.replace("linked.named_town", pd.DataFrame(named, columns=["part_id", "town"]).astype({"part_id": "int64", "town": "str"}))
