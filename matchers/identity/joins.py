"""What looking for people came to: whom rows were joined to, whom the bureau must be asked about, and what it answered."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

SEVERAL = "几个人都可能是"
OR_OUTSIDER = "可能是花名册上的这个人，也可能是花名册以外的同名人"
OTHER_NAME = "证件号码是花名册上一个人的，姓名却是另一个人的"
NAME_ONLY = "证件号码不能用，只能凭姓名找到花名册上的人"
OTHER_BIRTH = "证件号码有错，和花名册上同名的人的号码差得多，不像是写错一两位"
OTHER_CHARACTER = "证件号码和花名册上一个人的只差一处，姓名也差一个字，地方不同或没有写"
RIVAL_NUMBERS = "花名册上此人的证件号码不能用，而各部门报来的号码不止一个"


@dataclass
class Joins:
    """What linking found: (identity, person, how), who could be meant where a person must decide, and healed numbers."""

    joined: dict[int, tuple[int, str]] = field(default_factory=dict)
    review: dict[int, tuple[str, set[int]]] = field(default_factory=dict)
    healed: dict[int, str] = field(default_factory=dict)

    def join(self, identity: int, person: int, how: str) -> None:
        self.joined[identity] = (person, how)

    def ask(self, identity: int, reason: str, candidates: set[int]) -> None:
        self.review[identity] = (reason, candidates)


class CaseAnswer(NamedTuple):
    """Of a review case the household and name of the person; of an extract that shrank, that it is whole, who said so, when and why."""

    household_id: str = ""
    name: str = ""
    said_by: str = ""
    said_on: dt.date | None = None
    why: str = ""


CaseAnswers = dict[str, CaseAnswer | None]  # None: nobody of the roster


def case_id(number: str, name: str, town: str, village: str) -> str:
    """The number of a review case: the same person as written has the same one in every month and workspace."""
    return hashlib.sha256("|".join((number, name, town, village)).encode()).hexdigest()[:12]


def extract_id(dataset: str, month: dt.date, town: str, contents: Iterable[str]) -> str:
    """The number of the question whether an extract (or what it has of a town) is whole: of other files it is another question."""
    return hashlib.sha256("|".join((dataset, month.isoformat(), town, *sorted(contents))).encode()).hexdigest()[:12]
