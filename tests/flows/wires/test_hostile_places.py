"""Names and lists that a place gives are not believed; sources and secrets that nobody should use are refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.wires import pulling
from flows.wires.origins import Source, sources_of
from flows.wires.remote import Seen
from schemas.mistakes import Mistake
from tests.flows.wires.servers import QUICK, names, pull


def test_names_as_long_as_a_disk_takes_and_longer(tmp_path):
    """A name of GBK has fewer bytes there than here; one that is written anew gets a mark."""
    (tmp_path / "out").mkdir()
    longest = os.fsencode(tmp_path / "out") + b"/" + "学".encode("gb18030") * 125 + b"1\r\n.c"
    inbox = tmp_path / "inbox"
    for text in ("甲", "乙"):
        with open(longest, "w", encoding="utf-8") as file:
            file.write(text)
        done = pull(tmp_path, Source("教育局", str(tmp_path / "out")), inbox, QUICK)
        assert len(done.landed) == 1 and not done.failure
    first, second = sorted(inbox.rglob("*.c"))
    assert (first.read_text("utf-8"), second.read_text("utf-8")) == ("甲", "乙") and "第02次改写" in second.name, "of two in a folder the later name wins"
    assert all(len(os.fsencode(name)) <= 255 and name.isprintable() and name.endswith(".c") for name in names(inbox))


class Hostile:
    """A server that lists what leads out of its folder."""

    def __init__(self, *names: str) -> None:
        self.names, self.folders = names, {"..", "../上面"}

    def listed(self, under=""):
        return {Seen(name, 1, 1) for name in self.names}

    def fetch(self, seen, to):
        to.write_text("x")


@pytest.mark.parametrize("pattern", ["*", "*/*"])
def test_names_that_lead_elsewhere_are_not_followed(tmp_path, monkeypatch, pattern):
    monkeypatch.setattr(pulling, "reached", lambda *_: Hostile("../../甲.csv", "/etc/乙.csv", "..", "丙\\丁.csv", ""))
    done = pull(tmp_path, Source("教育局", "sftp://u@h/", names=pattern), tmp_path / "inbox", QUICK)
    assert done.landed == () and done.waiting == (pulling.NO_NAME,) and not (tmp_path / "inbox").exists()


def test_a_listing_of_many_thousands(tmp_path, monkeypatch):
    """Years of files lie there: one look is enough to know which are meant."""
    monkeypatch.setattr(pulling, "reached", lambda *_: Hostile(*(f"低保{number}.csv" for number in range(30_000)), "学籍 2024-06.csv"))
    done = pull(tmp_path, Source("教育局", "sftp://u@h/", names="学籍 2024-06*"), tmp_path / "inbox", QUICK)
    assert [file.name for file in done.landed] == ["学籍 2024-06.csv"]


@pytest.mark.parametrize("place", ["ftp://u@h/x", "sftp://u:mima@h/x", "http://h/x", "postgresql://u@h/x", "s3://x", ""])
def test_unusable_sources_are_refused(place):
    with pytest.raises(Mistake) as told:
        sources_of(Path("county.toml"), {"民政局": {"from": place}}, {})
    assert "mima" not in str(told.value)


def test_secrets_that_others_may_read_are_not_used(server, tmp_path):
    (tmp_path / "secrets.toml").write_text('minzheng = "mima"\n')
    (tmp_path / "secrets.toml").chmod(0o644)
    assert "chmod 600" in pull(tmp_path, server[1], tmp_path / "inbox", QUICK).failure
    (tmp_path / "secrets.toml").chmod(0o600)
    assert len(pull(tmp_path, server[1], tmp_path / "inbox", QUICK).landed) == 2
