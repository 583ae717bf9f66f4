"""How numbers and names arrive damaged. Each damage leaves exactly one person that could be meant."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from random import Random

from pypinyin import lazy_pinyin

from tests.county.extracts import Row
from tests.county.headings import has_places
from tests.county.invent import County
from tests.county.mess import Mess
from tests.county.people import GIVEN, check_digit

TRADITIONAL = str.maketrans("张刘陈杨赵黄吴孙马罗国华兰红丽军刚", "張劉陳楊趙黃吳孫馬羅國華蘭紅麗軍剛")
REMARKS = ("（户主）", "(已外出)", "（代）")
DIGITS_EXCEL_KEEPS = 15


def slip(number: str, random: Random) -> str:
    """One slip of the hand: a wrong digit, a swap, a lost or doubled digit, or a lost tail."""
    at = random.randrange(17)
    digit = str((int(number[at]) + random.randrange(1, 10)) % 10)
    swap = random.choice([place for place in range(17) if number[place] != number[place + 1]])
    return random.choice(
        (
            number[:at] + digit + number[at + 1 :],
            number[:swap] + number[swap + 1] + number[swap] + number[swap + 2 :],
            number[:at] + number[at + 1 :],
            number[:at] + number[at] + number[at:],
            number[: -random.randrange(1, 5)],
        )
    )


def is_valid(number: str) -> bool:
    """Whether an 18-digit number passes the check; damage must not."""
    return len(number) == 18 and number[:17].isdigit() and check_digit(number[:17]) == number[17]


@cache
def _same_sound() -> dict[str, list[str]]:
    by_sound = defaultdict(list)
    for sign in sorted(set(GIVEN)):
        by_sound[lazy_pinyin(sign)[0]].append(sign)
    return by_sound


def vary_name(name: str, random: Random) -> str:
    """The same name as another hand writes it."""
    if "·" in name:
        return name.replace("·", random.choice(("•", "．", "‧", "")))
    last = name[-1]
    sounds_alike = [sign for sign in _same_sound().get(lazy_pinyin(last)[0], []) if sign != last]
    variants = [f"{name[0]} {name[1:]}", name + random.choice(REMARKS)]
    if sounds_alike:
        variants.append(name[:-1] + random.choice(sounds_alike))
    if name.translate(TRADITIONAL) != name:
        variants.append(name.translate(TRADITIONAL))
    return random.choice(variants)


class Damager:
    """Damages the rows of one county, at most one fault a row, by the shares of a mess."""

    def __init__(self, county: County, mess: Mess, random: Random):
        self.county = county
        self.mess = mess
        self.members = sorted({who for home in county.households().values() for who in home.members})
        self.inside = set(self.members)
        newest = county.months[-1]
        self.insured = [who for who in self.members if "正常参保" in county.facts.cover.get((who, newest), ())]
        persons = county.facts.persons
        self.bearers = Counter((persons[who].name, county.homes[who]) for who in county.homes)
        damaged = random.sample(self.members, round(len(self.members) * mess.roster_damage))
        self.in_roster = {who: self._slip(persons[who].id_number, random) for who in damaged}

    def roster_row(self, row: Row) -> Row:
        """A roster's row: wrong in every roster for those few whose number was typed wrong once."""
        number = self.in_roster.get(row.person, row.cells["id_number"])
        return Row(row.person, row.cells | {"id_number": number})

    def department_row(self, dataset: str, row: Row, is_text: bool, random: Random) -> Row:
        """A department's row; `is_text` when the file keeps no numbers apart from text."""
        # Outsiders keep their number: damaged beside a namesake's, it could only wait in review. Those whose
        # roster number is wrong keep theirs too, for it is what heals the roster.
        if row.person not in self.inside or row.person in self.in_roster:
            return row
        chance = random.random()
        for fault, damage in self._faults(dataset, row, is_text):
            chance -= getattr(self.mess, fault)
            if chance < 0:
                return Row(row.person, row.cells | damage(row.cells, random))
        return row

    def _faults(self, dataset: str, row: Row, is_text: bool):
        number = str(row.cells["id_number"])
        yield "slip", lambda cells, random: {"id_number": self._slip(number, random)}
        if "0" in number[6:]:
            yield "letter_o", lambda cells, random: {"id_number": number[:6] + number[6:].replace("0", "O", 1)}
        if number.isdigit():
            yield "excel_number", lambda cells, random: {"id_number": self._typed_as_number(dataset, row, is_text)}
        if number[6:8] == "19":
            yield "fifteen_digits", lambda cells, random: {"id_number": number[:6] + number[8:17]}
        if dataset == "disability":
            yield "card_number", lambda cells, random: {"id_number": cells["card_no"]}
        if row.cells.get("kind") == "残疾人两项补贴":
            yield (
                "card_number",
                lambda cells, random: {"id_number": f"{number}{random.randrange(1, 8)}{random.randrange(1, 5)}"},
            )
        if dataset in ("student", "disability"):
            yield "student_number", lambda cells, random: {"id_number": ""}
        if self._is_told_by_village(dataset, row):
            yield "no_number", lambda cells, random: {"id_number": ""}
        yield "name_variant", lambda cells, random: {"name": vary_name(cells["name"], random)}
        # Only between two who are insured: then neither waiting in review nor being found changes a signal.
        if dataset == "enrolment" and row.cells["status"] == "正常参保":
            yield "others_number", lambda cells, random: {"id_number": self._others_number(cells["name"], random)}

    def _slip(self, number: str, random: Random) -> str:
        return next(wrong for wrong in iter(lambda: slip(number, random), None) if not is_valid(wrong))

    def _is_told_by_village(self, dataset: str, row: Row) -> bool:
        persons = self.county.facts.persons
        return has_places(dataset) and self.bearers[persons[row.person].name, self.county.homes[row.person]] == 1

    def _typed_as_number(self, dataset: str, row: Row, is_text: bool) -> str | int:
        kept = str(row.cells["id_number"])[:DIGITS_EXCEL_KEEPS] + "000"
        if not is_text:
            return int(kept)
        mantissa = f"{int(kept):.5E}".replace("E+0", "E+")
        return mantissa if self._is_told_by_village(dataset, row) else kept

    def _others_number(self, name: str, random: Random) -> str:
        persons = self.county.facts.persons
        while True:
            other = random.choice(self.insured)
            if not set(persons[other].name) & set(name) and other not in self.in_roster:
                return persons[other].id_number
