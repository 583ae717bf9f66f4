"""A filled-in 对照表, as answers: which list it is, what each heading and each word means, what holds for all rows."""

import re
from dataclasses import dataclass
from pathlib import Path

from schemas.dataset import all_datasets
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
    Chosen,
    Filled,
    WordSaid,
    meanings,
)
from schemas.returned.described import description
from schemas.returned.filled import filled_tables, folded
from schemas.returned.marks import marks_of
from schemas.returned.words_taught import corrections_in


@dataclass(frozen=True)
class Taught:
    """`text` is the description, `name` what its file is called; or why there is none, in words. `corrections` are what is kept instead where
    nothing but words was strange.
    """

    name: str
    text: str
    fault: str = ""
    corrections: str = ""
    dataset: str = ""  # its Chinese title; '' of what is no data

    @property
    def words(self) -> str:
        if self.corrections:
            return f"学会了“{self.name}”里的几个写法，记在 corrections.toml 里"
        return f"学会了“{self.name}”这种表：" + (f"当作《{self.dataset}》读" if self.dataset else "不是要报的数据，不读")


def read_taught(path: Path) -> Taught:
    """Raises ValueError if the workbook is no 对照表."""
    marks = marks_of(path.read_bytes())
    answers = {folded(row[QUESTION]): folded(row[ANSWER]) for _, rows in filled_tables(path, QUESTION, ANSWER) for _, row in rows if folded(row[QUESTION])}
    title, which = marks.get("title", path.stem), answers.get(WHICH, "")
    dataset = next((d for d in all_datasets().values() if d.title == which), None)
    known = {folded(means): means for means in meanings(dataset)}
    headings = tuple(
        Chosen(folded(row[PLACE]), row[HEADING].strip(), tuple(row.get(title, "") for title in EXAMPLES), known.get(folded(row[MEANS]), folded(row[MEANS])))
        for _, rows in filled_tables(path, HEADING, MEANS) for _, row in rows if folded(row[MEANS]) and WRITTEN not in row
    )
    if marks.get("kind") != KIND and WHICH not in answers:
        raise ValueError("no 对照表")
    if dataset is None and which != NO_DATA:
        return Taught(title, "", f"对照表的“{WHICH}”要从下拉列表里选一种")
    filled = Filled(title, dataset, tuple(h for h in headings if h.means != UNUSED or h.heading), _words(path), answers, marks)
    try:
        return Taught(title, description(filled), corrections=corrections_in(filled), dataset=dataset.title if dataset else "")
    except Mistake as mistake:
        return Taught(title, "", str(mistake))


def _words(path: Path) -> tuple[WordSaid, ...]:
    try:
        rows = [row for _, rows in filled_tables(path, WRITTEN, SAYS) for _, row in rows if row[WRITTEN].strip()]
    except ValueError:  # of before there was such a page
        return ()
    return tuple(WordSaid(row[HEADING].strip(), row[WRITTEN].strip(), folded(row[SAYS]), re.sub("[:：]", "：", folded(row.get(SAYS_TOO, ""))), folded(row.get(FIRST, ""))) for row in rows)


def file_name(title: str) -> str:
    """What every system takes as a name."""
    return re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", title).strip(" .")[:60] or "读法"
