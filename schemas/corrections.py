"""corrections.toml: how a county's departments call things that a dataset calls otherwise, each with a reason and a date."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from schemas.dataset import Dataset, all_datasets
from schemas.fields import Unreadable, plain
from schemas.file_names import CORRECTIONS
from schemas.mistakes import Mistake
from schemas.readers import Sheet
from schemas.spellings import bare

KEYS = ("dataset", "column", "written", "means", "reason", "date")
EXAMPLE = '[[value]]\ndataset = "house"\ncolumn = "renovation"\nwritten = "不需要改造"\nmeans = "无需改造"\nreason = "住建局的写法"\ndate = 2026-11-26'
HEADER_ROWS = 60


@dataclass(frozen=True)
class Correction:
    """`written` in a dataset's column, or (`is_header`) over it, means a value of that column, or the column itself."""

    dataset: str
    column: str
    written: str
    means: str
    reason: str
    date: dt.date
    is_header: bool

    @property
    def words(self) -> str:
        """What is said wherever it is met."""
        title = all_datasets()[self.dataset].column(self.column).title
        return f"{'列名' if self.is_header else f'{title}写的'}“{self.written}”按本县的更正当作“{self.means}”"


def corrections_of(file: Path) -> tuple[Correction, ...]:
    """In the order of the file; none where there is no file. What cannot be used is a `Mistake`."""
    if not file.is_file():
        return ()
    try:
        told = tomllib.loads(file.read_text("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise Mistake(f"{CORRECTIONS} 写法有错；请照这样写，存成 UTF-8：\n{EXAMPLE}") from None
    if unknown := sorted(set(told) - {"value", "header"}):
        raise Mistake(f"{CORRECTIONS} 里有不认识的 {'、'.join(unknown)}；只能写 [[value]]（格子里的写法）和 [[header]]（列名）")
    return tuple(_read(at, kind, each) for kind in ("header", "value") for at, each in enumerate(told.get(kind, []), 1))


def _read(at: int, kind: str, told: dict[str, object]) -> Correction:
    where = f"{CORRECTIONS} 第{at}个 [[{kind}]]"
    needed = [key for key in KEYS if not (kind == "header" and key == "means")]
    if wrong := sorted(set(told) ^ set(needed)):
        raise Mistake(f"{where} 的 {'、'.join(wrong)} 缺少或不认识；要写：{'、'.join(needed)}")
    dataset = all_datasets().get(str(told["dataset"]))
    if dataset is None or not dataset.has(str(told["column"])):
        raise Mistake(f"{where} 的 dataset 或 column 不对；dataset 有：{'、'.join(all_datasets())}" + (f"；column 有：{'、'.join(c.name for c in dataset.columns)}" if dataset else ""))
    if not isinstance(told["date"], dt.date):
        raise Mistake(f"{where} 的 date 要写成 2026-11-26 的样子，不加引号")
    column = dataset.column(str(told["column"]))
    means = column.title if kind == "header" else str(told["means"])
    if kind == "value" and column.kind.name == "choice":
        try:
            column.kind.read(means)
        except Unreadable as fault:
            raise Mistake(f"{where} 的 means：{column.title}{fault}") from None
    return Correction(dataset.name, column.name, str(told["written"]), means, str(told["reason"]), told["date"], kind == "header")


def with_headers(sheet: Sheet, corrections: Sequence[Correction], read: Callable[[Sheet], Any]) -> Any:
    """What `read` makes of the sheet, its headers called as a dataset calls them where that makes it the dataset that they were said of."""
    for dataset in sorted({each.dataset for each in corrections if each.is_header}):
        titles = {bare(each.written): each for each in corrections if each.is_header and each.dataset == dataset}
        written = sheet.rows[:HEADER_ROWS]
        found = {bare(cell): titles[bare(cell)] for row in written for cell in row if cell.strip() and bare(cell) in titles}
        if not found:
            continue
        sheet.rows[:HEADER_ROWS] = [[found[bare(cell)].means if cell.strip() and bare(cell) in found else cell for cell in row] for row in written]
        part = read(sheet)
        if part.recognised and part.recognised.dataset.name == dataset:
            part.warnings += [f"{each.words}（{each.reason}）" for each in found.values()]
            return part
        sheet.rows[:HEADER_ROWS] = written
    return read(sheet)


def corrected(texts: pd.DataFrame, dataset: Dataset, corrections: Sequence[Correction]) -> list[str]:
    """Put values in place of what the county writes for them; in words which, and on how many rows."""
    said = []
    for each in corrections:
        if each.dataset == dataset.name and not each.is_header and each.column in texts:
            written = re.sub(r"\s", "", plain(each.written))
            hit = texts[each.column].map(lambda text, written=written: re.sub(r"\s", "", plain(text)) == written)
            if hit.any():
                texts.loc[hit, each.column] = each.means
                said.append(f"{each.words}（{int(hit.sum())}行；{each.reason}）")
    return said


def written_as(dataset: str, column: str, written: str, means: str, reason: str, day: str) -> str:
    """A correction of a value, as it stands in the file."""
    told = {"dataset": dataset, "column": column, "written": written, "means": means, "reason": reason}
    return "\n".join(["[[value]]", *(f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in told.items()), f"date = {day}", "", ""])
