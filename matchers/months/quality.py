"""How good the month's extracts are: what came, what is missing, what should be asked about."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import NamedTuple

from matchers.identity.renumbering import new_numbers
from matchers.intake.taken import first_roster
from matchers.months.linking import linked_month
from matchers.months.measuring import shrunk
from matchers.months.unlisted import unlisted_villages
from matchers.months.wholeness import doubted
from matchers.records.receipts import DoubtedExtract, PartReceipt, Receipt
from matchers.records.reporting import AGAIN, NOT_COME, SENT_BACK, Quality
from matchers.statements import statements
from matchers.warehouse import Warehouse
from schemas.dataset import Dataset, all_datasets
from schemas.household_types import is_known
from schemas.months import written

SQL = statements(__file__)
MAY_BE_WHOLE = "核实过确实只有这些的，在待判断名单的“比平时少的数据”表里选“就是这么多”"
MOST_NAMED = 10  # household numbers that stand for several families


def quality_of(files: list[Receipt], warehouse: Warehouse, month: dt.date, expected: Collection[str] = ()) -> list[Quality]:
    """Each dataset's drops of the month, summed over sheets; `joined_share` of rows that found their person.

    An optional dataset is there only if something of it came, or the rule book expects it, and whatever came is all there is to come.
    """
    joined = {dataset: (rows, found) for dataset, rows, found, *_ in warehouse.rows(SQL["joined_share"], month=month)}
    parts: dict[str, list[PartReceipt]] = defaultdict(list)
    for receipt in files:
        for file in receipt.files:
            for part in file.parts:
                if part.dataset and (part.month is None or part.month == month) and not (file.state == "old" and part.refusal):
                    parts[part.dataset].append(part)
    again = repeated(warehouse, month)
    roster = first_roster(warehouse, month)
    has_roster = roster is not None and roster <= month
    missing: dict[str, list[str]] = defaultdict(list)
    for name, town in warehouse.rows(SQL["missing_towns"], month=month):
        missing[name].append(town)
    summed = []
    for dataset in all_datasets().values():
        mine = parts[dataset.title]
        if dataset.is_optional and not mine and dataset.name not in expected:
            continue
        rows, found = joined.get(dataset.name, (0, 0))
        taken = [p for p in mine if p.told_by and not p.refusal]
        accepted = [p for p in taken if p.file not in again.get(dataset.name, ())]
        counts = {name: sum(getattr(p, name) for p in mine) for name in ("rows_read", "stored", "duplicates", "quarantined", "not_data")}
        summed.append(Quality(
            dataset.department, dataset.title, len(mine), len(mine) - len(taken), **counts,
            joined_share=(Decimal(found) / rows).quantize(Decimal("0.0001")) if rows else None,
            state=AGAIN if taken and not accepted else _state(dataset, bool(accepted), bool(mine), [] if dataset.is_optional else missing[dataset.name], has_roster),
        ))
    return summed


def repeated(warehouse: Warehouse, month: dt.date) -> dict[str, list[str]]:
    """Dataset → files that state the month and have no row of it."""
    found: dict[str, list[str]] = defaultdict(list)
    for dataset, _, path in warehouse.rows(SQL["repeated"], month=month) if linked_month(warehouse) else ():
        found[dataset].append(path)
    return found


def _state(dataset: Dataset, is_accepted: bool, has_come: bool, missing_towns: list[str], has_roster: bool) -> str:
    if is_accepted:
        return "已收到" + (f"，缺{'、'.join(missing_towns)}" if missing_towns else "")
    if has_come:
        return SENT_BACK
    return NOT_COME if dataset.is_monthly or not has_roster else "沿用上次的"


class OfRoster(NamedTuple):
    """What should be asked of the roster in force, one Chinese line each: households under new numbers, villages that it has not, numbers that
    stand for several families.
    """

    numbers: Sequence[str] = ()
    villages: Sequence[str] = ()
    households: Sequence[str] = ()


def of_roster(warehouse: Warehouse) -> OfRoster:
    """Of the month measured last; nothing before the first linking."""
    return OfRoster(new_numbers(warehouse), unlisted_villages(warehouse), _doubtful_households(warehouse)) if linked_month(warehouse) else OfRoster()


def doubts(warehouse: Warehouse, files: list[Receipt], monitored_kinds: Collection[str], asked: OfRoster) -> list[str]:
    """What was taken in but should be asked about, one Chinese line each."""
    lines = [known_words(each) for each in doubted(warehouse) if each.is_accepted]
    lines += [again_words(dataset, files[0].month, path) for dataset, paths in repeated(warehouse, files[0].month).items() for path in paths] if files else []
    lines += [f"{shrunk_words(*row)}；{MAY_BE_WHOLE}" for row in shrunk(warehouse)]
    lines += [
        f"花名册的户类型“{kind}”认不出是哪一类（{homes}户）：没有当作监测对象，年度医疗自付没有按一般农户的标准；请在花名册里改成规定的写法"
        for kind, homes in warehouse.rows(SQL["household_types"]) if kind not in monitored_kinds and not is_known(kind)
    ]
    lines += [*asked.numbers, *asked.villages, *asked.households]
    for receipt in files:
        for file in receipt.files:
            for part in file.parts if file.state != "old" else ():
                lines += [f"{part.file.rpartition('/')[2]}：{words}" for words in part.warnings]
    return lines


def _doubtful_households(warehouse: Warehouse) -> list[str]:
    """Numbers of the roster in force that stand for several families, and people who stand under several numbers."""
    twice, shared = warehouse.rows(SQL["under_two_numbers"]), warehouse.rows(SQL["shared_numbers"])
    lines = [f"户编号{others}里有{people}人同一期还列在户编号{chosen}里，只按{chosen}这一户算；请在花名册里改正" for chosen, others, people in twice[:MOST_NAMED]]
    lines += [f"还有{len(twice) - MOST_NAMED}处有人列在几个户编号里"] if len(twice) > MOST_NAMED else []
    lines += [f"户编号{number}有{heads}个户主（{towns}），当成了一户；是几户的，请在花名册里分开编号" for number, heads, towns in shared[:MOST_NAMED]]
    return lines + ([f"还有{len(shared) - MOST_NAMED}个户编号有几个户主"] if len(shared) > MOST_NAMED else [])


def shrunk_words(dataset: str, month: dt.date, town: str, rows: int, usual: int, is_stated: bool) -> str:
    declared = all_datasets()[dataset]
    usually = f"平时每月约{usual}人有记录，这一次只有{rows}人" if declared.repeats == "never" else f"前一次名单上的人，照平时应有约{usual}人还在，这一次只有{rows}人"
    usually = f"照文件里写的条数应有{usual}行，只读到{rows}行" if is_stated else usually
    return f"{written(month)}{declared.title}{f'里{town}' if town else ''}可能没有报全：{usually}；{'该地' if town else ''}凭“不在名单里”判断的指标没有评估，请补报"


def told_to_departments(warehouse: Warehouse, month: dt.date) -> dict[str, list[str]]:
    """Department → what it is told of how whole its extracts of a month are, one Chinese line each."""
    told: dict[str, list[str]] = defaultdict(list)
    for row in shrunk(warehouse):
        if row[1] == month:
            told[all_datasets()[row[0]].department].append(shrunk_words(*row))
    for dataset, paths in repeated(warehouse, month).items():
        told[all_datasets()[dataset].department] += [again_words(dataset, month, path) for path in paths]
    for each in doubted(warehouse):
        if each.is_accepted and each.month == month:
            told[each.department].append(known_words(each))
    return told


def again_words(dataset: str, month: dt.date, path: str) -> str:
    return f"{path.rpartition('/')[2]}：写的是{written(month)}，里面没有一行是{written(month)}的，像是以前的又报了一次；{written(month)}{all_datasets()[dataset].title}不算收到，请重报"


def known_words(each: DoubtedExtract) -> str:
    who = f"{each.said_by}{f'{each.said_on:%Y-%m-%d}' if each.said_on else ''}"
    return f"{written(each.month)}{each.dataset}{f'（{each.town}）' if each.town else ''}比平时少很多，县局{who}已核实“就是这么多”{f'（{each.why}）' if each.why else ''}，照常评估"
