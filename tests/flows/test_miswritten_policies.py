"""Mistakes in a county's own rule book: `bidui policy check` says each in one Chinese sentence – where, what, what to write instead."""

import re

import pytest

from matchers.rules import all_rules

OWN = 'based_on = "default"\ntitle = "某县规则"\n'
LINE = OWN + '[general.line_yuan]\nunit = "yuan"\nvalues = [{}]\n'
CLASSES = OWN + '[classes]\ntitle = "类别"\nof = [{}]\n'
SHARE = OWN + '[rules.income_drop]\nratio = {{ unit = "share", values = [{{ from = "2024-01", value = {}, document = "县" }}] }}\n'
BANDS = OWN.replace("title", 'grading = "收入分档"\ntitle') + '[general.line_yuan]\nunit = "yuan"\nvalues = [{{ from = "2024-01", value = 7000, document = "县" }}]\n{}'
GREEN = '[general.band_yuan]\nunit = "yuan"\nvalues = [{{ from = "{}", value = {}, document = "县" }}]\n'


def since(month: str = '"2024-01"', value: str = "7000", more: str = "") -> str:
    return LINE.format(f'{{ from = {month}, value = {value}, document = "县"{more} }}')


STOPS = (
    ("a wrong word", OWN.replace("title", 'grading = "四色"\ntitle'), ("grading", "四色", "三色、收入分档")),
    ("a section misspelt", OWN + "[lead]\ndue_days = 10\n", ("lead，是不是 leads",)),
    ("a key in another's place", OWN + "[leads]\ndue_day = 10\n", ("due_day 要写在 [intake] 的下面",)),
    ("a key of the top below a section", OWN + '[leads]\ndue_days = 10\ngrading = "三色"\n', ("grading 要写在最前面",)),
    ("no value", LINE.format('{ from = "2024-01", document = "县" }'), ("line_yuan 的第1项没有写 value",)),
    ("no document", LINE.format('{ from = "2024-01", value = 7000 }'), ("没有写 document",)),
    ("no value for the rest", since(more=', labour = "有"'), ("给其余的户",)),
    ("a circle of books", 'based_on = "本县规则.toml"\ntitle = "某县规则"\n', ("based_on 绕了一圈",)),
    ("a circle of kinds", LINE.format('{ from = "2024-01", value = 1, kinds = ["困难"], document = "县" }, { from = "2024-01", value = 2, document = "县" }') + '[kinds]\ntitle = "人群"\nof = [{ name = "困难", red = true }]\n', ("line_yuan 不能按困难定数",)),
    ("a number as text", since(value='"7000"'), ('"7000"，数字两边不要加引号',)),
    ("a number with commas", since(value="7,000"), ("第5行", "写成 7000")),
    ("a number with its unit", since(value="7000元"), ("第5行", "不写单位，如 7000")),
    ("no number", since(value="nan"), ("大于0的数",)),
    ("a yes for a number", since(value="true"), ("不是数字",)),
    ("less than nothing", since(value="-7000"), ("-7000", "大于0的数")),
    ("a percentage for a share", SHARE.format(50), ("ratio", "50", "0到1之间的数")),
    ("an unknown indicator", OWN + '[indicators]\non = ["loan.overdues"]\n', ("不认识 loan.overdues，是不是 loan.overdue",)),
    ("an indicator by its title", OWN + '[indicators]\non = ["多人患病"]\n', ("是不是 medical.members_ill",)),
    ("an indicator on and off", OWN + '[indicators]\non = ["loan.overdue"]\noff = ["loan.overdue"]\n', ("只能写在一处",)),
    ("on in a list and off in its section", OWN + '[indicators]\non = ["loan.overdue"]\n[rules.loan_overdue]\nenabled = false\n', ("[rules.loan_overdue]", "enabled = false", "只能写在一处")),
    ("off in a list and on in its section", OWN + '[indicators]\noff = ["income.drop"]\n[rules.income_drop]\nenabled = true\n', ("[rules.income_drop]", "enabled = true", "只能写在一处")),
    ("a channel switched off", OWN + '[indicators]\noff = ["self_report.filed"]\n', ("self_report.filed", "自主申报的渠道，不能关")),
    ("a base that is not there", 'based_on = "gansu-2022"\ntitle = "某县规则"\n', ("based_on", "gansu-2022", "gansu-2021")),
    ("a class without a name", CLASSES.format('{ indicators = ["medical"] }'), ("[classes]", "第1项没有写 name")),
    ("a class twice", CLASSES.format('{ name = "病", indicators = ["medical"] }, { name = "病", indicators = ["disability"] }'), ("病 写了两次",)),
    ("classes without a title", OWN + '[classes]\nof = [{ name = "病", indicators = ["medical"] }]\n', ("没有写 title",)),
    ("bands without green", BANDS.format(""), ("[general.band_yuan]",)),
    ("bands that overlap", BANDS.format(GREEN.format("2024-01", 5000)), ("band_yuan（5000）要高于 line_yuan（7000）",)),
    ("bands with no yellow between", BANDS.format(GREEN.format("2024-01", 7000)), ("要高于",)),
    ("30 February", OWN + '[leads]\nreminders = [{ on = 2024-02-30, words = "报表" }]\n', ("第4行", "2024-02-30 没有这一天")),
    ("a day for a month", since('"2024-02-30"'), ("2024-02-30", '要写成加引号的月份，如 from = "2024-01"')),
    ("a month unquoted", since("2024-01-01"), ("要写成加引号的月份",)),
    ("ended before it began", since(more=', until = "2023-12"'), ("until", "还早")),
    ("a section twice", OWN + "[leads]\ndue_days = 10\n[leads]\nissue_day = 8\n", ("第5行", "[leads] 前面已经写过")),
    ("a setting twice", OWN + "[leads]\ndue_days = 10\ndue_days = 12\n", ("第5行", "due_days 前面已经写过")),
    ("Chinese quotes", since("“2024-01”"), ("第5行", "中文标点 “")),
    ("a term for no step", OWN + '[leads]\nsteps = ["核实", "认定"]\ndue_step = "审定"\n', ("due_step", "审定", "核实、认定")),
    ("a grid upside down", OWN + '[papers]\ngroup_size = [40, 20]\n', ("group_size", "[20, 40]")),
    ("values that are no list", OWN + '[general.line_yuan]\nunit = "yuan"\nvalues = 7000\n', ("values 要写成一列",)),
    ("a title that is a number", 'based_on = "default"\ntitle = 2026\n', ("title", "2026", "一行加引号的文字")),
    ("a title of two lines", 'based_on = "default"\ntitle = "某县\\n规则"\n', ("title", "一行加引号的文字")),
    ("a step called as an answer is", OWN + '[leads]\nsteps = ["入户", "是否属实"]\n', ("[leads] 的 steps", "是否属实", "换一个叫法")),
    ("a step that might be one", OWN + '[leads]\nsteps = ["入户", "纳入监测"]\n', ("纳入监测", "分不清")),
    ("a class called as a column is", CLASSES.replace('"类别"', '"户主"').format('{ name = "病", indicators = ["medical"] }'), ("[classes] 的 title", "户主")),
    ("a class called as a step is", CLASSES.format('{ name = "病", indicators = ["medical"] }') + '[leads]\nsteps = ["类别"]\n', ("[leads] 的 steps", "类别")),
    ("a title that no sheet may bear", CLASSES.replace('"类别"', '"类/别"').format('{ name = "病", indicators = ["medical"] }'), ("类/别", "不带空格和标点")),
    ("steps that are one", OWN + '[leads]\nsteps = ["入户、评议"]\n', ("入户、评议", "不带空格和标点")),
    ("an outcome that says untrue", OWN + '[leads]\noutcomes = ["已解决", "数据错误"]\n', ("outcomes", "数据错误", "不属实")),
    ("an extract by its department", OWN + '[intake]\nexpected = ["残联"]\n', ("不认识 残联，是不是 disability",)),
    ("a document that is a number", LINE.format('{ from = "2024-01", value = 7000, document = 12 }'), ("document 要写成加引号的文字",)),
)
WARNS = (
    ("a class that nobody is of", CLASSES.format('{ name = "因债" }'), ("“因债”没有写 indicators、kinds 或 labour，谁都归不进去",)),
    ("a class of what is off", CLASSES.format('{ name = "信贷", indicators = ["loan"] }'), ("“信贷”写的指标都没有打开", "[indicators]")),
    ("a class of a kind that the roster has not", CLASSES.format('{ name = "贫困", kinds = ["建档立卡户"] }'), ("“建档立卡户”", "脱贫户")),
    ("visits to a kind that there is not", OWN + '[visits]\nof = [{ kinds = ["重点户"], every_months = 1 }]\n', ("[visits]", "“重点户”")),
    ("one value into another's time", LINE.format('{ from = "2024-01", until = "2024-12", value = 7000, document = "县" }, { from = "2024-06", value = 7500, document = "县" }'), ("2024-01 起的值写到 2024-12，2024-06 起又有一个",)),
    ("all switched off", OWN + f"[indicators]\noff = {[rule.indicator for rule in all_rules().values() if rule.source == '部门预警']}\n".replace("'", '"'), ("指标都关掉了",)),
    ("a gap in time", LINE.format('{ from = "2023-01", until = "2023-12", value = 7000, document = "县" }, { from = "2024-03", value = 7500, document = "县" }'), ("2024-01 至 2024-02 没有值",)),
    ("bands that begin later", BANDS.format(GREEN.format("2025-01", 10000)), ("band_yuan", "2024-06 没有值")),
    ("an empty document", LINE.format('{ from = "2024-01", value = 7000, document = "" }'), ("没有写依据的文件",)),
)


@pytest.fixture
def check(tmp_path, bidui):
    """What is said of a rule book of these words, and the exit code."""
    def checked(text: str | bytes) -> tuple[str, int]:
        path = tmp_path / "本县规则.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        done = bidui("policy", "check", str(path), "--month", "2024-06")
        return done.output, done.exit_code

    return checked


@pytest.mark.parametrize(("text", "named"), [case for _, *case in STOPS], ids=[words for words, *_ in STOPS])
def test_what_cannot_be_followed_is_one_sentence(check, text, named):
    said, code = check(text)
    assert code == 2 and all(words in said for words in ("本县规则.toml", *named)), said
    assert len(said.strip().splitlines()) == 1 and not re.search(r"Traceback|\(at line|Error", said), said


@pytest.mark.parametrize(("text", "named"), [case for _, *case in WARNS], ids=[words for words, *_ in WARNS])
def test_what_can_be_followed_but_is_hardly_meant_is_one_warning(check, text, named):
    said, code = check(text)
    (line,) = [line for line in said.splitlines() if "注意" in line and "要注意的" not in line]
    assert code == 0 and all(words in line for words in named), said


@pytest.mark.parametrize(("saved", "typed"), [("本县规则.toml.txt", "本县规则.toml"), ("本县规则.txt", "本县规则.txt"), ("本县规则", "本县规则")])
def test_notepad_may_call_it_something_else(tmp_path, bidui, saved, typed):
    (tmp_path / saved).write_text(OWN, "utf-8")
    done = bidui("policy", "check", str(tmp_path / typed))
    assert done.exit_code == 2 and f"{saved} 请改名为 本县规则.toml" in done.output


def test_notepad_may_save_it_with_a_mark_before_it(check):
    assert check(b"\xef\xbb\xbf" + OWN.encode())[1] == 0


def test_another_encoding_is_told(check):
    said, code = check(OWN.encode("gb18030"))
    assert code == 2 and "UTF-8" in said and len(said.strip().splitlines()) == 1
