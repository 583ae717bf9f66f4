"""Writes what departments would drop into an inbox: every received dataset and month, with a chosen mess."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from random import Random

from tests.county.damage import Damager
from tests.county.extracts import Row, extract
from tests.county.formats import WORKBOOKS, write_file
from tests.county.headings import DEPARTMENTS, has_places
from tests.county.invent import County
from tests.county.layout import NOTES, Layout
from tests.county.mess import Mess
from tests.county.strays import write_strays
from tests.twin.facts import month_name

JOINABLE = (("settlement", "enrolment"), ("assistance", "death"))
WRONG_MONEY = {"settlement": "self_pay", "assistance": "amount", "employment": "wage"}
FAULTS = {"settlement": ("settled_on", "{}-02-30"), "employment": ("wage", "面议"), "death": ("died_on", "{}-13-01")}
LEAST_ROWS_BESIDE_A_FAULT = 10


def write_drops(county: County, inbox: Path, mess: Mess, seed: int = 0) -> int:
    """Write all drops below `inbox` (one folder a month) and return how many files; same seed, same files."""
    return _Desk(county, inbox, mess, seed).write()


class _Desk:
    def __init__(self, county: County, inbox: Path, mess: Mess, seed: int):
        self.county = county
        self.inbox = inbox
        self.mess = mess
        self.seed = seed
        self.damager = Damager(county, mess, Random(f"{seed} damage"))
        self.files = 0

    def write(self) -> int:
        drops: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
        for (dataset, month, town), folder in self.county.facts.received.items():
            drops[dataset, month][town] = folder
        joined = self._joined(drops)
        for first, second in sorted(joined):
            self._write_joined(first[1], drops[first][""], (first[0], second[0]))
        done = {part for pair in joined for part in pair}
        for (dataset, month), folders in sorted(drops.items()):
            if (dataset, month) not in done:
                _Drop(self, dataset, month, folders).write()
        newest = max(folder for folders in drops.values() for folder in folders.values())
        if Random(f"{self.seed} strays").random() < self.mess.strays:
            write_strays(self.inbox / month_name(newest))
        return self.files

    def _joined(self, drops) -> list[tuple[tuple[str, int], tuple[str, int]]]:
        """Pairs of whole datasets of one department, month and folder that come in one workbook."""
        pairs = []
        for month in self.county.months:
            for first, second in JOINABLE:
                there = [drops.get((dataset, month), {}).get("") for dataset in (first, second)]
                drawn = Random(f"{self.seed} joined {first} {month}").random() < self.mess.joined_workbook
                if drawn and there[0] is not None and there[0] == there[1]:
                    pairs.append(((first, month), (second, month)))
        return pairs

    def _write_joined(self, month: int, folder: int, datasets: tuple[str, str]) -> None:
        sheets = []
        for dataset in datasets:
            drop = _Drop(self, dataset, month, {"": folder})
            layout = Layout(dataset, month, self.mess, drop.random, is_text=False, must_have_title=True)
            sheets.append(layout.sheet(DEPARTMENTS[dataset][1], drop.damaged(drop.rows[""], is_text=False)))
        department = DEPARTMENTS[datasets[0]][0]
        stem = f"{department}{month // 12}年{month % 12 + 1}月报送数据"
        self.save(self.inbox / month_name(folder) / stem, sheets, "xlsx")

    def save(self, stem: Path, sheets: list, kind: str) -> None:
        write_file(stem, sheets, kind)
        self.files += 1


class _Drop:
    """One dataset of one month: a file, or a file a town, and what corrects it."""

    def __init__(self, desk: _Desk, dataset: str, month: int, folders: dict[str, int]):
        self.desk, self.mess, self.dataset, self.month, self.folders = desk, desk.mess, dataset, month, folders
        self.random = Random(f"{desk.seed} {dataset} {month}")
        self.rows = {town: self._rows_of(town) for town in folders}
        self.stem = self._stem()

    def _rows_of(self, town: str) -> list[Row]:
        rows = extract(self.desk.county, self.dataset, self.month)
        return [row for row in rows if not town or row.cells["town"] == town]

    def _stem(self) -> str:
        department, title = DEPARTMENTS[self.dataset]
        year, month = self.month // 12, self.month % 12 + 1
        attached = f"附件{self.random.randint(1, 5)}-{self.random.randint(1, 12)} " if self.mess.attachments and self._drawn("attachments") else ""
        return attached + self.random.choice(
            (
                f"{title}({department}){year}-{month:02d}",
                f"{department}{year}年{month}月{title}",
                f"{title}_{year}{month:02d}",
            )
        )

    def _drawn(self, fault: str) -> bool:
        return self.random.random() < getattr(self.mess, fault)

    def write(self) -> None:
        if "" not in self.folders:
            shape = self.random.choice((str, lambda town: town[:-1], lambda town: f"{town}人民政府"))
            for town in self.folders:
                self._file(f"{self.stem}_{shape(town)}", self.rows[town], town)
            return
        rows = self.rows[""]
        if self.dataset != "roster" and len(rows) > 3 * LEAST_ROWS_BESIDE_A_FAULT:
            for fault, write in (
                ("supplement", self._supplement),
                ("correction", self._correct),
                ("resend", self._resend),
                ("town_resend", self._resend_town),
            ):
                if self._drawn(fault) and write(rows):
                    return
        self._file(self.stem, rows)

    def _supplement(self, rows: list[Row]) -> bool:
        """Some rows were forgotten and come in a file of their own."""
        forgotten = set(self.random.sample(range(len(rows)), 5))
        self._file(self.stem, [row for at, row in enumerate(rows) if at not in forgotten])
        self._file(f"{self.stem}（补报）", [rows[at] for at in sorted(forgotten)])
        return True

    def _correct(self, rows: list[Row]) -> bool:
        """Some rows have the wrong money, and come again with the right one."""
        if self.dataset not in WRONG_MONEY:
            return False
        wrong = set(self.random.sample(range(len(rows)), 5))
        self._file(self.stem, [self._spoilt(row) if at in wrong else row for at, row in enumerate(rows)])
        self._file(f"{self.stem}（更正）", [rows[at] for at in sorted(wrong)])
        return True

    def _resend(self, rows: list[Row]) -> bool:
        """Half a file with wrong money, and then all of it."""
        self._file(self.stem, [self._spoilt(row) for row in rows[::2]])
        self._file(f"{self.stem}（重报）", rows)
        return True

    def _resend_town(self, rows: list[Row]) -> bool:
        """One town's rows are wrong, and that town's alone come again."""
        if not has_places(self.dataset):
            return False
        town = self.random.choice(sorted({row.cells["town"] for row in rows}))
        is_there = [row.cells["town"] == town for row in rows]
        spoilt = [self._spoilt(row) if here else row for row, here in zip(rows, is_there, strict=True)]
        self._file(self.stem, spoilt)
        self._file(f"{self.stem}（重报）_{town}", [row for row, here in zip(rows, is_there, strict=True) if here], town)
        return True

    def _spoilt(self, row: Row) -> Row:
        column = WRONG_MONEY.get(self.dataset)
        # A reversal stays as it is: with another sign it would be another row, which nothing puts right again.
        if column is None or row.cells[column] <= 0:
            return row
        return Row(row.person, row.cells | {column: row.cells[column] + Decimal(90000)})

    def _file(self, stem: str, rows: list[Row], town: str = "") -> None:
        kind = self.random.choice(self.mess.formats)
        by_town = bool(rows) and not town and has_places(self.dataset) and self.dataset != "roster" and self._drawn("sheet_a_town")
        kind = "xlsx" if by_town and kind not in WORKBOOKS else kind
        is_text = kind not in WORKBOOKS
        layout = Layout(self.dataset, self.month, self.mess, self.random, is_text)
        rows = self.damaged(rows, is_text)
        if by_town:
            towns = sorted({row.cells["town"] for row in rows})
            sheets = [layout.sheet(each, [row for row in rows if row.cells["town"] == each]) for each in towns]
        else:
            sheets = [layout.sheet("Sheet1", rows)]
        if not is_text and self._drawn("notes_sheet"):
            sheets.append(NOTES)
        folder = self.desk.inbox / month_name(self.folders.get(town, self.folders.get("")))
        if self._drawn("subfolder"):
            folder /= DEPARTMENTS[self.dataset][0]
        self.desk.save(folder / stem, sheets, kind)
        if self._drawn("copy"):
            self.desk.save(folder / f"{stem}(1)", sheets, kind)

    def damaged(self, rows: list[Row], is_text: bool) -> list[Row]:
        """The rows with their identity faults, and now and then a row that cannot count."""
        if self.dataset in ("water", "property"):  # whose rows are looked up by their number alone
            return rows
        if self.dataset == "roster":
            return [self.desk.damager.roster_row(row) for row in rows]
        damage = self.desk.damager.department_row
        damaged = [damage(self.dataset, row, is_text, self.random) for row in rows]
        if self.dataset in FAULTS and len(rows) > LEAST_ROWS_BESIDE_A_FAULT:
            damaged.extend(self._faulty_rows(rows))
        return damaged

    def _faulty_rows(self, rows: list[Row]) -> list[Row]:
        """Rows about outsiders that break the schema, a share of the file's rows."""
        column, value = FAULTS[self.dataset]
        persons = self.desk.county.facts.persons
        faulty = []
        for at, who in enumerate(self.desk.county.outsiders()[: len(rows) // LEAST_ROWS_BESIDE_A_FAULT]):
            if self.random.random() < self.mess.fault * LEAST_ROWS_BESIDE_A_FAULT:
                identity = {"name": persons[who].name, "id_number": persons[who].id_number}
                cells = rows[at].cells | identity | {column: value.format(self.month // 12)}
                if "settlement_id" in cells:
                    cells["settlement_id"] = f"9{cells['settlement_id'][1:]}"
                faulty.append(Row(who, cells))
        return faulty
