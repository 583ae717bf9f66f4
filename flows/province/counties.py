"""A province's folders and its province.toml."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from flows.leftovers import private
from flows.workspace import Workspace, create
from schemas.mistakes import Mistake

PROVINCE_TOML = """# 省（市）级设置，用记事本改，存成 UTF-8。
name = "{name}"            # 省（市）名，印在全省月报的标题上
policy = "default"         # 各县用的规则；个别县不同的，写在那个县下面

# 一个县一段，左边是行政区划代码（6位）。去掉行首的井号才起作用。
# [counties.341802]
# name = "宣州区"
# policy = "xuanzhou-2021"
"""
KEYS = {"name", "policy"}


@dataclass(frozen=True)
class County:
    """One county of a province; `policy` is the rule book's name."""

    code: str
    name: str
    policy: str
    home: Path

    def made(self) -> Path:
        """Its home, an empty workspace if there was none."""
        if self.home.exists() and not self.home.is_dir():
            raise Mistake(f"{self.home} 是一个文件，县的工作区要是文件夹；请把它移走后再运行一次")
        if not (self.home / "county.toml").exists():
            create(self.home, self.name, self.code)
        return self.home

    @property
    def database(self) -> Path:
        return self.home / "warehouse.duckdb"


@dataclass(frozen=True)
class Province:
    """`home` holds province.toml, inbox/ with the provincial departments' drops, returns/, counties/CODE/ and outbox/."""

    home: Path
    name: str = ""
    counties: tuple[County, ...] = field(default_factory=tuple)

    @classmethod
    def at(cls, home: Path) -> "Province":
        """Read province.toml; a `Mistake` where it is missing or cannot be used."""
        file = home / "province.toml"
        if not file.is_file():
            raise Mistake(f"{home} 里没有 province.toml，不是省级工作区；请用 bidui province init {home} 新建一个，或用 --home 指明")
        try:
            given = tomllib.loads(file.read_text("utf-8-sig"))
        except UnicodeDecodeError as fault:
            raise Mistake(f"{file} 不是 UTF-8 编码，请用记事本打开，另存时把编码选为 UTF-8") from fault
        except ValueError as fault:
            raise Mistake(f"{file} 写法有错，请改正：{fault}") from fault
        counties = given.pop("counties", {})
        if set(given) - KEYS or not isinstance(counties, dict) or not all(isinstance(value, str) for value in given.values()):
            raise Mistake(f"{file} 里只能写 name、policy（加引号的文字）和一个个 [counties.行政区划代码]")
        policy = given.get("policy", "default")
        home = home.resolve()
        return cls(home, given.get("name", ""), tuple(_county(file, home, code, told, policy) for code, told in sorted(counties.items())))

    @property
    def workspace(self) -> Workspace:
        """Where provincial drops are taken in, as a county's are."""
        return Workspace(self.home, {"name": self.name, "division": "", "policy": "default"})

    def chosen(self, codes: str) -> tuple[County, ...]:
        """Those that `codes` (341802,341821) names, or all; a `Mistake` for one that province.toml does not have."""
        wanted = [code.strip() for code in codes.replace("，", ",").split(",") if code.strip()]
        known = {county.code: county for county in self.counties}
        if unknown := [code for code in wanted if code not in known]:
            raise Mistake(f"province.toml 里没有 {'、'.join(unknown)}；有的县是 {'、'.join(known) or '（还没有写）'}")
        return tuple(known[code] for code in dict.fromkeys(wanted)) or self.counties


def _county(file: Path, home: Path, code: str, told: object, policy: str) -> County:
    if not (code.isascii() and code.isdigit() and len(code) == 6):
        raise Mistake(f"{file} 里的 [counties.{code}]：要写6位行政区划代码，如 [counties.341802]")
    if not isinstance(told, dict) or set(told) - KEYS or not all(isinstance(value, str) and value.isprintable() and '"' not in value for value in told.values()):
        raise Mistake(f"{file} 里的 [counties.{code}] 下面只能写 name 和 policy，加引号的一行文字")
    return County(code, told.get("name", ""), told.get("policy", policy), home / "counties" / code)


def create_province(home: Path, name: str = "") -> None:
    """An empty province; what is there already stays."""
    with private():
        for folder in ("inbox", "returns", "outbox", "counties"):
            (home / folder).mkdir(parents=True, exist_ok=True)
        if not (home / "province.toml").exists():
            (home / "province.toml").write_text(PROVINCE_TOML.format(name=name), "utf-8")
