"""What of an ID number leaves the bureau: enough to tell two people of a village apart, not enough to misuse."""

HEAD, TAIL = 6, 4
SHORTEST_SHOWN = 15  # of a shorter, damaged number head and tail would be nearly all


def masked(number: str) -> str:
    """341802199003012031 → 341802********2031; a number too short to be one is hidden whole."""
    number = number.strip()
    if len(number) < SHORTEST_SHOWN:
        return "*" * len(number)
    return number[:HEAD] + "*" * (len(number) - HEAD - TAIL) + number[-TAIL:]
