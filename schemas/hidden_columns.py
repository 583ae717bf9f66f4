"""Columns that Excel does not show: read where nothing that is seen says the same, and told; what is seen wins."""

import datetime as dt
from dataclasses import replace

from schemas.headers import HEADER_SEARCH_ROWS
from schemas.readers import Sheet
from schemas.recognise import Recognised, Unrecognised, recognise


def recognised_as_seen(file_name: str, sheet: Sheet, folder: dt.date) -> tuple[Recognised | Unrecognised, list[str]]:
    """(what the sheet is, in words which hidden columns were read and which were not)."""
    whole = recognise(file_name, sheet, folder)
    if not sheet.hidden_columns:
        return whole, []
    seen = recognise(file_name, _without(sheet), folder)
    if not isinstance(seen, Recognised):
        return whole, _told(whole, sheet, "也读了") if isinstance(whole, Recognised) else []
    if not isinstance(whole, Recognised) or whole.dataset is not seen.dataset:
        return seen, ["这张表里有隐藏的列，没有读；要用的话，请取消隐藏后重新报送"]
    there = {p.column.name for p in seen.header.placed}
    more = [p for p in whole.header.placed if p.at in sheet.hidden_columns and p.column.name not in there]
    known = replace(seen, header=replace(seen.header, placed=tuple(sorted((*seen.header.placed, *more), key=lambda p: p.at))), said=whole.said)
    both = [p for p in whole.header.placed if p.at in sheet.hidden_columns and p.column.name in there]
    unread = replace(whole, header=replace(whole.header, placed=tuple(both)))
    return known, [*_told(known, sheet, "也读了"), *_told(unread, sheet, "没有用，用的是看得见的那一列")]


def _without(sheet: Sheet) -> Sheet:
    """The sheet with nothing in the first rows of what is hidden."""
    head = [["" if at in sheet.hidden_columns else cell for at, cell in enumerate(row)] for row in sheet.rows[:HEADER_SEARCH_ROWS]]
    return replace(sheet, rows=[*head, *sheet.rows[HEADER_SEARCH_ROWS:]])


def _told(known: Recognised, sheet: Sheet, what: str) -> list[str]:
    titles = [p.header.strip() for p in known.header.placed if p.at in sheet.hidden_columns]
    return [f"“{'”“'.join(titles)}”在 Excel 里是隐藏的列，{what}；不对的话，请取消隐藏、删去不要的列后重新报送"] if titles else []
