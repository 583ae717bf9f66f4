"""[sources."民政局"] and [returns."水阳镇"] of county.toml: where a department keeps its files, a town its answers; passwords stand elsewhere."""

import datetime as dt
import os
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from schemas.mistakes import Mistake

KEYS = {"from", "host_key", "secret", "names", "views"}
FILES, DATABASES = ("sftp", "https"), ("postgresql", "mysql", "dm")
OPEN_TO_OTHERS = 0o077
MONTH = re.compile(r"\{month(?::([^{}]*))?\}")


@dataclass(frozen=True)
class Source:
    """`place` is a folder or an address with a user, never a password; `secret` a secret's name; `views` (dataset, table or view) of a database;
    `department` a town where it `is_town`.
    """

    department: str
    place: str
    host_key: str = ""
    secret: str = ""
    names: str = "*"
    views: tuple[tuple[str, str], ...] = ()
    is_town: bool = False

    def of_month(self, month: dt.date) -> "Source":
        """With `{month}` (2024-06) and `{month:yyyymm}`, `{month:m月}` and the like spelled out."""
        def spelled(words: str) -> str:
            return MONTH.sub(lambda found: (found[1] or "yyyy-mm").replace("yyyy", f"{month:%Y}").replace("mm", f"{month:%m}").replace("m", str(month.month)), words)

        return replace(self, place=spelled(self.place), names=spelled(self.names), views=tuple((dataset, spelled(view)) for dataset, view in self.views))

    @property
    def is_database(self) -> bool:
        return self.place.partition("://")[0].lower() in DATABASES


def sources_of(file: Path, told: object, answers: object) -> tuple[Source, ...]:
    """Those of a county.toml's [sources] and [returns]; what cannot be used is a `Mistake`."""
    if not isinstance(told, dict):
        raise Mistake(f'{file} 里的 sources 要按部门写，如 [sources."民政局"]')
    if not isinstance(answers, dict):
        raise Mistake(f'{file} 里的 returns 要按乡镇写，如 [returns."水阳镇"]')
    departments = tuple(_source(f'{file} [sources."{name}"]', name, each) for name, each in told.items())
    towns = tuple(replace(_source(f'{file} [returns."{name}"]', name, each), is_town=True) for name, each in answers.items())
    if wrong := [town.department for town in towns if town.is_database]:
        raise Mistake(f'{file} [returns."{wrong[0]}"]：乡镇的答复是填好的清单，要从文件夹、sftp:// 或 https:// 取')
    return (*departments, *towns)


def _source(where: str, name: str, told: object) -> Source:
    texts = {key: value for key, value in told.items() if key != "views"} if isinstance(told, dict) else {}
    views = told.get("views", {}) if isinstance(told, dict) else None
    if set(texts) - KEYS or not all(isinstance(value, str) for value in texts.values()) or not texts.get("from"):
        raise Mistake(f"{where} 要写 from（文件夹或地址），还可以写 host_key、secret、names，都加引号，和 views")
    if not isinstance(views, dict) or not all(isinstance(view, str) and view for view in views.values()):
        raise Mistake(f'{where} 的 views 要写成 {{ enrolment = "视图名" }}')
    if not name.strip() or re.search(r'[\\/:*?"<>|]', name) or name.startswith("."):
        raise Mistake(f"{where}：名字要能做文件夹名")
    place = str(texts["from"])
    if "://" in place:
        _need_usable(where, place, bool(views))
    return Source(name, place, texts.get("host_key", ""), texts.get("secret", ""), texts.get("names", "*"), tuple(views.items()))


def _need_usable(where: str, address: str, has_views: bool) -> None:
    scheme = address.partition("://")[0].lower()
    if scheme in ("ftp", "http"):
        raise Mistake(f"{where}：普通 {scheme.upper()} 传密码和数据都不加密，不能用；请对方改开 SFTP 或 https，或把文件放到共享文件夹")
    if scheme not in (*FILES, *DATABASES):
        raise Mistake(f"{where}：还不会从 {scheme}:// 取文件；可以写文件夹，或 {'、'.join(f'{each}://' for each in (*FILES, *DATABASES))}")
    parts = urlsplit(address)
    if parts.password is not None:
        raise Mistake(f"{where}：密码不要写在 from 里；写 secret = \"名字\"，密码放进 secrets.toml")
    if not parts.hostname or not (parts.username or scheme == "https"):
        raise Mistake(f"{where}：要写成 {scheme}://用户@地址/…")
    if scheme in DATABASES and not has_views:
        raise Mistake(f'{where}：没写取哪个视图；写 views = {{ enrolment = "视图名" }}，左边是数据的名字')


def secret_of(home: Path, name: str) -> str:
    """From BIDUI_SECRET_NAME, else from secrets.toml beside county.toml, which nobody else may read; without one from a Secret of Prefect."""
    if given := os.environ.get(f"BIDUI_SECRET_{name.upper()}"):
        return given
    file = home / "secrets.toml"
    if not file.is_file():
        if os.environ.get("PREFECT_API_URL") and (kept := _in_prefect(name)):
            return kept
        raise Mistake(f"没有密码“{name}”：请写进 {file}，或设环境变量 BIDUI_SECRET_{name.upper()}")
    if os.name == "posix" and file.stat().st_mode & OPEN_TO_OTHERS:
        raise Mistake(f"{file} 别人也能读，没有用；请先运行 chmod 600 {file}")
    try:
        found = tomllib.loads(file.read_text("utf-8-sig")).get(name)
    except ValueError:  # its words might quote a password
        raise Mistake(f"{file} 写法有错，每行写成：名字 = \"密码\"") from None
    if not isinstance(found, str) or not found:
        raise Mistake(f"{file} 里没有密码“{name}”，请加一行：{name} = \"密码\"")
    return found


def _in_prefect(name: str) -> str:
    from prefect.blocks.system import Secret

    try:
        block: Any = Secret.load(name.lower().replace("_", "-"))
        return str(block.get())
    except Exception:  # no such block, or no server: the caller says what is missing
        return ""
