"""The ways in which lists come back. Each takes the clerk and the rows filled in, and leaves files and what to expect of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matchers.records.lead_numbers import check_sign
from tests.county import formats
from tests.towns.clerk import BLANK, COUNTED, REFUSED, Clerk, Entry, own_columns
from tests.towns.sayings import say

Entries = Sequence[Entry]
ALL_OUTCOMES = ("属实拟纳入", "属实已帮扶", "属实无风险", "不属实", "无法核实")


def as_it_is(clerk: Clerk, entries: Entries) -> None:
    _send(clerk, f"{clerk.stem}.xlsx", clerk.book(entries), entries)


def sorted_otherwise(clerk: Clerk, entries: Entries) -> None:
    column = clerk.random.choice(("户主", "连续月数", "预警原因"))
    moved = sorted(entries, key=lambda entry: str(entry.cells[column]), reverse=True)
    _send(clerk, f"{clerk.stem}（已填）.xlsx", clerk.book(moved), moved)


def filtered(clerk: Clerk, entries: Entries) -> None:
    _send(clerk, f"{clerk.stem}.xlsx", clerk.book(entries, hidden=True), entries)


def split_by_village(clerk: Clerk, entries: Entries) -> None:
    for village in sorted({str(entry.cells["村"]) for entry in entries}):
        mine = [entry for entry in entries if entry.cells["村"] == village]
        _send(clerk, f"{clerk.issued.town}/{village}.xlsx", clerk.book(mine), mine)


def with_columns_added(clerk: Clerk, entries: Entries) -> None:
    _send(clerk, f"{clerk.stem}.xlsx", clerk.book(entries, added=True), entries)


def pasted_elsewhere(clerk: Clerk, entries: Entries) -> None:
    titled = clerk.random.random() < 0.5
    suffix, data = clerk.table(entries, "xlsx", titled)
    _send(clerk, f"{clerk.issued.town if titled else '核实清单'}汇总{clerk.random.randrange(10**6)}{suffix}", data, entries)


def as_old_workbook(clerk: Clerk, entries: Entries) -> None:
    _table(clerk, entries, "xls")


def as_open_document(clerk: Clerk, entries: Entries) -> None:
    _table(clerk, entries, "ods")


def as_text(clerk: Clerk, entries: Entries) -> None:
    _table(clerk, entries, "csv-gb18030")


def in_an_archive(clerk: Clerk, entries: Entries) -> None:
    inner = f"{clerk.stem}.xlsx"
    name = f"{clerk.issued.town}反馈.zip"
    clerk.put(name, formats.zipped([(inner, clerk.book(entries))]))
    clerk.expect(f"{name}/{inner}", entries)


def twice(clerk: Clerk, entries: Entries) -> None:
    """The same bytes under another name, and the same answers in another file."""
    data = clerk.book(entries)
    names = [f"{clerk.stem}.xlsx", f"{clerk.stem} - 副本.xlsx"]
    paths = sorted(clerk.put(name, data) for name in names)
    clerk.copies.append(paths[1])
    clerk.expect(paths[0].partition("/")[2], entries)
    _table(clerk, entries, "xls")


def late(clerk: Clerk, entries: Entries) -> None:
    _send(clerk, f"{clerk.stem}.xlsx", clerk.book(entries), entries, late=1)


def with_rows_deleted(clerk: Clerk, entries: Entries) -> None:
    kept = [entry for entry in entries if clerk.random.random() < 0.5] or list(entries[:1])
    _send(clerk, f"{clerk.stem}.xlsx", clerk.book(kept), kept)


def corrected(clerk: Clerk, entries: Entries) -> None:
    as_it_is(clerk, entries)
    anew = [_another_word(clerk, entry) for entry in _counted(entries)]
    if anew:
        _send(clerk, f"{clerk.stem}（更正）.xlsx", clerk.book(anew), anew)


def corrected_months_later(clerk: Clerk, entries: Entries) -> None:
    """When the next lists have long been out."""
    as_it_is(clerk, entries)
    anew = [_another_word(clerk, entry) for entry in _counted(entries)]
    if anew:
        _send(clerk, f"{clerk.stem}（更正）.xlsx", clerk.book(anew), anew, late=clerk.random.choice((1, 2, 2)))


def two_words_in_one_file(clerk: Clerk, entries: Entries) -> None:
    doubled = []
    for at, entry in enumerate(entries):
        if entry.fate == COUNTED and at % 2 == 0:
            doubled += [replace(entry, fate=REFUSED), replace(_another_word(clerk, entry), fate=REFUSED)]
        else:
            doubled.append(entry)
    _send(clerk, f"{clerk.stem}.xlsx", clerk.book(doubled), doubled)


def with_anothers_lead(clerk: Clerk, entries: Entries) -> None:
    foreign = [Entry.of(row, say(clerk.random, "属实无风险", None)) for row in clerk.others[:1]]
    strays = [replace(entry, sheet=entries[0].sheet, fate=REFUSED) for entry in foreign]
    _send(clerk, f"{clerk.stem}.xlsx", clerk.book([*entries, *strays]), [*entries, *strays])


def with_an_unknown_number(clerk: Clerk, entries: Entries) -> None:
    number = f"{entries[0].lead_id[:7]}-99999999999999"
    stray = Entry.of(clerk.issued.rows[0], say(clerk.random, "不属实", None)).numbered(number)
    stray = replace(stray, sheet=entries[0].sheet).with_cells(校验码=clerk.random.choice((check_sign(number), "")))
    _send(clerk, f"{clerk.stem}.xlsx", clerk.book([*entries, stray]), [*entries, stray])


def with_a_number_mistyped(clerk: Clerk, entries: Entries) -> None:
    _send_changed(clerk, entries, lambda entry: entry.numbered(_mistyped(entry.lead_id)))


def with_a_figure_changed(clerk: Clerk, entries: Entries) -> None:
    _send_changed(clerk, entries, lambda entry: replace(entry.with_cells(预警原因="情况有变", 连续月数=99), is_altered=True))


def only_some_columns_sorted(clerk: Clerk, entries: Entries) -> None:
    """The columns left of the number were turned round without the rest."""
    moved = []
    for sheet in dict.fromkeys(entry.sheet for entry in entries):
        mine = [entry for entry in entries if entry.sheet == sheet]
        for entry, other in zip(mine, [*mine[1:], *mine[:1]], strict=True):
            cells = {title: other.cells[title] for title in own_columns(entry.cells)}
            is_wrong = other is not entry and entry.fate != BLANK
            moved.append(replace(entry.with_cells(**cells), fate=REFUSED if is_wrong else entry.fate))
    _send(clerk, f"{clerk.stem}.xlsx", clerk.book(moved), moved)


WAYS = (
    as_it_is, sorted_otherwise, filtered, split_by_village, with_columns_added, pasted_elsewhere, as_old_workbook, as_open_document, as_text,
    in_an_archive, twice, late, with_rows_deleted, corrected,
    corrected_months_later, two_words_in_one_file, with_anothers_lead, with_an_unknown_number,
    with_a_number_mistyped, with_a_figure_changed, only_some_columns_sorted,
)


def _send(clerk: Clerk, name: str, data: bytes, entries: Entries, late: int = 0) -> None:
    clerk.put(name, data, late)
    clerk.expect(name, entries, late)


def _table(clerk: Clerk, entries: Entries, kind: str) -> None:
    suffix, data = clerk.table(entries, kind)
    _send(clerk, f"{clerk.issued.town}反馈{clerk.month.month}月{suffix}", data, entries)


def _counted(entries: Entries) -> list[Entry]:
    return [entry for entry in entries if entry.fate == COUNTED]


def _send_changed(clerk: Clerk, entries: Entries, change) -> None:
    """With one of the rows that would count changed."""
    counted = _counted(entries)
    chosen = clerk.random.choice(counted) if counted else None
    sent = [change(entry) if entry is chosen else entry for entry in entries]
    _send(clerk, f"{clerk.stem}.xlsx", clerk.book(sent), sent)


def _another_word(clerk: Clerk, entry: Entry) -> Entry:
    """Another outcome, found on the same day."""
    others = [outcome for outcome in ALL_OUTCOMES if outcome != entry.saying.outcome]
    return entry.saying_instead(say(clerk.random, clerk.random.choice(others), entry.saying.day))


def _mistyped(lead_id: str) -> str:
    """The last digit wrong, or another, or one too many: so that the check sign does not fit."""
    places = [at for at in range(len(lead_id) - 1, 7, -1) if lead_id[at].isdigit()]
    wrong = [f"{lead_id[:at]}{digit}{lead_id[at + 1:]}" for at in places for digit in "3796"]
    return next(number for number in (*wrong, f"{lead_id}1") if number != lead_id and check_sign(number) != check_sign(lead_id))
