"""Kinds of household: everyday words are one of the kinds, an unknown word stays as written and is asked about."""

import pytest

from schemas.household_types import HOUSEHOLD_TYPE, MONITORED, ORDINARY, is_known
from tests.schemas.drops import table, take_rows


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("一般户", ORDINARY), ("普通农户", ORDINARY), ("非建档立卡户", ORDINARY), ("已脱贫户", "脱贫户"), ("边缘户", "边缘易致贫户"), ("监测户", MONITORED),
        ("三类户", MONITORED), ("突发严重困难户", "突发严重困难户"), ("光荣之家", "光荣之家"),
    ],
)  # fmt: skip
def test_everyday_words(written, kind):
    assert HOUSEHOLD_TYPE.read(written) == kind
    assert is_known(kind) == (written != "光荣之家")


def test_an_unknown_word_is_kept_and_counted_on_the_receipt():
    (part,) = take_rows("农户花名册_202406.xlsx", table("roster", 3, household_type=["普通农户", "光荣之家", ""]))
    assert [kind if kind == kind else None for kind in part.rows["household_type"]] == [ORDINARY, "光荣之家", None]
    assert [words for words in part.warnings if "户类型" in words] == ["户类型不是认得的写法，按原样保留（1行）"]
