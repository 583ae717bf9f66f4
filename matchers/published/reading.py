"""The published copy, asked by its one function: whose answer it is comes first, and has no default."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

from matchers.statements import statements
from matchers.warehouse import ReadOnly

SQL = statements(__file__)
WHOLE_COUNTY = ""
FOLDER, POINTER = ".console/published", "current"
FORM = "pages_5_"  # how a copy's name begins: of other tables than these questions ask, as an earlier program made them, it is none
TABLES = frozenset(("lead", "event", "said", "reason", "household", "member", "month_of", "benefit", "extract", "file", "named", "unused", "rate", "parameter", "paper", "fault"))


class Published:
    """One copy, open for reading as long as it is the newest."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._db = ReadOnly(file)
        self._has = self._db.tables()
        (about,) = self._db.records(SQL["published"])
        self.month: dt.date | None = about["month"].date() if hasattr(about["month"], "date") else about["month"]
        self.county, self.policy = about["county"], about["policy"]

    def ask(self, question: str, town: str, **values: object) -> list[dict[str, Any]]:
        """The rows that answer a question of this module's .sql, of `town` alone ('' is the whole county).

        A table stands in a question only as `{table}`, which is put there as what of it the town may see: no question can see more.
        """
        wanted = set(re.findall(r"\{(\w+)\}", SQL[question]))
        if not wanted <= TABLES or wanted - self._has:
            return []
        text = SQL[question].format(**{table: f"({SQL['own'].format(table=table)})" for table in wanted})
        return self._db.records(text, town=town, **values)

    def close(self) -> None:
        self._db.close()


def published_file(home: Path) -> Path | None:
    """Where the newest whole copy lies; None before the first."""
    try:
        file = home / FOLDER / (home / FOLDER / POINTER).read_text("utf-8")
    except OSError:
        return None
    return file if file.is_file() and file.name.startswith(FORM) else None
