"""[send."水阳镇"] and [mail] of county.toml: where a town's or a department's papers go, and by which mail server."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from flows.wires.origins import Source
from schemas.mistakes import Mistake


@dataclass(frozen=True)
class MailServer:
    """`server` is smtps://user@host:465 or smtp://user@host:587 (STARTTLS), `sender` an address, `secret` a secret's name."""

    server: str = ""
    sender: str = ""
    secret: str = ""


@dataclass(frozen=True)
class Recipient:
    """`to` is a folder, sftp:// or mailto:; `password` the name of the secret that locks workbooks, '' for none."""

    name: str
    to: str
    host_key: str = ""
    secret: str = ""
    password: str = ""

    @property
    def address(self) -> str:
        """Of mail; '' for a place."""
        return self.to.removeprefix("mailto:") if self.to.startswith("mailto:") else ""

    @property
    def place(self) -> Source:
        return Source(self.name, self.to, self.host_key, self.secret)


def recipients_of(file: Path, told: object, mail: object) -> tuple[tuple[Recipient, ...], MailServer]:
    """What cannot be used is a `Mistake`."""
    server = _mail(file, mail)
    if not isinstance(told, dict):
        raise Mistake(f'{file} 里的 send 要按乡镇或部门写，如 [send."水阳镇"]')
    found = tuple(_recipient(f'{file} [send."{name}"]', name, each) for name, each in told.items())
    if any(each.address for each in found) and not server.server:
        raise Mistake(f'{file} 要发邮件，请写一段 [mail]：server = "smtps://用户@地址:465"，sender = "发件地址"，secret = "密码的名字"')
    return found, server


def _recipient(where: str, name: str, told: object) -> Recipient:
    if not isinstance(told, dict) or set(told) - {"to", "host_key", "secret", "password"} or not all(isinstance(value, str) for value in told.values()) or not told.get("to"):
        raise Mistake(f"{where} 要写 to（文件夹、sftp://用户@地址/文件夹，或 mailto:邮箱），还可以写 host_key、secret、password，都加引号")
    found = Recipient(name, **told)
    if found.address and not re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)*", found.address, re.ASCII):
        raise Mistake(f"{where}：mailto: 后面要写一个邮箱")
    if found.address and not found.password:
        raise Mistake(f'{where}：清单和回执里有姓名、证件号码，发邮件要加打开口令：写 password = "口令的名字"，口令放进 secrets.toml，打电话告诉对方')
    if not found.address and "://" in found.to and (not found.to.startswith("sftp://") or urlsplit(found.to).password is not None or not urlsplit(found.to).username):
        raise Mistake(f"{where}：to 要写文件夹、sftp://用户@地址/文件夹（密码不写在这里），或 mailto:邮箱")
    return found


def _mail(file: Path, told: object) -> MailServer:
    if not told:
        return MailServer()
    if not isinstance(told, dict) or set(told) - {"server", "sender", "secret"} or not all(isinstance(value, str) for value in told.values()):
        raise Mistake(f"{file} [mail] 里写 server、sender、secret，都加引号")
    found = MailServer(**told)
    parts = urlsplit(found.server)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.password is not None or "@" not in found.sender:
        raise Mistake(f'{file} [mail] 的 server 要写成 "smtps://用户@地址:465" 或 "smtp://用户@地址:587"（密码不写在这里），sender 写发件的邮箱')
    return found
