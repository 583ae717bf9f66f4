"""The check sign beside a lead's number: a number copied wrongly, or sorted away from its row, is noticed."""

import hashlib
import hmac

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is easily read as another


def check_sign(lead_id: str, key: str = "") -> str:
    """Two signs, of 961 possible, that a lead number's other spellings would hardly share, and that nobody makes without the county's key.

    Without one they are as earlier versions made them.
    """
    digest = hmac.digest(key.encode(), lead_id.encode(), "sha256") if key else hashlib.sha256(lead_id.encode()).digest()
    number = int.from_bytes(digest[:8])
    tens, ones = divmod(number % len(SIGNS) ** 2, len(SIGNS))
    return SIGNS[tens] + SIGNS[ones]


def lead_number(month: str, owner: str) -> str:
    """`2024-06` and the household's number, or a village's `town-village`."""
    return f"{month}-{owner}"
