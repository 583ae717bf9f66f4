"""Packages that take longer to load than `status` and `--help` to run: each is loaded when something of it is first used."""

import os
import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

SLOW = ("numpy", "pandas", "pyarrow", "scipy", "rapidfuzz", "openpyxl", "xlrd", "msoffcrypto", "pypinyin", "opencc", "chinese_calendar", "httpx", "jinja2")


class _Later(ModuleType):
    """Stands for a package. Python's own LazyLoader will not do: with it `import` loads already."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__spec__ = ModuleSpec(name, None)  # who asks whether it is there (pyspark does) must not be told that it is broken

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        vars(self).update(vars(import_module(self.__name__)))
        self.__class__ = ModuleType  # type: ignore[assignment]
        return getattr(self, name)


def put_off() -> None:
    """To be called before anything that imports them. What Arrow frees is given back: its own pool keeps it, in this process and its readers."""
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    for package in SLOW:
        sys.modules.setdefault(package, _Later(package))


def stand_aside() -> None:
    """DuckDB looks whether these are there whenever it is given a value, and would load what only stands for them."""
    for package in ("pandas", "pyarrow"):
        if isinstance(sys.modules.get(package), _Later):
            del sys.modules[package]
