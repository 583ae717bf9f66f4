"""A filled-in 对照表, as answers: which list it is, what each heading and each word means, what holds for all rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from schemas.dataset import Dataset, all_datasets
from schemas.mistakes import Mistake
from schemas.returned.asked import (
    ANSWER,
    EXAMPLES,
    FIRST,
    HEADING,
    KIND,
    MEANS,
    NO_DATA,
    PLACE,
    QUESTION,
    SAYS,
    SAYS_TOO,
    UNUSED,
    WHICH,
    WRITTEN,
)
from schemas.returned.filled import filled_tables, folded
from schemas.returned.marks import marks_of


@dataclass(frozen=True)
class Chosen:
    """What a heading is taken for, with cells of it."""

    place: str
    heading: str
    examples: tuple[str, ...]
    means: str


@dataclass(frozen=True)
class Said:
    """What a word under a heading says of that heading's column (`means`), and of another (`too`: 列：值); `first` orders what several say."""

    heading: str
    word: str
    means: str
    too: str
    first: str


@dataclass(frozen=True)
class Filled:
    """A 对照表 as it came back; `dataset` is None of a sheet that is no data."""

    title: str
    dataset: Dataset | None
    headings: tuple[Chosen, ...]
    words: tuple[Said, ...]
    answers: Mapping[str, str]
    marks: Mapping[str, str]

    def answer(self, question: str) -> str:
        return self.answers.get(folded(question), "")


@dataclass(frozen=True)
class Taught:
    """`text` is the description, `name` what its file is called; or why there is none, in words."""

    name: str
    text: str
    fault: str = ""


def read_taught(path: Path) -> Taught:
    """Raises ValueError if the workbook is no 对照表."""
    from schemas.returned.described import description

    marks = marks_of(path.read_bytes())
    answers = {folded(row[QUESTION]): folded(row[ANSWER]) for _, rows in filled_tables(path, QUESTION, ANSWER) for _, row in rows if folded(row[QUESTION])}
    headings = tuple(
        Chosen(folded(row[PLACE]), row[HEADING].strip(), tuple(row.get(title, "") for title in EXAMPLES), folded(row[MEANS]))
        for _, rows in filled_tables(path, HEADING, MEANS) for _, row in rows if folded(row[MEANS]) and WRITTEN not in row
    )
    if marks.get("kind") != KIND and WHICH not in answers:
        raise ValueError("no 对照表")
    title, which = marks.get("title", path.stem), answers.get(WHICH, "")
    dataset = next((d for d in all_datasets().values() if d.title == which), None)
    if dataset is None and which != NO_DATA:
        return Taught(title, "", f"对照表的“{WHICH}”要从下拉列表里选一种")
    filled = Filled(title, dataset, tuple(h for h in headings if h.means != UNUSED or h.heading), _words(path), answers, marks)
    try:
        return Taught(title, description(filled))
    except Mistake as mistake:
        return Taught(title, "", str(mistake))


def _words(path: Path) -> tuple[Said, ...]:
    try:
        rows = [row for _, rows in filled_tables(path, WRITTEN, SAYS) for _, row in rows if row[WRITTEN].strip()]
    except ValueError:  # of before there was such a page
        return ()
    return tuple(Said(row[HEADING].strip(), row[WRITTEN].strip(), folded(row[SAYS]), re.sub("[:：]", "：", folded(row.get(SAYS_TOO, ""))), folded(row.get(FIRST, ""))) for row in rows)


def file_name(title: str) -> str:
    """What every system takes as a name."""
    return re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", title).strip(" .")[:60] or "读法"
