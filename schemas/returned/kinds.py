"""What a file of returns/ may be."""

from typing import Any, NamedTuple

LIST, REVIEW, DECISIONS, LAYOUT, REFUSED = "list", "review", "decisions", "layout", "refused"


class Looked(NamedTuple):
    """`content` is that of the kind: returned sheets, choices, decisions, what was taught; None of what is refused. `note` is for the receipt."""

    kind: str
    content: Any
    note: str = ""
