"""Accounts, sessions and looks, in SQLite (WAL): the console writes here while a run has DuckDB. Told what time it is."""

import base64
import datetime as dt
import hashlib
import hmac
import secrets
import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matchers.statements import statements
from schemas.mistakes import Mistake

SQL = statements(__file__)

BUREAU, LEADER, TOWN = "bureau", "leader", "town"
FILE = Path(".console", "accounts.sqlite")  # of a workspace
ROLES = {BUREAU: "县局", LEADER: "县局领导", TOWN: "乡镇"}
IDLE = dt.timedelta(minutes=30)
LINK_HOLDS = dt.timedelta(days=1)
TRIES, LOCKED_FOR = 5, dt.timedelta(minutes=15)
SHORTEST = 8
COST, BLOCK = 2**14, 8  # scrypt: 16 MB and some 50 ms a try


@dataclass(frozen=True)
class Insider:
    """Who has a page open; `town` is '' for the bureau, `form_token` stands in every form of theirs."""

    name: str
    role: str
    town: str
    form_token: str


class Accounts:
    """One workspace's; times are the caller's."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._one = threading.Lock()
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode = WAL")
        for made in ("accounts_table", "sessions_table", "looks_table", "links_table"):
            self._run(SQL[made])

    def close(self) -> None:
        self._db.close()

    def _run(self, statement: str, **values: object) -> list[dict[str, Any]]:
        with self._one:
            return [dict(row) for row in self._db.execute(statement, values).fetchall()]

    def all(self) -> list[dict[str, Any]]:
        return self._run(SQL["accounts"])

    def add(self, name: str, role: str, town: str) -> None:
        name = name.strip()
        if not 1 <= len(name) <= 20 or not name.isprintable():
            raise Mistake("账号名要写，不超过20个字")
        if role not in ROLES or (role == TOWN) != bool(town):
            raise Mistake("请选身份；乡镇的账号要选是哪个乡镇")
        if self._run(SQL["account"], name=name):
            raise Mistake(f"账号 {name} 已经有了，请换一个名字")
        self._run(SQL["add"], name=name, role=role, town=town)

    def stop(self, name: str, is_stopped: bool) -> None:
        others = [a for a in self.all() if a["role"] == BUREAU and not a["is_stopped"] and a["name"] != name]
        if is_stopped and not others and any(a["name"] == name and a["role"] == BUREAU for a in self.all()):
            raise Mistake("这是最后一个县局账号，不能停用")
        self._run(SQL["stop"], name=name, is_stopped=int(is_stopped))
        self._run(SQL["end_all"], name=name)

    def link_for(self, name: str, at: dt.datetime) -> str:
        """A token that sets the account's password once."""
        token = secrets.token_urlsafe(24)
        self._run(SQL["add_link"], token=_digest(token), name=name, until=(at + LINK_HOLDS).isoformat())
        return token

    def whose_link(self, token: str, at: dt.datetime) -> str:
        """The account's name, or ''."""
        return next((row["name"] for row in self._run(SQL["link"], token=_digest(token), at=at.isoformat())), "")

    def set_password(self, token: str, password: str, at: dt.datetime) -> str:
        """Of the account that the link is for."""
        name = self.whose_link(token, at)
        if not name:
            raise Mistake("这个链接已经用过或过期了，请让县局管理员再给一个")
        if len(password) < SHORTEST:
            raise Mistake(f"密码至少{SHORTEST}个字符")
        self._run(SQL["set_password"], name=name, password=_hashed(password, secrets.token_bytes(16)))
        self._run(SQL["end_links"], name=name)
        self._run(SQL["end_all"], name=name)
        return name

    def log_in(self, name: str, password: str, at: dt.datetime) -> str:
        """A session's token; five wrong tries shut the account for a while."""
        name = name.strip()
        # Counted as wrong before it is looked at: of many tries at once only the first five are looked at.
        found = next(iter(self._run(SQL["try"], name=name, at=at.isoformat(), tries=TRIES, until=(at + LOCKED_FOR).isoformat())), None)
        if not found and self._run(SQL["account"], name=name):
            raise Mistake(f"密码连续输错{TRIES}次，请过一刻钟再试")
        kept = found["password"] if found and not found["is_stopped"] and found["password"] else _hashed("", b"-" * 16)
        right = hmac.compare_digest(_hashed(password, base64.b64decode(kept.partition("$")[0])), kept)
        if not found or not right or kept != found["password"]:
            raise Mistake("账号或密码不对")
        self._run(SQL["right"], name=name)
        token = secrets.token_urlsafe(32)
        self._run(SQL["begin"], token=_digest(token), name=name, form_token=secrets.token_urlsafe(16), seen_at=at.isoformat())
        return token

    def who(self, token: str, at: dt.datetime) -> Insider | None:
        """Whose session it is, if it was used within half an hour; which counts from here anew."""
        found = self._run(SQL["session"], token=_digest(token), since=(at - IDLE).isoformat()) if token else []
        for row in found:
            self._run(SQL["seen"], token=_digest(token), seen_at=at.isoformat())
            return Insider(row["name"], row["role"], row["town"], row["form_token"])
        return None

    def log_out(self, token: str) -> None:
        self._run(SQL["end"], token=_digest(token))

    def note_look(self, at: dt.datetime, who: Insider, address: str, what: str, whom: str, why: str = "") -> None:
        self._run(SQL["look"], look_at=at.isoformat(sep=" "), name=who.name, address=address, what=what, whom=whom, why=why)

    def looks(self, after: int = 0, whom: str = "") -> list[dict[str, Any]]:
        """A hundred, the newest first."""
        return self._run(SQL["looks"], after=after, whom=whom)


def looks_counted(file: Path, after: dt.date, until: dt.date) -> list[tuple[str, int, int, int, int]]:
    """(whose people, households opened, people to be decided, whole numbers, lists taken away) after a day and up to another, the bureau's first; none where there is no console. sqlite3.Error where it cannot be read."""
    if not file.is_file():
        return []
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as kept:
        return kept.execute(SQL["counted"], {"after": after.isoformat(), "until": until.isoformat()}).fetchall()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _hashed(password: str, salt: bytes) -> str:
    key = hashlib.scrypt(password.encode(), salt=salt, n=COST, r=BLOCK, p=1, maxmem=64 * 1024 * 1024)
    return f"{base64.b64encode(salt).decode()}${base64.b64encode(key).decode()}"
