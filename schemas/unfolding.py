"""A household on one row, its persons side by side → one row a person; the household's own cells stand on each.

Persons are told by numbered headers (成员1姓名, 成员1身份证号, 成员2姓名 …; also in two rows), by the same headers over and over
(姓名, 证件号码, 姓名, 证件号码), and the householder by 户主 or by none of these. Account holders and guardians are nobody here.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from schemas.dataset import Column, Dataset, all_datasets
from schemas.fields import NOTHING, plain
from schemas.guessing import ANOTHERS
from schemas.headers import HEADER_SEARCH_ROWS, HOUSEHOLDER, continues_header, joined, looks_like_header
from schemas.readers import Sheet
from schemas.spellings import bare, is_listed, meaning_of

NUMERAL = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
WHO = "(?:家庭|其他|共同生活)*(?:成员|人员|人口|家属|家人|学生|子女|孩子|劳动力|对象)"
NUMBERED = (
    re.compile(rf"(?P<who>{WHO})第?[(\[]?(?P<place>{NUMERAL})[)\]]?(?:号|位|人|名|个)?[:._-]*(?P<base>\D.*)"),
    re.compile(rf"(?P<who>)第(?P<place>{NUMERAL})[号位名个]?(?:{WHO}|人)[:._-]*(?P<base>\D.*)"),
    re.compile(rf"(?P<who>)(?P<base>.*?\D)[(\[._-]?(?P<place>{NUMERAL})[)\]]?"),
)
ONE_OF_THEM = re.compile(rf"{WHO}第?[(\[]?{NUMERAL}[)\]]?(?:号|位|人|名|个)?")
OF_WHOM = re.compile(f"^{WHO}")
AMOUNT = re.compile(r"金额|工资|费用|学费|支付|自付|补助|元[)）]")
BESIDE_ANOTHER = re.compile("开户|银行|账号|卡号|领取|代领|监护|家长|联系|与.{0,4}(学生|本人|幼儿|儿童|孩子|患者|被保险人|参保人)的?关系")
CHILDREN = re.compile("学生|子女|孩子")
OWN, NAME_HEADER = "本人", "姓名"


@dataclass
class Fold:
    """Where the persons of a row stand: each slot maps what a column is to its place; `own` are the household's columns.

    `titles` are what the slots' columns are called. `first_is` says whom the first slot holds if no number does:
    the householder, or the row's own person, whose family the numbered ones may be.
    """

    first: int
    last: int
    titles: dict[str, str] = field(default_factory=dict)
    own: dict[int, str] = field(default_factory=dict)
    slots: list[dict[str, int]] = field(default_factory=list)
    first_is: str = ""
    householder_is_told: bool = False  # as much of the householder as of the members

    def is_for(self, dataset: Dataset) -> bool:
        """A row of houses is its householder's, and a student's with family beside it (成员1姓名) is the student's."""
        return not dataset.is_of_householders and (dataset.has("relation") or self.first_is != OWN)

    def for_dataset(self, dataset: Dataset) -> "Fold":
        """Without the householder where the list is of others, as of pupils: he tells whose household it is."""
        stays = dataset.has("relation") or self.first_is != HOUSEHOLDER or self.householder_is_told
        return self if stays else replace(self, slots=self.slots[1:], first_is="")


def find_fold(sheet: Sheet) -> Fold | None:
    """The first header that names several persons, or None: nearly all sheets have a person a row."""
    for first in range(min(HEADER_SEARCH_ROWS, len(sheet.rows))):
        top, above = sheet.rows[first], sheet.rows[first - 1] if first else []
        if not looks_like_header(top) or (looks_like_header(above) and continues_header(above, top)):
            continue  # the lower row of a header tells nothing without the upper: 姓名 may stand under 监护人
        below = sheet.rows[first + 1] if first + 1 < len(sheet.rows) else []
        for last in (first, first + 1) if continues_header(top, below) else (first,):
            labels = _spelled_out([_label(tried) for tried in joined(top, below if last > first else None)])
            fold = _numbered(labels, first, last) or _repeated(labels, first, last)
            if fold:
                return fold
    return None


def unfolded(sheet: Sheet, fold: Fold) -> Sheet:
    """One row a person. A slot with neither name nor number is nobody; a row with nobody in it stays one row.

    `Sheet.numbers` tells which Excel row each came from. Amounts of the household stand on its first row only.
    """
    header = [*fold.own.values(), *fold.titles.values()]
    rows, numbers = [*sheet.rows[: fold.first], header], list(range(1, fold.first + 2))
    printed = [_stripped(cells) for cells in sheet.rows[fold.first : fold.last + 1]]
    for number, cells in enumerate(_with_merged(sheet, fold), fold.last + 2):
        own = [_cell(cells, at) for at in fold.own]
        if _stripped(cells) in printed:
            people, own = [list(fold.titles.values())], list(fold.own.values())
        else:
            people = _people(cells, fold) or [_of(cells, fold.slots[0], fold)]
        for place, person in enumerate(people):
            if place == 1:
                own = ["" if _is_amount(title) else cell for title, cell in zip(fold.own.values(), own, strict=True)]
            rows.append([*own, *person])
        numbers += [number] * len(people)
    hidden = frozenset(at for at, number in enumerate(numbers, 1) if number in sheet.hidden_rows)
    return Sheet(sheet.name, rows, hidden=sheet.hidden, numbers=[sheet.number(number) for number in numbers], hidden_rows=hidden, is_1904=sheet.is_1904)


def _numbered(labels: list[str], first: int, last: int) -> Fold | None:
    fold, rest = Fold(first, last), []
    slots: dict[tuple[str, str], dict[str, int]] = {}
    for at, label in enumerate(labels):
        found = None if is_anothers(label) else _numeral_of(label)
        if found:
            who, place, base = found
            _add(fold, slots.setdefault((who, place), {}), at, base)
        else:
            rest.append(at)
    slots = {key: slot for key, slot in slots.items() if "name" in slot or "id_number" in slot}
    if not any("name" in slot and "id_number" in slot for slot in slots.values()):
        return None
    unnumbered: dict[str, int] = {}
    for at in rest:
        base = NAME_HEADER if bare(labels[at]) == HOUSEHOLDER else labels[at].removeprefix(HOUSEHOLDER)
        is_person = meaning_of(base) in fold.titles and (base != labels[at] or not any(column.household for column in _columns(base)))
        if not is_person or unnumbered.setdefault(meaning_of(base), at) != at:
            fold.own[at] = labels[at]
    fold.slots = list(slots.values())
    if "name" in unnumbered:
        fold.slots.insert(0, unnumbered)
        is_householder = labels[unnumbered["name"]].startswith(HOUSEHOLDER)
        fold.first_is = HOUSEHOLDER if is_householder else OWN if any(who for who, _ in slots) else ""
        of_children = any(CHILDREN.search(who) for who, _ in slots)
        fold.householder_is_told = not of_children and set(fold.slots[1]) - {"relation"} <= set(unnumbered)
    else:
        fold.own |= {at: labels[at] for at in unnumbered.values()}
    return fold if len(fold.slots) > 1 else None


def _repeated(labels: list[str], first: int, last: int) -> Fold | None:
    fold = Fold(first, last)
    places: dict[str, list[int]] = defaultdict(list)
    for at, label in enumerate(labels):
        if label and not is_anothers(label):
            places[bare(label)].append(at)
    name_counts, number_counts = (
        [len(at) for label, at in places.items() if column in (meaning_of(label), meaning_of(OF_WHOM.sub("", label))) and len(at) > 1]
        for column in ("name", "id_number")
    )
    if len(name_counts) != 1 or name_counts != number_counts:
        return None
    persons = name_counts[0]
    repeated = {label: at for label, at in places.items() if len(at) == persons}
    fold.slots = [{} for _ in range(persons)]
    for label, mine in repeated.items():
        for slot, at in zip(fold.slots, mine, strict=True):
            _add(fold, slot, at, label)
    if any(BESIDE_ANOTHER.search(labels[min(slot.values()) - 1]) for slot in fold.slots[1:]):
        return None  # the second 姓名 is whose account it is, or a guardian's
    taken = {at for mine in repeated.values() for at in mine}
    fold.own = {at: label for at, label in enumerate(labels) if at not in taken}
    return fold


def _label(tried: tuple[str, ...]) -> str:
    """Of a two-row header both rows together where the upper one tells which person, else the lower."""
    whole, *parts = (text.strip() for text in tried)
    if not parts or _numeral_of(whole) or HOUSEHOLDER in parts[1] or ANOTHERS.search(parts[1]):
        return whole
    return parts[0]


def _spelled_out(labels: list[str]) -> list[str]:
    """成员1, 身份证号, 成员2, 身份证号 as 成员1姓名, 成员1身份证号, …: what is repeated right of a member is his."""
    counted, member, spelled = Counter(map(bare, labels)), "", []
    for label in labels:
        text = re.sub(r"\s", "", unicodedata.normalize("NFKC", label))
        is_his = bool(member) and counted[bare(label)] > 1 and is_listed(label)
        member = text if ONE_OF_THEM.fullmatch(text) else member if is_his or not text else ""
        spelled.append(member + NAME_HEADER if member == text and text else member + text if is_his else label)
    return spelled


def is_anothers(label: str) -> bool:
    """Whether a header is of an account holder, a guardian …, who is nobody here."""
    return bool(ANOTHERS.search(label.replace(HOUSEHOLDER, "")))


def _numeral_of(label: str) -> tuple[str, str, str] | None:
    """(who, which, what) that a numbered header tells: 成员1姓名 → 成员, 1, 姓名."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", label))
    for pattern in NUMBERED:
        found = pattern.fullmatch(text)
        if found and (found["who"] or is_listed(found["base"]) or is_listed(OF_WHOM.sub("", found["base"]))):
            return found["who"], found["place"], found["base"]
    return None


def _add(fold: Fold, slot: dict[str, int], at: int, base: str) -> None:
    base = base if is_listed(base) or not is_listed(OF_WHOM.sub("", base)) else OF_WHOM.sub("", base)  # 成员身份证号
    meaning = meaning_of(base)
    meaning = meaning if meaning not in slot else bare(base)
    slot.setdefault(meaning, at)
    fold.titles.setdefault(meaning, base)


def _columns(header: str) -> list[Column]:
    """Of any list; `header` may be a column's name, too."""
    means = meaning_of(header)
    return [column for dataset in all_datasets().values() for column in dataset.columns if column.name == means]


def is_persons_own(meaning: str) -> bool:
    """Whether a column of some list's is a person's, and not one that says the same of all the household."""
    columns = _columns(meaning)
    return bool(columns) and not any(column.household for column in columns)


def _is_amount(header: str) -> bool:
    columns = _columns(header)
    if columns:
        return any(column.kind.name == "yuan" and not column.household for column in columns)
    return bool(AMOUNT.search(header)) and "人均" not in header


def _cell(cells: list[str], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""


def _of(cells: list[str], slot: dict[str, int], fold: Fold) -> list[str]:
    return [_cell(cells, slot.get(meaning)) for meaning in fold.titles]


def _stripped(cells: list[str]) -> list[str]:
    return [cell.strip() for cell in cells]


def _people(cells: list[str], fold: Fold) -> list[list[str]]:
    """The persons of a row; a householder who is also among the members is left out of his own columns."""
    found = []
    for slot in fold.slots:
        who = tuple("" if (text := plain(_cell(cells, slot.get(column)))) in NOTHING else text for column in ("name", "id_number"))
        if any(who):
            found.append((slot, who, _of(cells, slot, fold)))
    if found and fold.first_is and found[0][0] is fold.slots[0]:
        slot, (name, number), person = found[0]
        if any(number == other[1] if number and other[1] else name == other[0] for _, other, _ in found[1:]):
            found = found[1:]
        elif "relation" in fold.titles and not _cell(cells, slot.get("relation")).strip():
            person[list(fold.titles).index("relation")] = HOUSEHOLDER
    return [person for _, _, person in found]


def _with_merged(sheet: Sheet, fold: Fold) -> list[list[str]]:
    """The rows below the header, what was merged down over households standing in each."""
    rows = [list(cells) for cells in sheet.rows[fold.last + 1 :]]
    for first, left, last, _ in sheet.merged:
        if left in fold.own and first > fold.last and not _is_amount(fold.own[left]):
            for cells in rows[first - fold.last : last - fold.last]:
                cells[left : left + 1] = [_cell(sheet.rows[first], left)]
    return rows
