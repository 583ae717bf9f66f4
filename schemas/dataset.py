"""What a dataset must declare, and where all of them are found: one file in `schemas/datasets/` is one dataset."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from schemas.fields import PLACE, TEXT, Kind
from schemas.models import DAYS, Model

if TYPE_CHECKING:
    Dated = dt.date
else:
    Dated = DAYS

ANNUAL_REACH = 28  # an annual income rests on two years, and is looked at as of each month of half a year

# What to say of a value that fails a check, after its column's title.
PLAINLY = {"not_nullable": "为空", "str_length": "为空", "greater_than_or_equal_to": "不能是负数"}
# Headers that every department spells its own way.
ID_HEADERS = (
    "身份证号", "身份证号码", "公民身份号码", "身份证", "证件号", "身份号码", "居民身份证号", "居民身份证号码", "身份证件号码",
    "身份证件号", "有效证件号码", "公民身份证号码", "公民身份证号", "人员证件号码", "本人身份证号", "证件编号", "身份证编号",
    "certno", "cert_no", "psn_cert_no", "id_card", "id_card_no", "id_no", "idnum",  # 医保, 社保 and 政务 interfaces
)
NAME_HEADERS = ("人员姓名", "姓 名", "本人姓名", "名字", "人员名称", "psn_name", "name", "full_name")
TOWN_HEADERS = ("所属乡镇", "乡镇街道", "乡镇名称", "所在乡镇", "镇", "乡", "镇街", "乡镇/街道", "所属镇街", "街道", "乡（镇）", "镇（街道）", "乡镇办")
VILLAGE_HEADERS = (
    "村（社区）", "所属村", "村", "村社区", "行政村名称", "所在村", "村居", "村（居）", "所属行政村", "村名", "所在行政村", "社区（村）",
    "行政村（社区）", "村委会", "所属村居", "村/社区",
)


@dataclass(frozen=True)
class Column:
    """One column of a dataset: its English name, the Chinese header of the template, other headers it arrives under.

    `household` marks a value that belongs to the household, so a cell merged down its members stands for all of them.
    `unlike` are headers that look alike and mean something else: never guessed to be this column. `second_number` marks what may
    hold the person's ID number beside the one written (G + number, a disability card); `met_at` where, beside the village, the
    same people are met month after month (a school, an employer). `on_the_list` is what it means that somebody stands on such a list at
    all (享受, 在读), where the list has no such column; `shown_by` the column whose words tell it too (a grade its stage). `lies_ahead` marks
    a day that is yet to come (when something falls due).
    """

    name: str
    title: str
    kind: Kind = TEXT
    also: tuple[str, ...] = ()
    required: bool = False
    personal: bool = False
    household: bool = False
    unlike: tuple[str, ...] = ()
    second_number: bool = False
    met_at: bool = False
    on_the_list: str = ""
    shown_by: str = ""
    lies_ahead: bool = False

    def __reduce__(self) -> tuple[object, ...]:
        """Between processes a declared column goes by its name: how it is read is a function, which does not travel."""
        owner = next(d for d in all_datasets().values() if any(column is self for column in d.columns))
        return _declared, (owner.name, self.name)


WHERE = (Column("town", "乡镇", PLACE, also=TOWN_HEADERS), Column("village", "行政村", PLACE, also=VILLAGE_HEADERS))


@dataclass(frozen=True, eq=False)
class Dataset:
    """All that is special about one dataset; nothing else in the tree names its columns' headers.

    `key` are the columns that make a row itself, `person` in it standing for whoever the row is linked to.
    `month_from` names the day column whose month is the row's; without it the file's month is.
    `is_monthly` is false where the last drop stays in force until the next; `is_optional` where a county need not send it at
    all, so that nobody misses it. Where nothing but headers tells what a sheet is, `marks` are optional columns that count
    like required ones, and headers with a word of `common` do not count: such stand in other lists too, and so do names of lists.
    `made` are boolean columns told by the parsed ones. `tells` are the columns that say what a row means, which linking keeps and
    explaining shows; `ground` is one of them (made) without which a row is no ground for anything. `reach` is how many months
    before a month judged its rows are looked at, None: always. `is_roster` marks the list of households in which everybody else
    is looked for. `is_of_householders` says that a row's person is the householder, whoever else of the household stands beside;
    elsewhere a listed 户主 is the person only where no other header can be.
    `needs_consent` says that a row is kept only of somebody whose household has consented (承诺授权 on the roster).
    `absence_counts` says that a person's absence from the extract is itself a fact, so it must be whole to prove anything.
    `repeats` is "never" where every month has other rows: one that brings none of its own month has not come.
    `reasons` are Chinese words for (column, pandera check) where those of PLAINLY do not do; `warnings` are (words, test on the parsed frame): doubtful, not wrong.
    """

    name: str
    title: str
    department: str
    one_row_is: str
    known_by: tuple[str, ...]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: type[Model]
    month_from: str | None = None
    absence_counts: bool = False
    repeats: str = ""
    is_monthly: bool = True
    is_optional: bool = False
    is_roster: bool = False
    is_of_householders: bool = False
    needs_consent: bool = False
    made: dict[str, Callable[[pd.DataFrame], pd.Series]] = field(default_factory=dict)
    tells: tuple[str, ...] = ()
    ground: str = ""
    reach: int | None = 0
    marks: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    reasons: dict[tuple[str, str], str] = field(default_factory=dict)
    warnings: tuple[tuple[str, Callable[[pd.DataFrame], pd.Series]], ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        return _declared, (self.name,)

    def why(self, column: str, check: str) -> str:
        return self.reasons.get((column, check)) or self.column(column).title + PLAINLY.get(check, "不合要求")

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)

    def has(self, name: str) -> bool:
        return any(c.name == name for c in self.columns)

    @property
    def has_person(self) -> bool:
        return self.has("id_number")

    @property
    def names_persons(self) -> bool:
        """Whether its rows name people who are to be found on the roster."""
        return self.has_person and not self.is_roster

    @property
    def key_without_person(self) -> list[str]:
        return [name for name in self.key if name != "person"]

    @property
    def second_number(self) -> str:
        """The column that may hold a second number of the person; '' where there is none."""
        return next((c.name for c in self.columns if c.second_number), "")

    @property
    def cited(self) -> tuple[str, ...]:
        """The cells of a file that a row's meaning is read from, and that may be shown to whoever asks why."""
        return tuple(name for name in self.tells if self.has(name) and not self.column(name).personal)

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(c for c in self.columns if c.required)


def _declared(dataset: str, column: str = "") -> Dataset | Column:
    found = all_datasets()[dataset]
    return found.column(column) if column else found


@cache
def all_datasets() -> dict[str, Dataset]:
    """Every dataset by name, found by its place, in file-name order."""
    import schemas.datasets as folder

    names = sorted(module.name for module in pkgutil.iter_modules(folder.__path__))
    found = [importlib.import_module(f"schemas.datasets.{name}").DATASET for name in names]
    return {dataset.name: dataset for dataset in found}


def spoken_of(file_name: str) -> Dataset | None:
    """The dataset that a file's name speaks of."""
    return next((dataset for dataset in all_datasets().values() if any(words in file_name for words in dataset.known_by)), None)
