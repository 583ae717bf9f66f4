"""Columns that no header names and the roster's people tell: each case a table, and what the columns are, or what is asked."""

import pytest

from schemas.grids import Grid
from schemas.intake import take_in
from schemas.readers import Sheet
from schemas.witnesses import Villagers
from tests.schemas.drops import MONTH, number

NAMES = ("王桂英", "李国强", "张秀兰", "刘建军", "阿依古丽", "买买提江")
NUMBERS = tuple(number(n) for n in range(len(NAMES)))
PEOPLE = list(zip(NAMES, NUMBERS, strict=True))
OTHERS = [(name, number(n + 20)) for n, name in enumerate(("孙大河", "周志明", "吴腊梅", "徐来福", "黄小红", "陈玉梅"))]
ROSTER = Villagers(
    {written: name for name, written in [*PEOPLE, *OTHERS]}, {"town": frozenset({"水阳镇"}), "village": frozenset({"大桥村", "裘公村", "东云社区"})}
)
DAYS = [f"2024-03-{day:02d}" for day in range(1, 7)]
OUTSIDERS = [(name, number(n + 40)) for n, name in enumerate(("赵一", "钱二", "孙三", "李四", "周五", "吴六"))]
MASKED = [f"{written[:6]}********{written[-4:]}" for written in NUMBERS]


def beside(*columns):
    """Rows of columns: each a header and its cells."""
    return [[header for header, _ in columns], *map(list, zip(*(cells for _, cells in columns), strict=True))]


def taken(rows, name="死亡登记2024年3月.xlsx", villagers=ROSTER):
    (part,) = take_in(Grid(name, [Sheet("表", [list(row) for row in rows])]), MONTH, 1.0, villagers=villagers)
    return part


def names_of(people):
    return [name for name, _ in people]


def numbers_of(people):
    return [written for _, written in people]


OWN_NUMBER, STATE = ("证件号码", list(NUMBERS)), ("死亡日期", DAYS)
OWN_NAME = ("姓名", list(NAMES))


@pytest.mark.parametrize("header", ["村民", "对象", "当事人", "A01", "谁"])
def test_a_column_of_the_rosters_people_is_the_name_whatever_it_is_called(header):
    rows = beside((header, NAMES), OWN_NUMBER, STATE)
    assert not taken(rows, villagers=None).stored, "names without a common surname do not tell alone"
    part = taken(rows)
    assert list(part.rows["name"]) == list(NAMES) and not part.faults
    (told,) = (words for words in part.warnings if "花名册" in words)
    assert f"“{header}”一列按花名册认作“姓名”" in told and "100%" in told


def test_name_and_number_both_unnamed():
    part = taken(beside(("A01", NAMES), ("A02", NUMBERS), ("A03", DAYS)))
    assert list(part.rows["name"]) == list(NAMES) and list(part.rows["number"]) == list(NUMBERS)
    assert sum("花名册" in words for words in part.warnings) == 2


def test_which_of_two_numbers_is_the_persons():
    part = taken(beside(OWN_NAME, ("甲号", numbers_of(OTHERS)), ("乙号", NUMBERS), STATE))
    assert list(part.rows["number"]) == list(NUMBERS)


def test_a_few_strangers_and_slips_do_not_matter():
    who = [*PEOPLE[:5], OUTSIDERS[0]]
    assert taken(beside(("人员", names_of(who)), ("证件号码", numbers_of(who)), STATE)).stored == 6


@pytest.mark.parametrize(("rows", "asked"), [
    (beside(("甲", NAMES), ("乙", names_of(OTHERS)), OWN_NUMBER, STATE), ("甲", "乙", "姓名")),
    (beside(("甲", NAMES), ("甲号", NUMBERS), ("乙", names_of(OTHERS)), ("乙号", numbers_of(OTHERS)), STATE), ("甲", "乙", "姓名")),
    (beside(("甲", NAMES), ("乙", NAMES), OWN_NUMBER, STATE), ("甲", "乙", "姓名")),
    (beside(("小孩", names_of(OUTSIDERS)), ("大人", NAMES), ("号", NUMBERS), STATE), ("小孩", "大人", "姓名")),
    (beside(("大人", NAMES), ("号一", NUMBERS), ("号二", MASKED), STATE), ("号一", "号二", "证件号码")),
    (beside(OWN_NAME, ("号一", NUMBERS), ("号二", NUMBERS), STATE), ("号一", "号二", "证件号码")),
], ids=["two of the roster", "two whole people", "the same twice", "somebody nobody knows beside", "a masked number beside", "two numbers of one"])
def test_two_that_could_be_it_are_asked(rows, asked):
    part = taken(rows)
    one, other, title = asked
    assert not part.stored and f"“{one}”“{other}”两列都像“{title}”" in part.refusal and "bidui layout" in part.refusal


@pytest.mark.parametrize("header", ["户主", "监护人", "父亲姓名", "母亲姓名", "代领人", "经办人", "开户人", "联系人", "网格员", "审核"])
def test_villagers_who_are_somebody_else_by_their_header_are_nobody(header):
    refused = taken(beside((header, NAMES), OWN_NUMBER, STATE))
    assert not refused.stored and "花名册" not in refused.refusal
    part = taken(beside((header, names_of(OTHERS)), ("人员", NAMES), OWN_NUMBER, STATE))
    assert list(part.rows["name"]) == list(NAMES)


def test_under_a_guardians_group_nobody_is_the_pupil():
    rows = [["学校", "监护人信息", "", "年级", "学籍状态"], ["", "名", "号", "", ""], *([f"{n}小", *who, "三年级", "在读"] for n, who in enumerate(PEOPLE))]
    assert not taken(rows, "学籍2024年3月.xlsx").stored


def test_names_by_their_look_that_are_not_the_numbers_are_none():
    """Read without the roster they would be the rows' own."""
    rows = beside(("大人", names_of(OTHERS)), OWN_NUMBER, STATE)
    assert taken(rows, villagers=None).stored == 6
    assert not taken(rows).stored and "不像是同一个人的" in taken(rows).refusal
    part = taken(beside(("大人", names_of(OTHERS)), ("小孩", [f"{name}甲" for name in NAMES]), OWN_NUMBER, STATE), villagers=Villagers({written: f"{name}甲" for name, written in PEOPLE}, {}))
    assert list(part.rows["name"]) == [f"{name}甲" for name in NAMES]


@pytest.mark.parametrize("hide", [lambda name: f"{name[0]}*{name[2:]}", lambda name: f"{name[0]}某某", lambda name: f"{name[0]}×"])
def test_names_that_are_hidden_speak_against_nobody(hide):
    part = taken(beside(("人员", list(map(hide, NAMES))), OWN_NUMBER, STATE))
    assert part.stored == 6


@pytest.mark.parametrize("people", [OUTSIDERS, [*PEOPLE[:2], *OUTSIDERS[:4]]], ids=["none", "a third"])
def test_outsiders_are_told_by_nobody(people):
    assert not taken(beside(("谁", [f"{name}某某某" for name in names_of(people)]), ("证件号码", numbers_of(people)), STATE)).stored


def test_fewer_than_three_tell_nothing():
    assert not taken(beside(("谁", NAMES), OWN_NUMBER, STATE)[:3]).stored


def test_villages_are_told_by_the_rosters():
    rows = [["乡镇", "A02", "供水状态", "水质", "检测日期"], *(["水阳镇", village, "正常", "合格", "2024-03-01"] for village in ("大桥", "裘公村", "东云"))]
    assert not taken(rows, "供水2024年3月.xlsx", None).stored
    part = taken(rows, "供水2024年3月.xlsx")
    assert list(part.rows["village"]) == ["大桥", "裘公村", "东云"]
    asked = taken([[*row, cell] for row, cell in zip(rows, ("A03", "大桥", "裘公", "东云"), strict=True)], "供水2024年3月.xlsx")
    assert "“A02”“A03”两列都像“行政村”" in asked.refusal


def test_what_can_be_read_is_read_as_without():
    rows = beside(OWN_NAME, OWN_NUMBER, STATE, ("别的人", names_of(OTHERS)))
    alone, held = taken(rows, villagers=None), taken(rows)
    assert held.rows.equals(alone.rows) and held.warnings == alone.warnings
