"""Servers of departments and towns, each a process of its own that a test may stop and kill; one mail server in this process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SFTP = """
import asyncio, sys, asyncssh
class Server(asyncssh.SSHServer):
    def begin_auth(self, username): return True
    def password_auth_supported(self): return True
    def validate_password(self, username, password): return password == "mima"
async def main():
    key = asyncssh.generate_private_key("ssh-ed25519")
    made = await asyncssh.listen("127.0.0.1", 0, server_factory=Server, server_host_keys=[key],
        sftp_factory=lambda chan: asyncssh.SFTPServer(chan, chroot=sys.argv[1]))
    print(made.get_port(), key.export_public_key().decode().strip(), flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""
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


def started(script: str, *words: object) -> tuple[subprocess.Popen, str]:
    """(its process, the line that it says when it listens)."""
    process = subprocess.Popen([sys.executable, "-c", script, *map(str, words)], stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().strip()


def ended(process: subprocess.Popen) -> None:
    process.kill()
    process.wait()


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
    """What a mail server took; it answers as `says`, or drops the line."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.says, self.rcpt = "250 OK", "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(envelope.content)
        if not self.says:
            server.transport.abort()
        return self.says
