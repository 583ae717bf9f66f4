"""A file that cannot be read is taught once: a 对照表 filled in, put into returns/, and next month's is read too; corrections of single words."""

import io

import openpyxl
import pytest

from flows.status import status_of
from flows.taking_in import collect_month, returns_month
from flows.teaching import teach, tried
from flows.workspace import Workspace
from schemas.mistakes import Mistake
from schemas.months import parse_month
from tests.flows import small
from tests.flows.taught.clerk import answer

JUNE = parse_month(small.MONTH)
HEADER = ["序", "老人家名字叫", "号头", "钱数", "住哪"]


@pytest.fixture
def county(tmp_path):
    return small.build(tmp_path / "county")


def dropped(county, month=small.MONTH, paid="600"):
    book = openpyxl.Workbook()
    for row in (["某某镇名单"], HEADER, ["1", "王桂英", small.WANG, paid, "水阳镇大桥村三组"], ["2", "孙大河", small.SUN, paid, "水阳镇大桥村"]):
        book.active.append(row)
    path = county.inbox / month / f"特别补贴{month}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def filled(county, table, answers, means):
    book = openpyxl.load_workbook(table)
    for row in book["先回答"].iter_rows():
        if row[0].value in answers:
            row[1].value = answers[row[0].value]
    for row in book["对照表"].iter_rows():
        if row[1].value in HEADER:
            row[5].value = means.get(row[1].value, "不用")
    folder = county.home / "returns" / small.MONTH
    folder.mkdir(parents=True, exist_ok=True)
    book.save(folder / "对照表.xlsx")


def at(county):
    return Workspace.at(county.home)


MEANS = {"老人家名字叫": "姓名", "号头": "证件号码", "钱数": "发放金额", "住哪": "地址"}


def test_taught_once_and_read_every_month(county):
    path = dropped(county)
    assert collect_month(at(county), JUNE).refused_files == 1
    (table,) = teach(at(county), path)
    shown = "\n".join(str(cell.value) for sheet in openpyxl.load_workbook(table) for row in sheet.iter_rows() for cell in row)
    assert small.WANG not in shown and "王桂英" in shown, "numbers are masked"
    filled(county, table, {"这是哪一种数据": "社会救助"}, MEANS)
    assert returns_month(at(county), JUNE).refused_files == 0
    (part,) = tried(at(county), path, JUNE)
    assert part.absent == ("kind",) and part.stored == 2, "nothing was said of the kind: it is unknown; whoever is on the list gets it, as the 对照表 asked"
    assert collect_month(at(county), JUNE).refused_files == 0, "the file is read again at once"
    assert collect_month(at(county), parse_month("2024-07")).new_files == 0
    (part,) = tried(at(county), dropped(county, "2024-07", "700"), parse_month("2024-07"))
    assert part.rows["amount"].tolist() == [70000, 70000] and part.rows["village"].tolist() == ["大桥村", "大桥村"] and part.recognised.month == parse_month("2024-07")


def test_a_table_put_back_is_learnt_before_files_are_read_and_one_being_typed_into_is_kept(county):
    path = dropped(county)
    collect_month(at(county), JUNE)
    receipts = [path.read_bytes() for path in (at(county).outbox(JUNE) / "departments").iterdir()]
    told = [str(cell.value) for receipt in receipts for row in openpyxl.load_workbook(io.BytesIO(receipt))["回执"].iter_rows() for cell in row if cell.value]
    assert any("不用改，告诉乡村振兴局" in words for words in told) and not any("bidui" in words for words in told), "who has no bidui is told no command"
    (table,) = teach(at(county), path)
    issued = table.read_bytes()
    filled(county, table, {"这是哪一种数据": "社会救助"}, MEANS)
    back = county.home / "returns" / small.MONTH / "对照表.xlsx"
    half = back.read_bytes()
    back.unlink()
    table.write_bytes(half)
    assert any("对照表_" in line and "填好了请放进 returns/2024-06/" in line for line in collect_month(at(county), JUNE).notices)
    with pytest.raises(Mistake, match="已经填了东西，没有重写"):
        teach(at(county), path)
    assert table.read_bytes() == half
    back.write_bytes(half)
    table.write_bytes(issued)
    outcome = collect_month(at(county), JUNE)
    assert [line.rpartition("：")[2] for line in outcome.taught] == ["当作《社会救助》读"]
    assert outcome.new_files and not outcome.refused_files and not table.exists(), "one collecting both learns and reads; no empty table is left"
    assert not any("对照表" in line for line in outcome.notices)


def test_a_file_is_tried_as_of_the_month_in_whose_folder_it_lies(county, bidui):
    path = county.drop("house", {"姓名": "李国强", "证件号码": small.LI}, name="住房安全")
    assert f"，{small.MONTH}，读到" in bidui("layouts", "--try", path, "--home", county.home).output


@pytest.mark.parametrize(
    ("answers", "means", "words"),
    [
        ({}, MEANS, "要从下拉列表里选一种"), ({"这是哪一种数据": "社会救助"}, MEANS | {"序": "姓名"}, "有几列都认作 姓名"), ({"这是哪一种数据": "死亡登记"}, MEANS, "--as 死亡登记 重出一份"),
    ],
)  # fmt: skip
def test_what_a_table_filled_in_wrongly_says(county, answers, means, words):
    path = dropped(county)
    (table,) = teach(at(county), path)
    filled(county, table, {"这是哪一种数据": "随便什么"} | answers, means)
    assert any(words in line for line in returns_month(at(county), JUNE).unused)
    assert not (county.home / "layouts").exists()


def test_a_word_of_the_countys_own(county):
    county.drop("house", {"姓名": "李国强", "证件号码": small.LI, "改造状态": "不需要改造"}, name="住房安全_202406")
    collect_month(at(county), JUNE)
    correction = '[[value]]\ndataset = "house"\ncolumn = "renovation"\nwritten = "不需要改造"\nmeans = "无需改造"\nreason = "住建局的写法"\ndate = 2026-11-26\n'
    correction += '[[header]]\ndataset = "house"\ncolumn = "grade"\nwritten = "安全档次"\nreason = "住建局的写法"\ndate = 2026-11-26\n'
    (county.home / "corrections.toml").write_text(correction, "utf-8")
    assert collect_month(at(county), JUNE).refused_files == 0
    (part,) = tried(at(county), county.inbox / small.MONTH / "住房安全_202406.csv", JUNE)
    assert part.rows["renovation"].tolist() == ["无需改造"] and any("“不需要改造”按本县的更正当作“无需改造”（1行；住建局的写法）" in words for words in part.warnings)


CORRECTION = '[[{}]]\ndataset = "{}"\ncolumn = "{}"\nwritten = "{}"\n{}reason = "本县的写法"\ndate = 2026-11-26\n'


def test_a_header_of_ones_own_is_no_other_datasets_and_what_meets_nothing_is_said(county):
    house = county.drop("house", {"姓名": "李国强", "证件号码": small.LI}, name="住房安全_202406")
    house.write_text(house.read_text("utf-8-sig").replace("鉴定等级", "等级").replace("房屋等级", "等级"), "utf-8")
    (county.inbox / small.MONTH / "持证残疾人_202406.csv").write_text(f"姓名,证件号码,残疾证号,残疾类别,残疾等级,等级,证件状态\n王桂英,{small.WANG},{small.WANG}42,肢体,二级,x,有效\n", "utf-8")
    told = CORRECTION.format("header", "house", "grade", "等级", "") + CORRECTION.format("value", "house", "renovation", "早已改好", 'means = "已竣工"\n')
    (county.home / "corrections.toml").write_text(told, "utf-8")
    collect_month(at(county), JUNE)
    (house,) = tried(at(county), county.inbox / small.MONTH / "住房安全_202406.csv", JUNE)
    assert house.rows["grade"].notna().all() and "列名“等级”按本县的更正当作“鉴定等级”（本县的写法）" in house.warnings
    (card,) = tried(at(county), county.inbox / small.MONTH / "持证残疾人_202406.csv", JUNE)
    assert not any("更正" in words for words in card.warnings) and (not card.stored or card.rows["grade"].notna().all())
    unmet = [words for words in status_of(at(county), JUNE).doubts if "没有遇到" in words]
    assert unmet == ["corrections.toml 里《住房安全》的“早已改好”当作“已竣工”，这个月的表里没有遇到；部门改了写法的话，可以删掉"]


def test_a_table_that_says_nothing_but_words_writes_corrections(county):
    path = county.drop("house", {"姓名": "李国强", "证件号码": small.LI, "改造状态": "早已改好"}, name="住房安全_202406")
    assert collect_month(at(county), JUNE).refused_files == 1
    (table,) = teach(at(county), path)
    answer(table, {"says": [["改造状态", "早已改好", "已竣工"]]}, county.home / "returns" / small.MONTH / "对照表.xlsx")
    assert returns_month(at(county), JUNE).refused_files == 0 and collect_month(at(county), JUNE).refused_files == 0
    assert 'written = "早已改好"\nmeans = "已竣工"\nreason = "对照表：住房安全_202406.csv"' in (county.home / "corrections.toml").read_text("utf-8")
    assert not (county.home / "layouts").exists()
    (part,) = tried(at(county), path, JUNE)
    assert part.rows["renovation"].tolist() == ["已竣工"]


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[[values]]\n", "不认识的 values"), ('[[value]]\ndataset = "house"\n', "缺少或不认识"), ("value = 不需要", "写法有错"),
        ('[[value]]\ndataset = "house"\ncolumn = "renovation"\nwritten = "x"\nmeans = "y"\nreason = "z"\ndate = 2026-11-26\n', "应为：无需改造"),
    ],
)  # fmt: skip
def test_a_correction_that_cannot_be_used(county, toml, words):
    (county.home / "corrections.toml").write_text(toml, "utf-8")
    with pytest.raises(Mistake, match=words):
        collect_month(at(county), JUNE)
