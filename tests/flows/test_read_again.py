"""What was refused is not known: the same bytes are read again under another name, by another program, with a layout or a dataset added."""

from pathlib import Path

import openpyxl
import pytest

from flows import arrivals
from flows.county import opened
from flows.taking_in import collect_month
from flows.wires.locking import locked
from flows.workspace import Workspace
from schemas.mistakes import Mistake
from schemas.months import parse_month
from tests.flows import small


@pytest.fixture
def county(tmp_path):
    return small.build(tmp_path / "county")


def collected(county):
    return collect_month(Workspace.at(county.home), parse_month(small.MONTH))


def stored(county, dataset):
    """Rows in force, as linking sees them."""
    with opened(Workspace.at(county.home)) as warehouse:
        from matchers.months import linking

        linking.note_parts(warehouse, parse_month(small.MONTH))
        return sorted(warehouse.rows(f'SELECT part.path, stored."row" FROM intake.{dataset} AS stored JOIN linked.part AS part ON part.part_id = stored.part_id'))


def receipt(county, department):
    book = openpyxl.load_workbook(county.outbox() / "departments" / f"{department}_回执_{small.MONTH}.xlsx")
    return "\n".join(" | ".join(str(cell.value or "") for cell in row) for sheet in book for row in sheet.iter_rows())


def unreadable(county, name="无名") -> Path:
    """Deaths under a name and headers that say nothing."""
    path = county.inbox / small.MONTH / f"{name}.csv"
    path.write_text(f"甲,乙,丙\n孙大河,{small.SUN},2024-06-03\n", "utf-8-sig")
    return path


def readable(county, name):
    return county.drop("death", {"姓名": "孙大河", "证件号码": small.SUN, "死亡日期": "2024-06-03"}, name=name)


def test_the_same_bytes_under_a_better_name(county):
    """Without a name that says so, a household's and a person's list of the same columns cannot be told."""
    path = readable(county, "死亡登记_209913")
    content = path.read_bytes()
    path.unlink()
    bad = county.inbox / small.MONTH / "x.zip"
    bad.write_bytes(content)  # what is no archive is refused by its name
    collected(county)
    assert "未采用" in receipt(county, "乡村振兴局") and not stored(county, "death")
    (county.inbox / small.MONTH / "死亡登记_202406.csv").write_bytes(content)
    collected(county)
    assert len(stored(county, "death")) == 1
    assert "旧的一份" in receipt(county, "乡村振兴局") and "未采用" not in receipt(county, "乡村振兴局")


def test_by_another_program(county, monkeypatch):
    unreadable(county)
    collected(county)
    assert collected(county).new_files == 0
    monkeypatch.setattr(arrivals, "_program", lambda: "a later one")
    again = collected(county)
    assert again.new_files == again.refused_files == 1, "only what was refused is read again"
    assert collected(county).new_files == 0
    assert receipt(county, "乡村振兴局").count("无名.csv") == 1


def test_when_the_county_adds_a_layout(county):
    unreadable(county)
    collected(county)
    (county.home / "layouts").mkdir()
    layout = 'dataset = "death"\nheadings = ["甲", "乙", "丙"]\n[columns]\nname = "甲"\nid_number = "乙"\ndied_on = "丙"\n'
    (county.home / "layouts/死亡.toml").write_text(layout, "utf-8")
    assert collected(county).refused_files == 0
    assert len(stored(county, "death")) == 1
    assert collected(county).new_files == 0


def test_when_a_dataset_is_added(county, monkeypatch):
    from schemas import dataset, recognise

    every = dict(dataset.all_datasets())
    without = {name: one for name, one in every.items() if name != "death"}
    readable(county, "死亡登记_202406")
    for module in (dataset, recognise):
        monkeypatch.setattr(module, "all_datasets", lambda: without)
    monkeypatch.setattr(arrivals, "_program", lambda: "before")
    first = collected(county)
    assert first.refused_files == 1
    monkeypatch.undo()
    assert collected(county).new_files == 1
    assert len(stored(county, "death")) == 1


def test_sheets_that_were_used_are_not_counted_twice_and_keep_their_turn(county, monkeypatch):
    """A workbook with one sheet of use, and one that is more than notes, is read again; a correction that came after it in name still wins."""
    book = openpyxl.Workbook()
    for title, rows in (("死亡登记", [["姓名", "证件号码", "死亡日期"], ["孙大河", small.SUN, "2024-06-03"]]), ("别的", [["甲", "乙", "丙"], *[["1", "2", "3"]] * 25])):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(county.inbox / small.MONTH / "死亡登记_202406.xlsx")
    county.drop("death", {"姓名": "孙大河", "证件号码": small.SUN, "死亡日期": "2024-06-09"}, name="死亡登记_202406_更正")
    collected(county)
    before = stored(county, "death")
    monkeypatch.setattr(arrivals, "_program", lambda: "a later one")
    assert collected(county).new_files == 1
    assert len(before) == 2 and stored(county, "death") == before
    with opened(Workspace.at(county.home)) as warehouse:
        (last,) = warehouse.rows("SELECT path FROM linked.part WHERE dataset = 'death' ORDER BY order_no DESC LIMIT 1")
    assert "更正" in last[0]


def test_the_newest_version_of_a_file_speaks(county):
    path = county.drop("house", {"姓名": "李国强", "证件号码": small.LI, "改造状态": "不需要改造"}, {"姓名": "王桂英", "证件号码": small.WANG, "改造状态": "不需要改造"}, name="住房安全_202406")
    collected(county)
    said = receipt(county, "住建局")
    assert "“不需要改造” × 2行" in said and "出错的行1" in said
    path.unlink()
    county.drop("house", {"姓名": "李国强", "证件号码": small.LI}, {"姓名": "王桂英", "证件号码": small.WANG}, name="住房安全_202406")
    collected(county)
    said = receipt(county, "住建局")
    assert "没有需要改正的地方" in said and "旧的一份" in said and "不需要改造" not in said


def test_a_file_with_notes_beside_its_data_is_not_read_again(county, monkeypatch):
    book = openpyxl.Workbook()
    book.active.append(["姓名", "证件号码", "死亡日期"])
    book.active.append(["孙大河", small.SUN, "2024-06-03"])
    book.create_sheet("填报说明").append(["本表每月5日前报送。"])
    book.save(county.inbox / small.MONTH / "死亡登记_202406.xlsx")
    collected(county)
    monkeypatch.setattr(arrivals, "_program", lambda: "a later one")
    assert collected(county).new_files == 0


FAULTY = 1  # files of the county with rows at fault, which any change of layouts may mend
LAYOUT = 'dataset = "death"\nheadings = ["甲", "乙", "丙"]\n[columns]\nname = "甲"\nid_number = "乙"\ndied_on = "丙"\n'


def lay(county, text, name="死亡"):
    (county.home / "layouts").mkdir(exist_ok=True)
    (county.home / f"layouts/{name}.toml").write_text(text, "utf-8")


def test_the_receipt_goes_to_whom_the_layout_names(county):
    """Unless the file lies in a department's folder."""
    lay(county, LAYOUT + "", "死亡")
    lay(county, LAYOUT.replace("\n", '\ndepartment = "公安局"\n', 1))
    path = unreadable(county)
    (path.parent / "残联").mkdir()
    (path.parent / "残联/另一份.csv").write_text(path.read_text("utf-8-sig").replace("2024-06-03", "2024-06-04"), "utf-8-sig")
    collected(county)
    assert len(stored(county, "death")) == 2
    assert "无名.csv" in receipt(county, "公安局") and "另一份.csv" in receipt(county, "残联")
    assert "无名.csv" not in receipt(county, "民政局") and "另一份.csv" not in receipt(county, "公安局")


def died_on(county):
    with opened(Workspace.at(county.home)) as warehouse:
        from matchers.months import linking

        linking.note_parts(warehouse, parse_month(small.MONTH))
        return [str(day) for (day,) in warehouse.rows("SELECT died_on FROM intake.death JOIN linked.part USING (part_id)")]


def test_what_was_taught_wrongly_is_read_again_when_it_is_taught_anew(county):
    """All of it had been used; what the first layout made of it no longer counts."""
    path = county.inbox / small.MONTH / "无名.csv"
    path.write_text(f"甲,乙,丙,丁\n孙大河,{small.SUN},2024-06-03,2024-05-30\n", "utf-8-sig")
    lay(county, LAYOUT)
    collected(county)
    assert died_on(county) == ["2024-06-03"]
    lay(county, LAYOUT.replace('died_on = "丙"', 'died_on = "丁"'))
    assert collected(county).new_files == 1 + FAULTY and died_on(county) == ["2024-05-30"]
    assert collected(county).new_files == 0
    (county.home / "layouts/死亡.toml").unlink()
    assert collected(county).refused_files == 1 and died_on(county) == []


def test_what_was_read_without_a_layout_is_read_again_when_one_is_of_it(county):
    county.drop("death", {"姓名": "孙大河", "证件号码": small.SUN, "死亡日期": "2024-06-03", "火化日期": "2024-06-05"}, name="死亡登记_202406")
    collected(county)
    lay(county, LAYOUT)
    assert collected(county).new_files == FAULTY, "of another table"
    lay(county, 'dataset = "death"\nheadings = ["姓名", "火化日期"]\n[columns]\ndied_on = "火化日期"\n', "火化")
    assert collected(county).new_files == 1 + FAULTY and died_on(county) == ["2024-06-05"]
    assert collected(county).new_files == 0


def test_status_does_not_stop_at_a_miswritten_layout(county):
    collected(county)
    lay(county, "dataset =")
    with opened(Workspace.at(county.home)) as warehouse:
        assert arrivals.not_yet_read(Workspace.at(county.home), warehouse, parse_month(small.MONTH)) is not None
    with pytest.raises(Mistake, match="死亡"):
        collected(county)


def test_what_a_correction_told_is_read_again_when_it_says_otherwise(county):
    county.drop("house", {"姓名": "李国强", "证件号码": small.LI, "改造状态": "不需要改造"}, name="住房安全_202406")
    said = '[[value]]\ndataset = "house"\ncolumn = "renovation"\nwritten = "不需要改造"\nmeans = "{}"\nreason = "住建局的写法"\ndate = 2024-06-05\n'
    (county.home / "corrections.toml").write_text(said.format("已竣工"), "utf-8")
    collected(county)
    (county.home / "corrections.toml").write_text(said.format("无需改造"), "utf-8")
    assert collected(county).new_files == 1 + FAULTY
    assert "当作“无需改造”" in receipt(county, "住建局")


def test_a_workbook_under_a_password_once_that_is_set(county, tmp_path):
    """And refused, not read, under another."""
    book = openpyxl.Workbook()
    for row in (["姓名", "证件号码", "死亡日期"], ["孙大河", small.SUN, "2024-06-03"], *[[f"备注{at}" * 40] for at in range(60)]):
        book.active.append(row)
    plain = tmp_path / "plain.xlsx"
    book.save(plain)
    (county.inbox / small.MONTH / "死亡登记_202406.xlsx").write_bytes(locked(plain.read_bytes(), "秘密-1"))
    assert collected(county).refused_files == 1 and "设了打开密码" in receipt(county, "民政局")
    county_toml = county.home / "county.toml"
    county_toml.write_text(county_toml.read_text("utf-8") + f'\n[send."民政局"]\nto = "{tmp_path.as_posix()}"\npassword = "mz"\n', "utf-8")
    for password, rows in (("别的", 0), ("秘密-1", 1)):
        (county.home / "secrets.toml").write_text(f'mz = "{password}"\n', "utf-8")
        (county.home / "secrets.toml").chmod(0o600)
        collected(county)
        assert len(stored(county, "death")) == rows
    assert collected(county).new_files == 0
