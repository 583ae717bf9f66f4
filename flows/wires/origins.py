"""[sources."民政局"] of county.toml: where a department keeps its files; passwords stand elsewhere."""

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from schemas.mistakes import Mistake

KEYS = {"from", "host_key", "secret", "names"}
OPEN_TO_OTHERS = 0o077


@dataclass(frozen=True)
class Source:
    """`place` is a folder or sftp://user@host:port/folder; `secret` a secret's name, never a secret."""

    department: str
    place: str
    host_key: str = ""
    secret: str = ""
    names: str = "*"


def sources_of(file: Path, told: object) -> tuple[Source, ...]:
    """The sources of a county.toml's [sources]; what cannot be used is a `Mistake`."""
    if not isinstance(told, dict):
        raise Mistake(f'{file} 里的 sources 要按部门写，如 [sources."民政局"]')
    return tuple(_source(f'{file} [sources."{name}"]', name, each) for name, each in told.items())


def _source(where: str, name: str, told: object) -> Source:
    if not isinstance(told, dict) or set(told) - KEYS or not all(isinstance(value, str) for value in told.values()) or not told.get("from"):
        raise Mistake(f"{where} 要写 from（文件夹或 sftp://用户@地址/文件夹），还可以写 host_key、secret、names，都加引号")
    if not name.strip() or re.search(r'[\\/:*?"<>|]', name) or name.startswith("."):
        raise Mistake(f"{where}：部门名要能做文件夹名")
    place = str(told["from"])
    scheme = place.partition("://")[0].lower() if "://" in place else ""
    if scheme == "ftp":
        raise Mistake(f"{where}：普通 FTP 传密码和数据都不加密，不能用；请对方改开 SFTP，或把文件放到共享文件夹")
    if scheme not in ("", "sftp"):
        raise Mistake(f"{where}：还不会从 {scheme}:// 取文件；可以写文件夹，或 sftp://用户@地址/文件夹")
    if scheme == "sftp":
        parts = urlsplit(place)
        if parts.password is not None:
            raise Mistake(f"{where}：密码不要写在 from 里；写 secret = \"名字\"，密码放进 secrets.toml")
        if not parts.hostname or not parts.username:
            raise Mistake(f"{where}：要写成 sftp://用户@地址/文件夹")
        if not told.get("host_key"):
            raise Mistake(f"{where}：缺 host_key，没法确认连的是不是那台服务器；请向对方要服务器公钥（ssh-ed25519 开头的一行）")
    return Source(name, place, told.get("host_key", ""), told.get("secret", ""), told.get("names", "*"))


def secret_of(home: Path, name: str) -> str:
    """From BIDUI_SECRET_NAME, else from secrets.toml beside county.toml, which nobody else may read."""
    if given := os.environ.get(f"BIDUI_SECRET_{name.upper()}"):
        return given
    file = home / "secrets.toml"
    if not file.is_file():
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
