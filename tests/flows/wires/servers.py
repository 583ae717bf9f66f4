"""Servers of departments and towns, each a process of its own that a test may stop and kill; one mail server in this process."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from flows.wires.landing import Place
from flows.wires.origins import Source
from flows.wires.pulling import Pulled
from flows.wires.pulling import pull as pulled_to
from flows.wires.remote import Waits

QUICK = Waits(settle=0.05, connect=0.6, answer=0.6, transfer=5)
BIG = 20_000_000  # bytes of a file: several blocks
SFTP = """
import asyncio, os, sys, asyncssh
from pathlib import Path
shelf, key_file, order, port = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
def dying(way, offset):
    if order.exists():
        wanted, signal, at = order.read_text().split()
        if way == wanted and offset >= int(at):
            order.unlink()
            os.kill(os.getpid(), int(signal))
class Files(asyncssh.SFTPServer):
    def __init__(self, chan): super().__init__(chan, chroot=str(shelf))
    def read(self, file, offset, size):
        dying("read", offset)
        return super().read(file, offset, size)
    def write(self, file, offset, data):
        done = super().write(file, offset, data)
        dying("write", offset)
        return done
class Server(asyncssh.SSHServer):
    def begin_auth(self, username): return True
    def password_auth_supported(self): return True
    def validate_password(self, username, password): return password == "mima"
async def main():
    if not key_file.exists():
        asyncssh.generate_private_key("ssh-ed25519").write_private_key(str(key_file))
    key = asyncssh.read_private_key(str(key_file))
    made = await asyncssh.listen("127.0.0.1", port, server_factory=Server, server_host_keys=[key], sftp_factory=Files, reuse_address=True)
    print(made.get_port(), key.export_public_key().decode().strip(), flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""
HANGS = "never"
WEBDAV = """
import sys
from cheroot import wsgi
from cheroot.ssl.builtin import BuiltinSSLAdapter
from wsgidav.wsgidav_app import WsgiDAVApp
shelf, certificate = sys.argv[1:]
app = WsgiDAVApp({"provider_mapping": {"/": {"root": shelf, "readonly": True}}, "http_authenticator": {"domain_controller": None, "accept_basic": True, "accept_digest": False, "default_to_digest": False},
    "simple_dc": {"user_mapping": {"*": {"u": {"password": "mima"}}}}, "verbose": 0, "logging": {"enable": False}, "dir_browser": {"enable": False}})
server = wsgi.Server(("127.0.0.1", 0), app)
server.ssl_adapter = BuiltinSSLAdapter(certificate, certificate)
server.prepare()
print(server.bind_addr[1], flush=True)
server.serve()
"""


def pull(home: Path, source: Source, inbox: Path, waits: Waits) -> Pulled:
    """As if the ledger knew this month's and no other."""
    place = Place(inbox / source.department)
    place.noted = set(place.month)
    return pulled_to(home, source, place, waits)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def folder_of_nobody(name: str, otherwise: Path) -> tuple[Path, dict]:
    """(a database's folder, whom to start it as): databases refuse to be root's."""
    if os.name != "posix" or os.geteuid():
        return otherwise, {}
    data = Path("/tmp") / f"bidui-{name}-{os.getpid()}"
    data.mkdir()
    os.chown(data, 65534, 65534)
    return data, {"user": "nobody", "group": "nogroup", "extra_groups": []}


def started(script: str, *words: object) -> tuple[subprocess.Popen, str]:
    """(its process, the line that it says when it listens)."""
    process = subprocess.Popen([sys.executable, "-c", script, *map(str, words)], stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().strip()


def ended(process: subprocess.Popen) -> None:
    process.kill()
    process.wait()


class SftpServer:
    """Its shelf is a folder; it may be ordered to end by a signal at an offset of a transfer, and begun anew with the same port and key."""

    def __init__(self, shelf: Path) -> None:
        self.shelf, self.order, self.key_file = shelf, shelf.parent / f"{shelf.name}.ends", shelf.parent / f"{shelf.name}.key"
        self.port = "0"
        self.begin()

    def begin(self) -> None:
        self.process, said = started(SFTP, self.shelf, self.key_file, self.order, self.port)
        self.port, self.key = said.split(" ", 1)
        self.address = f"sftp://u@127.0.0.1:{self.port}/"

    def end_at(self, way: str, by: signal.Signals, offset: int = 0) -> None:
        """`way` is read or write."""
        self.order.write_text(f"{way} {int(by)} {offset}")

    def end(self) -> None:
        ended(self.process)


def told(process, name):
    """The server and each process of it that serves somebody."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for each in (process.pid, *map(int, children.read_text().split())) if children.exists() else (process.pid,):
        try:
            os.kill(each, name)
        except ProcessLookupError:
            continue
    return name


class Box:
    """What a mail server took; it answers as `says`, drops the line, or never answers."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.says, self.rcpt = "250 OK", "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(envelope.content)
        if self.says == HANGS:
            await asyncio.sleep(60)
        if not self.says:
            server.transport.abort()
        return self.says


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}
