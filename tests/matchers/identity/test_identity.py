"""Who is it: a roster, a department's row, whom the row is joined to and how. One county holds all the lines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pytest

from tests.matchers.desk import County
from tests.matchers.people import Row, excels, lives, number, of_another_day, says, slipped, spoilt, twin

JOINED = """
SELECT DISTINCT found.joined_by AS how, roster.household_id AS household
FROM intake.{dataset} AS stored
JOIN linked.identity_person AS found ON found.identity_id = stored.identity_id
JOIN linked.roster_row AS roster ON roster.person_id = found.person_id
WHERE stored."row" = $row
"""
WAITING = """
SELECT DISTINCT roster.household_id AS household
FROM intake.{dataset} AS stored
JOIN linked.candidate AS candidate ON candidate.identity_id = stored.identity_id
JOIN linked.roster_row AS roster ON roster.person_id = candidate.person_id
WHERE stored."row" = $row
"""
OUTSIDER = "outsider"
N = [number(f"19{60 + at % 30}-0{1 + at % 9}-1{at % 10}", 3 + 2 * at) for at in range(100)]  # men, all of other days
KEPT_000 = "341802196505012000"  # valid, and yet Excel may have made it
BEFORE_EXCEL = KEPT_000[:15] + "176"


def review(*households: str) -> tuple[str, frozenset[str]]:
    return "review", frozenset(households)


@dataclass(frozen=True, eq=False)
class Case:
    """`row` is the one asked about, `others` are rows that came with it."""

    words: str
    roster: tuple[dict[str, str], ...]
    row: Row
    expected: object
    others: tuple[Row, ...] = ()


def case(words: str, *told: object) -> Case:
    """Roster rows first, then the row asked about, what is expected, and further rows."""
    roster = tuple(row for row in told if isinstance(row, dict))
    row, expected, *others = told[len(roster) :]
    return Case(words, roster, row, expected, tuple(others))


CASES = (
    # exact: the number is in the roster, the name is the same or differs as names do
    case("number and name", lives("王桂英", N[0]), says("王桂英", N[0]), ("exact", "王桂英家")),
    case("a homophone", lives("李国强", N[1]), says("李国墙", N[1]), ("exact", "李国强家")),
    case("traditional characters and a remark", lives("张会华", N[2]), says("張會華（已外出）", N[2]), ("exact", "张会华家")),
    case("one character lost", lives("吴晓峰", N[3]), says("吴?峰", N[3]), ("exact", "吴晓峰家")),
    case("a middle dot", lives("阿依古丽·买买提", N[4]), says("阿依古丽买买提", N[4]), ("exact", "阿依古丽·买买提家")),
    case("the roster has fifteen digits", lives("赵永福", N[5][:6] + N[5][8:17]), says("赵永福", N[5]), ("exact", "赵永福家")),
    case("a disability card", lives("钱多宝", N[6]), says("钱多宝", N[6] + "43"), ("exact", "钱多宝家")),
    case("a student number in the number's place", lives("孙乐乐", N[7]), says("孙乐乐", "G" + N[7]), ("exact", "孙乐乐家")),
    # repaired: the number of one side is one slip from the other's
    case("the department slipped", lives("周海波", N[8]), says("周海波", slipped(N[8])), ("repaired", "周海波家")),
    case("the department slipped, and writes a homophone", lives("郑文静", N[9]), says("郑文敬", slipped(N[9])), ("repaired", "郑文静家")),
    case("Excel kept fifteen digits", lives("冯玉兰", N[10]), says("冯玉兰", excels(N[10])), ("repaired", "冯玉兰家")),
    case("a lost digit", lives("陈大河", N[11]), says("陈大河", N[11][:5] + N[11][6:]), ("repaired", "陈大河家")),
    case("a lost tail", lives("褚来宝", N[12]), says("褚来宝", N[12][:14]), ("repaired", "褚来宝家")),
    case("the roster slipped", lives("卫红梅", slipped(N[13])), says("卫红梅", N[13]), ("repaired", "卫红梅家")),
    case("Excel kept fifteen digits of the roster's", lives("蒋德发", excels(N[14])), says("蒋德发", N[14]), ("repaired", "蒋德发家")),
    case("both have it wrong alike", lives("沈长根", slipped(N[15])), says("沈长根", slipped(N[15])), ("repaired", "沈长根家")),
    case("a valid number that ends in 000 may be Excel's", lives("韩小雨", BEFORE_EXCEL), says("韩小雨", KEPT_000), ("repaired", "韩小雨家")),
    case("slipped, where Excel's number of the same person passes the check", lives("秋白露", number("1971-02-03", 915)), says("秋白露", slipped(number("1971-02-03", 915))), ("repaired", "秋白露家"), says("秋白露", "341802197102039000")),
    case("one slip from the number, another's name", lives("杨家栋", N[17]), says("何必问", slipped(N[17])), OUTSIDER),
    case("one slip from two namesakes of one day", lives("朱玲玲", N[18], household="一"), lives("朱玲玲", N[18][:15] + "99" + "0", household="二"), says("朱玲玲", N[18][:14]), review("一", "二")),
    case("slipped, and a homophone by another reading", lives("常乐生", N[55]), says("长月生", slipped(N[55])), ("repaired", "常乐生家")),
    # probable: no usable number, but name and village point to one person
    case("no number, name and village", lives("秦国庆", N[19]), says("秦国庆", "", "大桥村"), ("probable", "秦国庆家")),
    case("no number, the village in short", lives("尤桂香", N[20]), says("尤桂香", "无", "大桥"), ("probable", "尤桂香家")),
    case("no number, a character lost", lives("许志明", N[21]), says("许?明", "", "大桥村"), ("probable", "许志明家")),
    case("beyond one slip, birth and sex still agree", lives("何小满", N[22]), says("何小满", spoilt(N[22]), "大桥村"), review("何小满家")),
    case("a number that holds, and the roster's shows no day and is no slip of it", lives("方来顺", N[90][:10] + "45" + N[90][12:]), says("方来顺", N[91], "大桥村"), review("方来顺家")),
    case("both numbers wrong, each by a digit", lives("任福生", slipped(N[92])), says("任福生", N[92][:4] + "9" + N[92][5:], "大桥村"), ("probable", "任福生家")),
    case("both numbers wrong, and far apart", lives("袁德胜", slipped(N[93])), says("袁德胜", spoilt(N[94]), "大桥村"), review("袁德胜家")),
    case("beyond one slip, and no village: a namesake whom the number contradicts", lives("吕正阳", N[23]), says("吕正阳", spoilt(N[23])), OUTSIDER),
    case("no number, where Excel's number of the same person passes the check", lives("严霜降", number("1973-05-06", 313)), says("严霜降", "", "大桥村"), ("probable", "严霜降家"), says("严霜降", "341802197305063000", "大桥村")),
    case("fifteen digits left of a young one's number, that a very old one's might be", lives("谷雨晴", number("2011-04-09", 979)), says("谷雨晴", number("2011-04-09", 979)[:15]), ("repaired", "谷雨晴家")),
    case("no number, a homophone by the roster's other reading", lives("闫重山", N[56]), says("闫虫山", "", "大桥村"), ("probable", "闫重山家")),
    case("3.41802E+17 and a village", lives("施来福", N[24]), says("施来福", "3.41802E+17", "大桥村"), ("probable", "施来福家")),
    case("the roster has no number", lives("孔凡林", ""), says("孔凡林", N[25], "大桥村"), ("probable", "孔凡林家")),
    case("the roster's is beyond repair", lives("曹立新", spoilt(N[26])), says("曹立新", N[26], "大桥村"), ("probable", "曹立新家")),
    case("a student number of the roster's ID", lives("严朵朵", N[27]), says("严朵朵", "", student_no="G" + N[27]), ("repaired", "严朵朵家")),
    case("another's number, and a student number of the roster's ID", lives("鲍小丫", N[57]), lives("史大壮", N[58]), says("鲍小丫", N[58], student_no="G" + N[57]), ("repaired", "鲍小丫家")),
    case("a wrong number near a namesake's, and a student number of another's", lives("唐一鸣", N[59], household="一"), lives("唐一鸣", N[60], household="二"), says("唐一鸣", slipped(N[59]), student_no="G" + N[60]), ("repaired", "二")),
    case("namesakes of two villages", lives("华春生", N[28], "金山村", "一"), lives("华春生", N[29], "双桥村", "二"), says("华春生", "", "双桥村"), ("probable", "二")),
    case("namesakes of one village, told by the birth date", lives("金大山", N[30], household="一"), lives("金大山", N[31], household="二"), says("金大山", spoilt(N[31]), "大桥村"), review("一", "二")),
    # one slip in the number and one in the name
    case("a slip and another character, in the village", lives("欧阳春雨", N[80]), says("欧阳春雪", slipped(N[80]), "大桥村"), ("repaired", "欧阳春雨家")),
    case("a slip and another character, in another village of the town", lives("司徒长青", N[81]), says("司徒长江", slipped(N[81]), "双桥村"), ("repaired", "司徒长青家")),
    case("a slip and another character, without a place", lives("上官文华", N[82]), says("上官文明", slipped(N[82])), review("上官文华家")),
    case("a slip and two other characters", lives("夏侯明远", N[83]), says("夏侯光近", slipped(N[83]), "大桥村"), OUTSIDER),
    case("a slip, another character and a homophone", lives("诸葛建国", N[84]), says("诸葛健军", slipped(N[84]), "大桥村"), ("repaired", "诸葛建国家")),
    case("a wrong number as the roster has it, and another character", lives("百里文昌", slipped(N[67])), says("百里文星", slipped(N[67]), "大桥村"), ("repaired", "百里文昌家")),
    case("a slip of one twin's number, and the other's name", lives("端木大龙", N[68], household="端"), lives("端木小龙", twin(N[68]), household="木"), says("端木小龙", slipped(N[68]), "大桥村"), review("端", "木")),
    case("a slip of somebody's number, and the name of another of the village", lives("东方大勇", N[69], household="一"), lives("东方小勇", N[70], household="二"), says("东方小勇", slipped(N[69]), "大桥村"), review("一", "二")),
    case("a valid number of a twin who is not on the roster", lives("西门大虎", N[71]), says("西门小虎", twin(N[71]), "大桥村"), OUTSIDER),
    case("an outsider's number kept by Excel, of somebody born the same day", lives("南宫大豹", N[72]), says("南宫小豹", excels(twin(N[72])), "大桥村"), OUTSIDER, says("南宫小豹", twin(N[72]))),
    case("a number of two of the roster, with a slip", lives("宇文甲", N[73], household="一"), lives("宇文乙", N[73], household="二"), says("宇文甲", slipped(N[73])), ("repaired", "一")),
    case("a number of two of the roster, with a slip, and a third name", lives("长孙甲", N[74], household="一"), lives("长孙乙", N[74], household="二"), says("长孙丙", slipped(N[74]), "大桥村"), review("一", "二")),
    case("a valid number and another character", lives("慕容小花", N[85]), says("慕容小草", N[85], "大桥村"), review("慕容小花家")),
    # numbers of which only the ends are shown
    case("masked, in the village", lives("令狐冲天", N[86]), says("令狐冲天", N[86][:6] + "*" * 8 + N[86][-4:], "大桥村"), ("probable", "令狐冲天家")),
    case("masked by letters, in the village", lives("淳于意", N[75]), says("淳于意", N[75][:6] + "XXXXXXXX" + N[75][-4:], "大桥村"), ("probable", "淳于意家")),
    case("the end masked, in the village", lives("公孙策", N[76]), says("公孙策", N[76][:14] + "****", "大桥村"), ("probable", "公孙策家")),
    case("masked, two namesakes of the village, of one of whom the ends are", lives("仲孙谋", N[79], household="一"), lives("仲孙谋", N[96], household="二"), says("仲孙谋", N[96][:6] + "********" + N[96][-4:], "大桥村"), ("probable", "二")),
    case("masked, two namesakes of the village, and neither's", lives("叔孙通", N[97], household="一"), lives("叔孙通", N[98], household="二"), says("叔孙通", N[98][:6] + "********9999", "大桥村"), review("一", "二")),
    case("masked on the roster, of two namesakes", lives("季孙行", "341802********7777", household="一"), lives("季孙行", N[99][:6] + "********" + N[99][-4:], household="二"), says("季孙行", N[99], "大桥村"), ("probable", "二")),
    case("a wrong number, two namesakes of the village, one without any", lives("公冶长", N[16], household="一"), lives("公冶长", "", household="二"), says("公冶长", spoilt(N[16]), "大桥村"), review("一", "二")),
    case("3.41802E+17, two namesakes of the village, of one the roster has lost a digit", lives("孟孙何", N[47], household="一"), lives("孟孙何", "3" + N[49][2:], household="二"), says("孟孙何", "3.41802E+17", "大桥村"), review("一", "二")),
    case("words for a number, in the village", lives("尉迟恭敬", N[77]), says("尉迟恭敬", "身份证遗失", "大桥村"), ("probable", "尉迟恭敬家")),
    case("zeros for a number, in the village", lives("皇甫端", N[78]), says("皇甫端", "0" * 18, "大桥村"), ("probable", "皇甫端家")),
    case("3.41802E+17 stored as a number, in the village", lives("赫连勃", N[88]), says("赫连勃", "341802000000000000", "大桥村"), ("probable", "赫连勃家")),
    case("3.41802E+17 of another county, in the village", lives("拓跋珪", N[89]), says("拓跋珪", "5.10904E+17", "大桥村"), review("拓跋珪家")),
    case("a float of all its digits", lives("呼延灼", number("1968-08-08", 139)), says("呼延灼", f"{float(number('1968-08-08', 139))!r}"), ("repaired", "呼延灼家")),
    case("somebody's telephone", lives("贺兰山", N[95]), says("贺兰山", "13855551234", "大桥村"), review("贺兰山家")),
    case("masked, the ends another's", lives("独孤求胜", N[87]), says("独孤求胜", N[87][:6] + "********" + "9999", "大桥村"), review("独孤求胜家")),
    # review: a person must decide
    case("a name alone, though it is the only one", lives("魏无忌", N[32]), says("魏无忌", ""), review("魏无忌家")),
    case("a name, and a village where nobody bears it", lives("陶渊明", N[33], "金山村"), says("陶渊明", "", "双桥村"), review("陶渊明家")),
    case("a name and a number beyond repair", lives("姜子牙", N[34]), says("姜子牙", "3418"), review("姜子牙家")),
    case("two namesakes of one village", lives("戚小华", N[35], household="一"), lives("戚小华", N[36], household="二"), says("戚小华", "", "大桥村"), review("一", "二")),
    case("another's number, and a student number that is his as well", lives("薛小葵", N[61]), lives("雷大鹏", N[62]), says("薛小葵", N[62], student_no="G" + N[62]), review("雷大鹏家")),
    case("no number, and a student number of somebody of another name", lives("贺小树", N[63]), lives("倪大海", N[64]), says("贺小树", "", student_no="G" + N[64]), review("贺小树家")),
    case("one person's number, another's name", lives("谢天明", N[37]), says("邹本初", N[37]), review("谢天明家")),
    case("one person's number, the name of another of the village", lives("喻世明", N[38]), lives("柏树林", N[39]), says("柏树林", N[38], "大桥村"), review("喻世明家", "柏树林家")),
    case("beyond one slip, another birth date", lives("水长流", N[40]), says("水长流", of_another_day(N[40]), "大桥村"), review("水长流家")),
    case("the roster's is beyond repair and shows another birth date", lives("窦尔敦", of_another_day(N[41])), says("窦尔敦", N[41], "大桥村"), review("窦尔敦家")),
    case("two valid numbers for one who has none", lives("章含之", ""), says("章含之", N[42], "大桥村"), review("章含之家"), says("章含之", N[43], "大桥村")),
    case("no number, an outsider has name and village", lives("云中鹤", N[44]), says("云中鹤", "", "大桥村"), review("云中鹤家"), says("云中鹤", N[45], "大桥村")),
    case("one slip from a person's number and from an outsider's", lives("苏东坡", N[46]), says("苏东坡", N[46][:15]), review("苏东坡家"), says("苏东坡", number(f"{N[46][6:10]}-{N[46][10:12]}-{N[46][12:14]}", int(N[46][14:17]) + 1))),
    # outsider
    case("nobody of the roster", says("潘安邦", N[48]), OUTSIDER),
    case("nobody of the roster, no number", says("葛优优", "", "大桥村"), OUTSIDER),
    case("a valid number, name and village of somebody", lives("奚若愚", N[50]), says("奚若愚", N[51], "大桥村"), OUTSIDER),
    case("no number, and a student number that nobody of the roster has", lives("滕小舟", N[65]), says("滕小舟", "", student_no="G" + N[66]), OUTSIDER),
    case("a wrong number one slip from that outsider's", lives("范思哲", N[52]), says("范思哲", slipped(N[53]), "大桥村"), OUTSIDER, says("范思哲", N[53])),
    case("another of the household bears the number, both names are known", lives("彭大牛", N[54], household="彭"), lives("鲁小妹", N[54], household="彭"), says("彭大牛", N[54]), ("exact", "彭")),
)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """All rosters in one file, all rows of a dataset in another; every line's rows by their place in it."""
    county, rows, at = County(tmp_path_factory.mktemp("identity")), defaultdict(list), {}
    for line in CASES:
        for dataset, said in (line.row, *line.others):
            rows[dataset].append(said | ({"结算编号": f"B{len(rows[dataset])}"} if dataset == "settlement" else {}))
            at.setdefault(line.words, (dataset, len(rows[dataset]) + 1))
    prefixed = [row | {"户编号": f"{line.words}/{row['户编号']}"} for line in CASES for row in line.roster]
    county.drop("roster", *prefixed)
    for dataset, said in rows.items():
        county.drop(dataset, *said)
    with county.linked() as warehouse:
        yield warehouse, at


@pytest.mark.parametrize("line", CASES, ids=lambda line: line.words)
def test_who_is_it(county, line):
    warehouse, at = county
    dataset, row = at[line.words]
    joined = {(found["how"], found["household"].removeprefix(f"{line.words}/")) for found in warehouse.records(JOINED.format(dataset=dataset), row=row)}
    waiting = {found["household"].removeprefix(f"{line.words}/") for found in warehouse.records(WAITING.format(dataset=dataset), row=row)}
    assert len(joined) <= 1 and not (joined and waiting)
    assert (joined.pop() if joined else review(*waiting) if waiting else OUTSIDER) == line.expected
