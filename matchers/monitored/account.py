"""A household's story in words: why it was enrolled, and what was done for it since."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from matchers.monitored.precheck import months_between
from matchers.monitored.since import DECISION, Decided, Standing
from matchers.records.monitored import LeadAnswer
from matchers.records.words import day_words
from matchers.rules import all_rules
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.months import written

SQL = statements(__file__)

LED_TO_IT = 6  # months before enrolment whose signals may have led to it
DECIDED = {"enrol": "审定同意纳入", "decline": "审定不纳入", "keep": "审定继续监测", "eliminate": "审定同意消除"}


class Account:
    """Told by what was issued, what towns answered and what the bureau decided."""

    def __init__(
        self, warehouse: Warehouse, month: dt.date, decisions: Mapping[str, Sequence[Decided]], answers: Mapping[str, Sequence[LeadAnswer]]
    ) -> None:
        self._decisions, self._answers = decisions, answers
        self._titles = {rule.indicator: rule.title for rule in all_rules().values()}
        self._issued: dict[str, dict[dt.date, list[str]]] = defaultdict(lambda: defaultdict(list))
        for household_id, at, indicator in warehouse.rows(SQL["issued"], month=month):
            self._issued[household_id][at].append(indicator)

    def why(self, household_id: str, now: Standing) -> str:
        if now.by == DECISION:
            began = f"{day_words(now.since)}审定纳入"
        else:
            began = f"{written(now.since)}花名册列为{now.kind}" + ("（最早的一期，实际纳入时间不明）" if now.of_first else "")
        lead = next((answer for answer in self._answers.get(household_id, ()) if now.lead_id and answer.lead_id == now.lead_id), None)
        if lead:
            told = f"{written(lead.month)}预警{self._named(lead.indicators)}"
            return "；".join(filter(None, (began, told, lead.situation and f"乡镇核实：{lead.situation}")))
        before = [
            f"{written(at)}{self._named(indicators)}" for at, indicators in sorted(self._issued[household_id].items())
            if 0 <= months_between(at, now.since) <= LED_TO_IT
        ]
        return began + (f"；此前预警：{'，'.join(before)}" if before else "")

    def done(self, household_id: str) -> tuple[str, ...]:
        """Answers with their measures, and decisions, in the order of time."""
        lines = [(answer.verified_on or answer.month, _answered(answer)) for answer in self._answers.get(household_id, ())]
        for decided in self._decisions.get(household_id, ()):
            lines.append((decided.decided_on, f"{day_words(decided.decided_on)}{DECIDED[decided.kind]}"))
        return tuple(words for _, words in sorted(lines))

    def _named(self, indicators: Sequence[str]) -> str:
        return "、".join(self._titles.get(indicator, indicator) for indicator in indicators)


def _answered(answer: LeadAnswer) -> str:
    when = f"（{day_words(answer.verified_on)}核实）" if answer.verified_on else ""
    said = "，".join(filter(None, (answer.outcome, answer.situation, answer.measures and f"采取{answer.measures}")))
    return f"{written(answer.month)}预警{when}：{said or '没有填写'}"
