"""A folder or an SFTP server, reached: what lies there, one file of it, and one file put there."""

import asyncio
import fnmatch
import os
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from flows.wires import shares
from flows.wires.origins import Source
from schemas.citizen_id import hidden_in
from schemas.file_names import is_litter
from schemas.mistakes import Mistake

UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload")
LONGEST_NAME, MARK = 255, 24  # bytes; room for a mark is left in any, so that all numbers of a name sort
FIRST_OF_CHINA = "\u2000"  # punctuation and Han characters: three bytes of UTF-8


@dataclass(frozen=True)
class Waits:
    """Seconds: until a listing counts as settled, for a connection, for a listing, for one file."""

    settle: float = 10
    connect: float = 15
    answer: float = 30
    transfer: float = 300


@dataclass(frozen=True)
class Seen:
    """A file as listed: its name as the other side has it, bytes, time in whole seconds, the version a web server gives it."""

    name: str
    size: int
    mtime: int
    version: str = ""


class Remote(Protocol):
    """`listed` is of the place itself or of a folder `under` it ('' or 'a/b/'), and leaves in `folders` the names of those it met there."""

    folders: set[str]

    def listed(self, under: str = "") -> set[Seen]: ...
    def fetch(self, seen: Seen, to: Path) -> None: ...


def walked(remote: Remote, names: str) -> tuple[set[Seen], tuple[str, ...]]:
    """(files as many folders deep as the pattern has, by their path there; folders at that depth, of which nothing is fetched)."""
    *through, last = names.split("/")
    places = [""]
    for pattern in through:
        inner = []
        for place in places:
            remote.listed(place)
            inner += [f"{place}{name}/" for name in sorted(remote.folders) if fnmatch.fnmatch(readable(name), pattern)]
        places = inner
    files, folders = set(), []
    for place in places:
        files |= {replace(seen, name=place + seen.name) for seen in remote.listed(place)}
        folders += [place + name for name in sorted(remote.folders) if fnmatch.fnmatch(readable(name), last)]
    return files, tuple(readable(folder) for folder in folders)


@dataclass
class There:
    """What a look found: (name, file) of those that are meant; names of those that are not; all of which it is asked whether they moved."""

    wanted: list[tuple[str, Seen]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    seen: set[Seen] = field(default_factory=set)
    folders: tuple[str, ...] = ()
    is_readable: bool = True


def looked(remote: Remote, names: str) -> There:
    """`names` is a pattern, of as many folders deep as it has."""
    files, folders = walked(remote, names)
    there = There(folders=tuple(hidden_in(folder) for folder in folders))
    for seen in sorted(files, key=lambda seen: seen.name):
        name = readable_path(seen.name)
        parts = name.split("/")
        is_unfinished = name.lower().endswith(UNFINISHED)
        last = os.path.splitext(parts[-1])[0] if is_unfinished else parts[-1]
        if len(parts) != names.count("/") + 1 or any(part in ("", "..") or "\\" in part or "\0" in part for part in parts):
            there.is_readable = False
        elif is_litter(last):
            continue
        elif not fnmatch.fnmatch(last, names.rpartition("/")[2]):
            there.others.append(hidden_in(name))
        else:
            there.seen.add(seen)
            there.wanted += [] if is_unfinished else [(name, seen)]
    return there


class Folder:
    """A folder of this machine, or a share that it sees, which may hang."""

    def __init__(self, path: str, waits: Waits) -> None:
        self.path, self.waits, self.folders, self.looker = path, waits, set[str](), shares.Looker()

    def listed(self, under: str = "") -> set[Seen]:
        files, folders = self.looker.ask(self.waits.answer, shares.listed, os.path.join(self.path, under))
        self.folders = set(folders)
        return {Seen(*file) for file in files}

    def fetch(self, seen: Seen, to: Path) -> None:
        to.touch(0o600)  # whatever the process there would make of it
        self.looker.ask(self.waits.transfer, shares.copied, os.path.join(self.path, seen.name), str(to))

    def put(self, file: Path, name: str) -> None:
        self.looker.ask(self.waits.transfer, shares.put, str(file), self.path, name)


class Sftp:
    """Each call is a connection of its own: one that dropped is not used again."""

    def __init__(self, source: Source, password: str | None, waits: Waits) -> None:
        if not source.host_key:
            raise Mistake("没写 host_key，没法确认连的是不是那台服务器；运行 bidui wires 看服务器给出的公钥，打电话和对方核对后写进 county.toml")
        self.parts, self.host_key, self.password, self.waits = urlsplit(source.place), source.host_key, password, waits
        self.folder, self.folders = unquote(self.parts.path) or ".", set[str]()

    def listed(self, under: str = "") -> set[Seen]:
        import asyncssh

        at = f"{self.folder.rstrip('/')}/{under}"

        async def listing(sftp: Any) -> set[Seen]:
            found = {entry.filename: entry.attrs for entry in await sftp.readdir(at) if entry.filename not in (".", "..")}
            for name in [name for name, a in found.items() if a.permissions is not None and S_ISLNK(a.permissions)]:
                with suppress(asyncssh.SFTPError):  # a link that leads nowhere is no file
                    found[name] = await sftp.stat(f"{at}/{name}")
            self.folders = {name for name, a in found.items() if a.permissions is not None and S_ISDIR(a.permissions)}
            return {Seen(name, a.size or 0, a.mtime or 0) for name, a in found.items() if a.permissions is None or S_ISREG(a.permissions)}

        return asyncio.run(self._done(listing, self.waits.answer))

    def fetch(self, seen: Seen, to: Path) -> None:
        async def getting(sftp: Any) -> None:
            await sftp.get(f"{self.folder.rstrip('/')}/{seen.name}", str(to), follow_symlinks=True)

        asyncio.run(self._done(getting, self.waits.transfer))

    def put(self, file: Path, name: str) -> None:
        """In one step; an older half of it is written over, a file of that name is not."""
        async def putting(sftp: Any) -> None:
            part = f"{self.folder.rstrip('/')}/{name}.part"
            await sftp.put(str(file), part)
            await sftp.rename(part, part.removesuffix(".part"))

        asyncio.run(self._done(putting, self.waits.transfer))

    @staticmethod
    def offered_key(source: Source, waits: Waits) -> str:
        """The public key that the server shows, a line as county.toml has it."""
        import asyncssh

        async def asking() -> Any:
            parts = urlsplit(source.place)
            return await asyncio.wait_for(asyncssh.get_server_host_key(parts.hostname or "", parts.port or 22, config=None), waits.connect)

        key = asyncio.run(asking())
        return " ".join(key.export_public_key().decode().split()[:2]) if key else ""

    async def _done(self, what: Any, seconds: float) -> Any:
        import asyncssh

        asyncio.get_running_loop().set_exception_handler(lambda loop, told: None)  # parts of a transfer that die with it: the one awaited says so
        connecting = asyncssh.connect(
            self.parts.hostname or "", self.parts.port or 22, username=self.parts.username, password=self.password, config=None,
            known_hosts=asyncssh.import_known_hosts(f"* {self.host_key}\n"), client_keys=None if self.password is not None else (),
            keepalive_interval=self.waits.answer / 2, keepalive_count_max=2,  # a server that stalls in a transfer: by default waited for without end
        )
        connection = await asyncio.wait_for(connecting, self.waits.connect)
        try:
            sftp = await asyncio.wait_for(connection.start_sftp_client(path_errors="surrogateescape"), self.waits.answer)
            return await asyncio.wait_for(what(sftp), seconds)
        finally:
            connection.abort()  # a server that stalls answers no farewell


def readable(name: str) -> str:
    """A file's name, of its bytes read as UTF-8 or GB 18030; '' if neither can be.

    GB's two bytes for some characters are well-formed UTF-8, too (水 is ˮ), but of letters that no Chinese name has.
    """
    readings = []
    for encoding in ("utf-8", "gb18030"):
        try:
            readings.append(os.fsencode(name).decode(encoding))
        except UnicodeDecodeError:
            continue
    return next((text for text in readings if all(mark.isascii() or mark >= FIRST_OF_CHINA for mark in text)), readings[0] if readings else "")


def readable_path(name: str) -> str:
    return "/".join(map(readable, name.split("/")))


def numbered(name: str, number: int, again: str = "") -> str:
    """A name beside one that is taken: it sorts after that (as "(2)" would not), for of two in a folder the later name wins. Cut to what a disk takes."""
    mark, suffix = f"_第{number:02d}次{again}" if number > 1 else "", Path(name).suffix
    return Path(name).stem.encode()[: LONGEST_NAME - MARK - len(suffix.encode())].decode(errors="ignore") + mark + suffix
