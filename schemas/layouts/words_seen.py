"""The words that stand under a heading: codes, kinds, states, and what the file itself says that they mean."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.addresses import places_in
from schemas.column_letters import letters_of
from schemas.dataset import Column
from schemas.fields import NOTHING, Unreadable, plain
from schemas.layouts.cells import code_of
from schemas.layouts.fitting import squeezed
from schemas.readers import Sheet
from schemas.recognise import MIGHT_SAY

LEFT_OUT = "这一行不要"

MOST_WORDS, LONGEST_WORD = 30, 20
TELLS_NOTHING = re.compile("性别|民族|国籍|婚姻|文化|学历|政治|银行|区划|户口|籍贯|证件类型|姓名|负责人|经办|单位名称|企业名称|公司|所属(省|市|区|县|街|镇|乡)|人口|人数|次数|天数|面积|金额|费用|基数|[(]天[)]|年度")
AN_AMOUNT = re.compile(r"[1-9]\d{3,}(\.\d+)?|\d+\.\d+")  # no code
NOT_TO_COUNT = re.compile("未通过|不通过|待审|未审|作废|撤销")
EXPLAINED = re.compile(r"(\w{1,3}?)\s*[:=、.]?\s*([一-鿿][一-鿿()]*)\s*[;,。]?")


@dataclass(frozen=True)
class WordSeen:
    """A word that stands under a heading, in how many rows, what a sheet of codes says of it, and the value it is taken for, or that its rows are not to count;
    `too` is what it says of another column, as 列：值, once somebody has chosen that.
    """

    place: str
    heading: str
    word: str
    rows: int
    explained: str
    means: str
    too: str = ""


def words_under(at: int, name: str, body: Sequence[Sequence[str]], column: Column | None, sheets: Sequence[Sheet]) -> list[WordSeen]:
    """The words of a column that has few: codes, kinds, states; none of amounts, days, names and numbers."""
    counted = Counter(code_of(row[at]) for row in body if at < len(row) and plain(row[at]) not in NOTHING)
    kind = column.kind if column else None
    if not counted or (kind and not kind.choices and column is not None and column.name != "relation"):
        return []
    is_few = len(counted) <= MOST_WORDS and all(len(word) <= LONGEST_WORD and not re.search(r"\d{5,}|\d[-/.:年]\d", word) for word in counted)
    is_telling = column is not None or (
        ((MIGHT_SAY.search(name) or not re.search(r"\d", next(iter(counted)))) if len(counted) == 1 else len(counted) <= 4 or (len(counted) <= 12 and 3 * len(counted) <= sum(counted.values())))
        and not TELLS_NOTHING.search(plain(name)) and not any(map(AN_AMOUNT.fullmatch, counted)) and not any(places_in(word)["village"] for word in counted)
    )
    if not is_few or not is_telling:
        return []
    codes = _codes(name, sheets)
    return [
        WordSeen(letters_of(at), name, word, counted[word], codes.get(word, ""), _read(column, codes.get(word, "")) or _read(column, word) or _named(column, codes.get(word, ""))) for word in sorted({*counted, *codes})
    ]


def _read(column: Column | None, word: str) -> str:
    if column is None:
        return LEFT_OUT if NOT_TO_COUNT.search(word) else ""
    if not column.kind.choices or not word:
        return ""
    try:
        return value if (value := str(column.kind.read(word) or "")) in column.kind.choices else ""
    except Unreadable:
        return ""


def _named(column: Column | None, explained: str) -> str:
    """The one value that an explanation has in it: 集中供养五保户."""
    return column.kind.said_in([explained]) if column and column.kind.choices and explained else ""


def _codes(name: str, sheets: Sequence[Sheet]) -> dict[str, str]:
    """What a sheet of codes, shown or not, says of a heading's: its rows are the heading, the code and the word; or a line that begins with the
    heading's name, 救助类型：01城市低保；02农村低保.
    """
    found: dict[str, str] = {}
    for sheet in sheets:
        above = ""
        for row in sheet.rows:
            cells = [plain(cell) for cell in row[:3]]
            if len(cells) == 3 and not any(cell.strip() for cell in row[3:]):
                above = squeezed(cells[0]) or above
                if above == squeezed(name) and cells[1] and cells[2]:
                    found[code_of(cells[1])] = cells[2]
            label, colon, told = next((plain(cell) for cell in row if cell.strip()), "").partition(":")
            if colon and squeezed(label) == squeezed(name):
                found |= dict(EXPLAINED.findall(told))
    return found
