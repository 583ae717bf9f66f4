"""SQL stands in .sql files: of a module the statements beside it, each under its name."""

import hashlib
import re
from functools import cache
from pathlib import Path


def statements(module: str) -> dict[str, str]:
    """The statements of the .sql beside a module (its `__file__`): a line `-- name: x` opens each."""
    parts = re.split(r"^-- name: (\S+)\n", Path(module).with_suffix(".sql").read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], (part.strip().removesuffix(";") for part in parts[2::2]), strict=True))


@cache
def program() -> str:
    """A digest of all that makes linked.*: what was made by another program is not taken for what this one would make."""
    here = Path(__file__).parents[1]
    sources = sorted(path for folder in ("matchers", "schemas") for kind in ("*.py", "*.sql") for path in (here / folder).rglob(kind))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
