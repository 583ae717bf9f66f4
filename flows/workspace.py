"""One county's folders, its county.toml, and the lock that keeps two runs apart."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from flows.contents import contents_of
from flows.launchers import write_launchers
from flows.leftovers import private, sweep
from flows.listening import Listening
from flows.lying import in_text, unusable_under
from flows.settings import COUNTY_TOML, KEPT, Moves, Town, read_settings
from flows.wires.origins import Source
from flows.wires.recipients import MailServer, Recipient
from schemas.file_names import TABLES, is_litter
from schemas.mistakes import Mistake
from schemas.months import arabic, written

# What may stand beside a folder's month without another meaning: an old copy, a part, a span are somebody's own matter.
BESIDE = r"[-_ (]*(?:[一-龥]{2,5}局)?[-_ (]*(?:补报|补充|补交|补|更正|重报|新|收件|数据)*\)*[-_ ]*"


class Busy(Mistake):
    """Another command is at work on the workspace."""


@dataclass(frozen=True)
class Workspace:
    """`home` holds inbox/, returns/, outbox/ and warehouse.duckdb."""

    home: Path
    settings: dict[str, str] = field(default_factory=dict)
    towns: dict[str, Town] = field(default_factory=dict)
    places: Moves = field(default_factory=dict)
    keep: int = KEPT
    sources: tuple[Source, ...] = ()
    listening: Listening = field(default_factory=Listening)
    recipients: tuple[Recipient, ...] = ()
    mail: MailServer = field(default_factory=MailServer)

    @classmethod
    def at(cls, home: Path) -> "Workspace":
        """Read county.toml if there is one; a missing workspace, or a setting that cannot be used, is a `Mistake`."""
        if not home.is_dir():
            raise Mistake(f"找不到工作区文件夹 {home}；用 bidui init {home} 新建一个，或用 --home 指明")
        return cls(home.resolve(), *read_settings(home / "county.toml"))

    @property
    def inbox(self) -> Path:
        return self.home / "inbox"

    @property
    def database(self) -> Path:
        return self.home / "warehouse.duckdb"

    @property
    def came_back(self) -> Path:
        return self.home / "returns"

    def outbox(self, month: dt.date) -> Path:
        return self.home / "outbox" / written(month)

    def layout_table(self, name: str) -> Path:
        """Where the 对照表 of a kind of table lies until it is filled in."""
        return self.home / "outbox" / f"对照表_{name}.xlsx"

    def went_out(self) -> list[dt.date]:
        """Months whose lists lie in the outbox."""
        folders = (path.parent for path in self.home.glob("outbox/*/leads.csv"))
        return sorted(month for folder in folders if (month := _month_named(folder)) and folder.name == written(month))

    def reminders(self, month: dt.date) -> Path:
        """Beside the months' outboxes: a run does not make these again."""
        return self.home / "outbox" / "催报" / written(month)

    def building(self, month: dt.date) -> Path:
        """Where a month's outbox is built before it takes the old one's place."""
        return self.home / "outbox" / f".{written(month)}.new"

    def receipts_due(self, month: dt.date) -> Path:
        """Is there from before files are stored until receipts tell of them: what ends between the two leaves them to be written."""
        return self.home / f".receipts-due.{written(month)}"

    def returns(self, until: dt.date) -> list[tuple[dt.date, Path]]:
        return self._month_folders(self.came_back, until)

    def drops(self, until: dt.date) -> list[tuple[dt.date, Path]]:
        """Month folders of the inbox up to and including `until`."""
        return self._month_folders(self.inbox, until)

    def contact(self, town: str) -> str:
        """Who at the town receives its list; empty if the county has not said."""
        return next((self.towns[name].contact for name in self.names_of(town) if name in self.towns), "")

    @property
    def due_days(self) -> dict[str, int]:
        """Days to answer, of towns that have their own; what a town is called now has those of its old name."""
        names = dict.fromkeys((*self.towns, *(new for new, _ in self.places.values())))
        own = {name: next((days for old in self.names_of(name) if old in self.towns and (days := self.towns[old].due_days)), None) for name in names}
        return {name: days for name, days in own.items() if days is not None}

    def names_of(self, town: str) -> list[str]:
        """A town's name and what it was called before, the nearest first."""
        names = [town]
        for name in names:
            names += [old for old, (new, _) in self.places.items() if new == name and old not in names]
        return names

    def policy_file(self, named: str | None) -> str:
        """The policy to use: the one named, else the county's; a file beside county.toml goes by its name, unless one is named that lies elsewhere."""
        name = named or self.settings["policy"]
        is_elsewhere = bool(named) and Path(name).is_file()
        beside = self.home / name
        return str(beside) if name.endswith(".toml") and not is_elsewhere and beside.is_file() else name

    def _month_folders(self, of: Path, until: dt.date) -> list[tuple[dt.date, Path]]:
        paths = of.glob("*")
        return sorted((month, path) for path in paths if (month := _month_named(path)) and month <= until and path.is_dir())

    def strays(self, of: str = "inbox") -> list[str]:
        """What lies in the inbox (or in returns/) outside any month folder."""
        return sorted(in_text(Path(path.name)) for path in (self.home / of).glob("*") if not (_month_named(path) and path.is_dir()) and not is_litter(path.name))

    def _files_of_the_outbox(self) -> list[str]:
        """Tables that are none of ours: a 对照表 lies there."""
        tables = (path for path in (self.home / "outbox").glob("*.*") if path.suffix.lower() in TABLES and not is_litter(path.name))
        return sorted(in_text(Path(path.name)) for path in tables if path.is_file() and not path.name.startswith("对照表_"))

    def beside(self, *only: str) -> list[str]:
        """In words what lies beside the month folders of inbox/ and returns/, or of one of them: not read, or read as a month's that its name can only mean."""
        said = []
        for of in only or ("inbox", "returns"):
            if of == "returns":  # where lists that came back are put by mistake
                said += [f"outbox/{name} 不在月份文件夹里，没有读；乡镇发回的请移到 returns/年-月/ 里" for name in self._files_of_the_outbox()]
            said += [f"{of}/{name} 不在月份文件夹里，没有读；请移到 {of}/年-月/ 里，如 {of}/2024-06/" for name in self.strays(of)]
            folders = ((_month_named(path), path.name) for path in sorted((self.home / of).glob("*")) if path.is_dir())
            said += [f"{of}/{name} 按 {written(month)} 的文件夹读了" for month, name in folders if month and name != written(month)]
            said += self._months_inside(of)
            said += [words for _, path in self._month_folders(self.home / of, dt.date.max) for words in unusable_under(path)]
        return said

    def _months_inside(self, of: str) -> list[str]:
        """Folders inside a month's that another month is the name of: what lies there is read with the month they lie in."""
        inner = ((month, path, other) for month, root in self._month_folders(self.home / of, dt.date.max) for path in sorted(root.glob("*")) if (other := _month_named(path)))
        return [
            f"{path.relative_to(self.home).as_posix()} 里的按 {written(month)} 的读了；如果是 {written(other)} 的，请移到 {of}/{written(other)}/ 里"
            for month, path, other in inner if other != month and path.is_dir()
        ]

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One run a workspace; the lock goes with its process, even a killed one."""
        try:
            with private(), FileLock(self.home / ".lock", timeout=0, mode=0o600):
                sweep(self.home)
                try:
                    yield
                finally:
                    contents_of(self.home).keep()
        except Timeout:
            raise Busy("这个工作区正在运行另一次比对，请等它结束后再试") from None


def _month_named(path: Path) -> dt.date | None:
    """2024-06, and what can only mean it: 202406, 二〇二四年六月, 2024-06补报, 民政局2024年6月（补充）."""
    name = arabic(unicodedata.normalize("NFKC", path.name))
    found = re.fullmatch(rf"{BESIDE}(20\d\d)(?:[-_.年]?(0[1-9]|1[0-2])|[-_.年]([1-9]))(?:月份?)?{BESIDE}", name)
    return dt.date(int(found[1]), int(found[2] or found[3]), 1) if found else None


def create(home: Path, name: str = "", division: str = "") -> None:
    """An empty workspace; what is there already stays."""
    with private():
        for folder in ("inbox", "returns", "outbox"):
            (home / folder).mkdir(parents=True, exist_ok=True)
        file = home / "county.toml"
        if not file.exists():
            file.write_text(COUNTY_TOML.format(name=name, division=division), "utf-8")
        write_launchers(home)
