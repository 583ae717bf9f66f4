"""Written names: when two are one, as homophones, variants and traditional characters, spaces, dots and remarks go."""

import pytest

from schemas import names

AGREE = (
    ("王桂英", "王桂英"),
    # homophones
    ("王桂英", "王贵英"),
    ("李明", "李鸣"),
    ("欧阳修", "欧阳秀"),
    ("单小红", "善小红"),
    ("曾强", "增强"),
    ("长生", "常生"),
    # traditional and variant characters
    ("张国华", "張國華"),
    ("刘军", "劉軍"),
    ("吴秀峰", "吳秀峯"),
    # spaces, dots, width
    ("王 桂 英", "王桂英"),
    ("王　桂英", "王桂英"),
    ("王桂英\u200b", "王桂英"),
    ("阿卜杜拉·买买提", "阿卜杜拉•买买提"),
    ("阿卜杜拉·买买提", "阿卜杜拉．买买提"),
    ("阿卜杜拉·买买提", "阿卜杜拉‧买买提"),
    ("阿卜杜拉·买买提", "阿卜杜拉买买提"),
    *(("阿卜杜拉·买买提", f"阿卜杜拉{dot}买买提") for dot in "ꞏ⸱丶、-—–᛫◦,'・｡"),
    ("ＬＩ明", "li明"),
    # a remark in brackets
    ("王桂英（户主）", "王桂英"),
    ("王桂英(已外出)", "王桂英"),
    ("王桂英【代】", "王桂英"),
    ("王桂英（外出", "王桂英"),
    ("王桂英（曾用名：王小妹）", "王桂英"),
    ("王桂英 曾用名王小妹", "王桂英"),
    # what numbers or labels it
    *((f"{before}王桂英", "王桂英") for before in ("1、", "12.", "3 ", "（4）", "①", "户主：", "姓名:", "1、户主：")),
    *((f"王桂英{after}", "王桂英") for after in (" 女", " 户主", "　本人")), ("李 男", "李男"), ("王 女", "王女"),
    # a character that did not survive agrees with any, as long as another is known
    ("王?英", "王桂英"),
    ("□桂英", "王桂英"),
    ("王桂\ue000", "王桂英"),
    # characters beyond the first 65,536
    ("王𠅤英", "王𠅤英"),
    ("王?英", "王𱍐英"),
)
DIFFER = (
    ("王桂英", "王桂芳"), ("王桂英2", "王桂英"),
    ("王桂英", "李桂英"),
    ("王桂", "王桂英"),
    ("女王", "吕王"),
    ("英桂王", "王桂英"),
    ("王某某", "王桂英"),
    ("???", "王桂英"),
    ("", "王桂英"),
    ("", ""),
    ("（户主）", "（户主）"),
    ("阿卜杜拉·买买提", "阿卜杜拉"),
    ("王𠅤英", "王桂英"),
    ("王𱍐英", "王桂英"),  # rarer than Python 3.11 knows
)


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_are_one_name(one, other):
    assert names.agree(names.clean(one), names.clean(other))
    assert names.agree(names.clean(other), names.clean(one))


@pytest.mark.parametrize(("one", "other"), DIFFER)
def test_are_two_names(one, other):
    assert not names.agree(names.clean(one), names.clean(other))
    assert not names.agree(names.clean(other), names.clean(one))


@pytest.mark.parametrize(("one", "other"), [pair for pair in AGREE if "?" not in names.clean(pair[0])])
def test_one_name_has_a_sound_in_common(one, other):
    """The sound is how namesakes are looked for where the number is wrong: whoever agrees must be among them."""
    assert set(names.sounds(names.clean(one))) & set(names.sounds(names.clean(other)))


@pytest.mark.parametrize(
    ("name", "sounds"),
    [
        ("常生", ["chang sheng"]),
        ("长生", ["zhang sheng", "chang sheng"]),
        ("单重", ["shan zhong", "dan zhong", "shan chong", "dan chong"]),
        ("黑山", ["he shan", "hei shan"]),  # he only as a surname
        ("李红", ["li hong"]),  # gong in one old word only
        ("翟红", ["zhai hong", "di hong"]),  # stands in no word but names
        ("陆玲", ["lu ling"]),  # liu is the numeral, and 刘玲 another
        ("贾柏", ["jia bai", "jia bo"]),  # gu the merchant
        ("李?", ["li ?"]),
        ("", [""]),
    ],
)
def test_sounds(name, sounds):
    assert names.sounds(name)[0] == names.key(name) == sounds[0]
    assert sorted(names.sounds(name)) == sorted(sounds)
    assert sorted(names.other_sounds([name])) == sorted((name, sound) for sound in sounds[1:])


def test_a_long_name_has_few_sounds():
    sounds = names.sounds("长乐重单" * 6)
    assert len(sounds) == len(set(sounds)) <= 40


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [("張國華", "张国华"), (" 王 桂英（户主）", "王桂英"), ("古丽·米娜", "古丽米娜"), ("li Ming", "LIMING"), ("王□英", "王?英"), ("（代）", ""), ("", ""),
     ("王桂英341802195703081234", "王桂英"), ("王桂英 １３９７７７０００７７", "王桂英"), ("341802 19570308 123X王桂英", "王桂英"), ("王2", "王2")],
)
def test_cleaned(written, cleaned):
    assert names.clean(written) == cleaned
