"""Files come from a real WebDAV server whose certificate is checked; a stopped one is given up."""

from __future__ import annotations

import signal
import ssl
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import quote

import httpx
import pytest

from flows.wires import pulling
from flows.wires.origins import Source
from flows.wires.remote import Waits
from tests.flows.wires.servers import WEBDAV, ended, pull, started

QUICK = Waits(settle=0.05, connect=1, answer=1, transfer=5)
NAMES = {"学籍#1班 50%?.csv", "低保.csv"}


@pytest.fixture(autouse=True)
def tried_once(monkeypatch):
    """That it is tried again is shown by SFTP."""
    monkeypatch.setattr(pulling, "TRIES", 1)


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
    (tmp_path / "shelf/子文件夹/里面 1%.csv").write_text("x", "utf-8")
    assert [file.name for file in pull(tmp_path, Source("教育局", server[1], secret="s", names="子*/*"), tmp_path / "inbox/2024-06", QUICK).landed] == ["子文件夹/里面 1%.csv"]


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
    assert "次，" in done.failure and "127.0.0.1" not in done.failure and not (tmp_path / "inbox").exists()


@pytest.mark.parametrize("by", [signal.SIGSTOP, signal.SIGKILL])
def test_what_ends_in_the_middle_is_not_taken(server, trusted, tmp_path, monkeypatch, by):
    process, place = server
    with (tmp_path / "shelf/大.csv").open("wb") as file:
        file.truncate(60_000_000)
    was, met = httpx.Response.iter_bytes, []

    def ending(self, *sizes):
        for chunk in was(self, *sizes):
            yield chunk
            if not met:
                met.append(process.send_signal(by))

    monkeypatch.setattr(httpx.Response, "iter_bytes", ending)
    done = pull(tmp_path, Source("教育局", place, secret="s", names="大*"), tmp_path / "inbox/2024-06", QUICK)
    assert met and "次，" in done.failure and not (tmp_path / "inbox").exists() and not list(tmp_path.rglob(".scratch"))


def test_one_file_that_an_address_names(authority, trusted, tmp_path):
    """A plain web server knows no WebDAV."""
    class Plain(SimpleHTTPRequestHandler):
        def log_message(self, *_): ...

    (tmp_path / "web").mkdir()
    (tmp_path / "web/水质 6月.csv").write_text("水", "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Plain, directory=str(tmp_path / "web")))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(authority / "server.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    source = Source("水利局", f"https://127.0.0.1:{server.server_port}/{quote('水质 6月.csv')}")
    done = pull(tmp_path, source, tmp_path / "inbox/2024-06", QUICK)
    assert (done.failure, [file.name for file in done.landed]) == ("", ["水质 6月.csv"])
    assert pull(tmp_path, source, tmp_path / "inbox/2024-06", QUICK).landed == ()
    (tmp_path / "web/水质 6月.csv").unlink()
    assert "找不到" in pull(tmp_path, source, tmp_path / "inbox/2024-06", QUICK).failure
    server.shutdown()
    server.server_close()
