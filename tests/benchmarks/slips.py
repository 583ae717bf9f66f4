"""What goes wrong with a number and a name on the way, and how often: kinds of damage with their weights."""

from collections.abc import Callable
from random import Random

from pypinyin import lazy_pinyin

from tests.county.damage import TRADITIONAL, _same_sound, is_valid
from tests.county.people import GIVEN


def _digit(number: str, random: Random) -> str:
    at = random.randrange(17)
    return number[:at] + str((int(number[at]) + random.randrange(1, 10)) % 10) + number[at + 1 :]


def _swap(number: str, random: Random) -> str:
    at = random.choice([place for place in range(17) if number[place] != number[place + 1]])
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def _lost(number: str, random: Random) -> str:
    at = random.randrange(17)
    return number[:at] + number[at + 1 :]


def _doubled(number: str, random: Random) -> str:
    at = random.randrange(17)
    return number[:at] + number[at] + number[at:]


NUMBER_DAMAGE: dict[str, tuple[int, Callable[[str, Random], str]]] = {
    "whole": (6, lambda number, random: number),
    "a digit": (30, _digit),
    "two swapped": (14, _swap),
    "a digit lost": (11, _lost),
    "a digit doubled": (7, _doubled),
    "tail lost": (9, lambda number, random: number[: -random.randrange(1, 5)]),
    "15 kept by Excel": (12, lambda number, random: number[:15] + "000"),
    "3.4E+17": (2, lambda number, random: f"{int(number[:15] + '000'):.5E}"),
    "empty": (8, lambda number, random: ""),
    "two errors": (1, lambda number, random: _digit(_digit(number, random), random)),
}


def _homophone(name: str, random: Random) -> str:
    alike = [sign for sign in _same_sound().get(lazy_pinyin(name[-1])[0], []) if sign != name[-1]]
    return name[:-1] + random.choice(alike) if alike else f"{name[0]} {name[1:]}"


def other_character(name: str, random: Random) -> str:
    at = random.randrange(1, len(name))
    return name[:at] + random.choice([sign for sign in GIVEN if sign != name[at]]) + name[at + 1 :]


TOLD = [kind for kind in NUMBER_DAMAGE if kind not in ("whole", "empty", "3.4E+17")]  # of which enough is left to tell a namesake


NAME_DAMAGE: dict[str, tuple[int, Callable[[str, Random], str]]] = {
    "the same": (66, lambda name, random: name),
    "a homophone": (12, _homophone),
    "traditional": (5, lambda name, random: name.translate(TRADITIONAL)),
    "a remark": (6, lambda name, random: name + random.choice(("（户主）", "(已外出)", "（代）"))),
    "another character": (11, other_character),
}
Kind = tuple[str, str]


def damaged(number: str, random: Random, damage: Callable[[str, Random], str]) -> str:
    """As damaged; a digit goes where the damage would not show."""
    tries = (damage(number, random) for _ in range(100))
    return next((wrong for wrong in tries if wrong != number and not is_valid(wrong)), "") or damaged(number, random, _digit)


def told_kind(number: str, random: Random) -> str:
    """A kind of damage that still tells whose it may be; Excel keeps no X as a number."""
    kinds = [kind for kind in TOLD if number[-1] != "X" or kind != "15 kept by Excel"]
    return random.choices(kinds, [NUMBER_DAMAGE[kind][0] for kind in kinds])[0]


def kinds(number: str, random: Random) -> Kind:
    """Of the damage to the number and to the name: not neither; Excel keeps no X as a number; a whole number under another name is another's."""
    while True:
        damage, of_name = (random.choices(list(kinds), [weight for weight, _ in kinds.values()])[0] for kinds in (NUMBER_DAMAGE, NAME_DAMAGE))
        if not (damage == "whole" and of_name in ("the same", "another character")) and not (number[-1] == "X" and damage in ("15 kept by Excel", "3.4E+17")):
            return damage, of_name
