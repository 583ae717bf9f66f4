"""Page 6: a household as it stands, why it is listed, and what has happened since; each look is a line in the log."""


from typing import Any

from starlette.responses import Response

from flows.clock import today
from flows.console.gate import PageAsked
from flows.console.taking_away import papers_there
from matchers.records.words import place_words
from reports.pages.charts import chart
from reports.pages.rendering import GRADES, HAPPENED, day, month
from schemas.mistakes import Mistake

SHOWN_PLACES = 6


def lead(asked: PageAsked) -> Response:
    found = next(iter(asked.ask("lead", lead_id=asked.text("id"), day=today())), None)
    if not found:
        raise Mistake("没有这条线索，或不是您这里的")
    return _shown(asked, found["household_id"], found)


def household(asked: PageAsked) -> Response:
    return _shown(asked, asked.text("id"), None)


def numbers(asked: PageAsked) -> Response:
    """The same with whole numbers; why is asked, and kept."""
    if len(asked.text("why")) < 2:
        raise Mistake("请写明为什么要看完整号码")
    return _shown(asked, asked.text("id"), None, asked.text("why")[:60])


def _shown(asked: PageAsked, household_id: str, lead: dict[str, Any] | None, why: str = "") -> Response:
    home = next(iter(asked.ask("household", household_id=household_id)), None) if household_id else None
    leads = asked.ask("leads_of", household_id=household_id, day=today()) if household_id else [lead] if lead else []
    if not home and not leads:
        raise Mistake("没有这一户，或不是您这里的")
    lead = lead or next(iter(leads), None)
    home = home or ({"householder": lead["householder"] or household_id, "town": lead["town"], "village": lead["village"], "group": "", "household_id": household_id, "household_type": "已不在花名册", "size": 0, "phone": "", "income_per_capita": None} if lead and household_id else None)
    asked.look("看完整号码" if why else "打开画像", household_id or (lead["lead_id"] if lead else ""), why)
    months = asked.ask("months_of", household_id=household_id)
    near = asked.ask("neighbours", of_town=lead["town"], village=lead["village"], household_id=household_id, kinds=lead["kinds"], group=home["group"]) if lead and home else []
    return asked.page(
        "household.html.j2", home=home, lead=lead, is_whole=bool(why), members=asked.ask("members", household_id=household_id), benefits=asked.ask("benefits", household_id=household_id),
        charts=[chart(1, "收入", months, "wages", "assistance"), chart(2, "看病和上学的支出", months, "medical_self_pay", "education_cost")] if months else [],
        **papers_there(asked, household_id, lead),
        reasons=[_reason(row) for row in asked.ask("reasons", lead_id=lead["lead_id"])] if lead else [], life=_life(asked, leads),
        others=[other for other in leads if lead and other["lead_id"] != lead["lead_id"]], near=near[0] if near and near[0]["in_village"] else None,
    )


def _reason(row: dict[str, Any]) -> dict[str, Any]:
    places = [place_words(place) for place in row["evidence"].split(";") if place]
    more = [f"等{len(places)}处"] if len(places) > SHOWN_PLACES else []
    return row | {"places": [*places[:SHOWN_PLACES], *more]}


def _life(asked: PageAsked, leads: list[dict[str, Any]]) -> list[str]:
    """What runs did and what the town said, in the order of time."""
    lines = []
    for lead in leads:
        for event in asked.ask("events", lead_id=lead["lead_id"]):
            words = HAPPENED.get(event["kind"], event["kind"])
            lines.append((event["run_month"].date(), 0, f"{month(event['run_month'])}{words}（{GRADES[event['grade']]}，{day(event['due_on'])}前）：{event['reason']}"))
        for said in asked.ask("said", lead_id=lead["lead_id"]):
            when = f"{day(said['verified_on'])}核实，" if said["verified_on"] is not None and str(said["verified_on"]) != "NaT" else ""
            told = "；".join(filter(None, (said["situation"], said["measures"])))
            lines.append((said["folder"].date(), 1, f"{when}乡镇答复：{said['outcome']}{f'（{told}）' if told else ''}，{said['verified_by'] or '没写核实人'}；见 returns/{said['path']} 第{said['row']}行"))
    return [words for _, _, words in sorted(lines)]


