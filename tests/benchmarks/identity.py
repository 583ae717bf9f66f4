"""Who is it, measured: 60,000 rows (20,000 damaged, 20,000 exact, 20,000 outsiders) against a roster of some 400,000 persons.

python -m tests.benchmarks.identity [--households N] [--rows N] [--seed N] [--splink PYTHON]

Prints wrong joins, precision, recall of damaged rows where a place is written, outsiders joined, the seconds (of this process's CPU, too) that looking
for people took, and recall by kind of damage to the number × kind of name. On the roster 2 % of the numbers are damaged themselves, as many a way as rows';
it has twins (one digit and so the check digit apart, one character of the name apart). A third of the outsiders bear name and village of somebody of the
roster, 3,000 of 20,000 have a damaged number; with none, or 3.4E+17, name and village would be all there is. Damage that leaves nothing to go by (no number
and another character, two errors) is counted too. Beside it the same by Splink 5 on DuckDB, where a Python that has it is named (`pip install splink` in an
environment of its own).
"""

import argparse
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd

from flows.county import CountyMonth, policy_of
from flows.outcomes import silent
from flows.taking_in import take_in
from flows.workspace import Workspace, create
from matchers.identity import identities, persons, places
from matchers.months import linking
from matchers.warehouse import Warehouse
from schemas.months import parse_month
from tests.benchmarks.slips import NAME_DAMAGE, NUMBER_DAMAGE, TOLD, damaged, kinds, other_character, told_kind
from tests.county.people import GIVEN, check_digit
from tests.county.plain import _Crowd

MONTH = parse_month("2024-06")
ROSTER_DAMAGE, TWINS, PLACED = 0.02, 0.005, 0.8
OUTSIDERS_DAMAGED = 0.15


def crowd(households: int, seed: int) -> pd.DataFrame:
    """True persons of the roster: household_id, town, village, name, number and `written`, the number as the roster has it."""
    people = _Crowd(households, "510904", np.random.default_rng(seed), seed)
    frame = pd.DataFrame({name: np.asarray(column).astype(str).astype(object) for name, column in people.roster().items()}).rename(columns={"id_number": "number"})
    random = Random(f"twins {seed}")
    number, name = frame["number"].astype(str).to_numpy(object), frame["name"].astype(str).to_numpy(object)
    home = frame["household_id"].to_numpy()
    taken = set(number)
    for at in random.sample(range(len(frame) - 1), round(len(frame) * TWINS)):
        order = int(number[at][14:17]) + 2
        twin = number[at][:14] + f"{order % 1000:03d}"
        twin += check_digit(twin)
        if home[at] == home[at + 1] and twin not in taken:
            number[at + 1], name[at + 1] = twin, other_character(name[at], random)
            taken.add(twin)
    frame["number"], frame["name"] = number, name
    written = number.copy()
    for at in random.sample(range(len(frame)), round(len(frame) * ROSTER_DAMAGE)):
        written[at] = damaged(number[at], random, NUMBER_DAMAGE[told_kind(number[at], random)][1])
    return frame.assign(written=written)


def rows(people: pd.DataFrame, count: int, seed: int) -> pd.DataFrame:
    """`count` rows as written: name, number, town, village, `person` (place in `people`, -1 an outsider), `damage` and `of_name` their kinds."""
    random = Random(f"rows {seed}")
    made = []
    third = count // 3
    known = list(zip(people["name"], people["number"], people["town"], people["village"], strict=True))
    homes = people.groupby("household_id").indices
    wronged: list[int] = []
    for home in random.sample(sorted(homes), len(homes)):  # whole families, so that members with one name variant each stand beside another
        wronged += homes[home].tolist()
        if len(wronged) >= third:
            break
    taken = set(people["number"])
    for at in wronged[:third]:
        name, number, *place = known[at]
        mine = kinds(number, random)
        damage, of_name = NUMBER_DAMAGE[mine[0]][1], NAME_DAMAGE[mine[1]][1]
        wrong = damage(number, random) if mine[0] in ("whole", "empty", "3.4E+17", "15 kept by Excel") else damaged(number, random, damage)
        made.append((of_name(name, random), wrong, *place, at, *mine))
    rest = random.sample(sorted(set(range(len(known))) - set(wronged)), third)
    made += [(*known[at], at, "exact", "exact") for at in rest]
    for turn in range(third):
        name, number, *place = known[random.randrange(len(known))]
        if turn % 3:  # two thirds bear a name of their own
            name = name[0] + random.choice(GIVEN) + random.choice(GIVEN)
        while number in taken:
            birth = f"{random.randrange(1940, 2020)}{random.randrange(1, 13):02d}{random.randrange(1, 29):02d}"
            first_17 = random.choice(("510904", "511002", "500106")) + birth + f"{random.randrange(1000):03d}"
            number = first_17 + check_digit(first_17)
        taken.add(number)
        kind = told_kind(number, random) if turn % 20 < 20 * OUTSIDERS_DAMAGED else "whole"
        made.append((name, number if kind == "whole" else damaged(number, random, NUMBER_DAMAGE[kind][1]), *place, -1, "outsider", kind))
    frame = pd.DataFrame(made, columns=["name", "number", "town", "village", "person", "damage", "of_name"])
    has_place = np.array([random.random() < PLACED for _ in made])
    frame.loc[~has_place, ["town", "village"]] = ""
    return frame.sample(frac=1, random_state=seed).reset_index(drop=True).assign(row=lambda all: range(2, len(all) + 2))


def drop(people: pd.DataFrame, asked: pd.DataFrame, home: Path) -> Workspace:
    """A workspace with the roster and one extract of the rows."""
    create(home)
    folder = home / "inbox" / "2024-06"
    folder.mkdir(parents=True)
    people.rename(columns={"written": "证件号码", "name": "姓名", "household_id": "户编号", "town": "乡镇", "village": "行政村"}).assign(
        与户主关系="家庭成员", 户类型="一般农户", 劳动技能="普通劳动力", 上年人均纯收入="9000"
    )[["户编号", "乡镇", "行政村", "姓名", "证件号码", "与户主关系", "户类型", "劳动技能", "上年人均纯收入"]].to_csv(folder / "农户花名册_202406.csv", index=False)
    asked.rename(columns={"number": "证件号码", "name": "姓名", "town": "乡镇", "village": "行政村"}).assign(参保状态="正常参保", 险种="居民医保")[
        ["姓名", "证件号码", "险种", "参保状态", "乡镇", "行政村"]
    ].to_csv(folder / "医保参保_202406.csv", index=False)
    return Workspace.at(home)


def linked(workspace: Workspace) -> tuple[pd.DataFrame, tuple[float, float]]:
    """(row, household_id, name and how of joined rows; row of those in review), and the seconds that looking for people took, those of CPU too."""
    with Warehouse(workspace.database) as warehouse:
        take_in(CountyMonth(warehouse, policy_of(workspace, None), MONTH, workspace), silent)
        linking.note_parts(warehouse, MONTH)
        places.store_places(warehouse, MONTH)
        for step in ("part_town", "replaced", "received"):
            warehouse.run(linking.SQL[step])
        persons.store_persons(warehouse)
        started, worked = time.perf_counter(), time.process_time()
        identities.link(warehouse, MONTH, {})
        seconds = time.perf_counter() - started, time.process_time() - worked
        return warehouse.frame(FOUND), seconds


FOUND = """
SELECT stored."row", coalesce(found.joined_by, CASE WHEN asked.identity_id IS NULL THEN '' ELSE 'review' END) AS how, roster.household_id, roster.name AS person_name
FROM intake.enrolment AS stored
LEFT JOIN linked.identity_person AS found ON found.identity_id = stored.identity_id
LEFT JOIN (SELECT DISTINCT identity_id FROM linked.candidate) AS asked ON asked.identity_id = stored.identity_id
LEFT JOIN (SELECT DISTINCT person_id, household_id, name FROM linked.roster_row) AS roster ON roster.person_id = found.person_id
"""


def tell(people: pd.DataFrame, asked: pd.DataFrame, found: pd.DataFrame, seconds: tuple[float, float]) -> None:
    known = people[["household_id", "name"]].reset_index(drop=True)
    both = asked.merge(found, on="row", how="left")
    true = known.reindex(both["person"])
    is_inside = (both["person"] >= 0).to_numpy()
    joined = both["person_name"].notna().to_numpy()
    right = joined & is_inside & (both["household_id"].to_numpy() == true["household_id"].to_numpy()) & (both["person_name"].to_numpy() == true["name"].to_numpy())
    is_damaged = ~both["damage"].isin(["exact", "outsider"]).to_numpy()
    placed = (both["town"] != "").to_numpy()
    waits = (both["how"] == "review").to_numpy()
    print(f"{len(known):,} persons, {len(both):,} rows: looking for people took {seconds[0]:.1f} s, {seconds[1]:.1f} of CPU")
    print(f"wrong joins {int((joined & ~right).sum())} of {int(joined.sum()):,}, precision {right.sum() / joined.sum():.5f}")
    for words, part in (("with a place", is_damaged & placed), ("without", is_damaged & ~placed)):
        print(f"damaged rows {words}: {part.sum():,}, recall {right[part].mean():.4f}, in review {waits[part].mean():.4f}")
    print(f"exact rows: recall {right[(both['damage'] == 'exact').to_numpy()].mean():.4f}")
    print(f"outsiders joined {int(joined[~is_inside].sum())} of {int((~is_inside).sum()):,}, in review {int(waits[~is_inside].sum()):,}; joined and in review of")
    for kind in ("whole", *TOLD):
        mine = ~is_inside & (both["of_name"] == kind).to_numpy()
        print(f"{kind:>18}{mine.sum():>9,}{joined[mine].sum():>6,}{waits[mine].sum():>6,}")
    print("\nrows right / rows, damaged rows with a place, by damage to the number and to the name")
    print(f"{'':>18}" + "".join(f"{name:>19}" for name in NAME_DAMAGE))
    for damage in NUMBER_DAMAGE:
        cells = [is_damaged & placed & (both["damage"] == damage).to_numpy() & (both["of_name"] == name).to_numpy() for name in NAME_DAMAGE]
        print(f"{damage:>18}" + "".join(f"{right[cell].sum():>11,} / {cell.sum():>5,}" for cell in cells))
    print("\nby damage to the number, with a place or without: rows, right, wrong, in review")
    for damage in NUMBER_DAMAGE:
        mine = is_damaged & (both["damage"] == damage).to_numpy()
        print(f"{damage:>18}" + "".join(f"{count:>9,}" for count in (mine.sum(), right[mine].sum(), (joined & ~right)[mine].sum(), waits[mine].sum())))
    print("\nby join: right, wrong")
    for how, count in sorted(Counter(both["how"][joined]).items()):
        mine = joined & (both["how"] == how).to_numpy()
        print(f"{how:>18}{right[mine].sum():>9,}{count - right[mine].sum():>6,}")
    wrong = both[joined & ~right].merge(people, left_on="person", right_index=True, how="left", suffixes=("", "_true"))
    print(f"\nkinds of wrong joins: {dict(Counter(zip(wrong['damage'], wrong['of_name'], strict=True)))}" if len(wrong) else "")


def beside_splink(python: str, people: pd.DataFrame, asked: pd.DataFrame, ours: tuple[float, float]) -> None:
    """Splink's own seconds and accuracy; a row is joined rightly that is joined to its person, by the number that stands on the roster."""
    if not python:
        print("\nSplink is not measured: name a Python that has it (pip install splink in an environment of its own) with --splink")
        return
    with tempfile.TemporaryDirectory() as folder:
        people.reset_index(drop=True).assign(number=people["written"].to_numpy())[["name", "number", "town", "village"]].to_csv(Path(folder) / "people.csv", index_label="unique_id")
        asked.set_index("row")[["name", "number", "town", "village"]].to_csv(Path(folder) / "rows.csv", index_label="unique_id")
        ran = subprocess.run([python, Path(__file__).with_name("splinked.py"), folder], capture_output=True, text=True, check=True)
        joined = pd.read_csv(Path(folder) / "joined.csv")
    seconds, worked = map(float, ran.stdout.split()[-2:])
    both = asked.merge(joined.rename(columns={"person": "theirs"}), on="row", how="left")
    is_joined, is_inside = both["theirs"].notna(), both["person"] >= 0
    right = is_joined & is_inside & (both["theirs"] == both["person"])
    damaged_placed = is_inside & (both["damage"] != "exact") & (both["town"] != "")
    print(f"\nSplink: {seconds:.1f} s, {worked:.1f} of CPU, {worked / ours[1]:.1f} times ours; wrong joins {int((is_joined & ~right).sum())} of {int(is_joined.sum()):,}")
    print(f"damaged rows with a place: recall {right[damaged_placed].mean():.4f}; exact rows {right[both['damage'] == 'exact'].mean():.4f}; outsiders joined {int((is_joined & ~is_inside).sum())}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--households", type=int, default=120_000)
    parser.add_argument("--rows", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="put the workspace here and leave it")
    parser.add_argument("--splink", default="", help="a Python that has Splink 5")
    asked_for = parser.parse_args()
    people = crowd(asked_for.households, asked_for.seed)
    asked = rows(people, asked_for.rows, asked_for.seed)
    with tempfile.TemporaryDirectory() as scratch:
        found, seconds = linked(drop(people, asked, asked_for.keep or Path(scratch)))
    tell(people, asked, found, seconds)
    beside_splink(asked_for.splink, people, asked, seconds)


if __name__ == "__main__":
    main()
