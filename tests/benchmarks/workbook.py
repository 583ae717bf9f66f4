"""An extract of 200,000 rows as .xlsx, read and checked, beside python-calamine alone, in seconds of CPU: python -m tests.benchmarks.workbook [ROWS]."""

import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import python_calamine as calamine
import xlsxwriter

from flows.beside import collect_seldom
from schemas.grids import read_file
from schemas.intake import take_in
from schemas.months import parse_month
from schemas.parts import Part
from tests.county.headings import HEADINGS
from tests.county.plain import LAST_MONTH, random_crowd

ROWS, DATASET = 200_000, "employment"
TIMES = 3  # in turns, of which the quickest count


def write(path: Path, rows: int) -> None:
    """As many people at work as asked for, with what departments' systems write: all of it text."""
    columns = {key: pa.array(values).to_pylist() for key, values in random_crowd(rows).month(LAST_MONTH)[DATASET].items()}
    titles = {heading.key: heading.plain for heading in HEADINGS[DATASET]}
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [titles[key] for key in columns])
        for at, row in enumerate(zip(*columns.values(), strict=True), 1):
            if at > rows:
                break
            sheet.write_row(at, 0, list(map(str, row)))


def read(path: Path) -> list[Part]:
    return [part for grid in read_file(path) for part in take_in(grid, parse_month("2024-06"), 0.2)]


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    collect_seldom()  # as where files are read
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "就业务工_202406.xlsx"
        write(path, rows)
        write(Path(scratch) / path.name.replace("06", "05"), 10)
        list(map(read, Path(scratch).iterdir()))  # once for nothing: pandas and pandera are loaded, names' characters looked up
        bare, ours = [], []
        for _ in range(TIMES):
            started = time.process_time()
            calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
            bare.append(time.process_time() - started)
            started = time.process_time()
            stored = sum(part.stored for part in read(path))
            ours.append(time.process_time() - started)
        print(f"{stored:,} rows of {rows:,}: calamine {min(bare):.1f} s of CPU, read and checked {min(ours):.1f} s, {min(ours) / min(bare):.1f} times")


if __name__ == "__main__":
    main()
