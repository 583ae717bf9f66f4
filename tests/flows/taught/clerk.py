"""A clerk who answers a 对照表: what is said of questions, headings and words goes into the issued workbook's own cells."""

import tomllib
from collections import Counter
from pathlib import Path

import openpyxl

ANSWERS = tomllib.loads((Path(__file__).parent / "answers.toml").read_text("utf-8"))


def answer(table: Path, told: dict, to: Path) -> None:
    """Raises AssertionError where the workbook has no such question, heading or word."""
    book = openpyxl.load_workbook(table)
    _fill(book["先回答"], 1, {(words,): (given or None,) for words, given in told.get("answers", {}).items()}, (2,))
    _fill(book["对照表"], 2, {(heading,): (means,) for heading, means in told.get("means", {}).items()}, (6,))
    if told.get("says"):
        _fill(book["写法"], 2, {(heading, word): tuple(given) for heading, word, *given in told["says"]}, (6, 7, 8), (2, 3))
    to.parent.mkdir(parents=True, exist_ok=True)
    book.save(to)


def _fill(sheet, key_at: int, said: dict, places: tuple[int, ...], keys: tuple[int, ...] = ()) -> None:
    left, seen = dict(said), Counter()
    for row in sheet.iter_rows(min_row=2):
        key = tuple(str(row[at - 1].value or "") for at in keys or (key_at,))
        seen[key] += 1
        for name in ((f"{key[0]}#{seen[key]}",), key) if seen[key] > 1 else (key,):
            if name in said and (name in left or keys):
                for place, given in zip(places, said[name], strict=False):
                    row[place - 1].value = given or None
                left.pop(name, None)
                break
    assert not left, f"{sheet.title}：没有 {left}"
