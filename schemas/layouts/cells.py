"""One value out of a line of a sheet, as a description says where it stands; text in, text out, so that it is parsed like any other."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from schemas.column_letters import place_of
from schemas.fields import NOTHING, Unreadable, plain, read_day, read_fen, since_1900
from schemas.layouts.description import Source
from schemas.layouts.fitting import Heads, month_end, squeezed
from schemas.layouts.limits import fitness
from schemas.mistakes import Mistake
from schemas.months import shifted
from schemas.readers import Sheet
from schemas.units import TIMES, header_times

OTHERS, FILLED = "*", "?"
NOT_TICKED = frozenset({"否", "×", "✗", "x", "X"})
LABELLED = re.compile(r"[^:\d]{1,15}:\s*(.*?)(?=\s+[^\s:]{2,10}:|\Z)")  # 填报单位:阳明镇  填报时间:…
SEAL = re.compile(r"\(?(?:盖章|公章|签章)\)?")
ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?: \d{2}:\d{2}:\d{2})?")
FORMS = {"yyyy": r"(?P<y>\d{4})", "mm": r"(?P<m>\d{2})", "dd": r"(?P<d>\d{2})", "HH": r"\d{2}", "MM": r"\d{2}", "SS": r"\d{2}", "m": r"(?P<m>\d{1,2})", "d": r"(?P<d>\d{1,2})"}


@dataclass
class Line:
    """A line of a sheet: its cells, its number in Excel, what another sheet says of whom it names, values of sections and of headings
    that are values (`each`: column → (heading, cell)); `month` is the row's."""

    cells: Sequence[str]
    heads: Heads
    number: int
    month: dt.date
    who: Mapping[str, str] = field(default_factory=dict)
    each: dict[str, tuple[str, str]] = field(default_factory=dict)

    def get(self, heading: str) -> str:
        """The cell under a heading; what the sheet has not is another sheet's word on the person."""
        at = self.heads.at(heading)
        if at is None:
            return self.who.get(squeezed(heading), "")
        return plain(self.cells[at]) if at < len(self.cells) else ""


@dataclass(frozen=True, eq=False)
class WholeFile:
    """What the whole file is needed for: code sheets, limits of the figures, single cells."""

    sheet: Sheet
    sheets: Sequence[Sheet]
    unit: int = 1  # of money whose heading says none, in yuan

    @cache  # noqa: B019  # lives as long as one file is read
    def codes(self, place: str) -> dict[tuple[str, str], str]:
        """(heading or '', code) → word, from `字典!A:C`: code and word, or heading, code and word."""
        name, _, span = place.rpartition("!")
        first, last = (place_of(letters) for letters in span.split(":"))
        sheet = next((each for each in self.sheets if squeezed(each.name) == squeezed(name)), None)
        if sheet is None:
            raise Mistake(f"文件里没有说明代码的工作表“{name}”")
        found: dict[tuple[str, str], str] = {}
        above = ""
        for row in sheet.rows:
            cells = [plain(cell) for cell in row[first : last + 1]]
            if len(cells) == last - first + 1 and cells[-1]:
                above = squeezed(cells[0]) or above  # a heading is written once for all its codes
                heading, code = (above, cells[1]) if last - first >= 2 else ("", cells[0])
                found.setdefault((heading, code_of(code)), cells[-1])
        return found

    @cache  # noqa: B019
    def limits(self, label: str) -> tuple[str, ...]:
        """The row that is so labelled."""
        row = next((row for row in self.sheet.rows if any(squeezed(label) in squeezed(cell) for cell in row)), None)
        if row is None:
            raise Mistake(f"没有找到“{label}”这一行")
        return tuple(plain(cell) for cell in row)


def code_of(text: str) -> str:
    """`3.0` is `3`."""
    return re.sub(r"\.0+\Z", "", plain(text))


def is_filled(text: str) -> bool:
    return text not in NOTHING and code_of(text) != "0"


def holds(line: Line, told: Mapping[str, Sequence[str]]) -> bool:
    """Whether each heading has one of the words; `?` is any that is filled."""
    return all(
        any(is_filled(text) if word == FILLED else code_of(text) == code_of(word) for word in words) for heading, words in told.items() for text in [line.get(heading)]
    )


def resolved(source: Source, line: Line) -> Source:
    """On this line: of several sources the first that holds, with what is said of all of them; of several headings the first that is filled."""
    while isinstance(source.get("first"), list):
        chosen = next((each for each in source["first"] if holds(line, each.get("when", {}))), {"is": ""})
        source = {**{key: each for key, each in source.items() if key != "first"}, **chosen}
    if isinstance(source.get("from"), list):
        filled = (heading for heading in source["from"] if (text := line.get(heading)) not in NOTHING or text in source.get("map", {}))
        return {**source, "from": next(filled, source["from"][0])}
    return source


def value(source: Source, line: Line, book: WholeFile) -> str:
    """Raises `Unreadable` where the cell has no such meaning."""
    source = resolved(source, line)
    if "is" in source:
        return str(source["is"])
    if "sum" in source:
        return _sum(source, line, book.unit)
    if "made" in source:
        parts = [(line.heads.group(heading), text) for heading in source["made"] if heading != "#" and (text := line.get(heading))]
        return "-".join(group + text for group, text in parts)
    if "within" in source:
        return fitness(line.cells, book.limits(str(source["within"])), str(source["within"]))
    if "cell" in source:
        return _single(str(source["cell"]), book)
    if "since" in source:
        day = line.get(source["since"])
        return _days_since(since_1900(day) if book.sheet.is_1904 else day, line.month)
    headings = source.get("from", source.get("path", ()))
    texts = (line.get(heading) for heading in ([headings] if isinstance(headings, str) else headings))
    return _told(source, next((text for text in texts if text not in NOTHING or text in source.get("map", {})), ""), headings, line, book)


def _told(source: Source, text: str, headings: object, line: Line, book: WholeFile) -> str:
    """What a text says once cut, looked up, mapped and read as a day."""
    if isinstance(source.get("first"), int):
        text = re.sub(r"\s", "", text)[: source["first"]]
    if "at" in source:
        place = source["at"]
        text = re.sub(r"\s", "", text)[place - 1 : place]
    if "codes" in source and text:
        codes = book.codes(source["codes"])
        at = line.heads.at(str(headings))
        heading = squeezed(line.heads.labels[at] if at is not None and at < len(line.heads.labels) else str(headings))
        word = codes.get((heading, code_of(text)), codes.get(("", code_of(text))))
        if word is None:
            raise Unreadable("代码表里没有这个代码")
        text = word
    if "map" in source:
        text = mapped(source["map"], text)
    if "form" in source and text:
        return _day(str(source["form"]), text, line.month)
    return text


def mapped(words: Mapping[str, str], text: str) -> str:
    """By its word; `*` is any other filled value, never an empty cell."""
    if (found := _by_code(tuple(words.items())).get(code_of(text))) is not None:
        return found
    if not text:
        return ""
    if OTHERS in words:
        return words[OTHERS]
    raise Unreadable("不认识的写法；只认：" + "、".join(words))


@cache
def _by_code(words: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {code_of(word): meaning for word, meaning in words}


def times_of(source: Source, heading: str, heads: Heads) -> int | None:
    """The unit of a source, in yuan: said of it, or by its heading, the groups over it, a line of units; once, even if several do."""
    unit = source.get("unit")
    return TIMES[str(unit).removesuffix("元")] if unit else header_times(heads.path(heading)) or heads.times.get(heads.at(heading) or 0)


def _sum(source: Source, line: Line, unit: int) -> str:
    """Exact, in yuan; empty where every part is."""
    fen, filled = 0, False
    for sign, headings in ((1, source["sum"]), (-1, source.get("minus", ()))):
        for heading in headings:
            text = line.get(heading)
            if text not in NOTHING:
                fen += sign * read_fen(text, times_of(source, heading, line.heads) or unit)
                filled = True
    return str(Decimal(fen) / 100) if filled else ""


def _single(place: str, book: WholeFile) -> str:
    """One cell for all rows; what stands after a colon if it has one."""
    found = re.fullmatch(r"([A-Z]{1,2})(\d+)", place)
    if not found:
        raise Mistake(f"cell 要写成 \"B2\" 的样子，写的是 {place}")
    row, at = int(found[2]) - 1, place_of(found[1])
    text = book.sheet.rows[row][at] if row < len(book.sheet.rows) and at < len(book.sheet.rows[row]) else ""
    told = LABELLED.match(plain(text))
    return plain(SEAL.sub("", told[1] if told else plain(text)))


def _days_since(text: str, month: dt.date) -> str:
    """From that day to the month's end; empty: none."""
    if text in NOTHING:
        return "0"
    return str(max(0, (month_end(month) - read_day(text)).days))


def _day(form: str, text: str, month: dt.date) -> str:
    """ISO; without a year the last such day up to the month's end."""
    found = _form(form).fullmatch(re.sub(r"\s", "", code_of(text)))
    if not found and (written := ISO_DAY.fullmatch(text)):
        return written[1]  # a cell that Excel holds as a day
    if not found:
        raise Unreadable(f"不是 {form} 的样子")
    parts = {key: int(number) for key, number in found.groupdict().items() if number}
    try:
        if "y" in parts:
            return f"{dt.date(parts['y'], parts.get('m', 1), parts.get('d', 1)):%Y-%m-%d}" if "d" in parts else f"{parts['y']:04d}-{parts.get('m', 1):02d}"
        day = dt.date(month.year, parts["m"], parts.get("d", 1))
        return f"{day if day <= month_end(month) else day.replace(year=day.year - 1):%Y-%m-%d}"
    except (ValueError, KeyError):
        raise Unreadable("不是日期") from None


@cache
def _form(form: str) -> re.Pattern[str]:
    seen: set[str] = set()

    def token(found: re.Match[str]) -> str:
        pattern = FORMS[found[0]]
        once = re.sub(r"\?P<\w>", "?:", pattern) if found[0] in seen else pattern
        seen.add(found[0])
        return once

    return re.compile(re.sub("yyyy|mm|dd|HH|MM|SS|m|d", token, re.escape(re.sub(r"\s", "", form))))


def quarter_of(month: dt.date) -> list[dt.date]:
    """The months of the quarter that ends with it, or in which it lies."""
    first = dt.date(month.year, 3 * ((month.month - 1) // 3) + 1, 1)
    return [shifted(first, by) for by in range(3)]
