"""ID numbers of GB 11643: normalise, check, and the ways a number gets damaged. Pure functions of text."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import pyarrow as pa
import rapidfuzz

from schemas.columns import woven

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARS = "10X98765432"
STANDING_IN = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")
NOISE = re.compile(r"[\s'\"`‘’“”=\-‐-―_.,，。·\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00a0]")
REMARK = re.compile(r"[(\[【].*?[)\]】]")
EMPTY = frozenset({"", "/", "无", "0", "不详", "暂无", "未知", "没有", "NULL", "NONE", "NAN", "N/A", "#N/A", "\\", "空", "无证件", "未办理"})
LOOKALIKES = str.maketrans("OoQlI|ОоΟο", "0001110000")  # of Cyrillic and Greek, too
CROSS = re.compile(r"(?<![*×✕✖✗╳Хх])[*×✕✖✗╳Хх]\Z")  # one at the end is an X; more of them hide what stood there
LABEL = re.compile(r"\A[^0-9A-Za-z]*[一-鿿]:?(?=[0-9A-Za-z])")  # 居民身份证:
LONG = re.compile(r"[0-9]{14}")
FLOAT = re.compile(r"\s*'?([1-9])\.([0-9]{14,17})[Ee]\+?0?17\s*")
HIDDEN = re.compile(r"[*#X●○■□]{2,}|[*●○■□]")
ROUNDED = re.compile(r"([0-9]+)E\+?[0-9]+|([1-9][0-9]*?)0{4,}")
WHOLE = re.compile(r"(?<![0-9])[0-9]{17}[0-9X](?![0-9])")
DISABILITY_CARD = re.compile(r"[0-9]{17}[0-9X][1-7][1-4](?:[B0-9][0-9])?\Z")
EXCEL_KEEPS = 15
LENGTH = 18
GRAIN = 64  # how far a float64 of 18 digits is off at most


def check_digit(first17: str) -> str:
    """ISO 7064 MOD 11-2 over the first 17 digits."""
    return CHECK_CHARS[sum(int(d) * w for d, w in zip(first17, WEIGHTS, strict=True)) % 11]


def shown_birth(number: str) -> dt.date | None:
    """The birth date that digits 7 to 14 show, if they are one (1900 to 2100)."""
    digits = number[6:14]
    if len(digits) < 8 or not (digits.isascii() and digits.isdigit()):
        return None
    try:
        day = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2100 else None


def is_valid(number: str) -> bool:
    """18 characters, a real birth date, and the check digit holds. The area is not judged: codes come and go."""
    return bool(re.fullmatch(r"[0-9]{17}[0-9X]", number) and shown_birth(number)) and check_digit(number[:17]) == number[17]


def kept_by_excel(number: str) -> bool:
    """Excel keeps 15 digits of a number and zeroes the rest; a number that passes the check may still be so."""
    return len(number) == 18 and number.endswith("000")


def tells_apart(number: str) -> bool:
    """Whether two of one name under it are one: it shows more than an area and a part of a birth date, as 3.41802E+17 or 341802****1234 do."""
    return len(re.sub(r"0{4,}\Z|E\+?[0-9]+\Z", "", number)) >= 14 and not HIDDEN.search(number)


@lru_cache(maxsize=200_000)
def normalise(text: str) -> tuple[str, str]:
    """(number, state): `ok` passes the check, `bad` does not, `none` is empty.

    Width, case, spaces, quotes and dashes go; 15 digits become 18; letters that stand for digits are read as such
    where the number then holds; a disability card (ID + kind + grade) and a student number (G + ID) give their ID. Words (遗失), or one
    digit over and over, are no number; of 3.41802198001011E+17 are left the fifteen digits that Excel keeps.
    """
    if re.fullmatch(r"[0-9]{17}[0-9X]", text) and len(set(text)) > 1:
        return text, "ok" if is_valid(text) else "bad"
    written = unicodedata.normalize("NFKC", text)
    if kept := FLOAT.fullmatch(written):
        return normalise(f"{kept[1]}{kept[2]}"[:EXCEL_KEEPS].ljust(18, "0"))
    written = CROSS.sub("X", NOISE.sub("", REMARK.sub("", written)))
    number = written.upper()
    if number in EMPTY or not re.search("[0-9]", number) or len(set(number)) == 1:
        return "", "none"
    bare = LABEL.sub("", written)
    for form in dict.fromkeys((written, bare)):
        for candidate in _readings(form.upper(), form.translate(LOOKALIKES).upper()):
            if is_valid(candidate):
                return candidate, "ok"
    inside = {run for run in WHOLE.findall(unicodedata.normalize("NFKC", text).upper()) if is_valid(run)}
    return (inside.pop(), "ok") if len(inside) == 1 else (bare.upper() if LONG.match(bare) else number, "bad")


def bears_number(row: Iterable[str]) -> bool:
    """Whether one of its cells is somebody's whole number."""
    return any(len(cell) >= LENGTH and normalise(cell)[1] == "ok" for cell in row)


def hidden_in(text: str) -> str:
    """A text, of its ID numbers only what tells two apart."""
    return STANDING_IN.sub(lambda found: f"{found[0][:6]}{'*' * 8}{found[0][-4:]}" if is_valid(found[0].upper()) else found[0], text)


def normalise_all(texts: pa.Array) -> tuple[pa.Array, pa.Array]:
    """(numbers, states) of many texts: what `normalise` gives, the clean ones checked all at once."""
    clean = _are_valid(texts)
    others = [normalise(text) for text in texts.filter(pa.array(~clean)).to_pylist()]
    numbers, states = texts.filter(pa.array(clean)) if others else texts, pa.repeat(pa.scalar("ok", texts.type), int(clean.sum()))
    return woven(clean, numbers, [number for number, _ in others]), woven(clean, states, [state for _, state in others])


def _are_valid(texts: pa.Array) -> np.ndarray:
    """`is_valid` of each text, as one boolean array."""
    import pyarrow.compute as pc

    whole = pc.equal(pc.binary_length(texts), LENGTH)
    letters = texts.filter(whole).buffers()[2]  # of any that are no digits of one byte each no check holds
    whole = whole.to_numpy(zero_copy_only=False)
    chars = np.frombuffer(letters or b"", dtype=np.uint8)[: LENGTH * int(whole.sum())]
    *digits, last = np.ascontiguousarray(chars.reshape(-1, LENGTH).T) - np.uint8(ord("0"))  # a place at a time; what stands before 0 becomes more than 200
    expected = np.frombuffer(CHECK_CHARS.encode("ascii"), dtype=np.uint8) - np.uint8(ord("0"))
    of_check = expected[sum(digit * np.uint16(weight) for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11]
    year, month, day = (sum(digit * np.uint16(times) for digit, times in zip(digits[at:], (1000, 100, 10, 1)[-many:], strict=False)) for at, many in ((6, 4), (10, 2), (12, 2)))
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    month_days = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])[np.minimum(month, 12)] + (leap & (month == 2))
    dated = (year >= 1900) & (year <= 2100) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= month_days)
    valid = np.zeros(len(texts), dtype=bool)
    valid[whole] = (np.max(digits, axis=0) <= 9) & dated & (of_check == last)
    return valid


def _readings(number: str, digits: str) -> list[str]:
    """What the text may mean, likeliest first; `digits` has digits for the letters that look like them."""
    readings = [number, digits]
    for form in dict.fromkeys((number, digits)):
        if DISABILITY_CARD.fullmatch(form) or re.fullmatch(r"G[0-9]{17}[0-9X]", form):
            readings.append(form[1:] if form[0] == "G" else form[:18])
        if re.fullmatch(r"[0-9]{15}", form) and shown_birth(form[:6] + "19" + form[6:]) and not _has_lost_its_tail(form):
            first17 = form[:6] + "19" + form[6:]
            readings.append(first17 + check_digit(first17))
    return readings


def _has_lost_its_tail(fifteen: str) -> bool:
    """Whether it begins as a new number with the whole year does: as an old one it would be somebody's born in 1919 or 1920."""
    return fifteen[6:8] in ("19", "20") and shown_birth(fifteen) is not None


def is_one_slip(written: str, true: str) -> bool:
    """Whether `written` is `true` with one thing gone wrong.

    A digit, two neighbours swapped, a digit lost or doubled, the tail lost, or the last three digits zeroed by Excel
    or off by a float64's grain.
    """
    if written == true:
        return True
    w, t = len(written), len(true)
    if w == t:
        first, *others = (i for i in range(w) if written[i] != true[i])
        is_swapped = others == [first + 1] and written[first : first + 2] == true[first + 1] + true[first]
        if not others or is_swapped:
            return True
        return w == 18 and (_zeroed(written, true) or _zeroed(true, written) or _float_damaged(written, true))
    if t == w + 1:
        return any(true[:i] + true[i + 1 :] == written for i in range(t))
    if w == t + 1:
        return any(written[:i] + written[i + 1 :] == true for i in range(w))
    return 14 <= w < t and true.startswith(written)


def _zeroed(damaged: str, true: str) -> bool:
    return kept_by_excel(damaged) and damaged[:EXCEL_KEEPS] == true[:EXCEL_KEEPS] and true[-1] != "X"


def _float_damaged(damaged: str, true: str) -> bool:
    """A valid number that happens to be a multiple of 64 is nobody's damage."""
    return damaged.isdigit() and true.isdigit() and int(float(true)) == int(damaged) and not is_valid(damaged)


def are_one_slip_apart(ones: list[str], others: list[str]) -> np.ndarray:
    """Of each pair, whichever side slipped: `is_one_slip`, as one boolean array. Of a million pairs few come so far as to be looked at closely."""
    apart: np.ndarray = rapidfuzz.process.cpdist(ones, others, scorer=rapidfuzz.distance.OSA.distance, score_cutoff=1) <= 1  # a digit, or two swapped
    for at in np.flatnonzero(~apart).tolist():
        one, other = ones[at], others[at]
        if _may_be_damage(one, other):
            apart[at] = is_one_slip(one, other) or is_one_slip(other, one)
    return apart


def _may_be_damage(one: str, other: str) -> bool:
    """What of a slip is more than one edit: a lost tail, zeroes, or as far off as a float64's grain."""
    if len(one) != len(other):
        return one.startswith(other) or other.startswith(one)
    return one[:EXCEL_KEEPS] == other[:EXCEL_KEEPS] or (one.isdigit() and other.isdigit() and abs(int(one) - int(other)) <= GRAIN)


def stems_from(written: str, true: str) -> bool:
    """Whether a wrong number may be what is left of a valid one: one slip away, its beginning, what 3.418E+17 shows of it, or its ends, the rest masked."""
    if is_one_slip(written, true) or is_one_slip(true, written):
        return True
    if HIDDEN.search(written):
        shown = HIDDEN.split(written)
        return len(written) <= len(true) + 2 and true.startswith(shown[0]) and true.endswith(shown[-1])
    if rounded := ROUNDED.fullmatch(written.replace(".", "")):
        digits = (rounded[1] or rounded[2]).rstrip("0")
        return true.startswith(digits) or (true.isdigit() and abs(int(digits.ljust(18, "0")) - int(true)) <= 5 * 10 ** (17 - len(digits)))
    return written != "" and true.startswith(written)


def may_be_one(written: str, known: str) -> bool:
    """Whether two numbers may be one person's where at least one of them is wrong: each is the true one or what a slip or a loss made of it."""
    if stems_from(written, known) or stems_from(known, written):
        return True
    if is_valid(written) or is_valid(known):
        return False
    if kept_by_excel(written) or kept_by_excel(known):
        return rapidfuzz.distance.OSA.distance(written[:EXCEL_KEEPS], known[:EXCEL_KEEPS]) <= 1
    return rapidfuzz.distance.OSA.distance(written, known) <= 2
