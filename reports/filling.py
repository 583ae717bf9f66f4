"""An issued workbook filled in as somebody at a desk would, so that a decision made on a page comes back by the one road."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl

from reports.saving import stable_zip, write_whole
from reports.xlsx_file import as_file

Cells = Mapping[tuple[str, str], Mapping[str, object]]  # (sheet, key) → what to write under which title


def fill_in(source: Path, to: Path, key: str, answers: Cells) -> int:
    """Write `answers` into rows of `source` by what stands under the title `key`; how many rows were found. Whole or not at all."""
    book = openpyxl.load_workbook(source)
    filled = 0
    for sheet in book.worksheets:
        titles: dict[str, int] = {}
        for row in sheet.iter_rows():
            if not titles:
                texts = {str(cell.value).strip(): cell.column for cell in row if cell.value is not None}
                titles = texts if key in texts else {}
                continue
            at = sheet.cell(row[0].row, titles[key]).value
            for title, value in answers.get((sheet.title, str(at if at is not None else "").strip()), {}).items():
                sheet.cell(row[0].row, titles[title]).value = value
                filled += title == next(iter(answers[sheet.title, str(at).strip()]))
    write_whole(to, stable_zip(as_file(book)))
    return filled
