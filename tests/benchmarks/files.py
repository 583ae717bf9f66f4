"""What the number and the size of files cost: `python -m tests.benchmarks.files [--files 10000] [--rows 1000000]`.

A month of so many small workbooks, as schools and villages send them, and one of a single large workbook: seconds, processor seconds,
and the most memory that all processes held together (promised: under 3 minutes on an idle machine, under 2 GB).
"""

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks.watched import watched
from tests.flows.small import MONTH, County, build
from tests.matchers.people import lives, number
from tests.schemas.files import xlsx_by_hand

HEADERS = ["姓名", "证件号码", "学校", "学段", "学籍状态"]
BORN = 20_000  # people with numbers of their own: more than a child's day of birth tells apart come again under another school


def student(at: int) -> list[str]:
    years, day = divmod(at % BORN, 336)
    return [f"学{at:06}", number(f"{2005 + years % 12}-{day // 28 + 1:02}-{day % 28 + 1:02}", years // 12 + 1), f"第{at // 40}小学", "小学", "在读"]


def small_files(county: County, files: int) -> None:
    """So many workbooks of three rows."""
    folder = county.inbox / MONTH / "学校"
    folder.mkdir(parents=True)
    for at in range(files):
        (folder / f"学籍_{MONTH}_{at:05}.xlsx").write_bytes(xlsx_by_hand([HEADERS, *(student(3 * at + n) for n in range(3))], ""))


def large_file(county: County, rows: int) -> None:
    """One workbook of so many rows."""
    (county.inbox / MONTH / f"学籍_{MONTH}.xlsx").write_bytes(xlsx_by_hand([HEADERS, *map(student, range(rows))], ""))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    asked = parser.parse_args()
    for words, make, much in (("files", small_files, asked.files), ("rows", large_file, asked.rows)):
        if not much:
            continue
        with tempfile.TemporaryDirectory() as folder:
            county = build(Path(folder) / "county")
            county.drop("roster", lives("王桂英", number("1950-03-08")))
            make(county, much)
            found = watched("-m", "flows.cli", "collect", MONTH, "--home", str(county.home), "--json")
            print(f"{much:,} {words}: {found.seconds:.0f} s, {found.used:.0f} s of processors, {found.held:,} MB", flush=True)


if __name__ == "__main__":
    main()
