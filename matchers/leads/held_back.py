"""Small numbers held back: a count of 1 to 4 is shown as <5, and not to be had by subtracting the others from a total."""

from collections.abc import Sequence

from matchers.records.reporting import Published

SMALL, HIDDEN = "<5", "—"
LEAST_SHOWN = 5


def publish(parts: Sequence[int], total: int) -> tuple[list[Published], Published]:
    """Counts that add up to a total which is shown too → what to show of them and of it.

    Small ones are SMALL. Where the rest would tell one of them exactly, more are HIDDEN, the smallest first; if none is
    left to hide, the total is.
    """
    shown: list[Published] = [SMALL if 0 < part < LEAST_SHOWN else part for part in parts]
    if 0 < total < LEAST_SHOWN:
        return shown, SMALL
    while not _is_safe(parts, shown):
        large = [at for at, each in enumerate(shown) if isinstance(each, int) and each >= LEAST_SHOWN]
        if not large:
            return shown, HIDDEN
        shown[min(large, key=lambda at: (parts[at], at))] = HIDDEN
    return shown, total


def _is_safe(parts: Sequence[int], shown: Sequence[Published]) -> bool:
    """Whether the sum of what is held back leaves each small count at least two values it may have.

    A hidden one is known to be LEAST_SHOWN or more, and no more than the smallest that is still shown.
    """
    small, hidden = shown.count(SMALL), shown.count(HIDDEN)
    if not small:
        return True
    held = sum(part for part, each in zip(parts, shown, strict=True) if not isinstance(each, int))
    least = max(1, held - (LEAST_SHOWN - 1) * (small - 1))
    if hidden:
        bounds = [each for each in shown if isinstance(each, int) and each >= LEAST_SHOWN]
        most_hidden = min(bounds) if bounds else held
        least = max(1, least - most_hidden * hidden)
    most = min(LEAST_SHOWN - 1, held - (small - 1) - LEAST_SHOWN * hidden)
    return most > least
