"""ID numbers: the check digit by its standard, what is read out of a cell, and which damage is one slip."""

import datetime as dt

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import citizen_id
from tests.county.damage import slip

X = "11010519491231002X"  # GB 11643's own two examples
FOUR = "440524188001010014"
LATE = "341802198001011237"


def standard_check_digit(first_17: str) -> str:
    """ISO 7064 MOD 11-2 as its pure recursion: double what is left of the digits so far, digit by digit."""
    left = 0
    for digit in first_17:
        left = (left + int(digit)) * 2 % 11
    check = (12 - left) % 11
    return "X" if check == 10 else str(check)


def test_the_standards_own_examples():
    assert (standard_check_digit(X[:17]), standard_check_digit(FOUR[:17])) == ("X", "4")


@settings(derandomize=True, deadline=None)
@given(st.from_regex(r"[0-9]{17}", fullmatch=True))
def test_check_digit_is_the_standards(first_17):
    assert citizen_id.check_digit(first_17) == standard_check_digit(first_17)


@settings(derandomize=True, deadline=None)
@given(area=st.from_regex(r"[1-9][0-9]{5}", fullmatch=True), born=st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), order=st.from_regex(r"[0-9]{3}", fullmatch=True))
def test_any_real_day_and_its_check_digit_are_valid_and_no_other_check_digit_is(area, born, order):
    first_17 = f"{area}{born:%Y%m%d}{order}"
    assert [last for last in "0123456789X" if citizen_id.is_valid(first_17 + last)] == [standard_check_digit(first_17)]


@pytest.mark.parametrize(
    "text",
    [
        "", X[:17], X + "0", X[:17] + "x", f"{X}\n", f" {X}", FOUR.replace("4", "４"), "".join(chr(ord(c) + 0xFEE0) for c in FOUR),
        "١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "110105194902300026", "110105194913310025", "110105210112310020", FOUR[:17] + "5",
    ],
    ids=ascii,
)
def test_never_valid(text):
    assert not citizen_id.is_valid(text)


WIDE = "１１０１０５１９４９１２３１００２Ｘ"
READ = (
    ("as it should be", X, X, "ok"),
    ("lower x", "11010519491231002x", X, "ok"),
    ("full width", WIDE, X, "ok"),
    ("full-width x", "11010519491231002ｘ", X, "ok"),
    ("the numeral Ⅹ", "11010519491231002Ⅹ", X, "ok"),
    ("a times sign", "11010519491231002×", X, "ok"),
    ("an asterisk", "11010519491231002*", X, "ok"),
    ("a cross of another script", "11010519491231002Х", X, "ok"),
    ("asterisks that hide the end are no X", "1101051949123100**", "1101051949123100**", "bad"),
    ("a float, as other programs write it", "3.418021980010112e+17", "341802198001011000", "bad"),
    ("a float of fifteen digits", "3.41802198001011E+17", "341802198001011000", "bad"),
    ("spaces", " 110105 19491231 002X ", X, "ok"),
    ("wide space, line break, tab", "110105\u300019491231\n002X\t", X, "ok"),
    ("a space that does not show", "\ufeff110105\u200b19491231002X\u00a0", X, "ok"),
    ("marks of writing direction, as copied from a chat", "\u202d11010519491231002X\u202c", X, "ok"),
    ("Excel's apostrophe", "'11010519491231002X", X, "ok"),
    ("a Chinese quote", "‘11010519491231002X’", X, "ok"),
    ("the formula that keeps text", '="11010519491231002X"', X, "ok"),
    ("dashes", "110105-19491231-002X", X, "ok"),
    ("long dashes", "110105—19491231–002X", X, "ok"),
    ("15 digits become 18", "110105491231002", X, "ok"),
    ("15 digits left of a child's number, that might be a centenarian's", "341802201104099", "341802201104099", "bad"),
    ("15 digits of a centenarian, that can be no child's", "341802201231099", "34180219201231099" + standard_check_digit("34180219201231099"), "ok"),
    ("15 digits of no day", "110105491331002", "110105491331002", "bad"),
    ("disability card, ID + kind + grade", X + "41", X, "ok"),
    ("disability card, reissued", X + "41B1", X, "ok"),
    ("disability card, reissued, all digits", X + "4101", X, "ok"),
    ("disability card in lower case", "11010519491231002x41b1", X, "ok"),
    ("a kind of disability that is none", X + "81", X + "81", "bad"),
    ("student number, G + ID", "G" + X, X, "ok"),
    ("student number, lower g", "g" + X, X, "ok"),
    ("letters O for 0", "11O1O519491231OO2X", X, "ok"),
    ("letters O in lower case", "11o1o519491231002X", X, "ok"),
    ("capital I for 1", "II010519491231002X", X, "ok"),
    ("lower l for 1", "ll010519491231002X", X, "ok"),
    ("letters stand for digits only where the number then holds", "11O1O519491231OO3X", "11O1O519491231OO3X", "bad"),
    ("a wrong check digit is left as it is", FOUR[:17] + "5", FOUR[:17] + "5", "bad"),
    ("Excel's last digits", LATE[:15] + "000", LATE[:15] + "000", "bad"),
    ("too short", "1101051949", "1101051949", "bad"),
    *((f"nothing: {text!a}", text, "", "none") for text in ("", "  ", "遗失", "身份证待补", "****", "？", "000000000000000000", "99999", "无", "/", "—", "--", "不详", "暂无", "0", "NULL", "nan", "　")),
)


@pytest.mark.parametrize(("text", "number", "state"), [line for _, *line in READ], ids=[words for words, *_ in READ])
def test_read_out_of_a_cell(text, number, state):
    assert citizen_id.normalise(text) == (number, state)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.one_of(st.sampled_from([text for _, text, *_ in READ]), st.text("0189Xx４\n ", min_size=16, max_size=19), st.from_regex(r"3418021980010[0-9]{4}[0-9X]", fullmatch=True))))
def test_many_at_once_are_read_as_one_by_one(texts):
    numbers, states = (each.to_pylist() for each in citizen_id.normalise_all(pa.array(texts, pa.string())))
    assert list(zip(numbers, states, strict=True)) == [citizen_id.normalise(text) for text in texts]


SLIPS = (
    # One thing gone wrong, whichever of the two is the true one
    ("a wrong digit", "440524188001070014", FOUR, True),
    ("a wrong check digit", "440524188001010015", FOUR, True),
    ("two neighbours swapped", "404524188001010014", FOUR, True),
    ("a lost digit", "44052418801010014", FOUR, True),
    ("a doubled digit", "4405241888001010014", FOUR, True),
    ("a stray digit", "4405241880010100149", FOUR, True),
    ("a lost tail of one", FOUR[:17], FOUR, True),
    ("a lost tail of four", FOUR[:14], FOUR, True),
    ("a lost X", X[:17], X, True),
    ("nothing wrong", FOUR, FOUR, True),
    # Excel
    ("kept to 15 digits", LATE[:15] + "000", LATE, True),
    ("kept to 15 digits, of a number that ends in X: such are text", X[:15] + "000", "110105194912310" + "15X", False),
    ("000 and another 15th digit", LATE[:14] + "9000", LATE, False),
    ("a float64's grain: 341802198001011237 is stored as ...264", "341802198001011264", LATE, True),
    ("off by less than the grain, but not what a float64 makes of it", "341802198001011259", LATE, False),
    ("a float64's grain of another", "341802198001011328", LATE, False),
    # Two things gone wrong
    ("two wrong digits", "440524188001070015", FOUR, False),
    ("two wrong neighbours", "440524188001010033", FOUR, False),
    ("two swapped that are no neighbours", "440524108001810014", FOUR, False),
    ("two lost digits", "4405241880101001", FOUR, False),
    ("two doubled digits", "44055241888001010014", FOUR, False),
    ("a lost tail of five", FOUR[:13], FOUR, False),
    ("a lost head", FOUR[2:], FOUR, False),
    ("somebody else", X, FOUR, False),
)


@pytest.mark.parametrize(("written", "true", "is_slip"), [line for _, *line in SLIPS], ids=[words for words, *_ in SLIPS])
def test_one_slip(written, true, is_slip):
    assert citizen_id.is_one_slip(written, true) == is_slip


@settings(derandomize=True, deadline=None)
@given(st.data(), st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.integers(0, 999))
def test_every_slip_of_every_number_is_found(data, born, order):
    number = f"341802{born:%Y%m%d}{order:03d}"
    number += standard_check_digit(number)
    at, digit = data.draw(st.integers(0, 16)), data.draw(st.sampled_from("0123456789"))
    for wrong in (
        number[:at] + digit + number[at + 1 :], number[:at] + number[at + 1] + number[at] + number[at + 2 :], number[:at] + number[at + 1 :],
        number[:at] + number[at] + number[at:], number[: 18 - at % 5],
    ):
        assert citizen_id.is_one_slip(wrong, number), wrong


@pytest.mark.parametrize(
    ("number", "born"),
    [(X, "1949-12-31"), ("110105194902300026", None), (X[:14], "1949-12-31"), (LATE[:15] + "000", "1980-01-01"), ("1101051949", None), ("", None)],
)
def test_the_birth_date_that_a_number_shows(number, born):
    assert citizen_id.shown_birth(number) == (dt.date.fromisoformat(born) if born else None)


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        (X, X, True), ("", X, False), (X[:16], X, True), ("1.10E+17", X, True), (LATE[:15] + "000", LATE, True),
        ("342E+17", LATE, True), ("343E+17", LATE, False), ("341802000000000000", LATE, True), ("341803000000000000", LATE, False),  # rounded, then stored
        (X[:6] + "********" + X[14:], X, True), (X[:6] + "XXXXXXXX" + X[14:], X, True), (X[:14] + "****", X, True), ("****" + X[14:], X, True),
        (X[:6] + "########" + X[14:], LATE, False), (X[:14] + "XXXX", LATE, False),
        (X[:3] + "9" + X[4:], X[:12] + "9" + X[13:], True),  # both wrong, each by a digit
        (LATE[:15] + "000", LATE[:5] + "9" + LATE[6:], True),
        (X[:3] + "9" + X[4:6] + "8" + X[7:], X[:12] + "9" + X[13:], False),  # three digits apart
        (X, X[:3] + "9" + X[4:6] + "8" + X[7:], False),  # two digits from one that holds
        (X, LATE, False),
    ],
)
def test_numbers_that_may_be_one_person_s(one, other, may):
    assert citizen_id.may_be_one(one, other) == citizen_id.may_be_one(other, one) == may


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.one_of(st.integers(0, 999), st.integers(990, 999)), st.randoms(use_true_random=False))
def test_of_many_pairs_the_same_are_slips(born, order, random):
    """Excel's and a float64's damage, however far it carries, a hand's, and a neighbour's number."""
    number, neighbour = (digits + standard_check_digit(digits) for digits in (f"341802{born:%Y%m%d}{order:03d}", f"341802{born:%Y%m%d}{(order + 1) % 1000:03d}"))
    written = [number, neighbour, number[:15] + "000", number[:14], number[:13], number[:-1], slip(number, random), slip(neighbour, random)]
    written += [f"{int(number[:17]) * 10 + off}"[:18] for off in (*range(-3, 12), 63, 64, 65, 128)]
    if number.isdigit():
        written.append(str(int(float(number))))
    apart = [citizen_id.is_one_slip(wrong, number) or citizen_id.is_one_slip(number, wrong) for wrong in written]
    assert citizen_id.are_one_slip_apart(written, [number] * len(written)).tolist() == apart
    assert citizen_id.are_one_slip_apart([number] * len(written), written).tolist() == apart
