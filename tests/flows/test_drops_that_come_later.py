"""What comes after a run changes it, or is left for its own month, or is named as lying in the wrong place."""

from __future__ import annotations

import errno

from flows import collecting, publication
from matchers.published.reading import published_file
from matchers.warehouse import Warehouse
from tests.flows import small
from tests.flows.look import contents, rows, table, words

JUNE, JULY = small.MONTH, "2024-07"


def signals(home, month=JUNE):
    return {(row["month"], row["household_id"] or row["village"], row["indicator"]) for row in rows(home / "outbox" / month / "signals.csv")}


def test_a_drop_added_to_the_month_changes_its_result(county, bidui):
    home = county.home
    before = signals(home)
    small.later_drop(county)
    status = bidui("status", JUNE, "--home", home)
    assert "未读" in status.output and "补报" in status.output
    ran = bidui("run", JUNE, "--home", home)
    assert "新读文件 1 个" in ran.output
    assert signals(home) - before == {(JUNE, "孙玉兰家", "medical.self_pay_month"), (JUNE, "孙玉兰家", "income.below_line_after_expenditure")}
    assert "未读" not in bidui("status", JUNE, "--home", home).output


def test_a_folder_after_the_month_is_not_looked_at(county, bidui, finished):
    home = county.home
    county.drop("settlement", small.bill("8", "孙玉兰", small.SUN, "30000", 结算日期="2024-06-30"), folder=JULY)
    (home / "inbox" / JULY / "broken.xlsx").write_bytes(b"PK not a workbook")
    assert "什么都没有改动" in bidui("run", JUNE, "--home", home).output
    assert contents(home / "outbox" / JUNE) == contents(finished.home / "outbox" / JUNE)


def test_nor_is_one_that_collecting_has_already_taken_in(county, bidui, finished):
    home = county.home
    county.drop("settlement", small.bill("8", "孙玉兰", small.SUN, "30000", 结算日期="2024-06-30"), folder=JULY)
    assert bidui("collect", JULY, "--home", home).exit_code == 0
    assert bidui("run", JUNE, "--home", home).exit_code == 0
    for name in ("signals.csv", "leads.csv"):
        assert (home / "outbox" / JUNE / name).read_bytes() == (finished.home / "outbox" / JUNE / name).read_bytes()


def test_a_late_signal_is_issued_with_the_next_month_under_its_own(county, bidui):
    """The bill of June weighs on July too: one lead, numbered by July, with both months' reasons."""
    home = county.home
    county.drop("settlement", small.bill("8", "孙玉兰", small.SUN, "30000", 结算日期="2024-06-30"), folder=JULY)
    assert bidui("run", JULY, "--home", home).exit_code == 0
    assert (JUNE, "孙玉兰家", "medical.self_pay_month") in signals(home, JULY)
    assert not any(month == JUNE and household != "孙玉兰家" for month, household, _ in signals(home, JULY)), "issued once, not again"
    (lead,) = (row for row in rows(home / "outbox" / JULY / "leads.csv") if row["household_id"] == "孙玉兰家")
    assert (lead["lead_id"], lead["month"], lead["due_date"]) == ("2024-07-孙玉兰家", JULY, "2024-08-20")
    assert (lead["first_month"], lead["months_running"]) == (JUNE, "2")
    reasons = _reason(home, lead["lead_id"]).splitlines()
    assert "补发" not in reasons[0]
    assert "".join(reasons).count("补发6月") == sum(month == JUNE for month, _, _ in signals(home, JULY)) == 3


def test_a_household_with_late_signals_alone_has_a_lead_of_their_month(county, bidui):
    home = county.home
    county.drop("employment", {"姓名": "孙玉兰", "证件号码": small.SUN, "就业状态": "失业"}, folder=JULY, name=f"就业务工_{JUNE}（补报）")
    ran = bidui("run", JULY, "--home", home)
    assert "另补发以前月份 1 条" in ran.output
    assert {signal for signal in signals(home, JULY) if signal[0] == JUNE} == {(JUNE, "孙玉兰家", "employment.job_loss")}
    (late,) = (row for row in rows(home / "outbox" / JULY / "leads.csv") if row["month"] == JUNE)
    assert (late["lead_id"], late["due_date"]) == ("2024-06-孙玉兰家", "2024-08-20")
    assert _reason(home, late["lead_id"]).startswith("补发6月")


def _reason(home, lead_id):
    town_list = home / "outbox" / JULY / "towns" / f"水阳镇_核实清单_{JULY}.xlsx"
    (reason,) = (row["预警原因"] for row in table(town_list, "核实清单", "序号") if row["线索编号"] == lead_id)
    return reason


def test_what_lies_outside_a_months_folder_is_named(county, bidui):
    inbox = county.inbox
    for stray in ("医保结算.csv", "2024年6月", "2024-13"):
        target = inbox / stray
        target.write_text("", "utf-8") if stray.endswith("csv") else target.mkdir()
    report = bidui("status", JUNE, "--home", county.home).output
    assert report.count("放错") == 2
    assert all(f"inbox/{stray}" in report for stray in ("医保结算.csv", "2024-13"))
    assert "什么都没有改动" in bidui("run", JUNE, "--home", county.home).output


def test_an_answer_put_into_returns_is_obeyed(county, bidui):
    """The bill of 钱多多, which bears another's number, waits until somebody says whose it is."""
    import openpyxl

    home = county.home
    review = home / "outbox" / JUNE / f"待判断名单_{JUNE}.xlsx"
    assert "钱多多" in words(review)
    book = openpyxl.load_workbook(review)
    sheet = book["待人工判断"]
    (at,) = (cell.row for cell in sheet["A"] if cell.value == 1) if sheet["A1"].value != 1 else (1,)
    header = {cell.value: cell.column for line in sheet.iter_rows(max_row=at) for cell in line if cell.value}
    sheet.cell(at, header["判断"]).value = "不是花名册上的人"
    target = home / "returns" / JUNE / "判断好了.xlsx"
    target.parent.mkdir(parents=True)
    book.save(target)
    ran = bidui("run", JUNE, "--home", home)
    assert "比对完成" in ran.output and "待判断" not in ran.output
    assert "钱多多" not in words(review)


def test_how_many_sheets_are_read_and_stored_at_once_changes_nothing(tmp_path, monkeypatch):
    def year(name: str) -> tuple:
        county = small.build(tmp_path / name)
        county.run()
        small.later_drop(county)
        county.drop("settlement", small.bill("8", "赵未见", small.CHILD, "90"), folder=small.MONTH_BEFORE, name="医保结算_2024-05（补报）")
        county.run()
        with Warehouse(county.home / "warehouse.duckdb") as warehouse:
            parts = warehouse.rows("SELECT part_id, file_id, rows_read, stored, duplicates, quarantined FROM intake.part ORDER BY part_id")
            before = warehouse.rows("SELECT name, first_folder, count(*) FROM intake.identity GROUP BY ALL ORDER BY ALL")
        return contents(county.home / "outbox"), parts, before

    usual = year("usual")
    monkeypatch.setattr(collecting, "MANY", 0)
    monkeypatch.setattr(collecting, "TOGETHER", 1)
    assert year("other") == usual


def test_a_disk_that_is_full_once_the_lists_are_out_takes_only_the_pages(county, bidui, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    small.later_drop(county)
    with monkeypatch.context() as short:
        short.setattr(publication, "publish", full)
        ran = bidui("run", JUNE, "--home", county.home)
    assert ran.exit_code == 0 and "浏览器看的那一份没能写出：磁盘满了" in ran.output
    assert published_file(county.home) is None  # no older one is taken for it
    assert "什么都没有改动" in bidui("run", JUNE, "--home", county.home).output and published_file(county.home)
