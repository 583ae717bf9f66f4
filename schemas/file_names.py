"""What the name of a file tells of it, before anything of it is read."""

import re
from pathlib import Path

TABLES = (".xlsx", ".xls", ".et", ".ods", ".csv", ".txt", ".xlsm", ".xlsb", ".tsv", ".prn", ".htm", ".html", ".mht", ".xml")
LITTER = re.compile(r"~\$.*|\.~.*|\..*|thumbs\.db|desktop\.ini|.*\.(tmp|lnk|crdownload|part)", re.IGNORECASE)
ADDS = re.compile(r"补报|更正|补充|订正|修正|修改")
CORRECTIONS = "corrections.toml"  # beside county.toml


def is_litter(name: str) -> bool:
    """Lock files, thumbnails, hidden and half-downloaded files: never a drop."""
    return bool(LITTER.fullmatch(Path(name).name))
