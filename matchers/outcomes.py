"""What towns found when they went and looked: the five outcomes of a lead, and what counts as true or answered."""

from dataclasses import dataclass

from matchers.warehouse import Warehouse

TRUE = ("属实拟纳入", "属实已帮扶", "属实无风险")
UNTRUE = "不属实"
NOT_FOUND_OUT = "无法核实"
OUTCOMES = (*TRUE, UNTRUE, NOT_FOUND_OUT)


@dataclass(frozen=True)
class Asked:
    """A lead that a town was asked about, once whatever its signals; `outcome` is one of OUTCOMES, None before it is answered."""

    lead_id: str
    town: str
    indicators: tuple[str, ...]
    outcome: str | None = None
    is_enrolled: bool = False


def outcomes_of(warehouse: Warehouse) -> dict[str, str]:
    """The outcome in force of every lead that has been answered, by lead id."""
    return {}  # until towns' lists are read


def enrolled_of(warehouse: Warehouse) -> frozenset[str]:
    """Ids of the leads whose household was enrolled because of them."""
    return frozenset()  # until decisions are read
