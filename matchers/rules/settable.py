"""Parameters by the names people give them (expenditure.surge.ratio, line_yuan): what can be set, and to what."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from matchers.rules.books import PolicyFault
from matchers.rules.magnitudes import FINEST, is_held, suits, unit_words, wanted
from matchers.rules.policy import Policy
from matchers.rules.sections import GENERAL, OPTIONAL


@dataclass(frozen=True)
class Parameter:
    """`owner` and `parameter` are the policy's keys; `name` is what is typed, `title` says in words of what it is the number."""

    name: str
    title: str
    owner: str
    parameter: str
    unit: str


@dataclass(frozen=True)
class Change:
    parameter: Parameter
    before: Decimal
    after: Decimal


def parameters_of(policy: Policy) -> dict[str, Parameter]:
    """All that can be set, by name: the general ones and those of the rules that are on."""
    known = [Parameter(name, words["meaning"], "general", name, words["unit"]) for name, words in (GENERAL | OPTIONAL).items() if policy.has(name)]
    for rule in policy.rules:
        known += [
            Parameter(f"{rule.indicator}.{name}", f"{rule.title}：{words['meaning']}", f"rules.{rule.name}", name, words["unit"])
            for name, words in rule.parameters.items()
        ]
    return {parameter.name: parameter for parameter in known}


def changed(policy: Policy, month: dt.date, settings: Sequence[str]) -> tuple[Policy, tuple[Change, ...]]:
    """A copy of the policy with `name=value` settings, and what they change; `PolicyFault` for one that cannot be followed."""
    known = parameters_of(policy)
    listed = "可以改的有：" + "、".join(f"{one.title}（{name}）{unit_words(one.unit)}" for name, one in known.items())
    if not settings:
        raise PolicyFault(f"请用 --set 写要试的参数和值，如 --set expenditure.surge.ratio=3；{listed}")
    changes: dict[str, Change] = {}
    for setting in settings:
        name, equals, text = (part.strip() for part in setting.partition("="))
        if not equals:
            raise PolicyFault(f"“{setting}”没有写值，请写成 参数=值，如 expenditure.surge.ratio=3")
        if name not in known:
            raise PolicyFault(f"没有叫“{name}”的参数；{listed}")
        if name in changes:
            raise PolicyFault(f"{name} 写了两次，请只留一个值")
        parameter = known[name]
        before = policy.in_force(parameter.owner, parameter.parameter, month).value
        changes[name] = Change(parameter, before, _read(parameter, text))
    for change in changes.values():
        policy = policy.with_value(change.parameter.owner, change.parameter.parameter, change.after)
    return policy, tuple(changes.values())


def _read(parameter: Parameter, text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise PolicyFault(f"{parameter.name} 的值要写数字，写的是“{text}”") from None
    if not suits(parameter.unit, value):
        raise PolicyFault(f"{parameter.name} 的值应为{wanted(parameter.unit)}，写的是“{text}”")
    if not is_held(value):
        raise PolicyFault(f"{parameter.name} 的值应小于10亿，小数不超过{FINEST}位，写的是“{text}”")
    return Decimal(f"{value:f}")  # 1e3 as 1000


def line_in_file(policy: Policy, parameter: Parameter) -> int | None:
    """The line of the policy's file that gives a parameter; None if it is written in no way known here."""
    section = ""
    for at, line in enumerate(policy.path.read_text("utf-8").splitlines(), 1):
        if heading := re.match(r"\s*\[\s*([\w.]+)\s*\]", line):
            section = heading[1]
            if section == f"{parameter.owner}.{parameter.parameter}":
                return at
        elif section == parameter.owner and re.match(rf"\s*{re.escape(parameter.parameter)}\s*=", line):
            return at
    return None
