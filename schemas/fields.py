"""Kinds of column: a cell's text becomes a value, or a reason in Chinese why it cannot.

A reason never quotes the cell: reasons travel further than the department's own receipt.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DecimalException

from schemas.characters import INVISIBLE, RADICALS
from schemas.citizen_id import hidden_in, normalise
from schemas.typed_days import typed_day
from schemas.units import NOT_YUAN, told_in_cell

NOTHING = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "无", "空", "暂无", "null", "NULL", "None", "nan"})
AS_ABOVE = frozenset({"同上", "同左", "〃", "々", "′′", '"', "”"})
MONEY_NOISE = re.compile(r"[¥￥$整]|RMB|人民币|(?<![\d\s])\s+|\s+(?![\d\s])|,\Z")  # a blank or break between digits may part two amounts
THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")
PLAIN_YUAN = re.compile(r"[0-9]{1,8}(?:\.[0-9]{1,2})?")
PLAIN_TEXT = "^[0-9A-DF-Za-z一-鿿][0-9A-Za-z一-鿿]*$"  # which means itself, but for words of NOTHING; E may begin an error
DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})?)?\s*[日号]?(?:[ T]+\d{1,2}(?::\d{1,2}){0,2}(?:\.\d+)?(?:Z|[+]\d\d:?\d\d)?)?\Z")
OTHER_CALENDAR = re.compile("[农阴夏]历|民国|闰|[正腊冬]月|初[一二三四五六七八九十]|廿")
COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(?:(\d{2})(?:[01]\d|2[0-3])?(?:[0-5]\d){0,2})?\Z")
SPREAD = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")
EXCEL_EPOCH = dt.date(1899, 12, 30)
DAYS_TO_1904 = 1462
LARGEST_FEN = 100_000_000_00
LARGEST_COUNT_DIGITS = 9
FORMULA_STARTS = ("=", "+", "-", "@", "﹦", "\t", "\r")
NO_NAME = re.compile(r'[\x00-\x1f/\\:*?"<>|\[\]]')
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))}  # no names of files on Windows
SEVERAL_PLACES = re.compile(r"(?:[^、,;/\s]+(?:村|社区|委会)?[、,;/\s]+)+[^、,;/\s]+(?:村|社区|委会)")
LONGEST_TOWN = 30
NOT_CALCULATED = "格子里是公式，没有计算结果；请用 Excel 打开、保存一次，再重新报送"
IN_ERROR = "公式出错了（显示为 #N/A、#REF! 这样），请在 Excel 里改正后重新报送"
TOO_NARROW = "格子里只有 ####：列太窄，数字没有导出来；请在 Excel 里把这一列拉宽，再重新导出"
SAYS_AS_ABOVE = "不能写“同上”，请写全"
TOO_LARGE = "金额过大，请核对单位（元、万元）"
UNKNOWN_UNIT = "的金额单位认不出来，请把单位改成元或万元，数字也照着改"


class Unreadable(ValueError):
    """The text is not of the column's kind; the message is the Chinese reason."""


@dataclass(frozen=True)
class Kind:
    """How a column's text is read.

    `read` gets text that is stripped and not empty (money its unit too), and raises `Unreadable`. `empty` is the value of an empty cell.
    `words` are a choice's spellings, each with its value. `means` are texts that say something here though elsewhere they stand for an empty cell (有 and 无).
    """

    name: str
    read: Callable[..., object]
    dtype: str = "str"
    empty: object = None
    hint: str = ""
    choices: tuple[str, ...] = ()
    means: frozenset[str] = frozenset()
    words: tuple[tuple[str, str], ...] = ()

    def said_in(self, texts: Iterable[str]) -> str:
        """The one of its values that the first text to name any names, the longest word first; '' where none does, or two are named."""
        for text in texts:
            rest, found = closed_up(text), set()
            for word, value in sorted(self.words, key=lambda pair: -len(pair[0])):
                if word in rest:
                    rest = rest.replace(word, " ")
                    found.add(value)
            if found:
                return found.pop() if len(found) == 1 else ""
        return ""


def plain(text: str) -> str:
    """Width folded (NFKC), radicals as the characters that they look like, no white space at either end, nothing that is not seen."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", text).translate(RADICALS)).strip()


def closed_up(text: str) -> str:
    """A title, plain, without the blanks that spread it over a line: 低 保 发 放 花 名 册."""
    return SPREAD.sub("", plain(text))


def as_written(text: str) -> str:
    return text


def _without_thousands(text: str) -> str:
    """A comma that parts no three digits stays: 12,34 may be a twelve and a half or two numbers."""
    return THOUSANDS.sub(lambda found: found[0].replace(",", ""), text)


def read_fen(text: str, times: int = 1) -> int:
    """Money as written (`1,234.50`, `¥12`, `3元`, `(5.00)` for minus five) to whole fen, multiplied exactly and rounded once.

    `times` is how many yuan one is, unless the cell says so itself: `3.2万`, `5千元`.
    """
    if times == NOT_YUAN:
        raise Unreadable(f"这一列{UNKNOWN_UNIT}")
    if PLAIN_YUAN.fullmatch(text):  # most cells by far
        yuan, _, part = text.partition(".")
        fen = (int(yuan) * 100 + int((part or "0").ljust(2, "0"))) * times
    else:
        bare = _without_thousands(MONEY_NOISE.sub("", text))
        digits, own = told_in_cell(re.sub(r"\A\((.+)\)", r"-\1", bare))
        if digits in NOTHING:
            if own and (not digits or bare.startswith("(")):
                raise Unreadable("不是金额，请只写数字（多少元），如 1234.50")
            return 0
        try:
            amount = Decimal(digits.replace("−", "-"))
            if not amount.is_finite():
                raise Unreadable("不是金额，请只写数字（多少元），如 1234.50")
            if amount.adjusted() > 12:  # before anything is multiplied: 1e9999999 is a number too
                raise Unreadable(TOO_LARGE)
            fen = int((amount * 100 * (own or times)).to_integral_value(ROUND_HALF_UP))
        except DecimalException:
            raise Unreadable("不是金额，请只写数字（多少元），如 1234.50") from None
    if abs(fen) > LARGEST_FEN:
        raise Unreadable(TOO_LARGE)
    return fen


def read_day(text: str) -> dt.date:
    """A day in any of the shapes departments write; a month alone is its first day; an Excel serial number."""
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and 10_000 <= float(text) <= 80_000:
        return EXCEL_EPOCH + dt.timedelta(days=int(float(text)))
    found = COMPACT_DATE.match(text) or DATE.match(text)
    if not found:
        if OTHER_CALENDAR.search(text):
            raise Unreadable("是农历或民国的日期，请换成公历，写成 2024-06-03 的样子")
        if typed := typed_day(text):
            return typed
        raise Unreadable("不是日期，请写成 2024-06-03 的样子")
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        value = dt.date(year, month, day)
    except ValueError:
        raise Unreadable("没有这一天，请核对年月日") from None
    if not 1900 <= year <= 2100:
        raise Unreadable("年份不对，请核对")
    return value


def since_1900(text: str) -> str:
    """A day's number in a workbook that counts from 1904, as others count it; any other text as it is."""
    return str(int(text[:5]) + DAYS_TO_1904) + text[5:] if re.fullmatch(r"\d{5}(\.\d+)?", text.strip()) else text


def read_count(text: str) -> int:
    """A whole number of things or days; `3天`, `3.0` count."""
    digits = re.sub(r"\s?[天日个人次户]\Z", "", _without_thousands(text))
    if not re.fullmatch(r"[0-9]+(\.0+)?", digits):
        raise Unreadable("不是整数，请只写数字，如 3")
    whole = digits.partition(".")[0].lstrip("0") or "0"
    if len(whole) > LARGEST_COUNT_DIGITS:
        raise Unreadable("数太大，请核对")
    return int(whole)


def choice(*values: str, also: dict[str, str] | None = None, is_open: bool = False, rest: str = "") -> Kind:
    """One of a list. `also` maps other spellings to it; an open one keeps whatever else is written; `rest` is the value that stands for all else."""
    spelled = {plain(v): v for v in values} | {plain(k): v for k, v in (also or {}).items()}

    def read(text: str) -> str:
        value = spelled.get(re.sub(r"\s", "", text), text if is_open else rest or None)
        if value is None:
            raise Unreadable("应为：" + "、".join(values))
        return value

    name, hint = ("open_choice", "可选：") if is_open else ("choice", "只能填：")
    words = tuple((word, value) for word, value in spelled.items() if len(word) > 1)
    return Kind(name, read, hint=hint + "、".join(values), choices=values, means=NOTHING & spelled.keys(), words=words)


def open_choice(told_by: dict[str, str], otherwise: str, nothing: str = r"(?!)") -> Kind:
    """Any of a list, told by words in the text; what names none of them is `otherwise` and never a reason.

    `told_by` are patterns of each listed value's words; `nothing` is one of a whole text that says there is nothing to tell.
    """
    words = {value: re.compile(f"{value}|{pattern}") for value, pattern in told_by.items()}
    empty = re.compile(nothing)

    def read(text: str) -> str | None:
        bare = re.sub(r"[\s。.！!]", "", text)
        if empty.fullmatch(bare):
            return None
        return "、".join(value for value, found in words.items() if found.search(bare)) or otherwise

    choices = (*told_by, otherwise)
    return Kind("open_choice", read, hint="可选：" + "、".join(choices) + "；都不合适可以自己写", choices=choices)


def _no_formula(text: str) -> str:
    """What lists and csv files show as it stands must be nothing that a spreadsheet would run."""
    if text[:1] in FORMULA_STARTS:
        raise Unreadable("不能用 = + - @ 开头，像是公式，请改正")
    return text


def _household_number(text: str) -> str:
    if (len(text) == 18 and normalise(text)[1] == "ok") or hidden_in(text) != text:
        raise Unreadable("户编号不能用身份证号，请用系统里的户编号")
    if not text.isprintable():  # a line break in it would end a row of the csv files
        raise Unreadable("户编号里有换行或看不见的符号，请改正")
    return _no_formula(text)


def _village(text: str) -> str:
    if re.search(r"\d{15}", text):
        raise Unreadable("是一串号码，不像地名，请改正")
    if SEVERAL_PLACES.fullmatch(text):
        raise Unreadable("一个单元格里写了几个村，请一行写一个村")
    return _no_formula(text)


def _town(text: str) -> str:
    """It becomes part of a file's name, up to the first _."""
    bare = text.rstrip(". ")
    if NO_NAME.search(text) or "_" in text or bare != text or len(text) > LONGEST_TOWN or bare.partition(".")[0].upper() in DEVICES:
        raise Unreadable(f"不像乡镇名：不能有 / \\ : * ? \" < > | 这样的符号，不超过{LONGEST_TOWN}个字")
    return _village(text)


TEXT = Kind("text", as_written)
HOUSEHOLD_NUMBER = Kind("text", _household_number)
NAME = Kind("name", as_written, hint="与身份证上一致")
CITIZEN_ID = Kind("citizen_id", as_written, empty="", hint="18位，单元格设为文本格式")
PLACE = Kind("place", as_written, empty="")
TOWN, VILLAGE = Kind("place", _town, empty=""), Kind("place", _village, empty="")
YUAN = Kind("yuan", read_fen, dtype="int64", empty=0, hint="单位：元，两位小数")
YUAN_OR_UNKNOWN = Kind("yuan", read_fen, dtype="Int64", hint="单位：元，两位小数")
DAY = Kind("day", read_day, dtype="datetime64[us]", hint="如 2024-06-03")
COUNT = Kind("count", read_count, dtype="Int64", hint="整数")
YES_OR_NO = {"1": "是", "0": "否", "Y": "是", "N": "否", "有": "是", "无": "否", "√": "是", "×": "否", "唯一": "是"}
YES_NO = choice("是", "否", also=YES_OR_NO)
