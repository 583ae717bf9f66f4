"""A returned row against its lead's columns as they were listed: which locked cells were changed, and whether it is that row at all."""

import json
import re
import unicodedata

from schemas.fields import Unreadable, read_day
from schemas.returned.answered import WHO, WHOLE_VILLAGE

WHOSE = WHO | {"村"}
NOT_COMPARED = {"序号", "校验码"}


def altered(returned: str, listed: str) -> tuple[str, ...]:
    """Titles of the locked columns whose text is another than on the list; both sides are JSON by column title."""
    return _changed(json.loads(returned), json.loads(listed)) if listed else ()


def is_another_row(returned: str, listed: str, has_sign: bool) -> bool:
    """Whether the row is somebody else's: all that says who is changed, or two of who and where; without a check sign any of it.

    A householder or a village put right by hand is still the same row: one of them alone proves nothing beside a number that fits.
    """
    wrong = WHOSE & set(altered(returned, listed))
    told = WHO & json.loads(returned).keys()
    of_village = bool(listed) and WHOLE_VILLAGE in json.loads(listed).values()
    return len(wrong) >= 2 or (bool(wrong) and (not has_sign or told <= wrong or of_village))


def _changed(came: dict[str, str], was: dict[str, str]) -> tuple[str, ...]:
    return tuple(title for title, text in was.items() if title in came and title not in NOT_COMPARED and not _same(came[title], text))


def _same(one: str, other: str) -> bool:
    if one == other:  # nearly always
        return True
    one, other = _bare(one), _bare(other)
    if one == other:
        return True
    try:
        return read_day(one) == read_day(other)
    except Unreadable:
        return bool(re.fullmatch(r"\d+月\d+日", one))  # a day as a csv shows it, its year lost


def _bare(text: str) -> str:
    return re.sub(r"\s|\.0+\Z", "", unicodedata.normalize("NFKC", text))
