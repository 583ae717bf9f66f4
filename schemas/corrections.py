"""corrections.toml: how a county's departments call things that a dataset calls otherwise, each with a reason and a date."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from schemas.dataset import Dataset, all_datasets
from schemas.fields import Unreadable, plain
from schemas.mistakes import Mistake
from schemas.readers import Sheet
from schemas.spellings import bare

FILE = "corrections.toml"
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


def corrections_of(file: Path) -> tuple[Correction, ...]:
    """In the order of the file; none where there is no file. What cannot be used is a `Mistake`."""
    if not file.is_file():
        return ()
    try:
        told = tomllib.loads(file.read_text("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise Mistake(f"{FILE} 写法有错；请照这样写，存成 UTF-8：\n{EXAMPLE}") from None
    if unknown := sorted(set(told) - {"value", "header"}):
        raise Mistake(f"{FILE} 里有不认识的 {'、'.join(unknown)}；只能写 [[value]]（格子里的写法）和 [[header]]（列名）")
    return tuple(_read(at, kind, each) for kind in ("header", "value") for at, each in enumerate(told.get(kind, []), 1))


def _read(at: int, kind: str, told: dict[str, object]) -> Correction:
    where = f"{FILE} 第{at}个 [[{kind}]]"
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


def with_headers(sheet: Sheet, corrections: Sequence[Correction]) -> Sheet:
    """The sheet with the county's own headers called as datasets call them."""
    titles = {bare(each.written): each.means for each in corrections if each.is_header}
    if not titles or not any(bare(cell) in titles for row in sheet.rows[:HEADER_ROWS] for cell in row if cell.strip()):
        return sheet
    top = [[titles.get(bare(cell), cell) if cell.strip() else cell for cell in row] for row in sheet.rows[:HEADER_ROWS]]
    sheet.rows[:HEADER_ROWS] = top
    return sheet


def corrected(texts: pd.DataFrame, dataset: Dataset, corrections: Sequence[Correction]) -> list[str]:
    """Put values in place of what the county writes for them; in words which, and on how many rows."""
    said = []
    for each in corrections:
        if each.dataset == dataset.name and not each.is_header and each.column in texts:
            written = re.sub(r"\s", "", plain(each.written))
            hit = texts[each.column].map(lambda text, written=written: re.sub(r"\s", "", plain(text)) == written)
            if hit.any():
                texts.loc[hit, each.column] = each.means
                said.append(f"{dataset.column(each.column).title}写的“{each.written}”按本县的更正当作“{each.means}”（{int(hit.sum())}行；{each.reason}）")
    return said
