"""Rule books as files: a book may name the one that it is based on; what it does not write is the other's, and says so."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from matchers.rules import all_rules
from schemas.mistakes import Mistake
from schemas.miswritten import why_unreadable

BUILT_IN = Path(__file__).resolve().parents[2] / "data" / "policies"
DEFAULT = BUILT_IN / "default.toml"
NOT_WRITTEN = "文件未写，用缺省"  # in place of the document of a value that a book has from the one it is based on
SWITCHES = ("on", "on_listed", "on_ordinary", "off")
DECIDE_NOTHING = ("duties", "colours", "dibao_yuan", "due_day")  # how papers speak of grades; what only indicators go by that are off; when departments are reminded
OWN = ("title", "based_on")  # never another book's


class PolicyFault(Mistake):
    """A policy file that cannot be followed; the message is Chinese and names the line's key."""


@dataclass(frozen=True)
class RuleBook:
    """A rule book's contents, whole. `files` are all that they come from, its own first; `filled_in` says in words what no book of
    the chain gives and the default one does: they are older than the program.
    """

    contents: dict[str, Any]
    files: tuple[Path, ...]
    filled_in: tuple[str, ...] = ()


def built_in() -> list[Path]:
    """The program's own books, the default first."""
    return sorted(BUILT_IN.glob("*.toml"), key=lambda path: (path != DEFAULT, path.stem))


def found(name_or_path: str, beside: Path | None = None, where: str = "") -> Path:
    """A built-in book by name, or any .toml file; one named within another lies beside that, `where` says in which."""
    path = Path(name_or_path) if beside is None else beside / name_or_path
    its_own = BUILT_IN / f"{name_or_path}.toml"
    if path.suffix.lower() != ".toml" and (its_own.is_file() or not path.is_file()):
        path = its_own
    if path.is_file() and path.suffix.lower() == ".toml":
        return path
    if misnamed := next((each for each in (path, path.with_name(f"{path.name}.txt")) if each.is_file()), None):
        raise PolicyFault(f"{where}规则文件的名字要以 .toml 结尾，{misnamed.name} 请改名为 {path.stem}.toml（记事本另存时，“保存类型”选“所有文件”）")
    raise PolicyFault(f"{where}找不到规则文件 {name_or_path}；自带的规则有：{'、'.join(sorted(book.stem for book in built_in()))}（写名字，不写 .toml）")


def read_book(path: Path, above: tuple[Path, ...] = ()) -> RuleBook:
    """A book on top of the one it is based on; one that names none is whole by itself, but for what the program has grown since."""
    if path in above:
        raise PolicyFault(f"规则文件 {path.name}：based_on 绕了一圈，又回到了自己")
    contents = _parsed(path)
    if "based_on" in contents:
        name = contents.pop("based_on")
        if not isinstance(name, str):
            raise PolicyFault(f"规则文件 {path.name}：based_on 要写成加引号的名字，如 \"default\"")
        base = read_book(found(name, path.parent, f"规则文件 {path.name} 的 based_on："), (*above, path))
        return RuleBook(_switched(path, contents, base.contents, _over(contents, base.contents)), (path, *base.files), base.filled_in)
    if path == DEFAULT:
        return RuleBook(contents, (path,))
    default = {name: given for name, given in _parsed(DEFAULT).items() if name not in OWN}
    filled_in = tuple(_fill(contents, default))
    return RuleBook(contents, (path, DEFAULT) if filled_in else (path,), filled_in)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8-sig")
        return tomllib.loads(text, parse_float=Decimal)
    except UnicodeDecodeError:
        raise PolicyFault(f"规则文件 {path.name} 不是 UTF-8 编码，请用记事本打开，另存时把编码选为 UTF-8") from None
    except (ValueError, RecursionError) as fault:
        raise PolicyFault(f"规则文件 {path.name} 写法有错：{why_unreadable(text, fault)}") from None


def _over(own: dict[str, Any], base: dict[str, Any], place: tuple[str, ...] = ()) -> dict[str, Any]:
    """What a book writes in place of its base's: a parameter's values and a list are whole or not there; a rule written down is on."""
    merged = dict(own)
    for name, given in base.items():
        if name in OWN and not place:
            continue
        if name not in own:
            if not (name == "enabled" and place[:1] == ("rules",)):
                merged[name] = _unwritten(given)
        elif is_section(given) and isinstance(own[name], dict):
            merged[name] = _over(own[name], given, (*place, name))
    return merged


def _switched(path: Path, own: dict[str, Any], base: dict[str, Any], merged: dict[str, Any]) -> dict[str, Any]:
    """Indicators on and off add to the base's; whatever a book itself says of one, in a list or by its section, holds."""
    said, was = own.get("indicators", {}), base.get("indicators", {})
    if not isinstance(said, dict) or not all(isinstance(said.get(key, []), list) for key in SWITCHES):
        return merged
    mine = {key: set(map(str, said.get(key, []))) for key in SWITCHES}
    sections = own.get("rules", {})
    for rule in all_rules().values():
        section = sections.get(rule.name) if isinstance(sections, dict) else None
        enabled = section.get("enabled") if isinstance(section, dict) else None
        for key in SWITCHES:
            if rule.indicator in mine[key] and enabled is (key == "off"):
                raise PolicyFault(f"规则文件 {path.name}：[rules.{rule.name}] 写了 enabled = {str(enabled).lower()}，[indicators] 的 {key} 里又有 {rule.indicator}，只能写在一处")
        if isinstance(section, dict) and not any(rule.indicator in names for names in mine.values()):
            if enabled is False:
                mine["off"].add(rule.indicator)
            elif not any(rule.indicator in was.get(key, []) for key in SWITCHES[:-1]):
                mine["on"].add(rule.indicator)
    spoken = set().union(*mine.values())
    return merged | {"indicators": said | {key: sorted(({*was.get(key, [])} - spoken) | mine[key]) for key in SWITCHES}}


def _unwritten(given: Any) -> Any:
    if isinstance(given, dict) and isinstance(given.get("values"), list):
        return given | {"values": [entry | {"document": NOT_WRITTEN} if isinstance(entry, dict) else entry for entry in given["values"]]}
    return {name: _unwritten(each) for name, each in given.items()} if isinstance(given, dict) else given


def _fill(book: dict[str, Any], default: dict[str, Any], place: tuple[str, ...] = ()) -> Iterator[str]:
    """Put in what a book lacks of the default one; in words what that is. A parameter's table is whole or not there."""
    for name, given in default.items():
        if name not in book and name != "enabled":  # a rule that a book writes down is on
            book[name] = given
            is_off = isinstance(given, dict) and not given.get("enabled", True)
            yield from () if is_off or _is_nothing(given) or (given == {} and place != ("rules",)) or name in DECIDE_NOTHING else (_called(place, name, given),)
        elif is_section(given) and isinstance(book.get(name), dict):
            said = tuple(_fill(book[name], given, (*place, name)))
            yield from said if book[name].get("enabled", True) else ()


def _is_nothing(given: Any) -> bool:
    """What asks for nothing: no book need write it."""
    return all(map(_is_nothing, given.values())) and not given.keys() & {"enabled"} and bool(given) if isinstance(given, dict) else given in ([], "", False)


def is_section(given: object) -> bool:
    return isinstance(given, dict) and "values" not in given


def _called(place: tuple[str, ...], name: str, given: Any) -> str:
    if is_section(given):
        rule = all_rules().get(name)
        return f"[{'.'.join((*place, name))}]" + (f"（{rule.title}）" if rule else "一段")
    values = [entry["value"] for entry in given["values"]] if isinstance(given, dict) else given if isinstance(given, list) else [given]
    where = f"[{'.'.join(place)}] 的 " if place else ""
    return f"{where}{name}（{'、'.join(map(str, values))}）"
