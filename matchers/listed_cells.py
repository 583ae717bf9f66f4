"""A returned row against its lead's columns as they were listed: which locked cells were changed, and whether it is that row at all."""

import json
import re
import unicodedata
from collections.abc import Mapping

from schemas.fields import Unreadable, read_day

WHOSE = ("村", "户主")
NOT_COMPARED = {"序号", "校验码"}


def altered(returned: str, listed: Mapping[str, str], list_month: str) -> tuple[str, ...]:
    """Titles of the locked columns whose text is another than on the list; both sides are JSON by column title.

    `listed` holds the columns by list month: those of the month that the workbook names, else those that differ least.
    """
    if list_month in listed:
        listed = {list_month: listed[list_month]}
    came = json.loads(returned)
    return min((_changed(came, json.loads(cells)) for _, cells in sorted(listed.items(), reverse=True)), key=len, default=())


def is_another_row(returned: str, listed: Mapping[str, str], list_month: str, has_sign: bool) -> bool:
    """Whether village and householder are others' – both of them, or without a check sign to hold on to either."""
    wrong = set(WHOSE) & set(altered(returned, listed, list_month))
    return len(wrong) == len(WHOSE) or bool(wrong and not has_sign)


def _changed(came: dict[str, str], was: dict[str, str]) -> tuple[str, ...]:
    return tuple(title for title, text in was.items() if title in came and title not in NOT_COMPARED and not _same(came[title], text))


def _same(one: str, other: str) -> bool:
    one, other = _bare(one), _bare(other)
    if one == other:
        return True
    try:
        return read_day(one) == read_day(other)
    except Unreadable:
        return bool(re.fullmatch(r"\d+月\d+日", one))  # a day as a csv shows it, its year lost


def _bare(text: str) -> str:
    return re.sub(r"\s|\.0+\Z", "", unicodedata.normalize("NFKC", text))
