"""Columns by the letters that a spreadsheet has for them, A to XFD; openpyxl, which has this too, loads for longer than a look at a column takes."""


def letters_of(at: int) -> str:
    """Of a place from zero: 0 is A, 25 Z, 26 AA."""
    at, letters = at + 1, ""
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(letters: str) -> int:
    """From zero."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
