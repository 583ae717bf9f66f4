"""A household's story in words: why it was enrolled, and what was done for it since."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from matchers.monitored.precheck import months_between
from matchers.monitored.since import DECISION, Decided, Standing
from matchers.records.leads import LeadRecord
from matchers.records.said import Answer
from matchers.records.words import day_words
from matchers.rules import all_rules
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.months import written

SQL = statements(__file__)

LED_TO_IT = 6  # months before enrolment whose signals may have led to it
DECIDED = {"enrol": "审定同意纳入", "decline": "审定不纳入", "keep": "审定继续监测", "eliminate": "审定同意消除"}


class Account:
    """Told by what was issued, what towns answered and what the bureau decided: decisions and leads by household."""

    def __init__(
        self, warehouse: Warehouse, month: dt.date, decisions: Mapping[str, Sequence[Decided]], leads: Mapping[str, Sequence[LeadRecord]]
    ) -> None:
        self._decisions, self._leads = decisions, leads
        self._titles = {rule.indicator: rule.title for rule in all_rules().values()}
        self._issued: dict[str, dict[dt.date, list[str]]] = defaultdict(lambda: defaultdict(list))
        for household_id, at, indicator in warehouse.rows(SQL["issued"], month=month):
            self._issued[household_id][at].append(indicator)

    def why(self, household_id: str, now: Standing, since: dt.date) -> str:
        if now.by == DECISION:
            began = f"{day_words(since)}审定纳入"
        else:
            began = f"{written(since)}花名册列为{now.kind}" + ("（最早的一期，实际纳入时间不明）" if now.of_first else "")
        for lead in self._leads.get(household_id, ()):
            if lead.answers and lead.lead_id == now.lead_id:
                told, situation = f"{written(lead.issued_in)}预警{self._named(sorted(lead.indicators))}", lead.answers[0].situation
                return "；".join(filter(None, (began, told, situation and f"乡镇核实：{situation}")))
        before = [
            f"{written(at)}{self._named(indicators)}" for at, indicators in sorted(self._issued[household_id].items())
            if 0 <= months_between(at, since) <= LED_TO_IT
        ]
        return began + (f"；此前预警：{'，'.join(before)}" if before else "")

    def done(self, household_id: str) -> tuple[str, ...]:
        """Answers with their measures, and decisions, in the order of time; what was answered again in the same words is said once."""
        lines = [(said.verified_on or lead.issued_in, *_answered(lead, said)) for lead in self._leads.get(household_id, ()) for said in lead.answers]
        lines += [(d.decided_on, day_words(d.decided_on), DECIDED[d.kind]) for d in self._decisions.get(household_id, ())]
        whens: dict[str, list[str]] = {}
        for _, when, words in sorted(lines):
            whens.setdefault(words, []).append(when)
        return tuple("、".join(dict.fromkeys(when)) + words for words, when in whens.items())

    def _named(self, indicators: Sequence[str]) -> str:
        return "、".join(self._titles.get(indicator, indicator) for indicator in indicators)


def _answered(lead: LeadRecord, answer: Answer) -> tuple[str, str]:
    when = f"（{day_words(answer.verified_on)}核实）" if answer.verified_on else ""
    said = "，".join(filter(None, (answer.outcome, answer.situation, answer.measures and f"采取{answer.measures}")))
    return f"{written(lead.issued_in)}预警{when}", f"：{said or '没有填写'}"
