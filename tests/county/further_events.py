"""Plants the register's further indicators of what households spend and earn in the newest month, each in a household of its own of either group."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from tests.county.events import Event, Kind
from tests.county.listed_events import plant, stays_as_it_was
from tests.county.plantings import means
from tests.county.plot import Plot

if TYPE_CHECKING:
    from tests.county.invent import County

OF_LISTED = (
    Kind(means.elder_alone, ("member.lone_elder",), fits=means.has_elder),
    Kind(means.elders_and_children, ("member.dependants_only",), fits=means.has_elder_and_child),
    Kind(means.nobody_can_work, ("member.no_labour",), fits=lambda plot: not means.has_elder(plot)),
    Kind(means.suspended, ("education.suspended",), fits=lambda plot: plot.members(7, 13)),
    Kind(means.dear_year_of_school, ("education.cost_year",), fits=Plot.upper_students),
    Kind(means.no_aid_for_the_student, ("education.aid_missing",), fits=Plot.upper_students),
    Kind(means.one_earns_next_to_nothing, ("employment.wage_low",), fits=means.has_two_workers),
    Kind(means.earner_ill, ("combined.earner_ill",), fits=means.has_two_workers),
    Kind(means.post_ended, ("employment.post_ended",), fits=means.has_somebody_idle),
    Kind(means.wages_cut_for_three_months, ("employment.wage_cut",), fits=Plot.workers),
    Kind(means.less_earned_and_more_spent, ("combined.strained",), fits=Plot.workers),
    Kind(means.two_elders_one_disabled, ("combined.old_and_disabled",), fits=means.has_two_elders),
    Kind(means.elder_spends_most, ("expenditure.rigid_share",), fits=means.has_elder),
    Kind(means.near_the_line, ("income.near_line",), fits=lambda plot: stays_as_it_was(plot, 300) and means.spends_next_to_nothing(plot)),
    Kind(means.near_the_line_and_ill, ("combined.near_line_ill",), fits=lambda plot: stays_as_it_was(plot) and means.spends_next_to_nothing(plot) and plot.size > 2),
    Kind(means.outpatient_for_three_months, ("medical.outpatient_months",)),
    Kind(means.in_hospital_three_times, ("medical.inpatient_ytd",)),
    Kind(means.two_ill, ("medical.members_ill",)),
    Kind(means.no_medical_aid, ("medical.aid_missing",)),
    Kind(means.major_disease, ("medical.major_disease_new",)),
    Kind(means.chronic_at_full_price, ("medical.chronic_no_benefit",)),
    Kind(means.not_near_the_line, ("income.near_line", "medical.outpatient_months", "medical.major_disease_new", "combined.near_line_ill"), True, stays_as_it_was),
    Kind(means.not_quite_ill, ("medical.outpatient_months", "medical.inpatient_ytd", "medical.members_ill", "medical.aid_missing", "medical.chronic_no_benefit"), True),
    Kind(means.wages_cut_for_two_months, ("employment.wage_cut",), True, Plot.workers),
    Kind(means.just_suspended, ("education.suspended",), True, lambda plot: plot.members(7, 13)),
    Kind(means.schooling_with_aid, ("education.cost_year", "education.aid_missing"), True, Plot.upper_students),
    Kind(means.elder_alone_supported, ("member.lone_elder", "assistance.dibao_missing"), True, means.has_elder),
    Kind(means.nobody_can_work_supported, ("member.no_labour", "assistance.dibao_missing"), True, lambda plot: not means.has_elder(plot)),
)
OF_ORDINARY = (
    Kind(means.helped_for_the_first_time, ("assistance.newly_granted",), fits=means.has_no_benefit),
    Kind(means.major_disease, ("medical.major_disease_new",)),
    Kind(means.helped_again, ("assistance.newly_granted", "medical.major_disease_new"), True),
)


def plant_further(county: County, random: Random) -> list[Event]:
    """And a village whose water fails a few days each month, never long."""
    last, taken = county.months[-1], {event.place for event in county.events}
    town, village = next((each.town, each.village) for each in county.facts.supplies[last] if each.town + each.village not in taken)
    for month in county.months:
        supplies = county.facts.supplies[month]
        supplies[:] = [replace(each, outage_days=4) if (each.town, each.village) == (town, village) else each for each in supplies]
    failing = Event("fails_each_month", town + village, last, False, ("water.outage_year",))
    return [failing, *plant(county, OF_LISTED, OF_ORDINARY, 1, random)]
