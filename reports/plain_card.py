"""明白卡: a page of A4 a monitored household, to hang on its wall: members, income, benefits, spending, what is due and what was done."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

from matchers.records.practice import Card, Person
from matchers.records.words import day_words, money, month_words
from reports.grades import GRADE_WORDS
from reports.plain_text import numbered
from reports.saving import write_whole
from reports.workbook import Book, Shown, TableColumn

KIND = "plain_cards"
WIDTHS = tuple(TableColumn("", width) for width in (9, 8, 5, 10, 9, 9.5, 9, 11, 11))  # all on paper
PEOPLE = ("姓名", "与户主关系", "年龄", "劳动能力", "就业", "上学", "医保", "近一年工资", "近一年看病自付")
READ_ON_A_WALL = 14
PENSION = "养老保险待遇：没有收到人社部门这方面的数据，请到人社窗口查询。"


@dataclass(frozen=True)
class CardText:
    """A card as it stands on paper: lines and cells of people, each a text (an age: a number) with its look."""

    county: str
    town: str
    month: dt.date
    over: list[tuple[str, str]]
    people: list[list[tuple[str | int, str]]]
    under: list[tuple[str, str]]

    @classmethod
    def of(cls, told: str) -> "CardText":
        """From what `told` wrote."""
        there = json.loads(told)
        return cls(**there | {"month": dt.date.fromisoformat(there["month"])})

    def told(self) -> str:
        return json.dumps(asdict(self) | {"month": self.month.isoformat()}, ensure_ascii=False)


def write_cards(path: Path, cards: Sequence[CardText]) -> None:
    """Of one town, ordered as they come; names are in it."""
    write_whole(path, cards_on_paper(cards))


def cards_on_paper(cards: Sequence[CardText]) -> bytes:
    """The workbook of one town's."""
    town, month, county = cards[0].town, cards[0].month, cards[0].county
    book = Book(f"{town}{month_words(month)}监测对象明白卡", month, {"kind": KIND, "county": county, "month": f"{month:%Y-%m}", "town": town})
    sheet = book.sheet("明白卡", WIDTHS, landscape=False)
    for at, card in enumerate(cards):
        if at:
            sheet.gap(new_page=True)
        sheet.title(f"{county}防返贫监测对象明白卡")
        for text, look in card.over:
            sheet.line(text, look, READ_ON_A_WALL)
        sheet.table([tuple(Shown(*cell) for cell in person) for person in card.people], columns=_titled(PEOPLE))
        sheet.gap()
        for text, look in card.under:
            sheet.line(text, look, READ_ON_A_WALL)
    return book.packed()


def laid(county: str, month: dt.date, card: Card) -> CardText:
    """What only asks – whose car is it – is for the town, and hangs on nobody's wall."""
    home, figures = card.file.household, card.file.figures
    over = [
        (f"{home.town}{home.village}{home.group}　户主：{home.householder}　{home.household_type}　{home.size}人　{month_words(month)}", ""),
        (f"为什么监测：{card.file.why}", "muted"),
    ]
    wages, benefits, medical, education = (
        sum((getattr(person, name) for person in card.people), Decimal()) for name in ("wages", "assistance", "medical_self_pay", "education_cost")
    )
    incomes = sum(each.income is not None for each in figures.months)
    bills, schools = (sum(getattr(each, name) is not None for each in figures.months) for name in ("medical_self_pay", "education_cost"))
    due = tuple(words for words in card.file.signals if words not in card.file.questions)
    income = "推算不出（花名册上没有上年收入）" if figures.income is None else f"{money(figures.income)}元"
    under = [
        (f"近12个月收入：工资{_money(wages, incomes)}，救助补助{_money(benefits, incomes)}", ""),
        (f"近12个月支出：看病自付（报销救助以后）{_money(medical, bills)}，上学（减去资助）{_money(education, schools)}", ""),
        (f"推算人均年收入：{income}　监测线：{money(figures.line)}元", "yellow" if figures.is_under else ""),
    ]
    for title, text, look in (
        ("正在享受", _benefits(card), ""), ("要落实的", numbered(due) or "本月没有发现", "bad" if due else "good"),
        ("做过什么", "\n".join(card.file.done) or "没有记录", ""), ("正在核实", _lead(card), "yellow"),
    ):
        if text:
            under.append((f"{title}：{text}" if "\n" not in text else f"{title}：\n{text}", look))
    if card.top_up is not None:
        under.append((f"年底补足：{money(card.top_up)}元（按当年贫困标准的差额另加规定比例，全家合计，以县里核定为准）", "good"))
    under += [(PENSION, "muted"), ("帮扶联系人：＿＿＿＿＿＿　电话：＿＿＿＿＿＿＿＿　有变化请告诉联系人或村里。", "")]
    return CardText(county, home.town, month, over, [_person(person, card.came) for person in card.people], under)


def _titled(titles: Sequence[str]) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(title, column.width, "text", at not in (0,)) for at, (title, column) in enumerate(zip(titles, WIDTHS, strict=True)))


def _person(person: Person, came: frozenset[str]) -> list[tuple[str | int, str]]:
    """What did not come this month is not known, and nobody is said to be without it."""
    sums = [(money(person.wages), ""), (money(person.medical_self_pay), "")]
    if not person.lives:
        return [(person.name, ""), (person.relation, ""), ("", ""), ("已故", "muted"), *[("", "")] * 3, *sums]
    told = ((person.work, ""), "employment"), ((person.study, ""), "student"), (("正常参保", "") if person.is_insured else ("没有查到", "bad"), "enrolment")
    this_month = [each if dataset in came else ("没有收到", "muted") for each, dataset in told]
    return [(person.name, ""), (person.relation, ""), ("" if person.age is None else person.age, ""), (person.labour, ""), *this_month, *sums]


def _money(amount: Decimal, months: int) -> str:
    """What did not come is not known, not nought."""
    if not months:
        return "没有收到数据"
    return f"{money(amount)}元" + ("" if months == 12 else f"（收到{months}个月）")


def _benefits(card: Card) -> str:
    if "assistance" not in card.came:
        return "本月没有收到救助数据，不知道"
    return "；".join(f"{person.name}：{person.benefits}" for person in card.people if person.benefits) or "没有"


def _lead(card: Card) -> str:
    return f"{GRADE_WORDS[card.lead.grade]}线索，{day_words(card.lead.due_on)}前核实" if card.lead else ""
