"""A province out of counties: what provincial departments hold is taken out of the counties' drops and put together, row by row."""

from __future__ import annotations

import csv
import shutil
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.county.crossing import Border, Crossed, Crossing
from tests.county.drops import write_drops
from tests.county.headings import DEPARTMENTS
from tests.county.invent import County, Size, deliver, invent_county
from tests.county.mess import Mess
from tests.twin.facts import month_number

NOTHING_CROSSES = Crossing()
LARGE = 300  # households from which a county has more than a few villages
PLACE = ("乡镇", "行政村")
PROVINCIAL = ("settlement", "enrolment", "student", "employment")
# Files as one system writes them, people as many offices do.
ROWS = Mess(slip=0.03, letter_o=0.01, excel_number=0.01, no_number=0.01, name_variant=0.03, place_variant=0.1, roster_damage=0.01, others_number=0.005)


def write_province(
    home: Path, alone: Path, divisions: dict[str, int], seed: int = 0, months: tuple[str, str] = ("2023-06", "2024-06"),
    crossing: Crossing = NOTHING_CROSSES, told: Callable[[County, Crossed], None] = lambda county, crossed: None,
) -> None:
    """`home`: a province of the counties `divisions` (code → households), as its departments drop; `alone`/CODE: each as if it stood alone.

    Of each county `told` gets its true facts, and who of them crossed a border; one county is in memory at a time.
    """
    span = range(month_number(months[0]), month_number(months[1]) + 1)
    border = Border(crossing, len(divisions))
    places = {}
    for at, (code, households) in enumerate(divisions.items()):
        towns, villages = (3, 6) if households < LARGE else (12, 120)
        county = invent_county(code, Size(households, towns, villages, span, max(4, households // 250), 0), seed + at)
        crossed = border.cross(county, Random(f"{seed} border {code}"))
        deliver(county, set(), set(), set(), 0, seed + at)
        write_drops(county, alone / code / "inbox", ROWS, seed + at)
        shutil.copytree(alone / code / "inbox", home / "counties" / code / "inbox")
        places[code] = sorted(set(county.homes.values()))
        told(county, crossed)
    counties = "\n".join(f'[counties.{code}]\nname = "第{at}县"' for at, code in enumerate(divisions, 1))
    (home / "province.toml").write_text(f'name = "某省"\n{counties}\n', "utf-8")
    _put_together(home, seed, crossing.elsewhere, [place for each in places.values() for place in each])


def _put_together(home: Path, seed: int, elsewhere: float, places: list[tuple[str, str]]) -> None:
    """Rows of the counties keep their order among themselves; a share of those with a place say one of all the province."""
    whole: dict[tuple[str, str], list[Path]] = defaultdict(list)
    for file in sorted(home.glob("counties/*/inbox/*/*.csv")):
        for dataset in PROVINCIAL:
            if DEPARTMENTS[dataset][1] in file.name:
                whole[file.parent.name, f"省{''.join(DEPARTMENTS[dataset])}_{file.parent.name.replace('-', '')}.csv"].append(file)
    random = Random(f"{seed} province")
    for (month, name), files in sorted(whole.items()):
        tables = []
        for file in files:
            with file.open(encoding="utf-8", newline="") as opened:
                head, *rows = csv.reader(opened)
            if elsewhere and PLACE[0] in head:
                at = slice(head.index(PLACE[0]), head.index(PLACE[0]) + len(PLACE))
                for row in rows:
                    if random.random() < elsewhere:
                        row[at] = random.choice(places)
            tables.append(rows)
            file.unlink()
        turns = [at for at, rows in enumerate(tables) for _ in rows]
        random.shuffle(turns)
        left = [iter(rows) for rows in tables]
        (home / "inbox" / month).mkdir(parents=True, exist_ok=True)
        with (home / "inbox" / month / name).open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened, lineterminator="\n").writerows([head, *(next(left[at]) for at in turns)])
