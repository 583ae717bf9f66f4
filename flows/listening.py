"""[console] in county.toml: where other computers find the console."""

import re
from dataclasses import dataclass
from pathlib import Path

from schemas.mistakes import Mistake


@dataclass(frozen=True)
class Listening:
    """Host '' is this computer alone. With a certificate and its key (PEM files) it is TLS."""

    host: str = ""
    port: int = 0
    certfile: str = ""
    keyfile: str = ""


def listening_of(file: Path, told: object) -> Listening:
    """What [console] of a county.toml says; paths are taken from its folder."""
    where = f"{file} [console]"
    if not isinstance(told, dict) or set(told) - {"listen", "certfile", "keyfile"} or not all(isinstance(value, str) for value in told.values()):
        raise Mistake(f'{where} 里只能写 listen、certfile、keyfile，都加引号，如 listen = "192.168.1.20:8650"')
    host, _, port = told.get("listen", "").strip().lower().rpartition(":")  # as browsers send it: DESKTOP-7 would be no name of ours
    if told and (not re.fullmatch(r"[A-Za-z0-9.-]{1,100}", host) or not host.strip("0.") or not port.isdecimal() or not 1024 <= int(port) <= 65000):
        raise Mistake(f'{where} 的 listen 要写这台电脑自己的地址和端口（1024到65000），如 "192.168.1.20:8650"；不能写 0.0.0.0')
    paths = [str(file.parent / told[name]) if told.get(name) else "" for name in ("certfile", "keyfile")]
    if any(paths) and not all(path and Path(path).is_file() for path in paths):
        raise Mistake(f"{where} 的 certfile 和 keyfile 要写证书和私钥两个文件，并且文件要在那里")
    return Listening(host, int(port or 0), *paths)
