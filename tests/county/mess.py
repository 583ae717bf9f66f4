"""How messy the departments are: every fault has a share (0 = never, 1 = always) that can be set alone."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

TEXT_FORMATS = ("csv", "csv-bom", "csv-gb18030", "txt-gb18030", "zip")
ALL_FORMATS = (*TEXT_FORMATS, "xlsx", "xls", "xls-html", "ods")


@dataclass(frozen=True)
class Mess:
    """Shares of files, then of rows, that a fault befalls; `formats` are drawn from evenly."""

    formats: tuple[str, ...] = ("csv",)
    # Files
    title: float = 0  # a title, and sometimes the sender, above the header
    two_row_header: float = 0
    repeated_header: float = 0  # printed again on every page
    merged_households: float = 0  # a roster's household cells merged down (xlsx only)
    wan_yuan: float = 0  # money in 10,000 yuan, the header says so
    listed_headers: float = 0  # a spelling of the contract instead of the plain one
    unlisted_headers: float = 0  # a near miss or synonym that is listed nowhere
    letters: float = 0  # initials or pinyin of what a column is called
    office_headers: float = 0  # words of an office, listed nowhere
    attachments: float = 0  # 附件3-12 before the file's name
    totals: float = 0  # 小计 and 合计 rows, 制表人 below
    notes_sheet: float = 0
    sheet_a_town: float = 0
    joined_workbook: float = 0  # one department's datasets of a month, a sheet each
    supplement: float = 0  # some rows come in a 补报 file
    correction: float = 0  # some rows come wrong, and right in a 更正 file
    resend: float = 0  # a wrong file, and all of it again in a 重报 file
    town_resend: float = 0  # the same for one town
    copy: float = 0  # the same bytes again, under a name with (1)
    subfolder: float = 0
    strays: float = 0  # in the newest folder: lock file, empty, truncated, encrypted, not a table
    # Rows whose person can still be found
    slip: float = 0  # a digit, a swap, a lost or doubled digit, a lost tail
    letter_o: float = 0
    excel_number: float = 0  # the last three digits gone, or 3.41802E+17 in text files
    fifteen_digits: float = 0
    card_number: float = 0  # 20 digits of a disability card
    student_number: float = 0  # only G + ID number is there
    no_number: float = 0
    name_variant: float = 0
    place_variant: float = 0
    written_freely: float = 0  # money as ¥1,234.50, —, 无; a date as a serial number or text
    roster_damage: float = 0  # a person's number is wrong in every roster
    # Rows that must not count
    others_number: float = 0  # the number is another person's: waits in review
    fault: float = 0  # impossible date or text in a money cell, about outsiders

    def only(self, *names: str) -> Mess:
        """The same mess with every fault off but these (and the formats)."""
        off = {each.name: 0 for each in fields(self) if each.name != "formats" and each.name not in names}
        return replace(self, **off)


CLEAN = Mess()
FRIENDLY = Mess(
    formats=("csv", "csv-bom", "csv-gb18030", "csv", "xlsx", "zip"),
    title=0.3,
    merged_households=1,
    listed_headers=0.3,
    totals=0.2,
    notes_sheet=0.2,
    subfolder=0.2,
    slip=0.004,
    excel_number=0.002,
    no_number=0.002,
    name_variant=0.004,
    place_variant=0.05,
    written_freely=0.02,
)
FULL = Mess(
    formats=(*ALL_FORMATS, "xlsx", "xlsx", "xlsx"),
    title=0.4,
    two_row_header=0.15,
    repeated_header=0.15,
    merged_households=0.5,
    wan_yuan=0.1,
    listed_headers=0.4,
    unlisted_headers=0.05,
    totals=0.3,
    notes_sheet=0.2,
    sheet_a_town=0.15,
    joined_workbook=0.2,
    supplement=0.1,
    correction=0.1,
    resend=0.08,
    copy=0.05,
    town_resend=0.08,
    subfolder=0.2,
    strays=1,
    slip=0.006,
    letter_o=0.002,
    excel_number=0.005,
    fifteen_digits=0.003,
    card_number=0.2,
    student_number=0.02,
    no_number=0.003,
    name_variant=0.01,
    place_variant=0.3,
    written_freely=0.1,
    roster_damage=0.003,
    others_number=0.001,
    fault=0.001,
)
OFFICE = replace(FULL, letters=0.25, office_headers=0.15, attachments=0.3, wan_yuan=0.2)
MESSES = {"clean": CLEAN, "friendly": FRIENDLY, "full": FULL, "office": OFFICE}
