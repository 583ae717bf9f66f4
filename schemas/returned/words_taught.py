"""A filled-in 对照表 that says nothing but what single words mean: corrections of a county's own, as TOML, and no layout."""

from schemas.corrections import written_as
from schemas.dataset import Dataset
from schemas.layouts.words_seen import LEFT_OUT
from schemas.returned.asked import AGAIN, EACH, EVERYBODY, OF_MONTH, OTHER_WORDS, REPLACES, SCOPE, SPAN, UNUSED, WHOSE, Filled
from schemas.returned.columns_taught import reads
from schemas.spellings import bare, listed

USUAL = ((SPAN, OF_MONTH), (WHOSE, EACH), (AGAIN, REPLACES), (SCOPE, EVERYBODY))


def corrections_in(filled: Filled) -> str:
    """Empty where the file needs more than words: it is read by its headers as they stand, and only words in it are strange."""
    dataset = filled.dataset
    if dataset is None or filled.marks.get("sheets") or filled.marks.get("who_sheet") or any(filled.answer(asked) not in ("", usual) for asked, usual in USUAL):
        return ""
    if any(said.too or said.means == LEFT_OUT or (said.word == OTHER_WORDS and said.means) for said in filled.words):
        return ""
    columns = {chosen.heading: column for chosen in filled.headings if (column := listed(dataset).get(bare(chosen.heading), (None, 0))[0])}
    if any(chosen.means != (columns[chosen.heading].title if chosen.heading in columns else UNUSED) for chosen in filled.headings):
        return ""
    if not _is_whole(dataset, filled):
        return ""
    strange = [(columns[said.heading], said) for said in filled.words if said.means and said.heading in columns and reads(columns[said.heading], said.word) != said.means]
    reason = f"对照表：{filled.marks.get('file', filled.title)}"
    return "".join(written_as(dataset.name, column.name, said.word, said.means, reason, filled.marks.get("day", "")) for column, said in strange if reads(column, said.means))


def _is_whole(dataset: Dataset, filled: Filled) -> bool:
    taken = [chosen.means for chosen in filled.headings]
    return all(taken.count(column.title) == 1 for column in dataset.required) and len(taken) - taken.count(UNUSED) == len({means for means in taken if means != UNUSED})
