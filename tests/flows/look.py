"""What a run left behind, as plain values to compare and search."""

from __future__ import annotations

import csv
import html
import zipfile
from pathlib import Path

import openpyxl


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def stamps(folder: Path) -> dict[str, int]:
    """When every file and folder was last written."""
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in sorted(folder.rglob("*"))}


def rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(path: Path, sheet: str, first_column: str) -> list[dict[str, object]]:
    """The rows of a sheet below the header that begins with `first_column`."""
    lines = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    at = next(at for at, line in enumerate(lines) if line[0] == first_column)
    return [dict(zip(lines[at], line, strict=True)) for line in lines[at + 1 :] if line[0] is not None]


def words(path: Path) -> str:
    """All that a file says, hidden sheets and properties too, and its name."""
    data = path.read_bytes()
    if data[:2] != b"PK":
        return path.name + html.unescape(data.decode("utf-8"))
    with zipfile.ZipFile(path) as archive:
        return path.name + "".join(html.unescape(archive.read(name).decode("utf-8", "replace")) for name in archive.namelist())
