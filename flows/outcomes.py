"""What a run or a taking-in tells, on its way and at its end: only counts, so that it may be shown and stored anywhere."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from schemas.months import written

GRADES = (("red", "红"), ("yellow", "黄"), ("green", "绿"))
Progress = Callable[[str, int, int], None]


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Outcome:
    """What a run did; only counts, so that it may be shown and stored anywhere.

    `ahead` is the newest month that was run before this one was run at all, as YYYY-MM; `changed_lists` are towns whose list of
    this month is another than the one that went out, and why; `gaps` what the rule book leaves to the default; `notices` what lies where
    it is not looked for, months that were left out, and what was typed into the outbox. `taught` is in words what 对照表 taught that came back, among
    `came_back` files that were new in returns/ and could be used.
    """

    month: dt.date
    changed: bool
    new_files: int = 0
    refused_files: int = 0
    in_use_files: int = 0
    leads: dict[str, int] = field(default_factory=dict)
    late_leads: int = 0
    review_waiting: int = 0
    towns: int = 0
    not_evaluated: tuple[str, ...] = ()
    carried: int = 0
    overdue: int = 0
    fallen: int = 0
    silenced: int = 0
    ahead: str = ""
    changed_lists: tuple[str, ...] = ()
    gaps: str = ""
    notices: tuple[str, ...] = ()
    taught: tuple[str, ...] = ()
    came_back: int = 0

    @property
    def cautions(self) -> tuple[str, ...]:
        """In words that the month came after a later one, that the rule book is an older one, and which lists must go out again."""
        late = f"{self.ahead} 已经比对过，{written(self.month)} 是补做的：清单的反馈期限照当月算，多半已过，发给乡镇前请先核对"
        again = (f"清单和上次发下去的不一样，要重发：{line}" for line in self.changed_lists)
        return tuple(filter(None, (late if self.ahead else "", self.gaps, *again, *self.notices)))

    @property
    def lives(self) -> tuple[str, ...]:
        """What became of older leads, in words, two to a line."""
        said = (("延续以前的", self.carried, "条"), ("超期未反馈", self.overdue, "条"), ("可销号", self.fallen, "条"), ("核实过、这次不再问", self.silenced, "项"))
        words = [f"{words} {count} {unit}" for words, count, unit in said if count]
        return tuple("，".join(words[at : at + 2]) for at in range(0, len(words), 2))

    def as_json(self) -> str:
        return json.dumps({**self.__dict__, "month": written(self.month)}, ensure_ascii=False)


@dataclass(frozen=True)
class ReturnsOutcome:
    """What came back: files new, refused and in use; of the month's folder the answers in force, the rows refused, and in words
    what could not be used and what 对照表 taught.
    """

    month: dt.date
    new_files: int
    refused_files: int
    in_use_files: int
    answers: int
    refused_rows: int
    unused: tuple[str, ...] = ()
    taught: tuple[str, ...] = ()

    def as_json(self) -> str:
        return json.dumps({**self.__dict__, "month": written(self.month)}, ensure_ascii=False)


def in_markdown(outcome: Outcome, new_files: int) -> str:
    """For the page of a scheduled run that took in so many files before."""
    title = f"# {written(outcome.month)} 月度比对"
    if not outcome.changed:
        return "\n".join([title, "", "没有新的文件，结果和上次一样，什么都没有改动。", *(f"- 请注意：{line}" for line in outcome.cautions)])
    lines = [
        f"- 新读文件：{new_files + outcome.new_files}个",
        f"- 线索：{sum(outcome.leads.values())}条（{'、'.join(f'{words}{outcome.leads.get(grade, 0)}' for grade, words in GRADES)}），在{outcome.towns}个乡镇",
        *(f"- {line}" for line in outcome.lives),
        f"- 补发以前月份的线索：{outcome.late_leads}条",
        f"- 对不准、待人工判断：{outcome.review_waiting}人",
        *(f"- 请注意：{line}" for line in outcome.cautions),
        *(f"- 未评估：{line}" for line in outcome.not_evaluated),
    ]
    return "\n".join([title, "", *lines])
