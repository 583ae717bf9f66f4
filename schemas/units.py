"""The unit in which amounts are written (元, 百元, 千元, 万, 万元): told by the cell itself, its header, or a line above the table."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

TIMES = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000, "十": 10, "十万": 100_000}
NOT_YUAN = -1  # the unit is another one, or nobody knows what it is
UNIT_WORDS = {times: f"{word}元" for word, times in TIMES.items()}
MANY = "|".join(sorted(filter(None, TIMES), key=len, reverse=True))
OTHER_SCRIPT = str.maketrans("佰仟萬億拾圆圓", "百千万亿十元元")
OTHER = rf"(?:{MANY})?(?:角|分|厘|[kKwW]|美[元金]|港[元币]|欧元|日元|英镑|USD|HKD|EUR|JPY|GBP|[$€£])"
AT_END = rf"(?:单位)?(?:人民币)?(?:(?:{MANY})元?|(?<![单公])元)\Z"  # of a header: 月工资万元
IN_CELL = re.compile(rf"(.*?)({MANY})?([元圆])?\Z", re.DOTALL)
# 5万元以上 is a threshold and no unit, 单元 a part of a building, 元旦 a feast
IN_HEADER = re.compile(rf"(?<![\d.])(?:({MANY})(?:元|(?=[)\]】/]|\Z))|(?<![单公])元(?!旦))")
OTHER_IN_HEADER = re.compile(rf"(?:[(\[【/:]|单位)(?:人民币)?(?:{OTHER}|公?斤|千克|吨|亩|平方米|[%‰])(?=[)\]】/]|\Z)")
BEFORE = r"(?<![报制送管章用])单位[:为]?\s*(?:[^\s\d:]{1,8}[、,/])?[(]?(?:人民币|RMB)?"
SAID_OF_ALL = r"(?:金额|货币|币种|人民币):|(?:均|都|全)(?:以|按|为|是)|(?:以|按)(?=[^\d]{1,4}(?:为单位|计))"
ABOVE = re.compile(rf"{BEFORE}(?:({MANY})?元|({MANY})(?![^\s),、;/]))|[(]({MANY})元[)]|(?:{SAID_OF_ALL})({MANY})?元(?!以)")
ALONE = re.compile(rf"[(]?({MANY})?元[)]?")
ANY_ALONE = re.compile(rf"[(]?(?:{MANY}|(?:{MANY})?元|{OTHER}|[人户天次个亩岁斤头只口间栋%‰]|公斤|吨|平方米|m2|年|月|小时)[)]?")
HEADINGS = ("单位", "金额单位", "货币单位", "计量单位")  # of a column that says in what the others are
OTHER_ABOVE = re.compile(rf"{BEFORE}{OTHER}(?![^\s),、;/])|[(](?:{MANY})?(?:美元|港元|欧元|日元)[)]")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(OTHER_SCRIPT)


def header_times(header: str) -> int | None:
    """How many yuan the header's unit is (of two rows the lower one's); None where it does not say."""
    text = re.sub(r"\s", "", _plain(header))
    if OTHER_IN_HEADER.search(text):
        return NOT_YUAN
    told = IN_HEADER.findall(text)
    return TIMES[told[-1]] if told else None


def times_above(texts: Iterable[str]) -> int:
    """What `单位：万元` in a title, a note, a cell of its own or a file's name says; the first that says anything."""
    each = [_plain(text) for text in texts]
    if OTHER_ABOVE.search(text := " ".join(each)):
        return NOT_YUAN
    told = ABOVE.search(text) or next(filter(None, (ALONE.fullmatch(text.strip()) for text in each)), None)
    return TIMES["".join(filter(None, told.groups()))] if told else 1


def are_units(cells: Iterable[str]) -> bool:
    """Whether a line of a sheet says nothing but in what the columns below or above it are counted."""
    filled = [plain for cell in cells if (plain := re.sub(r"\s", "", _plain(cell)))]
    return bool(filled) and all(map(ANY_ALONE.fullmatch, filled))


def told_in_cell(text: str) -> tuple[str, int | None]:
    """(amount, yuan a unit) of `3.2万`, `5千元`; None where the cell does not say."""
    amount, many, yuan = IN_CELL.findall(text)[0]
    return amount, TIMES[many] if many or yuan else None


def times_beside(rows: Sequence[list[str]], first: int, last: int) -> dict[int, int]:
    """What a line of units right above or below a header (its rows `first`..`last`, from zero) says of each place, and a column of units of all others."""
    lines = [rows[at] for at in (first - 1, last + 1) if 0 <= at < len(rows) and are_units(rows[at]) and sum(map(bool, map(str.strip, rows[at]))) > 1]
    told = {at: times for cells in lines for at, cell in enumerate(cells) if (times := _unit_of(cell)) is not None}
    for at, heading in enumerate(rows[last] if last < len(rows) else ()):
        if _plain(heading).strip() in HEADINGS:
            units = {_unit_of(row[at]) for row in rows[last + 1 :] if at < len(row) and row[at].strip()}
            if units - {None}:
                told = dict.fromkeys(range(len(rows[last])), (units.pop() or NOT_YUAN) if len(units) == 1 else NOT_YUAN) | told
    return told


def _unit_of(cell: str) -> int | None:
    """How many yuan a cell that is nothing but a unit means; None of any other."""
    text = re.sub(r"\s", "", _plain(cell))
    found = ALONE.fullmatch(text)
    return TIMES[found[1] or ""] if found else NOT_YUAN if re.fullmatch(rf"[(]?{OTHER}[)]?", text) else None
