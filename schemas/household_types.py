"""Kinds of household by their everyday names; a word that is none of them is kept as written, for the month report to ask about."""

from collections.abc import Iterable

from schemas.fields import choice

ORDINARY = "一般农户"
MONITORED = "监测对象"  # one of the monitored, which of the kinds is not said
SPELLINGS = {
    ORDINARY: (
        "一般户", "一般", "普通农户", "普通户", "普通", "农户", "一般农村户", "一般农村居民", "一般群众", "非脱贫户", "非脱贫农户", "非脱贫人口", "非贫困户", "非建档立卡户",
    ),
    "脱贫户": (
        "脱贫", "已脱贫", "已脱贫户", "稳定脱贫户", "脱贫稳定户", "脱贫农户", "脱贫人口", "脱贫人口户", "建档立卡户", "建档立卡", "建档立卡脱贫户", "建档立卡贫困户", "原建档立卡户",
        "贫困户", "原贫困户", "脱贫享受政策", "脱贫不享受政策", "脱贫户（享受政策）", "脱贫户（不享受政策）", "脱贫户（继续享受政策）", "享受政策脱贫户",
    ),
    "脱贫不稳定户": ("脱贫不稳定", "脱贫不稳定人口", "脱贫不稳定农户", "不稳定脱贫户", "不稳定户", "脱贫监测户"),
    "边缘易致贫户": ("边缘易致贫", "边缘易致贫人口", "边缘易致贫农户", "边缘户", "易致贫户", "边缘监测户"),
    "突发严重困难户": ("突发严重困难", "突发严重困难人口", "突发严重困难农户", "突发困难户", "突发户", "严重困难户"),
}
OF_MONITORED = (
    MONITORED, "监测户", "监测", "监测对象户", "防返贫监测对象", "防返贫监测户", "防止返贫监测对象", "防止返贫监测户", "三类户", "三类人员", "三类监测户", "三类监测对象", "重点监测户",
)

HOUSEHOLD_TYPE = choice(
    *SPELLINGS, also={word: kind for kind, words in SPELLINGS.items() for word in words} | dict.fromkeys(OF_MONITORED, MONITORED), is_open=True,
)


def with_any_of(kinds: Iterable[str], monitored: Iterable[str]) -> list[str]:
    """These kinds, and the word for one of the monitored ones where all of those are among them: whichever it is, it is meant."""
    named = list(kinds)
    return [*named, MONITORED] if named and set(monitored) <= set(named) and MONITORED not in named else named


def is_known(kind: str | None) -> bool:
    return kind in SPELLINGS or kind == MONITORED
