"""Tables in web pages: bytes → sheets of text cells, as a browser shows them and Excel opens them."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree, html

from schemas.citizen_id import bears_number
from schemas.fields import Unreadable
from schemas.readers import DAMAGED, Sheet, as_text
from schemas.spellings import is_listed
from schemas.text_files import decoded, unquoted

ENDS_WELL = re.compile(r"</(?:tr|tbody|body|html)\s*>\s*\Z", re.IGNORECASE)
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
FOR_ONE_MEDIUM = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")  # what holds on paper only
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
BY_NAME = re.compile(r"\w*([.#][\w-]+)")  # a selector of a class or an id alone
UNSEEN = frozenset(("script", "style", "title", "noscript", "template", "button"))
LINES = ("br", "p", "div", "li", "tr", "table", "caption", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "center", "fieldset", "legend", "section", "dt", "dd")
BROKEN_AT = frozenset((*LINES, "s", "strike", "del", "sup"))  # what is struck out and what stands in its place, an amount and a note's number are two things
CELLS = ("td", "th")
WAYS_ON = ("a", "li", "nav")  # to other pages
TYPED_IN = (None, "", "text", "number", "date", "month", "tel")  # kinds of input whose value is seen
CUT_SHORT = re.compile(r"#+|\d(?:\.\d+)?[Ee]\+\d+")  # what is shown of a number where the cell is too narrow
EXACTLY = ("x:num", "sdval")  # where Excel and LibreOffice keep it whole
NOT_ABOUT_IT = re.compile(r"今天|今日|现在|欢迎|登录|版权|copyright|©", re.IGNORECASE)  # a page's own lines
BLANKS = re.compile(r"[ \t\r\n\f]+")  # that a browser shows as one; others it keeps
LARGEST_SPAN = 1_000  # of one cell, as browsers have it
LINES_KEPT = 8  # of what stands above a table or below the last
FEWEST_OWN_CELLS, FEWEST_OWN_ROWS = 3, 2
LARGEST_TITLE = 4  # rows
FEWEST_LISTED = 2  # headings, of a header


def read_html(data: bytes) -> list[Sheet]:
    """A web page saved under the name .xls: every table is a sheet, what stands above it its first rows. A table of one cell within another's is that
    cell's frame, one that holds others and little else lays out the page; one without a header of its own goes on with that before it.
    """
    text = decoded(data).rstrip("\0")
    if "\0" in text:
        raise Unreadable(DAMAGED)
    if _breaks_off(text):
        raise Unreadable("网页文件在一行中间断了，没有下载或传送完整；请重新导出，或用 Excel 打开核对后另存为 .xlsx 重新报送")
    page = html.fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))  # else what is nested 256 deep is left out
    _hide_by_name(page)
    tables = _tables(page)
    if not tables:
        raise Unreadable("网页文件里没有表格，请用 Excel 打开后另存为 .xlsx 重新报送")
    pieces = [piece if isinstance(piece, str) else _sheet_of(piece) for piece in _pieces(page, tables)]
    are_all_small = all(isinstance(piece, str) or _is_title(piece) for piece in pieces)
    sheets: list[Sheet] = []
    above: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            above += [] if NOT_ABOUT_IT.search(piece) else [piece]
        elif _is_title(piece) and not are_all_small:
            above += [" ".join(filter(None, row)) for row in piece.rows if any(row)]
        else:
            goes_on = bool(sheets) and _goes_on(sheets[-1], piece)
            before = sheets.pop() if goes_on else replace(piece, name=f"表{len(sheets) + 1}", rows=[], merged=[], hidden_rows=frozenset())
            sheets.append(_with_rows(before, above, piece))
            above = []
    sheets[-1] = _with_rows(sheets[-1], above)
    return sheets


def _breaks_off(text: str) -> bool:
    """Whether it ends within a row: of whoever stood below nothing is known. Programs that close rows and not the table there are."""
    return text.lower().rfind("<table") > text.lower().rfind("</table") and not ENDS_WELL.search(text)


def _hide_by_name(page: html.HtmlElement) -> None:
    """Mark what the page's own rules do not show."""
    rules = RULE.findall(FOR_ONE_MEDIUM.sub("", "".join(style.text or "" for style in page.iter("style"))))
    unseen = {found[1] for selectors, rule in rules if NOT_SHOWN.search(rule) for each in selectors.split(",") if (found := BY_NAME.fullmatch(each.strip()))}
    for element in page.iter(etree.Element) if unseen else ():
        if not unseen.isdisjoint([*(f".{name}" for name in (element.get("class") or "").split()), f"#{element.get('id')}"]):
            element.set("hidden", "")


def _tables(page: html.HtmlElement) -> list[html.HtmlElement]:
    """The tables that hold data, in order; none is within another."""
    for group in [*page.iter("table", "thead", "tbody", "tfoot")]:
        if loose := [cell for cell in group if cell.tag in CELLS]:  # a header without its row
            line = etree.Element("tr")
            group.insert(group.index(loose[0]), line)
            line.extend(loose)
    found: list[html.HtmlElement] = []
    for table in page.iter("table"):
        is_within = not {*found}.isdisjoint(table.iterancestors("table"))
        if not is_within and not _is_frame(table) and (all(map(_is_frame, table.iterdescendants("table"))) or _has_rows_of_its_own(table)):
            found.append(table)
    return found


def _is_frame(table: html.HtmlElement) -> bool:
    return next(table.iterancestors(*CELLS), None) is not None and len(list(islice(table.iter(*CELLS), 2))) < 2


def _has_rows_of_its_own(table: html.HtmlElement) -> bool:
    """Whether it is data, though in cells of it there are tables: several of its rows have several cells filled with text."""
    lines = ([cell for cell in line if cell.tag in CELLS and next(cell.iterdescendants("table"), None) is None and cell.text_content().strip()] for line in _lines(table))
    return sum(len(cells) >= FEWEST_OWN_CELLS for cells in lines) >= FEWEST_OWN_ROWS


def _lines(table: html.HtmlElement) -> list[html.HtmlElement]:
    return [line for line in table.iter("tr") if next(line.iterancestors("table")) is table]


def _sheet_of(table: html.HtmlElement) -> Sheet:
    rows: list[list[str]] = []
    merged = []
    taken_until: dict[int, int] = {}  # column → last row that a cell from above still covers
    hidden_rows: set[int] = set()
    lines = [(line, [cell for cell in line if cell.tag in CELLS]) for line in _lines(table)]
    unseen = {frozenset(at for at, cell in enumerate(cells) if _is_hidden(cell)) for _, cells in lines if cells}
    for line, cells_there in lines:
        cells: list[str] = []
        hidden_rows |= {len(rows) + 1} if any(_is_hidden(each) for each in (line, line.getparent()) if each is not table) else set()
        for cell in cells_there:
            if len(unseen) > 1 and _is_hidden(cell):
                continue  # it takes no place; where all rows have it, it is a column that is hidden
            down, across = _span(cell.get("rowspan")), _span(cell.get("colspan"))
            while taken_until.get(len(cells), -1) >= len(rows):
                cells.append("")
            if down > 1 or across > 1:
                merged.append((len(rows), len(cells), len(rows) + down - 1, len(cells) + across - 1))
                taken_until |= dict.fromkeys(range(len(cells), len(cells) + across), len(rows) + down - 1)
            cells += [_text_of(cell)] + [""] * (across - 1)
        rows.append(cells)
    is_hidden = any(map(_is_hidden, (table, *table.iterancestors())))
    hidden_columns = _hidden_columns(table) | (next(iter(unseen)) if len(unseen) == 1 else frozenset())
    return Sheet("", rows, merged, is_hidden, hidden_rows=frozenset(hidden_rows), hidden_columns=hidden_columns)


def _with_rows(sheet: Sheet, lines: list[str], more: Sheet | None = None) -> Sheet:
    """The sheet with lines of text below, and the rows of another below these."""
    width = max(map(len, (more or sheet).rows), default=1)
    rows = [*sheet.rows, *([line, *[""] * (width - 1)] for line in lines[-LINES_KEPT:])]
    if more is None:
        return replace(sheet, rows=rows)
    by = len(rows)
    merged = [*sheet.merged, *((top + by, left, bottom + by, right) for top, left, bottom, right in more.merged)]
    return replace(sheet, rows=[*rows, *more.rows], merged=merged, hidden_rows=sheet.hidden_rows | {row + by for row in more.hidden_rows})


def _is_title(sheet: Sheet) -> bool:
    """Whether a table is so small that it is a line above or below another."""
    return len(sheet.rows) <= LARGEST_TITLE and all(sum(map(bool, row)) < FEWEST_OWN_CELLS for row in sheet.rows) and not sheet.hidden


def _goes_on(before: Sheet, sheet: Sheet) -> bool:
    """Whether a table has as many columns as the one before and begins with somebody's row, or the one before is nothing but a header."""
    first, last = (next((row for row in rows if any(row)), []) for rows in (sheet.rows, before.rows[::-1]))
    is_header_alone = sum(len([*filter(None, row)]) >= FEWEST_OWN_CELLS for row in before.rows) == 1
    return before.hidden == sheet.hidden and len(first) == len(last) and (bears_number(first) or (is_header_alone and sum(map(is_listed, first)) < FEWEST_LISTED))


def _pieces(page: html.HtmlElement, tables: Collection[html.HtmlElement]) -> Iterator[str | html.HtmlElement]:
    """The tables and the lines of text beside them, in order."""
    wanted, line = {*tables}, ""
    for text, element in _shown(page, wanted):
        line += text or ""
        if element is not None or text is None:
            yield from filter(None, [line.strip()])
            line = ""
        if element is not None:
            yield from ("".join(part or " " for part, _ in _shown(caption)).strip() for caption in element.iterchildren("caption"))
            yield element
    yield from filter(None, [line.strip()])


def _shown(root: html.HtmlElement, apart: Collection[html.HtmlElement] = ()) -> Iterator[tuple[str | None, html.HtmlElement | None]]:
    """(text, None) of all that is seen, (None, None) where a line ends, (None, element) for those that are kept apart: then ways to other pages are none of it."""
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        text = element.tail if event != "start" and element is not root else None
        if event == "start":
            is_unseen = element is not root and (element.tag in UNSEEN or _is_hidden(element) or (bool(apart) and element.tag in WAYS_ON))
            if element in apart or is_unseen or element.tag == "select":
                walk.skip_subtree()
            if element in apart:
                yield None, element
                continue
            if element.tag in BROKEN_AT and element is not root:
                yield None, None
            elif element.tag in CELLS and element is not root:
                yield " ", None
            text = None if is_unseen else _own_text(element)
        elif event == "end" and element.tag in BROKEN_AT and element is not root:
            yield None, None
        if text:
            yield BLANKS.sub(" ", text), None


def _own_text(element: html.HtmlElement) -> str | None:
    """What an element itself shows: of something to fill in what is filled in."""
    if element.tag == "input":
        kind = (element.get("type") or "").lower()
        return element.get("value") if kind in TYPED_IN else "√" if kind in ("checkbox", "radio") and element.get("checked") is not None else None
    if element.tag == "select":
        options = [*element.iter("option")]
        chosen = next((option for option in options if option.get("selected") is not None), options[0] if options else None)
        return chosen.text_content() if chosen is not None else None
    return element.text if isinstance(element.tag, str) else None


def _text_of(cell: html.HtmlElement) -> str:
    """A cell's text, a line break where it has one, but for what a browser does not show: keys to sort by, scripts."""
    if not len(cell):
        text = BLANKS.sub(" ", cell.text or "").strip()
    else:
        lines = "".join("\n" if part is None else part for part, _ in _shown(cell)).split("\n")
        text = "\n".join(filter(None, map(str.strip, lines)))
    if CUT_SHORT.fullmatch(text) and (exact := next(filter(None, map(cell.get, EXACTLY)), "")):
        try:
            return exact if exact.isdigit() else as_text(float(exact))
        except (ValueError, OverflowError):
            return text
    return unquoted(text)


def _is_hidden(element: etree._Element) -> bool:
    return bool(NOT_SHOWN.search(element.get("style") or "")) or element.get("hidden") is not None


def _hidden_columns(table: etree._Element) -> frozenset[int]:
    """As Excel writes them."""
    hidden: set[int] = set()
    at = 0
    for column in table.iter("col"):
        span = _span(column.get("span"))
        hidden |= set(range(at, at + span)) if _is_hidden(column) else set()
        at += span
    return frozenset(hidden)


def _span(written: str | None) -> int:
    return min(max(int(written), 1), LARGEST_SPAN) if written and re.fullmatch("[0-9]{1,6}", written) else 1
