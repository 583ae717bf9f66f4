"""A marked person goes through every failure; words that travel further than the department's receipt never show him."""

import pytest

from schemas.dataset import all_datasets
from tests.schemas.drops import Row, csv_bytes, number, table, take, zip_bytes
from tests.schemas.files import stray_quote, workbook

NUMBER, NAME, PHONE = number(17), "覃䶮煊", "13912345678"
MARKS = (NUMBER, NUMBER[:15], NUMBER[6:14], NAME, PHONE)
every_dataset = pytest.mark.parametrize("dataset", all_datasets().values(), ids=lambda d: d.name)


def marked(dataset, n: int) -> Row:
    """A sound row about the marked person."""
    cells = {"name": NAME, "id_number": NUMBER, "phone": PHONE, "student_no": f"G{NUMBER}"}
    return table(dataset.name, n + 1, **{name: text for name, text in cells.items() if dataset.has(name)})[n + 1]


def said(name: str, data: bytes, reject_share: float = 0.2) -> str:
    """All that is said of a file elsewhere than on the department's own receipt."""
    words = []
    for part in take(name, data, reject_share=reject_share):
        words += [part.refusal, *part.warnings, *(fault.reason for fault in part.faults), *(fault.column for fault in part.faults)]
    return "\n".join(words)


def clean(words: str) -> None:
    assert words.strip(), "the failure is not mentioned at all"
    assert [mark for mark in MARKS if mark in words] == []


@every_dataset
def test_in_cells_of_any_column(dataset):
    """The number, the name or both where something else should be."""
    width = len(dataset.columns)
    for text in (NUMBER, NAME, f"{NAME}{NUMBER}", ""):
        rows = [[text if at == n else cell for at, cell in enumerate(marked(dataset, n))] for n in range(width)]
        words = said(f"{dataset.title}.csv", csv_bytes(table(dataset.name, 0) + rows), reject_share=1)
        assert [mark for mark in MARKS if mark in words] == []


@every_dataset
def test_in_a_file_that_is_rejected_whole(dataset):
    header = table(dataset.name, 0)[0]
    shuffled = [header, *(row[1:] + row[:1] for row in (marked(dataset, n) for n in range(4)))]
    clean(said(f"{dataset.title}.csv", csv_bytes(shuffled), reject_share=0))


@every_dataset
def test_in_a_sheet_without_header_or_with_a_missing_column(dataset):
    rows = table(dataset.name, 0) + [marked(dataset, n) for n in range(3)]
    clean(said(f"{dataset.title}.csv", csv_bytes(rows[1:])))
    at = dataset.columns.index(dataset.required[-1])
    clean(said(f"{dataset.title}.csv", csv_bytes([row[:at] + row[at + 1 :] for row in rows])))


@pytest.mark.parametrize(
    ("name", "data"),
    {
        "cut short": ("医保参保.xlsx", workbook("xlsx", {NAME: [["姓名", "证件号码", "参保状态"], [NAME, NUMBER, "在保"]]})[:-40]),
        "unknown list": ("名单.csv", csv_bytes([["姓名", "证件号码"], [NAME, NUMBER]])),
        "only a letter": ("情况.csv", csv_bytes([[f"{NAME}，身份证号{NUMBER}，反映本月没有收到低保。"]])),
        "wrong byte": ("医保参保.csv", csv_bytes([["姓名", "证件号码", "参保状态"], [NAME, NUMBER, "在保"]]) + b"\xff"),
        "xml cut": (
            "医保参保.xls",
            f'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Data>{NUMBER} {NAME}'.encode(),
        ),
        "zip member": ("a.zip", zip_bytes({"医保参保.docx": f"{NAME}{NUMBER}".encode()})),
        "as a total": (
            "医保参保.csv",
            csv_bytes([["姓名", "证件号码", "参保状态"], ["王一", number(1), "正常"], ["合计", NUMBER, ""], [NAME, NUMBER, "在保"]]),
        ),
    }.values(),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_in_a_file_that_cannot_be_used(name, data):
    clean(said(name, data))


def test_in_rows_swallowed_by_a_stray_quote():
    dataset = all_datasets()["settlement"]
    rows = table("settlement", 0) + [marked(dataset, n) for n in range(9)]
    assert [mark for mark in MARKS if mark in said("医保结算.csv", stray_quote(rows, 3).encode())] == []


def test_his_row_is_on_the_receipt_as_it_came():
    """That is the one place for it: the department must see what to mend."""
    rows = table("assistance", 9)
    rows[3] = marked(all_datasets()["assistance"], 3)
    rows[3][2] = "不知道"
    (part,) = take("社会救助.csv", csv_bytes(rows))
    assert part.faults[0].cells == tuple(rows[3])
