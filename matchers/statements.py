"""SQL stands in .sql files: of a module the statements beside it, each under its name."""

import re
from pathlib import Path


def statements(module: str) -> dict[str, str]:
    """The statements of the .sql beside a module (its `__file__`): a line `-- name: x` opens each."""
    parts = re.split(r"^-- name: (\S+)\n", Path(module).with_suffix(".sql").read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], (part.strip().removesuffix(";") for part in parts[2::2]), strict=True))
