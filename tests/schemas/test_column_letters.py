"""A column's letters and its place: as a spreadsheet has them, to the last that it has."""

from openpyxl.utils import get_column_letter

from schemas.column_letters import letters_of, place_of

MOST = 16_384


def test_all_columns_that_excel_has():
    letters = [letters_of(at) for at in range(MOST)]
    assert letters == [get_column_letter(at + 1) for at in range(MOST)]
    assert [place_of(each) for each in letters] == list(range(MOST))
