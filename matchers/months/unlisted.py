"""Villages that extracts name and the roster has not: merged, renamed or misspelt, told with the line that settles it."""

from collections import defaultdict

import rapidfuzz

from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.dataset import all_datasets

SQL = statements(__file__)
MOST_NAMED = 10


def unlisted_villages(warehouse: Warehouse) -> list[str]:
    """One Chinese line a village of the month measured last."""
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for dataset, town, village, rows in warehouse.rows(SQL["unlisted"]):
        named[town, village].append(f"{all_datasets()[dataset].title}{rows}行")
    if not named:
        return []
    known = [f"{town}{village}" for town, village in warehouse.rows(SQL["villages"])]
    lives: dict[tuple[str, str], str] = {}
    for town, village, town_now, village_now, _ in warehouse.rows(SQL["live_now"]):
        lives.setdefault((town, village), f"{town_now}{village_now}")
    lines = [_words(town, village, where, lives.get((town, village), ""), known) for (town, village), where in sorted(named.items())]
    return lines[:MOST_NAMED] + ([f"还有{len(lines) - MOST_NAMED}个村不在花名册里"] if len(lines) > MOST_NAMED else [])


def _words(town: str, village: str, where: list[str], now: str, known: list[str]) -> str:
    written = f"{town}{village}"
    near = now or next((name for name, *_ in rapidfuzz.process.extract(written, [each for each in known if each.startswith(town)], limit=1)), "")
    hint = f"原来住这个村的人现在在{now}" if now else f"最接近的是{near}"
    line = f'；如果已经合并或改名，请在 county.toml 的 [places] 下写一行："{written}" = "{near}"' if near else ""
    return f"{written}：花名册里没有这个村（{'、'.join(where)}）{f'，{hint}' if near else ''}{line}"
