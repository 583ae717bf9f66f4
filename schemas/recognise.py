"""A sheet → which dataset, which month, where its header is; by the file's name, its title, its headers, in that order."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import PurePosixPath

from schemas.citizen_id import bears_number
from schemas.dataset import Dataset, all_datasets
from schemas.fields import UNKNOWN_UNIT, closed_up, plain
from schemas.headers import HEADER_SEARCH_ROWS, Header, find_header, header_texts, looks_like_header
from schemas.likeness import most_like, without_names
from schemas.months import month_headed, stated_month
from schemas.readers import Sheet
from schemas.romanised import is_in_initials
from schemas.units import NOT_YUAN, times_above, times_beside

MIGHT_SAY = re.compile("状态|情况|标识|标志|类[别型]|种类|停|注销|取消|退|是否")  # of a header that is not used
OF_THOSE_NOT_ON_IT = re.compile("未(?:入学|参|在|就业|享受|通过|纳入|缴|领|发|注册|报到)|停[发保止]|取消|退[出学保]|转出|注销|(?<!模)拟|疑似|减少|清退|作废|核减|死亡|不符合|不予|不再|流失")
EXACT_SHARE_BY_HEADERS = 0.6
FEWEST_HEADINGS, FOOT_ROWS = 3, 10
FOLDER = "所在文件夹"  # told the month
FEWEST_PEOPLE = 3
CAN_BE_TAUGHT = "bidui layout"  # of a refusal
BY_HEADERS = "表头"
TEACH = f"；表本来就是这个样子的话，运行 {CAN_BE_TAUGHT} 教程序读一次"
SAYS_ONE_THING = ("yuan", "day", "count", "choice")  # kinds of column of which two cannot both be it
ANYBODYS_COLUMNS = ("name", "id_number", "town", "village")  # tell nothing about which dataset it is


@dataclass(frozen=True)
class Recognised:
    """What a sheet is; its header's columns of money all have their unit. `label` is the text that may name a town; `told_by` is
    where the dataset's name was found. `said` are columns that the sheet has not, with what the list itself says for all its rows.
    """

    dataset: Dataset
    header: Header
    month: dt.date
    month_told_by: str
    told_by: str
    label: str
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def else_teach(self) -> str:
        """What is added where nothing but the headers spoke for the dataset, and many rows are wrong."""
        return TEACH if self.told_by == BY_HEADERS else ""


@dataclass(frozen=True)
class Unrecognised:
    """`dataset` is set where the name says what the file should be; `is_table` tells a table that may be wanted from a notes sheet."""

    reason: str
    dataset: Dataset | None = None
    is_table: bool = False


def recognise(file_name: str, sheet: Sheet, folder: dt.date) -> Recognised | Unrecognised:
    """`file_name` may hold an archive's name before a slash; the inner name speaks first."""
    rows = _of_the_month(file_name, sheet, folder)
    if not any(cell.strip() for row in rows for cell in row):
        return Unrecognised("工作表是空的")
    stems = stems_of(file_name)
    top = title_lines(rows)
    for told_by, texts in (("文件名", stems), ("标题", [sheet.name, *top])):
        named = named_in(texts)
        headed = [(d, h) for d in named if (h := find_header(d, rows))]
        fitting = [(d, h, said) for d, h in headed if (said := told_by_list(d, h, sheet.name, stems, top)) is not None]
        if fitting:
            dataset, header, said = max(fitting, key=lambda f: (-len(f[2]), f[1].exact_count))
            return _recognised(dataset, header, told_by, stems, sheet, folder, said)
    named = named_in(stems) or named_in([sheet.name, *top])
    is_what_it_says = any((found := find_header(d, rows)) and _own_share(d, found, guesses=True) >= 0.5 for d in named)
    if not is_what_it_says and (best := _by_headers(rows)):
        return _recognised(*best, BY_HEADERS, stems, sheet, folder)
    texts = [*stems, sheet.name, *top]
    told = _refused(named, texts, rows) if named else Unrecognised(_unknown(texts, rows))
    return replace(told, is_table=told.is_table or _are_people(rows))


def told_by_list(dataset: Dataset, header: Header, sheet_name: str, stems: list[str], top: list[str]) -> dict[str, str] | None:
    """What the list itself says for columns that it has not: a word of its names or title beside what any such list is called, or, of a
    list with a name of its own, what being on it means. None where a required column stays unsaid, name and title differ, or what is not used might say it.
    """
    sheet_name, stems, top = closed_up(sheet_name), [*map(closed_up, stems)], [*map(closed_up, top)]
    texts = [sheet_name, *stems, *top]
    placed = {p.column.name for p in header.placed}
    said = {}
    is_of_others = any(map(OF_THOSE_NOT_ON_IT.search, texts))
    is_the_form = any(dataset.title in text for text in texts)
    for column in dataset.required:
        if column.name not in placed:
            said_by = [column.kind.said_in(without_names(dataset, column, each)) for each in ([sheet_name], stems, top)]
            if len({*filter(None, said_by[1:])}) > 1 and not said_by[0]:
                return None
            words = next(filter(None, said_by), "") or ("" if is_the_form or is_of_others else column.on_the_list)
            if not words:
                return None
            said[column.name] = words
    return None if said and any(MIGHT_SAY.search(ignored) for ignored in header.ignored) else said


def _of_the_month(file_name: str, sheet: Sheet, folder: dt.date) -> list[list[str]]:
    """The rows, of columns side by side for each month (1月工资, 2月工资 …) the month's own named as if it stood alone."""
    for at, cells in enumerate(sheet.rows[:HEADER_SEARCH_ROWS]):
        named = [(place, *found) for place, cell in enumerate(cells) if (found := month_headed(cell)) and found[2]]
        if len(named) > 1 and len({rest for *_, rest in named}) < len(named):
            month, _ = month_of(stems_of(file_name), sheet.name, cells_above(sheet.rows, at), folder)
            row = list(cells)
            for place, year, number, rest in named:
                if number == month.month and year in (None, month.year):
                    row[place] = rest
            return [*sheet.rows[:at], row, *sheet.rows[at + 1 :]]
    return sheet.rows


def stems_of(file_name: str) -> list[str]:
    """The names of a path without their endings, the inner one first."""
    return [re.sub(r"\.\w{1,5}\Z", "", part) for part in reversed(PurePosixPath(file_name).parts)]


def month_of(stems: list[str], sheet_name: str, titles: list[str], folder: dt.date) -> tuple[dt.date, str]:
    """The month that the file's name states, else its title, else that of the folder; and which it was."""
    for source, texts in (("文件名", stems), ("标题", [sheet_name, *titles])):
        if stated := next((m for text in texts if (m := stated_month(text, folder))), None):
            return stated, source
    return folder, FOLDER


def names_of_months(tables: Sequence[Sheet], folder: dt.date) -> list[str]:
    """For each table of a file what it says of its own month, in its sheet's name or else its title, where they say different ones; '' otherwise."""
    for lines in ([[table.name] for table in tables], [title_lines(table.rows) for table in tables]):
        told = [next(((month, text) for text in each if (month := stated_month(text, folder))), (None, "")) for each in lines]
        if len({month for month, _ in told} - {None}) > 1:
            return [text.replace("/", "-") for _, text in told]
    return [""] * len(tables)


def named_in(texts: list[str], surely: bool = False) -> list[Dataset]:
    """Datasets that one of the texts names, in characters or by initials (CBXX), those of the first text that names any, longest phrase first;
    `surely` by more than what other lists are called too (花名册).
    """
    for text in map(closed_up, texts):
        hits = [
            (max(map(len, said)), d) for d in all_datasets().values()
            if (said := [p for p in d.known_by if (p in text or is_in_initials(p, text)) and not (surely and p in d.common)])
        ]
        if hits:
            return [d for _, d in sorted(hits, key=lambda hit: -hit[0])]
    return []


def _by_headers(rows: list[list[str]]) -> tuple[Dataset, Header] | None:
    fitting = [
        (exact, header.exact_count, dataset, header) for dataset in all_datasets().values()
        if (header := find_header(dataset, rows)) and not header.missing
        and (exact := _own_share(dataset, header, guesses=False)) >= EXACT_SHARE_BY_HEADERS
    ]
    fitting.sort(key=lambda f: f[:2], reverse=True)
    if not fitting or (len(fitting) > 1 and fitting[0][:2] == fitting[1][:2]):
        return None
    return fitting[0][2:]


def _own_share(dataset: Dataset, header: Header, guesses: bool) -> float:
    """Of the required columns that are the dataset's own, and its marks, the share that was found: 姓名 is in every list."""
    own = {c.name for c in dataset.required} - set(ANYBODYS_COLUMNS) | set(dataset.marks)
    telling = [p for p in header.placed if guesses or not (p.guessed or any(word in p.header for word in dataset.common))]
    return sum(p.column.name in own for p in telling) / len(own)


def _recognised(
    dataset: Dataset, header: Header, told_by: str, stems: list[str], sheet: Sheet, folder: dt.date, said: Mapping[str, str] | None = None
) -> Recognised | Unrecognised:
    titles = cells_above(sheet.rows, header.first)
    month, month_told_by = month_of(stems, sheet.name, titles, folder)
    unit = times_above([*titles, sheet.name, *stems, *foot_lines(sheet.rows, header.last)])
    told = times_beside(sheet.rows, header.first, header.last)
    placed = tuple(replace(p, times=(p.times or told.get(p.at) or unit) if p.column.kind.name == "yuan" else 1) for p in header.placed)
    if odd := next((p for p in placed if p.times == NOT_YUAN), None):
        return Unrecognised(f"“{odd.column.title}”{UNKNOWN_UNIT}", dataset, is_table=True)
    if unclear := next(((p, other) for p, other in header.again if p.column.kind.name in SAYS_ONE_THING and _differ(sheet.rows[header.last + 1 :], p.at, other)), None):
        one, other = unclear[0], header_texts(sheet.rows, header)[unclear[1]].strip()
        both = "" if one.header == other else f"（{one.header}、{other}）"
        return Unrecognised(f"有两列{both}都像“{one.column.title}”而内容不同，分不清用哪一列；请删去不用的一列{TEACH}", dataset, is_table=True)
    return Recognised(dataset, replace(header, placed=placed), month, month_told_by, told_by, " ".join([*stems, sheet.name, *titles]), said or {})


def _differ(rows: list[list[str]], at: int, other: int) -> bool:
    return any(max(at, other) < len(row) and plain(row[at]) != plain(row[other]) for row in rows)


def _unknown(texts: list[str], rows: list[list[str]]) -> str:
    """Why nothing can be made of a sheet, the dataset that it is most like, and how it is taught."""
    reason = "认不出是哪一类数据：文件名、标题和表头都对不上"
    headings = _headings(rows)
    dataset = most_like(texts, headings) if headings else None
    if dataset is None:
        return reason
    header = find_header(dataset, rows)
    missing = "、".join(header.missing if header else [column.title for column in dataset.required])
    return f"{reason}；最像《{dataset.title}》{f'，没有找到：{missing}' if missing else ''}。是要报的数据的话，运行 bidui layout 教程序读一次，以后就认得了"


def _are_people(rows: list[list[str]]) -> bool:
    """Whether more rows than an explanation's examples bear somebody's number, or all."""
    filled = [row for row in rows if any(map(str.strip, row))] if len(rows) <= HEADER_SEARCH_ROWS else []
    return len(list(islice(filter(bears_number, rows), FEWEST_PEOPLE))) == FEWEST_PEOPLE or (bool(filled) and all(map(bears_number, filled)))


def _headings(rows: list[list[str]]) -> list[str]:
    return next((row for row in rows[:HEADER_SEARCH_ROWS] if sum(bool(cell.strip()) for cell in row) >= FEWEST_HEADINGS and looks_like_header(row)), [])


def _refused(named: list[Dataset], texts: list[str], rows: list[list[str]]) -> Unrecognised:
    dataset = named[0]
    header = find_header(dataset, rows)
    # Notes that list the columns one below the other have a line or two that could be a header, but never most of one.
    is_table = header is not None and 2 * len(header.missing) <= len(dataset.required)
    if not is_table and not named_in(texts, surely=True):
        return Unrecognised(_unknown(texts, rows))
    if header is None:
        return Unrecognised(f"没有找到《{dataset.title}》的表头{TEACH if _headings(rows) else ''}", dataset)
    missing = "、".join(header.missing)
    return Unrecognised(f"《{dataset.title}》缺少必需的列：{missing}；请补上这些列后重新报送{TEACH}", dataset, is_table=is_table)


def title_lines(rows: list[list[str]]) -> list[str]:
    """Texts that stand alone in one of the first rows: a title before it is known where the header is."""
    lines = []
    for row in rows[:10]:
        cells = [cell.strip() for cell in row if cell.strip()]
        if len(cells) > 2:
            break
        lines += cells
    return lines


def foot_lines(rows: list[list[str]], header_row: int) -> list[str]:
    """Texts that stand alone in one of the last rows: notes, which may say in what all is counted."""
    filled = ([cell.strip() for cell in row if cell.strip()] for row in rows[max(header_row + 1, len(rows) - FOOT_ROWS) :])
    return [text for cells in filled if len(cells) <= 2 for text in cells]


def cells_above(rows: list[list[str]], header_row: int) -> list[str]:
    return [cell.strip() for row in rows[:header_row] for cell in row if cell.strip()]
