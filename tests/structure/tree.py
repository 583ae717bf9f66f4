"""The source tree as these tests look at it."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("flows", "matchers", "reports", "schemas")
SQL_FILES = sorted((ROOT / "matchers").rglob("*.sql"))


def here(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> set[str]:
    """Top-level names of the packages that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@cache
def module_names() -> dict[str, Path]:
    """Every module of the product by its dotted name."""
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in modules(*PRODUCT)}


@cache
def arrows() -> dict[str, set[str]]:
    """Which modules of the product each of them imports, wherever in it."""
    known = module_names()
    found: dict[str, set[str]] = {}
    for name, path in known.items():
        wanted = set()
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and node.module:
                wanted |= {inner if (inner := f"{node.module}.{alias.name}") in known else node.module for alias in node.names}
            elif isinstance(node, ast.Import):
                wanted |= {alias.name for alias in node.names}
        found[name] = {module for module in wanted if module in known} - {name}
    return found


@cache
def given(path: Path) -> set[str]:
    """What can be imported from a module: all that it defines, assigns or imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
    return names


def room(module: str) -> str:
    """`matchers.leads` for matchers.leads.ledger; the other folders are one room each."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "matchers" else parts[0]


def circles() -> list[list[str]]:
    """Modules that import each other, by whatever way round."""
    reach = {name: set(direct) for name, direct in arrows().items()}
    for through in reach:
        for name, reached in reach.items():
            if through in reached:
                reach[name] = reached | reach[through]
    return sorted([name] for name, reached in reach.items() if name in reached)


@cache
def named_statements(path: Path) -> dict[str, str]:
    """The statements of a .sql by name; of a rule's or a migration's file its text, without one."""
    parts = re.split(r"^-- name: (\S+)\n", path.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True)) if len(parts) > 1 else {"": parts[0]}


def texts(path: Path) -> set[str]:
    """Every string literal of a module."""
    return {node.value for node in ast.walk(parsed(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
