import datetime as dt

import pytest

from schemas.grids import Grid
from schemas.intake import take_in
from schemas.layouts.description import layouts_of
from schemas.readers import Sheet


@pytest.fixture
def read(tmp_path):
    """(part) of the first sheet by a description."""

    def read(toml: str, rows, name: str = "表.xlsx", merged=(), folder: str = "2025-09", more: dict[str, list] | None = None):
        (tmp_path / "一种表.toml").write_text(toml, "utf-8")
        sheets = [Sheet(title, [list(map(str, row)) for row in cells], list(merged)) for title, cells in {"Sheet1": rows, **(more or {})}.items()]
        return take_in(Grid(name, sheets), dt.date.fromisoformat(f"{folder}-01"), 1, layouts_of(tmp_path, True), ())[0]

    return read
