"""Files come from a real WebDAV server whose certificate is checked; a stopped one is given up."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
import trustme

from flows.wires.origins import Source
from flows.wires.pulling import pull
from flows.wires.remote import Waits

QUICK = Waits(settle=0.05, connect=1, answer=1, transfer=5)
SERVER = """
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
NAMES = {"学籍#1班 50%?.csv", "低保.csv"}


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    folder, maker = tmp_path_factory.mktemp("tls"), trustme.CA()
    maker.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
    maker.cert_pem.write_to_path(str(folder / "ca.pem"))
    return folder


@pytest.fixture
def server(authority, tmp_path):
    shelf = tmp_path / "shelf"
    (shelf / "子文件夹").mkdir(parents=True)
    for name in NAMES:
        (shelf / name).write_text(name, "utf-8")
    process = subprocess.Popen([sys.executable, "-c", SERVER, str(shelf), str(authority / "server.pem")], stdout=subprocess.PIPE, text=True)
    yield process, f"https://u@127.0.0.1:{process.stdout.readline().strip()}"
    process.kill()
    process.wait()


@pytest.fixture
def trusted(authority, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(authority / "ca.pem"))
    monkeypatch.setenv("BIDUI_SECRET_S", "mima")


def test_names_with_signs_come(server, trusted, tmp_path):
    done = pull(tmp_path, Source("教育局", server[1], secret="s"), tmp_path / "inbox/2024-06", QUICK)
    assert done.failure == "" and {file.name for file in done.landed} == NAMES
    assert all(path.read_text("utf-8") == path.name for path in (tmp_path / "inbox").rglob("*.csv"))


def test_who_is_not_known_is_not_believed(server, tmp_path, monkeypatch, authority):
    monkeypatch.setenv("BIDUI_SECRET_S", "cuo")
    assert "证书" in pull(tmp_path, Source("教育局", server[1], secret="s"), tmp_path / "inbox/2024-06", QUICK).failure
    monkeypatch.setenv("SSL_CERT_FILE", str(authority / "ca.pem"))
    assert "密码" in pull(tmp_path, Source("教育局", server[1], secret="s"), tmp_path / "inbox/2024-06", QUICK).failure


@pytest.mark.parametrize("ended", [signal.SIGSTOP, signal.SIGKILL])
def test_a_dead_server_is_given_up(server, trusted, tmp_path, ended):
    process, place = server
    process.send_signal(ended)
    done = pull(tmp_path, Source("教育局", place, secret="s"), tmp_path / "inbox/2024-06", QUICK)
    assert "试了3次" in done.failure and "127.0.0.1" not in done.failure and not (tmp_path / "inbox").exists()
