"""What counts as received, for which town, and what an extract that is not whole can prove."""

from __future__ import annotations

import pytest

from tests.matchers.desk import County, place
from tests.matchers.people import lives, number, slipped

NAMES = ("王桂英", "李国强", "赵永福", "孙乐乐", "周海波", "吴晓峰", "郑文静", "冯玉兰", "陈大河", "褚来宝")
N = {name: number(f"1950-01-{10 + at}") for at, name in enumerate(NAMES)}
IN_LIQIAO = {"李国强", "孙乐乐"}
IN_SHUIYANG = set(NAMES) - IN_LIQIAO


@pytest.fixture
def county(tmp_path):
    """Ten households of one elder each, two of them in 狸桥镇."""
    county = County(tmp_path)
    county.drop("roster", *(lives(name, N[name], 乡镇=town(name)) for name in NAMES), folder="2023-01")
    return county


def town(name):
    return "狸桥镇" if name in IN_LIQIAO else "水阳镇"


def insured(*names, **more):
    return [{"姓名": name, "证件号码": N[name], **place(town(name)), **more} for name in names]


def lapsed(comparison):
    """(households without insurance, what is said of those not judged)."""
    fired = {signal.household_id.removesuffix("家") for signal in comparison.signals if signal.indicator == "insurance.lapsed"}
    return fired, [line for line in comparison.not_evaluated if "应保未保" in line]


# files of the month → who is found without insurance, and whose absence is not judged
CAME = (
    ("a file for the county", {"医保参保_{}": ["王桂英"]}, set(NAMES) - {"王桂英"}, ""),
    ("headers without rows: nobody is insured", {"医保参保_{}": []}, set(NAMES), ""),
    ("a file for a town", {"医保参保_{}_水阳镇": ["王桂英"]}, IN_SHUIYANG - {"王桂英"}, "狸桥镇"),
    ("a file a town", {"医保参保_{}_水阳镇": ["王桂英"], "医保参保_{}_狸桥镇": ["李国强"]}, set(NAMES) - {"王桂英", "李国强"}, ""),
    ("a county's and a town's", {"医保参保_{}": ["王桂英"], "医保参保_{}_狸桥镇": ["李国强"]}, set(NAMES) - {"王桂英", "李国强"}, ""),
    ("somebody of another town in a town's file is found in it", {"医保参保_{}_水阳镇": ["王桂英", "李国强"]}, IN_SHUIYANG - {"王桂英"}, "狸桥镇"),
    ("no file", {}, set(), "没有收到"),
    ("a file at fault in every row", {"医保参保_{}": ["?王桂英"]}, set(), "没有收到"),
)


@pytest.mark.parametrize(("files", "without", "said"), [case for _, *case in CAME], ids=[words for words, *_ in CAME])
def test_came(county, files, without, said):
    for name, names in files.items():
        rows = insured(*(each.lstrip("?") for each in names), **({"参保状态": "参保中"} if "?" in "".join(names) else {}))
        county.drop("enrolment", *rows, name=name.format("2024-06"))
    county.drop("death")
    with county.judged() as (_, comparison):
        fired, lines = lapsed(comparison)
    assert fired == without
    assert len(lines) == bool(said) and all(said in line and "2024-06医保参保" in line for line in lines)
    assert said != "狸桥镇" or "水阳" not in lines[0]


# How many of the ten each month's extract names; it is whole if it has half of what the up to six before had, three at least.
SERIES = (
    ("the first", 8, True),
    ("the second", 8, True),
    ("two before are too few to tell", 3, True),
    ("3 of (8 + 8 + 3) / 3 = 6.3", 3, False),
    ("9 of (8 + 8 + 3 + 3) / 4 = 5.5", 9, True),
    ("4 of (8 + 8 + 3 + 3 + 9) / 5 = 6.2", 4, True),
    ("3 of (8 + 8 + 3 + 3 + 9 + 4) / 6 = 5.8", 3, True),
    ("2 of (8 + 3 + 3 + 9 + 4 + 3) / 6 = 5", 2, False),
    ("exactly half: 2 of (3 + 3 + 9 + 4 + 3 + 2) / 6 = 4", 2, True),
)


def test_an_extract_has_shrunk(county):
    months = [f"2023-{at:02d}" for at, _ in enumerate(SERIES, 1)]
    for month, (_, size, _) in zip(months, SERIES, strict=True):
        county.drop("enrolment", *insured(*NAMES[:size]), folder=month)
    with county.linked(months[-1]) as warehouse:
        shrunk = {f"{row['month']:%Y-%m}" for row in warehouse.records("FROM linked.shrunk WHERE dataset = 'enrolment'")}
    assert [(words, month in shrunk) for month, (words, *_) in zip(months, SERIES, strict=True)] == [(words, not is_whole) for words, _, is_whole in SERIES]


def test_absence_from_an_extract_that_shrank_proves_nothing_until_it_is_filled_up(county):
    for month, size in (("2024-03", 9), ("2024-04", 9), ("2024-05", 9), ("2024-06", 4)):
        county.drop("enrolment", *insured(*NAMES[:size]), folder=month)
    county.drop("settlement", {"姓名": "王桂英", "证件号码": N["王桂英"], "结算编号": "B1", "医疗总费用": "15000", "个人自付": "15000"})
    with county.judged() as (_, comparison):
        fired, lines = lapsed(comparison)
        assert fired == set() and len(lines) == 1 and "2024-06医保参保" in lines[0] and "没有报全" in lines[0]
        assert {(s.household_id, s.indicator) for s in comparison.signals} == {("王桂英家", "medical.self_pay_month")}, "what rests on no absence is judged"
    county.drop("enrolment", *insured(*NAMES[4:9]), name="医保参保（补报）_2024-06")
    with county.judged() as (_, comparison):
        assert lapsed(comparison)[0] == {NAMES[9]}


def as_sent(name):
    """A row of enrolment; one marked with ! has its number wrong."""
    (row,) = insured(name.strip("! "))
    return row | {"姓名": name.strip("!")} | ({"证件号码": slipped(row["证件号码"])} if "!" in name else {})


# What June's files leave in force, after three months of nine.
IN_FORCE = (
    ("nine, and a resend of three", {"医保参保_{}": NAMES[:9], "医保参保_{}（重报）": NAMES[:3]}),
    ("four, and the same four with numbers corrected", {"医保参保_{}": [f"!{name}" for name in NAMES[:4]], "医保参保_{}（更正）": NAMES[:4]}),
    ("four, and the same four corrected", {"医保参保_{}": NAMES[:4], "医保参保_{}（更正）": [f"{name} " for name in NAMES[:4]]}),
)


@pytest.mark.parametrize("files", [files for _, files in IN_FORCE], ids=[words for words, _ in IN_FORCE])
def test_an_extract_is_as_large_as_what_is_in_force_of_it(county, files):
    for month in ("2024-03", "2024-04", "2024-05"):
        county.drop("enrolment", *insured(*NAMES[:9]), folder=month)
    for name, names in files.items():
        county.drop("enrolment", *(as_sent(each) for each in names), name=name.format("2024-06"))
    with county.judged() as (_, comparison):
        assert lapsed(comparison)[0] == set()


def test_who_is_named_in_a_row_at_fault_is_not_absent(county):
    county.drop("enrolment", *insured(*NAMES[:8]), *insured(NAMES[8], 参保状态="参保中"))
    with county.judged() as (_, comparison):
        assert lapsed(comparison) == ({NAMES[9]}, [])


NAMED = [surname + given for surname in "王李赵孙周吴郑冯陈褚" for given in ("桂英", "国强", "永福", "乐乐", "海波", "晓峰", "文静", "玉兰")]
PEOPLE = [(name, f"1951-0{1 + at % 9}-{10 + at // 9}", "水阳镇" if at < 50 else "狸桥镇") for at, name in enumerate(NAMED)]
# Whom of the 30 of 狸桥镇 June's extract names, by their place; 水阳镇 is whole → whether their absence proves anything
KEPT = (
    ("the town is gone", range(0), False),
    ("fewer than half are left", range(14), False),
    ("half are left", range(15), True),
    ("all but one", range(29), True),
)


@pytest.mark.parametrize(("kept", "is_whole"), [case for _, *case in KEPT], ids=[words for words, *_ in KEPT])
def test_a_town_that_is_missing_from_a_countys_extract_proves_nobody_absent_there(tmp_path, kept, is_whole):
    county = County(tmp_path)
    county.drop("roster", *(lives(name, number(born), 乡镇=town) for name, born, town in PEOPLE), folder="2023-01")
    rows = [{"姓名": name, "证件号码": number(born), **place(town)} for name, born, town in PEOPLE]
    for month in ("2024-03", "2024-04", "2024-05"):
        county.drop("enrolment", *rows, folder=month)
    county.drop("enrolment", *rows[1:50], *(rows[50 + at] for at in kept))
    with county.judged() as (_, comparison):
        fired, lines = lapsed(comparison)
    gone = {PEOPLE[50 + at][0] for at in range(30) if at not in kept}
    assert fired == {PEOPLE[0][0]} | (gone if is_whole else set()), "the town that is whole is judged"
    assert [("狸桥镇" in line, "水阳镇" in line, "没有报全" in line) for line in lines] == ([] if is_whole else [(True, False, True)])
