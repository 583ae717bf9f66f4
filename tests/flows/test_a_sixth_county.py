"""A sixth county's clerk copies the rule book that README.zh-CN shows, checks it as told there, and judges a month by it."""

import re
from pathlib import Path

import pytest

from tests.flows import small
from tests.matchers.people import number
from tests.policies import walk

README = Path(__file__).resolve().parents[2] / "README.zh-CN.md"
NAME, MONTH = "本县规则.toml", "2026-06"
PEOPLE = (  # name, kind, labour, income a person
    ("赵一", "一般农户", "普通劳动力", "8099.99"), ("钱二", "一般农户", "普通劳动力", "8100"), ("孙三", "一般农户", "无劳动力", "7299.99"),
    ("李四", "一般农户", "无劳动力", "7300"), ("周五", "脱贫户", "无劳动力", "20000"), ("吴六", "脱贫户", "普通劳动力", "20000"),
)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    made = small.County(tmp_path_factory.mktemp("六") / "county")
    small.create(made.home)
    (shown,) = re.findall(r"```toml\n(based_on.*?)```", README.read_text("utf-8"), re.DOTALL)
    (made.home / NAME).write_text(shown, "utf-8")
    (made.home / "county.toml").write_text(f'name = "某县"\npolicy = "{NAME}"\n', "utf-8")
    ids = {name: number("1980-03-08", 2 * at + 1) for at, (name, *_) in enumerate(PEOPLE)}
    made.drop("roster", *(small.lives(name, ids[name], 户类型=kind, 劳动技能=labour, 上年人均纯收入=income) for name, kind, labour, income in PEOPLE), folder=MONTH)
    made.drop("settlement", small.bill("1", "周五", ids["周五"], "8000", 结算日期="2026-06-09"), small.bill("2", "李四", ids["李四"], "8000", 结算日期="2026-06-09"), folder=MONTH)
    made.drop("loan", {"姓名": "吴六", "证件号码": ids["吴六"], "借据编号": "J1", "逾期天数": "30", "逾期金额": "500"}, folder=MONTH)
    made.drop("water", {"乡镇": "水阳镇", "行政村": "大桥村", "水质检测日期": "2019-01-01"}, folder=MONTH)
    made.run(MONTH)
    return made


def test_it_is_looked_over(county, bidui):
    done = bidui("policy", "check", str(county.home / NAME), "--month", MONTH)
    assert done.exit_code == 0 and "某政办〔2026〕2号" in done.output and "文件未写，用缺省" in done.output
    assert "8,100元" in done.output and "7,800元" not in done.output, "with labour and without is everybody: what was before is in force for none"


def test_the_month_goes_by_it(county):
    assert walk.signals(county, MONTH) == {("赵一家", "income.below_line"), ("孙三家", "income.below_line"), ("周五家", "medical.self_pay_year"), ("吴六家", "loan.overdue")}


def test_its_columns_steps_and_days(county):
    rows = {row["户主"]: row for row in walk.town_list(county, month=MONTH)}
    assert {name: row["风险类别"] for name, row in rows.items()} == {"赵一": "其他", "孙三": "其他", "周五": "因病", "吴六": "因贷"}
    assert {"入户", "评议", "认定"} <= set(rows["赵一"])
    assert {lead["due_date"] for lead in walk.leads(county, MONTH).values()} == {"2026-07-15"}


def test_a_county_goes_over_to_another_book_in_the_month_it_begins(tmp_path, bidui):
    """The month before stays as it was judged: it is not looked at again under a book that has no values of it, which is said; its papers can be made again."""
    made = small.build(tmp_path / "county")
    made.run(small.MONTH)
    own = 'based_on = "default"\ntitle = "七月起"\n[general.line_yuan]\nunit = "yuan"\nvalues = [{ from = "2024-07", value = 7000, document = "某政办〔2024〕9号" }]\n'
    (made.home / "七月起.toml").write_text(own, "utf-8")
    (made.home / "county.toml").write_text('policy = "七月起.toml"\n', "utf-8")
    made.drop("settlement", small.bill("9", "王桂英", small.WANG, "12000", 结算日期="2024-07-09"), folder="2024-07")
    made.run("2024-07")
    assert "2024-06 没有补看" in walk.sheets(made.outbox("2024-07") / "月报_2024-07.xlsx")["未评估与存疑"]
    assert bidui("explain", next(iter(walk.leads(made).values()))["lead_id"], "--home", made.home).exit_code == 0
    again = bidui("replay", small.MONTH, "--home", made.home)
    assert again.exit_code == 0 and "逐字节相同" in again.output
    once_more = bidui("run", small.MONTH, "--home", made.home)
    assert once_more.exit_code == 2 and "2024-06 没有值（从 2024-07 起才有）" in once_more.output and "--policy" in once_more.output


def test_a_month_before_its_first_value_is_said(county, bidui):
    done = bidui("run", "2024-12", "--home", str(county.home))
    assert done.exit_code == 2
