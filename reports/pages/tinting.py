"""Two writings of one thing side by side: which characters of the second are not as in the first."""

from difflib import SequenceMatcher


def tinted(text: str, beside: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it differs from what it is held beside; beside nothing it does not."""
    if not beside:
        return [(text, False)] if text else []
    pieces = []
    for kind, _, _, first, last in SequenceMatcher(None, beside, text, autojunk=False).get_opcodes():
        if last > first:
            pieces.append((text[first:last], kind != "equal"))
    return pieces
