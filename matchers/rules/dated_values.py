"""A parameter's numbers: since when each, by which document, for whom. What cannot be followed is said in words."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from matchers.rules.books import PolicyFault
from matchers.rules.magnitudes import FINEST, is_held, suits, wanted
from matchers.rules.sections import LABOUR
from schemas.household_types import with_any_of
from schemas.months import parse_month

KEYS = ("from", "until", "value", "document", "kinds", "labour")


class Profile(NamedTuple):
    """By what values may be chosen for a household: its kind on the roster and those derived; labour is 有 or 无."""

    household_type: str
    kinds: frozenset[str]
    labour: str


@dataclass(frozen=True)
class Value:
    """A parameter's value from a month on, to the last month `until` where it ends; for households of these kinds, with or without labour ('': all)."""

    since: dt.date
    until: dt.date | None
    value: Decimal
    document: str
    kinds: tuple[str, ...] = ()
    labour: str = ""
    place: int = 0  # in the book

    @property
    def selector(self) -> tuple[tuple[str, ...], str]:
        return self.kinds, self.labour

    @property
    def whose(self) -> str:
        """In words for whom alone it is; nothing where for all."""
        words = "、".join((*self.kinds, *([f"{self.labour}劳动力"] if self.labour else [])))
        return f"（{words}）" if words else ""

    def fits(self, who: Profile) -> bool:
        return (not self.kinds or bool(who.kinds & set(self.kinds))) and self.labour in ("", who.labour)


def values_of(where: str, written: object, unit: str, monitored: Sequence[str], fault: Callable[[str], PolicyFault]) -> tuple[Value, ...]:
    """The newest first. `where` names the parameter in words, `monitored` are the kinds of household that the book calls so."""
    if not isinstance(written, list) or not all(isinstance(entry, dict) for entry in written):
        raise fault(f'{where} 的 values 要写成一列，如 values = [{{ from = "2024-01", value = 6000, document = "文件名" }}]')
    values = [_value(where, place, entry, unit, monitored, fault) for place, entry in enumerate(written)]
    values.sort(key=lambda value: value.since, reverse=True)
    if not values:
        raise fault(f"{where} 没有值")
    if len({(value.since, value.selector) for value in values}) < len(values):
        raise fault(f"{where} 有两个值从同一个月起，请只留一个")
    if not _covers(values):
        raise fault(f"{where}：要有一项不写 kinds 和 labour 的（或 labour 写“有”“无”的各一项），给其余的户")
    return tuple(values)


def _value(where: str, place: int, entry: dict[str, Any], unit: str, monitored: Sequence[str], fault: Callable[[str], PolicyFault]) -> Value:
    if unknown := sorted(set(entry) - set(KEYS)):
        raise fault(f"{where} 里有不认识的 {'、'.join(unknown)}；每一项可以写 {'、'.join(KEYS)}")
    if missing := [key for key in ("from", "value", "document") if key not in entry]:
        raise fault(f"{where} 的第{place + 1}项没有写 {'、'.join(missing)}；每一项要写 from（如 2024-01）、value（数字）和 document（依据）")
    value, document = entry["value"], entry["document"]
    if isinstance(value, str):
        raise fault(f'{where} 的 value 写的是 "{value}"，数字两边不要加引号')
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise fault(f"{where} 的 value 写的不是数字，如 value = 6000")
    if not suits(unit, number := Decimal(value)) or not is_held(number):
        raise fault(f"{where} 的 value 写的是 {value}，应为{wanted(unit)}，小数不超过{FINEST}位")
    if not isinstance(document, str):
        raise fault(f'{where} 的 document 要写成加引号的文字，如 document = "某县文件"')
    kinds, labour = entry.get("kinds", []), entry.get("labour", "")
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds) or labour not in ("", *LABOUR):
        raise fault(f"{where}：kinds 要写成户类型的列表，labour 只能写 {' 或 '.join(LABOUR)}")
    since = _month(where, "from", entry["from"], fault)
    until = _month(where, "until", entry["until"], fault) if "until" in entry else None
    if until is not None and until < since:
        raise fault(f"{where}：until 写的 {entry['until']} 比 from 写的 {entry['from']} 还早")
    return Value(since, until, number, document, tuple(with_any_of(kinds, monitored)), labour, place)


def _month(where: str, key: str, told: object, fault: Callable[[str], PolicyFault]) -> dt.date:
    try:
        return parse_month(told)  # type: ignore[arg-type]
    except (ValueError, TypeError, AttributeError):
        raise fault(f'{where} 的 {key} 写的是 {told}，要写成加引号的月份，如 {key} = "2024-01"') from None


def _covers(values: Sequence[Value]) -> bool:
    """Whether some value is there for any household."""
    selectors = {value.selector for value in values}
    return ((), "") in selectors or {((), word) for word in LABOUR} <= selectors
