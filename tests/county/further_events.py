"""Plants the register's further indicators of what households spend and earn in the newest month, each in a household of its own of either group."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from tests.county import events
from tests.county.events import Event, Kind, plot_of
from tests.county.listed_events import plant, stays_as_it_was
from tests.county.plantings import deaths, guarantees, illness, means, members, schooling, work
from tests.county.plot import Plot

if TYPE_CHECKING:
    from tests.county.invent import County

OF_LISTED = (
    Kind(members.elder_alone, ("member.lone_elder",), fits=members.has_elder),
    Kind(members.elders_and_children, ("member.dependants_only",), fits=members.has_elder_and_child),
    Kind(members.nobody_can_work, ("member.no_labour",), fits=lambda plot: not members.has_elder(plot)),
    Kind(schooling.suspended, ("education.suspended",), fits=lambda plot: plot.members(7, 13)),
    Kind(schooling.dear_year_of_school, ("education.cost_year",), fits=Plot.upper_students),
    Kind(schooling.no_aid_for_the_student, ("education.aid_missing",), fits=Plot.upper_students),
    Kind(work.one_earns_next_to_nothing, ("employment.wage_low",), fits=work.has_two_workers),
    Kind(work.earner_ill, ("combined.earner_ill",), fits=work.has_two_workers),
    Kind(work.post_ended, ("employment.post_ended",), fits=work.has_somebody_idle),
    Kind(work.wages_cut_for_three_months, ("employment.wage_cut",), fits=Plot.workers),
    Kind(work.less_earned_and_more_spent, ("combined.strained",), fits=Plot.workers),
    Kind(members.two_elders_one_disabled, ("combined.old_and_disabled",), fits=members.has_two_elders),
    Kind(members.elder_spends_most, ("expenditure.rigid_share",), fits=members.has_elder),
    Kind(means.near_the_line, ("income.near_line",), fits=lambda plot: stays_as_it_was(plot, 300) and means.spends_next_to_nothing(plot)),
    Kind(means.near_the_line_and_ill, ("combined.near_line_ill",), fits=lambda plot: stays_as_it_was(plot) and means.spends_next_to_nothing(plot) and plot.size > 2),
    Kind(illness.outpatient_for_three_months, ("medical.outpatient_months",)),
    Kind(illness.in_hospital_three_times, ("medical.inpatient_ytd",)),
    Kind(illness.two_ill, ("medical.members_ill",)),
    Kind(illness.no_medical_aid, ("medical.aid_missing",)),
    Kind(illness.major_disease, ("medical.major_disease_new",)),
    Kind(illness.chronic_at_full_price, ("medical.chronic_no_benefit",)),
    Kind(means.not_near_the_line, ("income.near_line", "medical.outpatient_months", "medical.major_disease_new", "combined.near_line_ill"), True, stays_as_it_was),
    Kind(illness.not_quite_ill, ("medical.outpatient_months", "medical.inpatient_ytd", "medical.members_ill", "medical.aid_missing", "medical.chronic_no_benefit"), True),
    Kind(work.wages_cut_for_two_months, ("employment.wage_cut",), True, Plot.workers),
    Kind(schooling.just_suspended, ("education.suspended",), True, lambda plot: plot.members(7, 13)),
    Kind(schooling.schooling_with_aid, ("education.cost_year", "education.aid_missing"), True, Plot.upper_students),
    Kind(members.elder_alone_supported, ("member.lone_elder", "assistance.dibao_missing"), True, members.has_elder),
    Kind(members.nobody_can_work_supported, ("member.no_labour", "assistance.dibao_missing"), True, lambda plot: not members.has_elder(plot)),
)
OF_ORDINARY = (
    Kind(guarantees.helped_for_the_first_time, ("assistance.newly_granted",), fits=guarantees.has_no_benefit),
    Kind(illness.major_disease, ("medical.major_disease_new",)),
    Kind(guarantees.helped_again, ("assistance.newly_granted", "medical.major_disease_new"), True),
)

# What happens to either group and has happened to one alone in the newest month
ALSO_OF_ORDINARY = (
    Kind(members.old_people_and_a_child, ("member.dependants_only",), fits=members.has_elder_and_small_child),
    Kind(means.near_the_line_and_gravely_ill, ("combined.near_line_ill",), fits=lambda plot: stays_as_it_was(plot) and means.spends_next_to_nothing(plot) and plot.size > 4),
    Kind(schooling.unaided_and_lifted, (events.UNAIDED,), fits=Plot.upper_students),
    Kind(guarantees.house_unsafe, (events.HOUSING,)),
    Kind(guarantees.benefit_stopped, (events.STOPPED,)),
)
ALSO_OF_A_PUPIL = (Kind(guarantees.no_school_and_no_insurance, (events.DROPOUT, events.LAPSED, "combined.guarantees_two"), fits=lambda plot: plot.members(7, 13)),)
ALSO_OF_LISTED = (
    Kind(illness.medical_shock, (events.SURGE, events.MONTH), fits=lambda plot: plot.household.members[0] in plot.workers()),
    Kind(work.wage_cut, (events.DROP,), fits=events.lives_on_wages),
    Kind(work.job_loss, (events.LOSS,), fits=Plot.workers),
    Kind(illness.spent_down, (events.AFTER,)),
    Kind(deaths.death_of_worker, (events.DEATH,), fits=lambda plot: plot.members(16, 58)),
    Kind(guarantees.second_house, (events.HOUSING,), True),
)

# What also holds back, near enough to be mistaken for it, where something else is planted in the newest month
NEARLY = {
    "aided": ("education.aid_missing", "education.cost_year"),  # dear schooling, a little of it helped with
    "small_wage_cut": ("employment.post_ended", "employment.wage_low", "income.falling", "employment.months_short"),  # a month's pay of a public post is cut, all year she was there
    "wages_cut_for_two_months": ("combined.strained", "income.falling"),  # less earned, no more spent
    "costly_year": ("expenditure.rigid_share",),  # dear, but not for what they earn
    "elder_alone": ("member.dependants_only", "combined.old_and_disabled"),  # old, and no child or disabled person there
    "newly_severe": ("combined.old_and_disabled",),  # severely disabled, and others who are neither
    "outage": ("water.outage_year",),  # a bad month, not a bad year
    "spent_down": (events.LINE,),  # by what is spent alone
    "long_illness": (events.AFTER, "expenditure.rigid_share", "combined.near_line_ill"),  # dear, and enough is left
    "job_loss": (events.ZERO, "employment.months_short", "employment.post_ended"),  # since this month only, after a year; and no public post's end
    "wage_cut": (events.LOSS, "employment.wage_low"),  # still at work, and little for a month only
    "badly_hurt": (events.DEATH,),  # alive
    "suspended": (events.DROPOUT,),  # on the school's register all the same
    "dear_year_of_school": ("education.aid_missing",),  # a little of it helped with
    "no_aid_for_the_student": (events.UNAIDED, "education.cost_year"),  # nothing to pay either
}
GUARANTEES = ("uninsured", "house_unsafe", "pupil_gone")  # one fails, no second
BAD_WATER = ("outage", "foul_water")


def plant_further(county: County, random: Random) -> list[Event]:
    """And a village whose water fails a few days each month, never long."""
    last, taken = county.months[-1], {event.place for event in county.events}
    town, village = next((each.town, each.village) for each in county.facts.supplies[last] if each.town + each.village not in taken)
    for month in county.months:
        supplies = county.facts.supplies[month]
        supplies[:] = [replace(each, outage_days=4) if (each.town, each.village) == (town, village) else each for each in supplies]
    failing = Event("fails_each_month", town + village, last, False, ("water.outage_year",))
    return [failing, *plant(county, OF_LISTED, OF_ORDINARY, 1, random)]


def plant_for_both_groups(county: County, random: Random) -> None:
    """First what few households fit, and what ordinary ones alone do: these may be put on the list, and none is taken off it."""
    county.events += plant(county, ALSO_OF_A_PUPIL, ALSO_OF_ORDINARY, 1, random)
    county.events += plant(county, ALSO_OF_LISTED, (), 1, random)


def held_back_too(county: County) -> list[Event]:
    """Of the newest month's plantings what they come near to and are not."""
    last, homes = county.months[-1], county.households()
    now = [event for event in county.events if event.month == last]
    dry = {event.place for event in now if event.kind in BAD_WATER}

    def nearly(event: Event) -> tuple[str, ...]:
        if event.place not in homes:
            return NEARLY.get(event.kind, ())
        home = homes[event.place]
        works = {who for who in home.members if county.facts.jobs.get((who, last))}
        goes_to_work = works and (home.members[0] in works or not any(county.facts.jobs.get((home.members[0], last - back)) for back in (1, 2, 3)))
        owns = any(county.facts.declared.get(("property", who, last)) for who in home.members)
        return (
            *NEARLY.get(event.kind, ()), *(("combined.guarantees_two",) if event.kind in GUARANTEES and home.town + home.village not in dry else ()),
            *(("combined.earner_ill",) if event.kind == "medical_shock" and goes_to_work else ()),  # in hospital; who earns goes to work all the same
            *(("member.dependants_only",) if works and members.has_elder_and_small_child(plot_of(county, event.place, last)) else ()),  # nor are they alone
            *(("property.question",) if owns and home.authorised != "是" else ()),  # there is a car; nobody may ask
        )

    return [Event(event.kind, event.place, last, True, names) for event in now if (names := nearly(event))]
