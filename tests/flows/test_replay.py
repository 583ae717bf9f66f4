"""What was issued is made again to the byte from what was known then, whatever came, was run and was answered since."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import openpyxl
import pytest

from flows.taking_in import collect_month, returns_month
from flows.workspace import Workspace
from matchers.access.accounts import BUREAU, FILE, TOWN, Accounts, Insider
from schemas.months import parse_month
from tests.flows import small
from tests.flows.look import contents, rows, words

MAY, JUNE, JULY = small.MONTH_BEFORE, small.MONTH, "2024-07"
RETURNED = "returns/"  # of the outbox: written again whenever something comes back


def issued(home, month):
    return made(home / "outbox" / month)


def made(folder):
    return {name: data for name, data in contents(folder).items() if not name.startswith(RETURNED)}


def send_back(home, month, town, folder, outcome="是", **answers):
    """The town's list of a month with every row answered, into a folder of returns/."""
    source = home / "outbox" / month / "towns" / f"{town}_核实清单_{month}.xlsx"
    book = openpyxl.load_workbook(source)
    sheet = book["核实清单"]
    at = next(cell.row for cell in sheet["A"] if cell.value == "序号")
    columns = {cell.value: cell.column for cell in sheet[at] if cell.value}
    for row in range(at + 1, sheet.max_row + 1):
        if isinstance(sheet.cell(row, columns["序号"]).value, int):
            sheet.cell(row, columns["是否属实"]).value = outcome
            sheet.cell(row, columns["核实人"]).value = "赵核实"
            for title, text in answers.items():
                sheet.cell(row, columns[title]).value = text
    target = home / "returns" / folder / f"{town}_{month}_{outcome}.xlsx"
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def judge(home, month, name, folder, file="判断.xlsx"):
    """The review workbook with one name judged to be nobody of the roster."""
    book = openpyxl.load_workbook(home / "outbox" / month / f"待判断名单_{month}.xlsx")
    sheet = book["待人工判断"]
    lines = list(sheet.iter_rows())
    at, header = next((n, [cell.value for cell in line]) for n, line in enumerate(lines) if "判断" in [cell.value for cell in line])
    (row,) = (line for line in lines[at + 1 :] if line[header.index("填报的姓名")].value == name)
    row[header.index("判断")].value = "不是花名册上的人"
    target = home / "returns" / folder / file
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def looked(home, *days):
    """The bureau and a town look at households on pages; the bureau takes a list away on the last day."""
    kept = Accounts(home / FILE)
    for name, role, town in (("王芳", BUREAU, ""), ("狸桥", TOWN, "狸桥镇")):
        if all(each["name"] != name for each in kept.all()):
            kept.add(name, role, town)
        for day in days:
            kept.note_look(dt.datetime.fromisoformat(day), Insider(name, role, town, ""), "127.0.0.1", "打开画像", "李家")
    kept.note_look(dt.datetime.fromisoformat(days[-1]), Insider("王芳", BUREAU, "", ""), "127.0.0.1", "导出线索", "3条")
    kept.close()


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """Three months in sequence, with late drops, answers and a judgement between them, and a re-run of an old month."""
    county = small.build(tmp_path_factory.mktemp("story") / "county")
    home = county.home
    county.run(MAY)
    send_back(home, MAY, "水阳镇", JUNE, 情况="住院花了一万多", 是否纳入监测="否", 拟采取措施="申请医疗救助")
    looked(home, "2024-06-05 09:00:00", "2024-06-06 09:00:00", "2024-07-05 23:59:59")
    county.run(JUNE)
    looked(home, "2024-07-01 09:00:00", "2024-07-06 09:00:00")  # nobody knew of the first when June went out
    # Into old folders, after their months were run: a large bill of June and one of May.
    small.later_drop(county)
    late = small.bill("9", "孙玉兰", small.SUN, "16000", 结算日期="2024-05-20")
    county.drop("settlement", late, folder=MAY, name="医保结算_202405（补报）")
    send_back(home, JUNE, "水阳镇", JULY, outcome="否")
    judge(home, JUNE, "钱多多", JUNE)
    returns_month(Workspace.at(home), parse_month(JULY))
    for title in ("医保参保", "就业务工", "供水", "住房安全"):
        (path,) = (county.inbox / JUNE).glob(f"{title}*")
        (county.inbox / JULY).mkdir(exist_ok=True)
        shutil.copy(path, county.inbox / JULY / path.name.replace(JUNE, JULY))
    county.drop("settlement", small.bill("10", "李国强", small.LI, "13000", 结算日期="2024-07-09"), folder=JULY)
    county.run(JULY)
    return county


@pytest.mark.parametrize("month", [MAY, JUNE, JULY])
def test_each_month_is_made_again_to_the_byte(story, bidui, tmp_path, month):
    before = contents(story.home)
    told = bidui("replay", month, "--home", story.home, "--to", tmp_path / "again")
    assert told.exit_code == 0, told.output
    assert made(tmp_path / "again") == issued(story.home, month)
    assert "逐字节相同" in told.output
    assert contents(story.home) == before


def test_looks_on_pages_are_counted_up_to_the_issue_day(story):
    def told(month):
        book = openpyxl.load_workbook(story.outbox(month) / f"月报_{month}.xlsx")
        return list(book["看个人信息"].iter_rows(min_row=4, values_only=True)) if "看个人信息" in book.sheetnames else []

    assert told(MAY) == [] and told(JULY) == [("县局", 1, 0, 0, 1), ("狸桥镇", 1, 0, 0, 0)]
    assert told(JUNE) == [("县局", 2, 0, 0, 1), ("狸桥镇", 2, 0, 0, 0)]
    page = (story.outbox(JUNE) / f"月报_{JUNE}.html").read_text("utf-8")
    assert "狸桥镇：打开农户2次" in page and "王芳" not in page


def test_what_came_late_is_there_on_a_later_day(story, bidui, tmp_path):
    told = bidui("replay", JUNE, "--as-of", "2024-08-31", "--home", story.home, "--to", tmp_path / "again", "--json")
    outcome = json.loads(told.stdout)
    assert (outcome["known"], outcome["drops"], outcome["returns"]) == (JULY, 2, 1)
    assert {"signals.csv", "leads.csv"} <= set(outcome["different"])
    late = {(row["household_id"], row["indicator"]) for row in rows(tmp_path / "again" / "signals.csv")} - {
        (row["household_id"], row["indicator"]) for row in rows(story.outbox(JUNE) / "signals.csv")
    }
    assert ("孙玉兰家", "medical.self_pay_month") in late
    review = f"待判断名单_{JUNE}.xlsx"
    assert "钱多多" in words(story.outbox(JUNE) / review) and "钱多多" not in words(tmp_path / "again" / review)


def test_the_day_before_the_next_issue_still_knows_no_more(story, bidui, tmp_path):
    told = bidui("replay", JUNE, "--as-of", "2024-08-04", "--home", story.home, "--to", tmp_path / "again")
    assert "逐字节相同" in told.output


def test_months_run_again_since_do_not_change_what_is_told(story, bidui, tmp_path):
    """May run again with its late bill and June with what the town and the bureau said: July is still told as it was."""
    county = story.copied(tmp_path / "county")
    july = issued(county.home, JULY)
    county.run(MAY)
    county.run(JUNE)
    collect_month(Workspace.at(county.home), parse_month(JULY))
    for month in (MAY, JUNE, JULY):
        told = bidui("replay", month, "--home", county.home, "--to", tmp_path / month)
        assert "逐字节相同" in told.output, told.output
    assert made(tmp_path / JULY) == july
    assert made(tmp_path / JUNE) == issued(county.home, JUNE) != issued(story.home, JUNE)


def test_a_judgement_taken_away_since_is_still_known(story, bidui, tmp_path):
    county = story.copied(tmp_path / "county")
    (county.home / "returns" / JUNE / "判断.xlsx").unlink()
    assert "逐字节相同" in bidui("replay", JULY, "--home", county.home).output
    assert made(county.home / "replays" / f"{JULY}_as-of_2024-08-05") == issued(story.home, JULY)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("replay", "2024-04"), "还没有比对过"),
        (("replay", JUNE, "--as-of", "2024-07-04"), "还没有下发"),
        (("replay", JUNE, "--as-of", "7月5日"), "日期应写成"),
        (("replay", "六月"), "月份应写成"),
    ],
)
def test_what_cannot_be_told_is_one_sentence(story, bidui, asked, said):
    told = bidui(*asked, "--home", story.home)
    assert told.exit_code == 2
    assert said in told.stderr and len(told.stderr.strip().splitlines()) == 1


def test_a_folder_with_something_in_it_is_left_alone(story, bidui, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    told = bidui("replay", JUNE, "--home", story.home, "--to", tmp_path)
    assert told.exit_code == 2 and "换一个空文件夹" in told.stderr


def test_somebody_first_seen_in_a_later_folder_is_found_in_an_older_one(bidui, tmp_path):
    """July, collected early, writes a number wrongly; June's late drop writes it as wrongly, and its bill counts."""
    county = small.build(tmp_path / "county")
    wrong = small.WANG[:16] + ("1" if small.WANG[16] != "1" else "2") + small.WANG[17]
    house = small._says("王桂英", wrong, 鉴定等级="C", 改造状态="未改造", **small.place("水阳镇", "大桥村"))
    county.drop("settlement", small.bill("20", "王桂英", wrong, "100", 结算日期="2024-07-03"), folder=JULY)
    county.drop("house", house, folder=JULY)
    collect_month(Workspace.at(county.home), parse_month(JULY))
    county.run(MAY)
    may = issued(county.home, MAY)
    county.drop("settlement", small.bill("21", "王桂英", wrong, "5000"), folder=JUNE, name="医保结算_202406（补报）")
    county.drop("house", house, folder=JUNE, name="住房安全_202406（补报）")
    county.run(JUNE)
    (bill,) = (row for row in rows(county.outbox(JUNE) / "signals.csv") if row["indicator"] == "medical.self_pay_month")
    assert (bill["value"], bill["joined_by"]) == ("17000.00", "repaired")
    assert "housing.unsafe" in {row["indicator"] for row in rows(county.outbox(JUNE) / "signals.csv") if row["household_id"] == "王桂英家"}
    for month in (MAY, JUNE):
        assert "逐字节相同" in bidui("replay", month, "--home", county.home, "--to", tmp_path / month).output
    assert made(tmp_path / MAY) == may
