"""What a 对照表 proposes for headings that no listed header names: persons, householders, members, addresses, money, by what stands below."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from schemas.addresses import places_in
from schemas.dataset import Dataset
from schemas.names import are_names
from schemas.units import header_times

LISTED, GUESSED, BY_CONTENT = "列名", "猜的", "格子内容"
MAY_BE_MONEY = "是金额？"
ADDRESS, BOTH, MEMBERS, MEMBERS_NUMBERS = "地址", "姓名和证件号码", "成员姓名（一格几个）", "成员证件号码（一格几个）"
LIST_MARKS = "；;、，,\n"
LIMITS = re.compile("限值|国家标准|卫生标准")
NUMBER = re.compile(r"\d{17}[\dXx]")
NAME_AND_NUMBER = re.compile(r"[一-鿿·]{2,}[(（\[:：/,，]?\s*\d{17}[\dXx][)）\]]?")
HEADS = re.compile("户主|申请人")
MONEY = re.compile("金额|费(?!率|档|年)|金\\Z|支出|支付|报销|补偿|补贴|补助|工资|收入")


@dataclass(frozen=True)
class HeadingSeen:
    """A heading at a place (A, B …; of another sheet its name), three cells under it, what it is taken for and by what."""

    place: str
    heading: str
    cells: tuple[str, ...]
    means: str
    told_by: str


def proposed(headings: Sequence[HeadingSeen], dataset: Dataset, cells: Mapping[str, Sequence[str]]) -> list[HeadingSeen]:
    """`cells` are all that are filled under each place."""
    headings = list(headings)
    if dataset.has_person:
        headings = _with_persons(headings, dataset, cells)
    if dataset.has("village") and not any(seen.means == dataset.column("village").title for seen in headings):
        headings = _with_address(headings)
    return _with_money(headings, dataset, cells)


def _with_persons(headings: list[HeadingSeen], dataset: Dataset, cells: Mapping[str, Sequence[str]]) -> list[HeadingSeen]:
    """Name and number in one cell; the householder where nobody else is named; several people in a cell."""
    name, number = dataset.column("name").title, dataset.column("id_number").title
    taken = {seen.means for seen in headings}
    told: list[HeadingSeen] = []
    for seen in headings:
        means, filled = "", cells.get(seen.place, ())
        lists = [re.split(f"[{LIST_MARKS}]", cell.strip(LIST_MARKS + " ")) for cell in filled]
        if name not in taken and seen.means in ("", number) and filled and all(map(NAME_AND_NUMBER.fullmatch, filled)):
            means = BOTH
        elif seen.means:
            pass
        elif any(len(each) > 1 for each in lists) and all(NUMBER.fullmatch(part.strip()) for each in lists for part in each):
            means = MEMBERS_NUMBERS
        elif any(len(each) > 1 for each in lists) and are_names([part.strip() for each in lists for part in each]):
            means = MEMBERS
        elif HEADS.search(seen.heading) and name not in taken and are_names(list(filled)):
            means = name
        elif HEADS.search(seen.heading) and not {number, BOTH} & taken and filled and all(map(NUMBER.fullmatch, filled)):
            means = number
        taken |= {means} if means else set()
        told.append(replace(seen, means=means, told_by=GUESSED) if means else seen)
    return told


def _with_address(headings: list[HeadingSeen]) -> list[HeadingSeen]:
    """The first whose cells name both a town and a village, taken for an address."""
    for at, seen in enumerate(headings):
        cells = [cell for cell in seen.cells if not LIMITS.search(cell)]
        if not seen.means and cells and all(is_path(cell) for cell in cells):
            return [*headings[:at], replace(seen, means=ADDRESS, told_by=BY_CONTENT), *headings[at + 1 :]]
    return headings


def is_path(cell: str) -> bool:
    """Whether it names both a town and a village."""
    found = places_in(cell)
    return bool(found["town"] and found["village"])


def _with_money(headings: list[HeadingSeen], dataset: Dataset, cells: Mapping[str, Sequence[str]]) -> list[HeadingSeen]:
    """The one heading left that says yuan, taken for the one required amount that no heading is; of others left that look like money it is asked."""
    lacking = [column.title for column in dataset.columns if column.kind.name == "yuan" and column.required and not any(seen.means == column.title for seen in headings)]
    left = [seen for seen in headings if not seen.means and header_times(seen.heading)]
    if len(lacking) == len(left) == 1:
        return [replace(seen, means=lacking[0], told_by=BY_CONTENT) if seen is left[0] else seen for seen in headings]
    if not any(column.kind.name == "yuan" for column in dataset.columns):
        return headings
    return [replace(seen, told_by=MAY_BE_MONEY) if not seen.means and _may_be_money(seen, cells.get(seen.place, ())) else seen for seen in headings]


def _may_be_money(seen: HeadingSeen, filled: Sequence[str]) -> bool:
    is_called_so = bool(header_times(seen.heading) or MONEY.search(seen.heading))
    return is_called_so and bool(filled) and all(re.fullmatch(r"-?[\d,]+(\.\d+)?元?", cell) for cell in filled) and any(re.search("[1-9]", cell) for cell in filled)
