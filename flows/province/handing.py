"""Provincial drops → each county's share as a file in its own inbox, whose last column is the row it was in the provincial file."""

import datetime as dt
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from flows.collecting import collect
from flows.leftovers import private
from flows.province.counties import County, Province
from matchers.intake.receipting import receipts_of
from matchers.province import sharing
from matchers.province.sharing import Share
from matchers.records.receipts import FileReceipt, PartReceipt, Receipt
from matchers.warehouse import Warehouse
from reports.receipt import write_receipt
from reports.saving import write_whole
from schemas.fields import NO_NAME
from schemas.months import written

FOLDER = "省级"
ROW = "省级文件的行号"
LONGEST = 60  # characters of what told what the sheet is


def take_in_provincial(province: Province, warehouse: Warehouse, month: dt.date, reject_share: float) -> int:
    """How many new files there were; none need have come."""
    return collect(province.workspace, warehouse, month, reject_share, lambda done, total, name: None).new


def hand_on(counties: Sequence[County], warehouse: Warehouse, month: dt.date) -> int:
    """Write what of the provincial drops is each county's, as far as it is not there yet; how many files were written.

    `counties` are those whose rosters are known by now; a share that a later roster makes larger is written again, and read again as
    any file that came again under its name. Of one that has become another county's nothing but the header stays.
    """
    homes = {county.code: county.home for county in counties}
    there = sharing.handed(warehouse)
    named: dict[tuple[str, str], int] = defaultdict(int)
    done, still = [], set()
    for share in sharing.shares(warehouse, month):
        path = _path(share, named)
        still.add((share.county, path))
        if there.get((share.county, path)) != share.digest or not (homes[share.county] / "inbox" / path).exists():
            done.append((share, path))
        if share.is_laid and share.untold:
            _describe(homes[share.county] / "layouts", share)
    for (_, path), (share, write) in zip(done, sharing.laid_out(warehouse, [share for share, _ in done], ROW), strict=True):
        _write(homes[share.county] / "inbox" / path, write)
    emptied = sorted(key for key, digest in there.items() if digest and key not in still and key[0] in homes and key[1][:7] <= written(month))
    for county, path in emptied:
        place = homes[county] / "inbox" / path
        if place.exists():
            _write(place, partial(_write_header, place))
    sharing.note_handed(warehouse, done, emptied)
    return len(done) + len(emptied)


def _describe(folder: Path, share: Share) -> None:
    """A layout by which the county reads a share without columns that are asked for elsewhere."""
    lacks = "、".join(column.title for column in share.dataset.columns if column.name in share.untold)
    heads = {column.name: column.title for column in share.columns}
    told = {
        "dataset": share.dataset.name, "title": f"省级{share.dataset.title}，没有{lacks}", "department": share.dataset.department, "file": f"*{share.dataset.title}*",
        "headings": [*heads.values(), ROW], "absent": list(share.untold), "leave": [ROW],
    }
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()]
    text = "\n".join(["# 运行 bidui province run 时自动写的，不用改。", *lines, "", "[columns]", *(f"{name} = {json.dumps(title, ensure_ascii=False)}" for name, title in heads.items()), ""])
    place = folder / f"省级 {share.dataset.title} {hashlib.sha256(lacks.encode()).hexdigest()[:8]}.toml"
    if not place.exists() or place.read_text("utf-8") != text:
        with private():
            write_whole(place, text.encode())


def _path(share: Share, named: dict[tuple[str, str], int]) -> str:
    """Inside the inbox. Month and dataset come first, so that the name says what it is; what the provincial sheet was called follows, as it may
    say that it adds to another, or which town it is of.
    """
    label = NO_NAME.sub(" ", share.label)[:LONGEST].strip()
    stem = f"{written(share.folder)}/{FOLDER}/{written(share.month)} {share.dataset.title} {label}"
    named[share.county, stem] += 1
    again = named[share.county, stem]
    return f"{stem}{f' ({again})' if again > 1 else ''}.csv"


def _write_header(of: Path, place: Path) -> None:
    with of.open("rb") as file:
        place.write_bytes(file.readline())


def _write(place: Path, write: Callable[[Path], None]) -> None:
    """Whole or not at all."""
    with private():
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_name(f".{place.name}.unfinished")
        write(unfinished)
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(unfinished, place)


def write_provincial_receipts(province: Province, warehouse: Warehouse, month: dt.date, folder: Path) -> None:
    """A provincial department's receipt says of each sheet also how many rows no county, or several, took for theirs."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {(each.file, each.sheet, each.month): each for each in sharing.unclaimed(warehouse, month)}

    def with_claims(part: PartReceipt) -> PartReceipt:
        each = told.get((part.file, part.sheet, part.month)) if part.month else None
        nobodys = [f"有{each.nobodys}行在各县花名册里都找不到人，地址也不在这些县，没有分给哪个县"] if each and each.nobodys else []
        several = [f"有{each.several}行几个县都认，都分给了"] if each and each.several else []
        return replace(part, warnings=(*part.warnings, *nobodys, *several))

    def with_parts(file: FileReceipt) -> FileReceipt:
        return replace(file, parts=tuple(map(with_claims, file.parts)))

    for each in receipts_of(warehouse, province.name, month):
        if each.files:
            whole: Receipt = replace(each, files=tuple(map(with_parts, each.files)))
            write_receipt(folder / f"{each.department}_回执_{written(month)}.xlsx", whole)
    province.workspace.receipts_due(month).unlink(missing_ok=True)
