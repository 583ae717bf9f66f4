"""Files come from a real WebDAV server whose certificate is checked; a stopped one is given up."""

from __future__ import annotations

import signal

import pytest

from flows.wires.origins import Source
from flows.wires.pulling import pull
from flows.wires.remote import Waits
from tests.flows.wires.servers import WEBDAV, ended, started

QUICK = Waits(settle=0.05, connect=1, answer=1, transfer=5)
NAMES = {"学籍#1班 50%?.csv", "低保.csv"}


@pytest.fixture
def server(authority, tmp_path):
    shelf = tmp_path / "shelf"
    (shelf / "子文件夹").mkdir(parents=True)
    for name in NAMES:
        (shelf / name).write_text(name, "utf-8")
    process, port = started(WEBDAV, shelf, authority / "server.pem")
    yield process, f"https://u@127.0.0.1:{port}"
    ended(process)


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


@pytest.mark.parametrize("by", [signal.SIGSTOP, signal.SIGKILL])
def test_a_dead_server_is_given_up(server, trusted, tmp_path, by):
    process, place = server
    process.send_signal(by)
    done = pull(tmp_path, Source("教育局", place, secret="s"), tmp_path / "inbox/2024-06", QUICK)
    assert "试了3次" in done.failure and "127.0.0.1" not in done.failure and not (tmp_path / "inbox").exists()
