"""What went out: whose each lead is, and every list that it stood on, against which what comes back is held."""

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matchers.leads.listed_cells import altered
from matchers.leads.signing import secret_of
from matchers.records.leads import covers
from matchers.statements import statements
from matchers.warehouse import Record, Warehouse
from schemas.months import shifted, stated_month
from schemas.returned.answered import STEPS

SQL = statements(__file__)
REMARK = re.compile("备注|说明|意见|回复")


@dataclass(frozen=True)
class Listing:
    """A lead on one list: what its town was asked there. Where it only stood open still, that is what it was asked last."""

    run_no: int
    asked_in: dt.date
    run_month: dt.date
    grade: str
    indicators: frozenset[str]
    cells: str
    mark: str


class Listings:
    """Of leads of which something came back whose each is, and all lists that it stood on, in the order of the runs."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.secret = secret_of(warehouse)
        self.town: dict[str, str] = {}
        self.towns: dict[str, set[str]] = defaultdict(set)  # all that were ever asked: a lead moves with its household
        self.issued_on: dict[str, dt.date] = {}
        self.listings: dict[str, list[Listing]] = defaultdict(list)
        for lead_id, town, run_no, run_month, grade, indicators, issued_on, cells, mark in warehouse.rows(SQL["listings"]):
            self.town[lead_id] = town
            self.towns[lead_id].add(town)
            self.issued_on.setdefault(lead_id, issued_on)
            before = self.listings[lead_id][-1] if self.listings[lead_id] else None
            fired = frozenset(indicators.split(";")) if indicators else before.indicators if before else frozenset()
            asked_in = before.asked_in if before and not indicators else run_month
            self.listings[lead_id].append(Listing(run_no, asked_in, run_month, grade, fired, cells, mark or ""))
        self.all_towns: set[str] = {town for (town,) in warehouse.rows(SQL["towns"])}

    def listing_of(self, row: Record, sheet: Record, path: str, folder: dt.date, after_run: int) -> Listing:
        """The list that a row answers: the one whose mark its workbook bears; else of the month that it names; else of those that were out when
        it came, and when somebody went there, the one that it differs least from, that a file's name or title states, the last.
        """
        mine = self.listings[row["lead_id"]]
        mine = [each for each in mine if f"{each.run_month:%Y-%m}" == sheet["list_month"]] or mine
        mine = [each for each in mine if each.mark != "" and each.mark == sheet["listing"]] or mine
        mine = [each for each in mine if each.run_no <= after_run] or mine
        mine = [each for each in mine if not row["verified_on"] or row["verified_on"] >= shifted(each.run_month, 1)] or mine
        stated = stated_month(f"{path.rpartition('/')[2]} {sheet['label']}", folder) if len(mine) > 1 else None
        return min(reversed(mine), key=lambda each: (len(altered(row["cells"], each.cells)), each.run_month != stated))

    def beside(self, lead_id: str, cells: Mapping[str, str]) -> tuple[str, str]:
        """In words (a step that a row tells a day of, a column of remarks that it has and no list of its lead had); '' for none."""
        remarks = [title for title, text in cells.items() if text and REMARK.search(title)]
        lists = [json.loads(each.cells) for each in self.listings.get(lead_id, ()) if each.cells and (remarks or STEPS in each.cells)]
        asked = dict.fromkeys(name for one in lists for name in one.get(STEPS, "").split("、"))
        known = asked.keys() | {title for one in lists for title in one}
        begun, more = (next((f"“{title}”一列" for title in titles), "") for titles in ([name for name in asked if cells.get(name)], [title for title in remarks if title not in known]))
        return begun, more

    def since(self, lead_id: str, listing: Listing) -> int:
        """How many of a lead's reasons its town was asked about only after a list, or more gravely."""
        last = self.listings[lead_id][-1]
        return len(last.indicators - listing.indicators if covers(listing.grade, last.grade) else last.indicators)

    def town_of(self, sheet: Record, path: str, rows: Sequence[Record]) -> str:
        """By the workbook's own mark, else by its place, names and title, else that of most of its leads."""
        towns = self.all_towns
        if sheet["town"] in towns:
            return str(sheet["town"])
        named = {town for town in towns if town in f"{path} {sheet['label']}"}
        if len(named) == 1:
            return named.pop()
        votes = [self.town[row["lead_id"]] for row in rows if row["lead_id"] in self.town]
        return min(set(votes), key=lambda town: (-votes.count(town), town), default="")
