"""True facts → the rows that a department would export for a month, still clean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.county.invent import County
from tests.twin.facts import month_of

SCHEMES = ("城乡居民基本医疗保险", "职工基本医疗保险")
WORK_PLACES = ("县内", "市内", "省内市外", "省外")


@dataclass
class Row:
    """One row by column key; values are str, Decimal, int or date. `person` is None for a village."""

    person: int | None
    cells: dict[str, object]


def extract(county: County, dataset: str, month: int) -> list[Row]:
    """All rows of the file for a month; a settlement file bears older bills that come with its folder, too."""
    make = {
        "roster": _roster,
        "settlement": _settlement,
        "enrolment": _enrolment,
        "student": _students,
        "assistance": _assistance,
        "death": _deaths,
        "house": _houses,
        "water": _water,
        "employment": _employment,
        "self_report": _applications,
        "visit": _visits,
    }
    return list(make[dataset](county, month) if dataset in make else _listed(county, dataset, month))


def _who(county: County, who: int, with_place: bool = True) -> dict[str, object]:
    person = county.facts.persons[who]
    cells: dict[str, object] = {"name": person.name, "id_number": person.id_number}
    if with_place:
        cells["town"], cells["village"] = county.homes[who]
    return cells


def _roster(county: County, month: int) -> Iterator[Row]:
    for home in county.facts.rosters[month].values():
        for who, relation in zip(home.members, home.relations, strict=True):
            person = county.facts.persons[who]
            yield Row(
                who,
                _who(county, who)
                | {
                    "household_id": home.household_id,
                    "group": home.group,
                    "relation": relation,
                    "household_type": home.household_type,
                    "risk_cleared": home.risk_cleared,
                    "labour": person.labour,
                    "health": person.health,
                    "income_per_capita": home.income_per_capita,
                    "phone": person.phone,
                    "grid_keeper": home.grid_keeper,
                    "authorised": home.authorised,
                },
            )


def _settlement(county: County, month: int) -> Iterator[Row]:
    came = {key[1]: folder for key, folder in county.facts.received.items() if key[0] == "settlement"}
    fields = (
        "settlement_id",
        "settled_on",
        "care_type",
        "diagnosis",
        "total",
        "basic_fund",
        "catastrophic_fund",
        "medical_aid",
        "self_pay",
    )
    for (who, _), bills in county.facts.bills.items():
        for bill in bills:
            files = (each for each, folder in came.items() if folder == bill.came and each >= month_of(bill.settled_on))
            if min(files) == month:
                yield Row(who, _who(county, who, with_place=False) | {field: getattr(bill, field) for field in fields})


def _enrolment(county: County, month: int) -> Iterator[Row]:
    for who in county.homes:
        for scheme, status in zip(SCHEMES, county.facts.cover.get((who, month), ()), strict=False):
            yield Row(who, _who(county, who) | {"scheme": scheme, "status": status})


def _students(county: County, month: int) -> Iterator[Row]:
    for who in county.homes:
        for study in county.facts.studies.get((who, month), ()):
            yield Row(
                who,
                _who(county, who, with_place=False)
                | {
                    "student_no": f"G{county.facts.persons[who].id_number}",
                    "school": study.school,
                    "stage": study.stage,
                    "grade": study.grade,
                    "status": study.status,
                    "tuition": study.tuition,
                    "boarding": study.boarding,
                    "aid_name": "助学金" if study.aid else "",
                    "aid": study.aid,
                },
            )


def _assistance(county: County, month: int) -> Iterator[Row]:
    for who in county.homes:
        for benefit in county.facts.benefits.get((who, month), ()):
            yield Row(
                who,
                _who(county, who)
                | {
                    "kind": benefit.kind,
                    "status": benefit.status,
                    "amount": benefit.amount,
                    "reason": "核减" if benefit.status == "停发" else "",
                },
            )


def _deaths(county: County, month: int) -> Iterator[Row]:
    for who, day in county.facts.deaths.items():
        if (day.year, day.month) == (month // 12, month % 12 + 1):
            yield Row(who, _who(county, who, with_place=False) | {"died_on": day})


def _houses(county: County, month: int) -> Iterator[Row]:
    for home in county.households().values():
        head = home.members[0]
        for house in county.facts.houses.get((home.household_id, month), ()):
            yield Row(
                head,
                _who(county, head)
                | {
                    "address": house.address,
                    "grade": house.grade,
                    "sole": house.sole,
                    "renovation": house.renovation,
                },
            )


def _water(county: County, month: int) -> Iterator[Row]:
    for supply in county.facts.supplies.get(month, ()):
        yield Row(
            None,
            {
                "town": supply.town,
                "village": supply.village,
                "works": f"{supply.village}集中供水工程",
                "status": supply.status,
                "outage_days": supply.outage_days,
                "quality": supply.quality,
                "tested_on": supply.tested_on,
            },
        )


def _employment(county: County, month: int) -> Iterator[Row]:
    for who in county.homes:
        for job in county.facts.jobs.get((who, month), ()):
            yield Row(
                who,
                _who(county, who)
                | {
                    "status": job.status,
                    "employer": job.employer,
                    "place": WORK_PLACES[who % len(WORK_PLACES)],
                    "wage": job.wage,
                },
            )


def _listed(county: County, dataset: str, month: int) -> Iterator[Row]:
    """Of a list of another department, as its declaration names the columns."""
    for who in county.homes:
        for row in county.facts.declared.get((dataset, who, month), ()):
            yield Row(who, _who(county, who) | {name: "" if value is None else value for name, value in row.items()})


def _applications(county: County, month: int) -> Iterator[Row]:
    for who in county.homes:
        for application in county.facts.applications.get((who, month), ()):
            yield Row(
                who,
                _who(county, who)
                | {
                    "reported_on": application.reported_on,
                    "matter": application.matter,
                    "details": application.details,
                    "phone": county.facts.persons[who].phone,
                },
            )


def _visits(county: County, month: int) -> Iterator[Row]:
    for who in county.homes:
        for visit in county.facts.visits.get((who, month), ()):
            yield Row(
                who,
                _who(county, who)
                | {
                    "visited_on": visit.visited_on,
                    "has_risk": visit.has_risk,
                    "problem": visit.problem,
                    "details": visit.details,
                    "visitor": visit.visitor,
                },
            )
