"""A made-up household that nobody else resembles, put into drops wherever it can go wrong."""

from __future__ import annotations

from tests.flows import small
from tests.flows.small import County, bill
from tests.matchers.people import lives, number, slipped, spoilt

NAME, NUMBER, PHONE = "覃䶮煊", number("1957-11-23", 77), "13977700077"
CHILD, CHILD_NUMBER = "覃翀彧", number("2013-07-19", 88)
STRANGER, STRANGER_NUMBER = "禤楙堃", number("1966-02-28", 99)
GLUED_NUMBER = number("1971-05-17", 55)
GLUED = f"龚犇淼{GLUED_NUMBER}"
NAMES = (NAME, CHILD, STRANGER, GLUED[:3])
NUMBERS = (NUMBER, CHILD_NUMBER, STRANGER_NUMBER, GLUED_NUMBER, slipped(NUMBER), spoilt(NUMBER), NUMBER[:17], NUMBER[:15])
MARKS = (*NAMES, *NUMBERS, PHONE)
WHO = {"姓名": NAME, "证件号码": NUMBER}
BOTH = f"{NAME}{NUMBER}"


def deliver(county: County) -> None:
    """June's second deliveries: sound rows that give leads, and the household in every cell where it does not belong."""
    more = "（补报）"
    county.drop(
        "roster",
        lives("王桂英", small.WANG), lives("李国强", small.LI, household="李家", **small.LIQIAO),
        lives(NAME, NUMBER, household="77001", 联系电话=PHONE), lives(CHILD, CHILD_NUMBER, household="77001", 与户主关系="之孙"),
        lives("周大全", number("1944-04-04"), household="77002"), lives("吴素芬", number("1955-05-05"), household="77003"),
        lives(NAME, NUMBER, household="77001", 上年人均纯收入=NAME), lives(GLUED, GLUED, household="77009"),
    )
    county.drop(
        "settlement",
        bill("71", NAME, NUMBER, "20000"), bill("72", NAME, NUMBER, "500", 结算日期="2024-06-11"),
        *(bill(f"73{at}", f"病人{at}", number("1960-01-01", at), "10") for at in range(1, 30)),
        bill("74", NAME, NUMBER, BOTH), bill("75", NAME, NUMBER, "1", 结算日期=NAME), bill(NUMBER, BOTH, "", "1"), bill("", NAME, NUMBER, "1"),
        bill("76", NAME, slipped(NUMBER), "1"), bill("77", NAME, spoilt(NUMBER), "2"), bill("78", "陌生人", NUMBER, "3"), bill("79", NAME, "", "4"),
        bill("80", STRANGER, STRANGER_NUMBER, "十块"),
        name=f"医保结算_202406{more}",
    )
    county.drop("employment", *({**WHO, cell: said} for cell in ("就业状态", "月工资", "用工单位") for said in (NAME, NUMBER)), name=f"就业务工_202406{more}")
    county.drop("assistance", {**WHO, "救助类型": NAME}, {**WHO, "发放金额": NUMBER}, name=f"社会救助_202406{more}")
    county.drop("student", {"姓名": CHILD, "证件号码": CHILD_NUMBER, "学籍状态": NAME, "学籍号": f"G{CHILD_NUMBER}"}, name=f"学籍_202406{more}")
    county.drop("enrolment", {**WHO, "参保状态": BOTH}, {**WHO, "乡镇": NAME, "行政村": NUMBER}, {**WHO, NAME: NUMBER}, name=f"医保参保_202406{more}")
    county.drop("death", {"姓名": "王桂英", "证件号码": small.WANG, "死亡日期": "2024-06-05"}, {**WHO, "死亡日期": NUMBER})
    headless = county.inbox / small.MONTH / "民政局名单.csv"
    headless.write_text(f"{NAME},{NUMBER},{PHONE}\n{CHILD},{CHILD_NUMBER},\n" * 3, "utf-8")
    quoted = county.inbox / small.MONTH / "医保参保_引号.csv"
    quoted.write_text(f'姓名,证件号码,参保状态\n"{NAME},{NUMBER},正常参保\n{CHILD},{CHILD_NUMBER},正常参保\n', "utf-8")
