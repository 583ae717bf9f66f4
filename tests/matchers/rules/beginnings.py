"""Lines that every table of something that begins has: a row's condition new this month, or a household's sum grown to its floor."""

from __future__ import annotations

from collections.abc import Callable

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires
from tests.matchers.rules.homes import Home, Member, home

Row = dict[str, object]
NEVER_CAME = range(1, 7)


def told(dataset: str, *people: dict[int, object], **said: object) -> Home:
    """A household of whose members the dataset says this; `said` are a home's other facts."""
    return home(*(Member(says={dataset: rows}) for rows in people), **said)


def begins(dataset: str, holds: Callable[[str], Row], not_yet: Callable[[str], Row], **said: object) -> tuple[Case, ...]:
    """`holds` and `not_yet` give a row of one key and day ('' for none) that meets the condition, and one that does not."""

    def missed(backs: range) -> list[tuple[str, int]]:
        return [(dataset, back) for back in backs]

    def case(words: str, expected: Fires | str | None, now: Row, before: Row | None = None, back: int = 1, **more: object) -> Case:
        return Case(words, told(dataset, {0: now} | ({back: before} if before else {}), **said | more), expected)

    june = holds("2024-06-12")
    return (
        case("begins: new in June", Fires(), june),
        case("begins: not so grave", QUIET, not_yet("2024-06-12")),
        case("begins: there in May already", QUIET, june, june),
        case("begins: in May not yet", Fires(), june, not_yet("2024-06-12")),
        case("begins: in May not yet, and long ago", Fires(), holds("2023-02-01"), not_yet("2023-02-01")),
        case("begins: new, of the first day of April", Fires(), holds("2024-04-01")),
        case("begins: new, of the last day of March", QUIET, holds("2024-03-31")),
        case("begins: in April it was there, in May not", Fires(), june, june, back=2),
        case("begins: May did not come, new, of its first day", Fires(), holds("2024-05-01"), missing=missed(range(1, 2))),
        case("begins: May did not come, new, of the day before", QUIET, holds("2024-04-30"), missing=missed(range(1, 2))),
        case("begins: May did not come, there in April", QUIET, june, june, back=2, missing=missed(range(1, 2))),
        case("begins: May did not come, in April not yet, and long ago: then the day decides", QUIET, holds("2023-02-01"), not_yet("2023-02-01"), back=2, missing=missed(range(1, 2))),
        case("begins: for five months nothing came, there in December", QUIET, june, june, back=6, missing=missed(range(1, 6))),
        case("begins: for five months nothing came, new, of January", Fires(), holds("2024-01-01"), missing=missed(range(1, 6))),
        case("begins: for five months nothing came, new, of December", QUIET, holds("2023-12-31"), missing=missed(range(1, 6))),
        case("begins: for half a year nothing came, of June", Fires(), june, missing=missed(NEVER_CAME)),
        case("begins: for half a year nothing came, of May", QUIET, holds("2024-05-31"), missing=missed(NEVER_CAME)),
        case("begins: for half a year nothing came, of July", QUIET, holds("2024-07-01"), missing=missed(NEVER_CAME)),
        case("begins: the extract did not come", UNKNOWN, june, missing=missed(range(1))),
        case("begins: a row of May may be his", QUIET, june, waiting=((dataset, 1, 0),)),
        case("begins: a row of April may be his", Fires(), june, waiting=((dataset, 2, 0),)),
        case("begins: May did not come, a row of April may be his", QUIET, june, missing=missed(range(1, 2)), waiting=((dataset, 2, 0),)),
        case("begins: a row of another list may be his", Fires(), june, waiting=(("employment", 1, 0),)),
        Case("begins: of two, what may be one's holds back one", told(dataset, {0: june}, {0: june}, **said, waiting=((dataset, 1, 0),)), Fires()),
    )


def grows(dataset: str, row: Callable[[float, str, int], Row], floor: int, is_dated: bool = True) -> tuple[Case, ...]:
    """`row` gives one of so many yuan, of a day and with the number of its key; `floor` is that of listed households."""
    nothing_came = [(dataset, back) for back in NEVER_CAME]
    may = [(dataset, 1)]
    day, old = "2024-06-12", "2024-01-20"
    half = floor / 2

    def case(words: str, expected: Fires | str | None, *people: dict[int, object], kind: str = "脱贫户", **more: object) -> Case:
        return Case(words, told(dataset, *people, kind=kind, **more), expected)

    def fires(yuan: float) -> Fires:
        return Fires(yuan, None, floor)

    return (
        case("grows: to the floor at once", fires(floor), {0: row(floor, day, 1)}),
        case("grows: a fen less", QUIET, {0: row(floor - 0.01, day, 1)}),
        case("grows: two rows together", fires(floor), {0: (row(half, day, 1), row(half, day, 2))}),
        case("grows: two members together", fires(floor), {0: row(half, day, 1)}, {0: row(half, day, 2)}),
        case("grows: large in May already", QUIET, {0: row(floor, old, 1), 1: row(floor, old, 1)}),
        case("grows: larger than in May, when it was large", QUIET, {0: row(3 * floor, old, 1), 1: row(floor, old, 1)}),
        case("grows: the row of May has grown, whenever it was", fires(floor), {0: row(floor, old, 1), 1: row(half, old, 1)}),
        case("grows: a second row makes it up, of the year's beginning", fires(floor), {0: (row(half, old, 1), row(half, old, 2)), 1: row(half, old, 1)}),
        case("grows: large in May, hit anew", fires(floor), {0: (row(floor, old, 1), row(floor, day, 2)), 1: row(floor, old, 1)}),
        case("grows: large in May, hit anew a little", QUIET, {0: (row(floor, old, 1), row(half, day, 2)), 1: row(floor, old, 1)}),
        case("grows: small in May, hit anew: all of it is told", fires(1.5 * floor), {0: (row(half, old, 1), row(floor, day, 2)), 1: row(half, old, 1)}),
        case("grows: large in April, in May nothing", fires(floor), {0: row(floor, old, 1), 2: row(floor, old, 1)}),
        case("grows: May did not come, large in April", QUIET, {0: row(floor, old, 1), 2: row(floor, old, 1)}, missing=may),
        case("grows: May did not come, small in April", fires(floor), {0: row(floor, old, 1), 2: row(half, old, 1)}, missing=may),
        case("grows: for half a year nothing came, of June", fires(floor) if is_dated else QUIET, {0: row(floor, day, 1)}, missing=nothing_came),
        case("grows: for half a year nothing came, of May", QUIET, {0: row(floor, "2024-05-31", 1)}, missing=nothing_came),
        case("grows: the extract did not come", UNKNOWN, {0: row(floor, day, 1)}, missing=[(dataset, 0)]),
        case("grows: a row of May may be his", QUIET, {0: row(floor, day, 1)}, waiting=((dataset, 1, 0),)),
        case("grows: a row of May may be another member's, what is new is large by itself", fires(floor), {0: row(floor, day, 1)}, {}, waiting=((dataset, 1, 1),)),
        case("grows: a row of May may be another member's, what was there has grown", QUIET, {0: row(floor, old, 1), 1: row(half, old, 1)}, {}, waiting=((dataset, 1, 1),)),
        case("grows: a row of April may be his", fires(floor), {0: row(floor, day, 1)}, waiting=((dataset, 2, 0),)),
        case("grows: kind not written", fires(floor), {0: row(floor, day, 1)}, kind=""),
        case("grows: an ordinary household", QUIET, {0: row(floor, day, 1)}, kind="一般农户"),
    )
