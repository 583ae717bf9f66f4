"""What an unknown sheet is most like: its dataset, its headings and what each may be, the words that stand in it, what to ask about."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from schemas.column_letters import letters_of
from schemas.dataset import Dataset
from schemas.fields import plain
from schemas.headers import Header, find_header, looks_like_header
from schemas.layouts.fitting import Heads, heads_at, rows_under, squeezed
from schemas.layouts.proposals import GUESSED, LIMITS, LISTED, HeadingSeen, proposed
from schemas.layouts.words_seen import WordSeen, words_under
from schemas.likeness import most_like
from schemas.readers import Sheet
from schemas.recognise import named_in, title_lines
from schemas.remarks import is_remark

DATED = re.compile(  # of a name: next month's is another
    r"[_\-(]*(20\d\d[-—]20\d\d学年|20\d\d年\d{1,2}[-—~至]\d{1,2}月|20\d\d[年.\-_]?\d{0,2}[月.\-_]?\d{0,2}[日号]?|(\d{1,2}[-—~至])?\d{1,2}月份?|[1-4一二三四]季度|\d{1,2}时(\d{1,2}分)?(\d{1,2}秒)?|\d{6,})[)]*|\s*\(\d{1,3}\)\Z"
)
MASKED = re.compile(r"\d{3,}\*{2,}\d*")
RUNNING = re.compile(r"累计|(?<!\d)0?1\s*月?\s*[-—~至到]\s*\d{1,2}\s*月")
FEWEST_HEADINGS = 3
SURELY = 8  # columns that a name is worth
WORDED = re.compile("[一-鿿A-Za-z]{2}")
WHOLE_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)|\d{6}\*{4,}")


@dataclass(frozen=True)
class Nearest:
    """`rows` are those of the header and `skip` lines of codes or units under it. `named` is what a name of such files has in it, `limits` the
    label of a row of limits, `who` (sheet, heading) where an inner number is a person, `sheets` others of the same header, `groups` those
    under which the same headings stand again; `is_likely` whether anything but its headings speaks for the dataset, `is_running` whether its name,
    title or headings say that its money is since January's beginning.
    """

    title: str
    rows: int
    dataset: Dataset | None
    headings: tuple[HeadingSeen, ...]
    words: tuple[WordSeen, ...] = ()
    skip: int = 0
    named: str = ""
    limits: str = ""
    who: tuple[str, str] = ("", "")
    sheets: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    is_masked: bool = False
    is_likely: bool = True
    is_running: bool = False
    labels: tuple[str, ...] = field(default=(), compare=False)


def tables_of(name: str, sheets: Sequence[Sheet], dataset: Dataset | None = None, only: Collection[str] = ()) -> list[Nearest]:
    """Every table of a file (or of `only` these sheets), that with most rows first; sheets of one header are one. `name` is the file's without its ending."""
    seen = [_nearest(sheet, name, sheets, dataset) for sheet in sheets if not sheet.hidden and any(map(any, sheet.rows))]
    whose = {each.who[0] for each in seen if each.who[0]}
    found: dict[tuple[str, ...], tuple[int, Nearest]] = {}
    for sheet, each in zip((sheet for sheet in sheets if not sheet.hidden and any(map(any, sheet.rows))), seen, strict=True):
        if (only and sheet.name not in only) or sheet.name in whose or (len(each.headings) < FEWEST_HEADINGS and len(seen) > 1):
            continue
        key = tuple(map(squeezed, each.labels))
        if key in found:
            found[key] = found[key][0], replace(found[key][1], sheets=(*found[key][1].sheets, sheet.name))
        else:
            found[key] = len(sheet.rows), replace(each, title=each.title, sheets=(sheet.name,))
    tables = [each for _, each in sorted(found.values(), key=lambda pair: -pair[0])] or seen[:1]
    titles = (text for text in (titled(name), *(line for sheet in sheets for line in title_lines(sheet.rows)[:1]), *(sheet.name for sheet in sheets)) if WORDED.search(titled(text)))
    title = titled(next(titles, name))
    several = len(tables) > 1
    return [
        replace(each, title=f"{title}_{each.sheets[0]}" if several and each.sheets else title, sheets=each.sheets if len(each.sheets) > 1 else ()) for each in tables
    ]


def titled(name: str) -> str:
    """A file's name without month and day."""
    return DATED.sub("", plain(name)).strip(" _-") or plain(name)


def _nearest(sheet: Sheet, name: str, sheets: Sequence[Sheet], dataset: Dataset | None) -> Nearest:
    """As a `dataset`, else the one that the file's name or title names, else that whose own required columns are found most; its header, or
    the first row that looks like one.
    """
    texts, given = [name, sheet.name, *title_lines(sheet.rows)], dataset
    named = [dataset] if dataset else named_in(texts)
    headings_row = next((row for row in sheet.rows if sum(bool(cell.strip()) for cell in row) >= FEWEST_HEADINGS and looks_like_header(row)), [])
    named = list(dict.fromkeys([*named, *([each] if not dataset and (each := most_like(texts, headings_row)) else [])]))
    found = [(header, dataset) for dataset in named if (header := find_header(dataset, sheet.rows))]
    surely = [] if dataset else named_in(texts, surely=True)
    header, dataset = max(found, key=lambda each: (SURELY * (each[1] in surely) + len(each[0].placed) - len(each[0].missing), each[0].exact_count), default=(None, next(iter(named), None)))
    first, last = _header_rows(sheet, header)
    heads = heads_at(sheet, first, last)
    skip = rows_under(sheet, last)
    body = [row for row in sheet.rows[last + 1 + skip :] if any(cell.strip() for cell in row) and not is_remark(row, "")]
    limits = next((plain(cell)[:30] for row in sheet.rows[last + 1 : last + 4] for cell in row if LIMITS.search(cell)), "")
    taken = {p.at: p for p in header.placed} if header else {}
    names = _names(heads)
    headings = [
        HeadingSeen(
            letters_of(at), names[at], tuple([plain(row[at]) for row in body if at < len(row) and row[at].strip()][:3]),
            taken[at].column.title if at in taken else "", (GUESSED if taken[at].guessed else LISTED) if at in taken else "",
        )
        for at, label in enumerate(heads.labels) if label or any(at < len(row) and row[at].strip() for row in body[:20])
    ]
    headings = proposed(headings, dataset, {letters_of(at): [plain(row[at]) for row in body if at < len(row) and row[at].strip()] for at in range(len(heads.labels))}) if dataset else headings
    who, theirs = _who(sheet, heads, body, sheets, dataset) if dataset and dataset.has_person and not _tells_who(headings, dataset) else (("", ""), [])
    columns = {p.at: p.column for p in taken.values()}
    words = [word for at in range(len(heads.labels)) for word in words_under(at, names[at], body, columns.get(at), sheets)]
    is_said = given is not None or dataset in named_in(texts)
    is_likely = is_said or not dataset or not dataset.has_person or _tells_who([*headings, *theirs], dataset) or any(WHOLE_NUMBER.search(cell) for row in body[:20] for cell in row)
    return Nearest(
        name, last - first + 1, dataset, (*headings, *theirs), tuple(sorted(words, key=lambda word: not any(h.place == word.place and h.means for h in headings))), skip,
        titled(name) if WORDED.search(titled(name)) else "", limits, who, (), _groups(heads),
        any(sum(bool(MASKED.fullmatch(plain(row[at]))) for row in body if at < len(row)) > len(body) / 2 for at in range(len(heads.labels))), bool(is_likely), any(map(RUNNING.search, [*texts, *heads.labels])), heads.labels,
    )


def _header_rows(sheet: Sheet, header: Header | None) -> tuple[int, int]:
    if header:
        groups = [left for top, left, bottom, right in sheet.merged if top == bottom == header.first - 1 and right > left]
        return header.first - (len(groups) > 1 and header.first == header.last), header.last
    first = next((at for at, row in enumerate(sheet.rows) if sum(bool(cell.strip()) for cell in row) >= FEWEST_HEADINGS and looks_like_header(row)), None)
    if first is None:
        first = next((at for at, row in enumerate(sheet.rows) if looks_like_header(row)), 0)
    merged_down = [bottom for top, left, bottom, right in sheet.merged if top == first and (bottom > top or right > left)]
    return first, max([first, *(bottom for bottom in merged_down if bottom <= first + 2)])


def _names(heads: Heads) -> list[str]:
    """What each heading is called: with its group where it is not the only one of its name."""
    counted = Counter(map(squeezed, heads.labels))
    names = [label if counted[squeezed(label)] == 1 or "/" not in path else path for label, path in zip(heads.labels, heads.paths, strict=True)]
    return [re.sub(r"\s+", "", name) for name in names]


def _groups(heads: Heads) -> tuple[str, ...]:
    """Groups under which at least two headings of another group stand again."""
    under: dict[str, set[str]] = {}
    for path in heads.paths:
        group, slash, label = path.rpartition("/")
        if slash:
            under.setdefault(re.sub(r"\s+", "", group), set()).add(re.sub(r"\(.*?\)", "", plain(label)))
    return tuple(group for group, labels in under.items() if any(len(labels & others) >= 2 for other, others in under.items() if other != group))


def _tells_who(headings: Sequence[HeadingSeen], dataset: Dataset) -> bool:
    return any(heading.means in (dataset.column("name").title, dataset.column("id_number").title) for heading in headings)


def _who(sheet: Sheet, heads: Heads, body: Sequence[Sequence[str]], sheets: Sequence[Sheet], dataset: Dataset) -> tuple[tuple[str, str], list[HeadingSeen]]:
    """Another sheet that says who an inner number is: it has names and numbers, and each of its numbers once."""
    for other in sheets:
        header = find_header(dataset, other.rows) if other is not sheet else None
        placed = {p.column.name: p for p in header.placed} if header else {}
        if header is None or "name" not in placed or "id_number" not in placed:
            continue
        theirs = heads_at(other, header.first, header.last)
        for at, label in enumerate(heads.labels):
            there = theirs.at(label) if label else None
            keys = [plain(row[there]) for row in other.rows[header.last + 1 :] if there is not None and there < len(row)]
            mine = {plain(row[at]) for row in body if at < len(row) and row[at].strip()}
            if there is not None and len(keys) == len(set(keys)) and len(mine) > 1 and mine <= set(keys):
                rows = other.rows[header.last + 1 : header.last + 4]
                return (other.name, label), [
                    HeadingSeen(other.name, theirs.labels[placed[name].at], tuple(plain(row[placed[name].at]) for row in rows if placed[name].at < len(row)), dataset.column(name).title, LISTED)
                    for name in ("name", "id_number")
                ]
    return ("", ""), []
