"""Papers that a rule book asks for beside the lists, receipts and the report: cards, grids, departments' sheets, special lists."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

from flows.county import CountyMonth
from matchers.leads.judging import Findings
from matchers.leads.labels import form_of
from matchers.practice.gathering import gather
from matchers.records.monitored import Monitoring
from matchers.records.practice import Paper
from matchers.rules import Rule, titles
from matchers.rules.sections import CARDS, DEPARTMENTS, GRIDS, LISTS
from reports import department_sheets, grid_sheets, plain_card, special_lists
from schemas.dataset import all_datasets
from schemas.months import written


def write_papers(at: CountyMonth, found: Findings, followed: Monitoring, listings: Mapping[str, str], folder: Path, make: Callable[..., None]) -> list[Paper]:
    """`make` puts them into a month's outbox; nothing where the rule book asks for nothing. What is of one household alone comes back."""
    policy, county, month = at.policy, at.workspace.settings["name"], written(at.month)
    asked, form = policy.settings["papers"]["of"], form_of(policy)
    if not asked:
        return []
    gathered = gather(at, found, followed)
    papers: list[Paper] = []
    if CARDS in asked and gathered.cards:
        (folder / CARDS).mkdir(exist_ok=True)
        by_town = defaultdict(list)
        for card in gathered.cards:
            laid = plain_card.laid(county, at.month, card)
            by_town[laid.town].append(laid)
            papers.append(Paper(CARDS, laid.town, card.file.household.household_id, laid.told()))
        for town, mine in by_town.items():
            make(plain_card.write_cards, folder / CARDS / f"{town}_{CARDS}_{month}.xlsx", mine)
    if GRIDS in asked and gathered.grids:
        (folder / GRIDS).mkdir(exist_ok=True)
        leads = {lead.household_id: lead for lead in (*found.leads, *found.standing) if lead.household_id}
        for town in sorted({grid.town for grid in gathered.grids}):
            grids = [grid for grid in gathered.grids if grid.town == town]
            own = {home.household_id: leads[home.household_id] for grid in grids for home in grid.households if home.household_id in leads}
            path = folder / GRIDS / f"{town}_{GRIDS}_{month}.xlsx"
            make(grid_sheets.write_grid_sheets, path, county, at.month, grids, own, policy.settings["papers"]["group_size"], form, listings.get(town, ""))
    if DEPARTMENTS in asked:
        sheets = department_sheets.sorted_out(found.leads, found.ledger.leads.values(), {rule.indicator: _department(rule) for rule in policy.rules}, titles())
        for department, (theirs, wrong) in sheets.items():
            path = folder / DEPARTMENTS / f"{department}_{DEPARTMENTS}_{month}.xlsx" if department else folder / f"{DEPARTMENTS}_{month}.xlsx"
            path.parent.mkdir(exist_ok=True)
            make(department_sheets.write_department_sheets, path, county, at.month, theirs, wrong, form.grading)
    if LISTS in asked:
        make(special_lists.write_special_lists, folder / f"{LISTS}_{month}.xlsx", county, found.leads, gathered, form)
    return papers


def _department(rule: Rule) -> str:
    """Whose extract a reason rests on first; the roster's are the bureau's own."""
    names = [*rule.needs, *(dataset for dataset, _, _ in rule.evidence)]
    return next((all_datasets()[name].department for name in names if not all_datasets()[name].is_roster), "")
