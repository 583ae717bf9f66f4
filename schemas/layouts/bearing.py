"""A household's figure that stands on each of its rows: on which it counts. Once, on its householder's."""

import re
from collections.abc import Sequence

from schemas.layouts.cells import code_of
from schemas.layouts.fitting import Heads, squeezed

RELATION = re.compile("与.{1,5}关系|户主关系|家庭关系")
HEADS = frozenset({"户主", "本人", "本人或户主", "申请人", "申请人本人", "承办人", "01", "02", "0"})  # GB/T 4761, of two digits and of one
HOUSEHOLD = re.compile("户编号|户号|家庭编号|家庭编码|(低保|救助|保障)证(编)?号|户主(姓名|身份证件?号?码?|证件号码?)")


def bearing_rows(heads: Heads, rows: Sequence[Sequence[str]]) -> frozenset[int] | None:
    """Places in `rows`; None where no column says who is whose householder, so that each row bears its own. Of a household whose
    householder is not among the rows, as far as a number tells households apart, the first.
    """
    relation = next((at for at, label in enumerate(heads.labels) if RELATION.search(label)), None)
    if relation is None:
        return None
    leading = [place for place, row in enumerate(rows) if _cell(row, relation) in HEADS]
    if not leading:
        return None
    number = next((at for at, label in enumerate(heads.labels) if HOUSEHOLD.fullmatch(squeezed(label))), None)
    bearing = {place for place, row in enumerate(rows) if place in leading or not _cell(row, relation)}
    if number is not None:
        headed = {_cell(rows[place], number) for place in leading}
        for place, row in enumerate(rows):
            if (home := _cell(row, number)) and home not in headed:
                headed.add(home)
                bearing.add(place)
    return frozenset(bearing)


def _cell(row: Sequence[str], at: int) -> str:
    return code_of(row[at]) if at < len(row) else ""
