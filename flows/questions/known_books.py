"""Questions to rule books themselves: which there are, and how one stands in a month."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from matchers.rules import SOURCES
from matchers.rules.books import DEFAULT, built_in
from matchers.rules.checked import Checked, check
from matchers.rules.magnitudes import in_words
from matchers.rules.policy import Policy, load_policy
from matchers.rules.register import RegisterLine, counted, register


@dataclass(frozen=True)
class KnownBook:
    """A built-in rule book in words; `indicators` counts those that are on, channels aside."""

    name: str
    title: str
    grading: str
    indicators: int
    line: str
    based_on: str


def known_books() -> list[KnownBook]:
    return [_known(load_policy(path.stem)) for path in built_in()]


def checked(name_or_path: str, month: dt.date) -> Checked:
    """A book that can be read, looked over; one that cannot is a `Mistake`."""
    return check(load_policy(name_or_path), month)


def _known(policy: Policy) -> KnownBook:
    lines = "、".join(dict.fromkeys(in_words("yuan", value.value) + value.whose for value in policy.parameters["general", "line_yuan"]))
    based_on = policy.files[1].stem if len(policy.files) > 1 else ""
    return KnownBook(policy.path.stem, policy.title, policy.grading, sum(rule.source == SOURCES[0] for rule in policy.rules), lines, based_on)


def known_register() -> list[RegisterLine]:
    """All indicators, and how the built-in books use them."""
    return register({path.stem: load_policy(path.stem) for path in built_in()}, DEFAULT.stem)


def as_markdown(lines: Sequence[RegisterLine]) -> str:
    """A document for whoever has to sign an indicator; ends without a line break."""
    of_listed, of_ordinary = counted()
    said = [
        "# 指标登记表", "",
        f"由 `bidui rules --markdown` 写出，不要手改。返贫预警（F）{of_listed}项，致贫预警（Z）{of_ordinary}项，共{of_listed + of_ordinary}项；两边用同一套算法的合成一行。另有自主申报、干部排查两个渠道。", "",
        "| 编号 | 名称 | 指标 | 对哪些户 | 要哪些数据 | 数和依据 | 哪几套规则在用 |", "|---|---|---|---|---|---|---|",
    ]
    said += [
        f"| {' '.join(line.numbers) or '—'} | {line.title} | `{line.indicator}` | {line.whom} | {line.needs} | {'<br>'.join(line.parameters) or '—'} | {'、'.join(line.books)} |"
        for line in lines
    ]
    return "\n".join(said)
