"""Files over https: those of a WebDAV folder, or the one that the address names."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit, urlunsplit

import httpx
from lxml import etree

from flows.wires.origins import Source
from flows.wires.remote import Seen, Waits

NO_WEBDAV = (405, 501)
ASKED = b'<?xml version="1.0"?><propfind xmlns="DAV:"><prop><getcontentlength/><getlastmodified/><getetag/><resourcetype/></prop></propfind>'


class Https:
    """The server's certificate is checked against the authorities this machine knows (SSL_CERT_FILE names others)."""

    def __init__(self, source: Source, password: str | None, waits: Waits) -> None:
        parts = urlsplit(source.place)
        self.address = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        self.waits, self.auth = waits, (unquote(parts.username or ""), password) if password is not None else None
        self.is_one_file, self.folders = False, set[str]()

    def listed(self, under: str = "") -> set[Seen]:
        at = f"{self.address.rstrip('/')}/{quote(os.fsencode(under))}" if under else self.address
        with self._client() as client:
            answer = client.request("PROPFIND", at, headers={"Depth": "1"}, content=ASKED)
            self.is_one_file = answer.status_code in NO_WEBDAV
            if self.is_one_file:
                head = client.head(self.address).raise_for_status().headers
                name = os.fsdecode(unquote_to_bytes(urlsplit(self.address).path.rpartition("/")[2]))
                return {Seen(name, int(head.get("content-length", 0)), _seconds(head.get("last-modified", "")), head.get("etag", ""))}
            found = etree.fromstring(answer.raise_for_status().content, etree.XMLParser(resolve_entities=False, no_network=True))
        folders = [each for each in found.iterfind("{DAV:}response") if each.find(".//{DAV:}collection") is not None]
        own = unquote_to_bytes(urlsplit(at).path).rstrip(b"/")
        self.folders = {name for each in folders if (place := _place(each)) != own and (name := os.fsdecode(place.rpartition(b"/")[2]))}
        return {_seen(each) for each in found.iterfind("{DAV:}response") if each not in folders}

    def fetch(self, seen: Seen, to: Path) -> None:
        address = self.address if self.is_one_file else f"{self.address.rstrip('/')}/{quote(os.fsencode(seen.name))}"
        until = datetime.now().timestamp() + self.waits.transfer
        with self._client() as client, client.stream("GET", address) as answer, to.open("wb") as file:
            for chunk in answer.raise_for_status().iter_bytes():
                file.write(chunk)
                if datetime.now().timestamp() > until:
                    raise TimeoutError

    def _client(self) -> httpx.Client:
        return httpx.Client(auth=self.auth, timeout=httpx.Timeout(self.waits.answer, connect=self.waits.connect), headers={"Accept-Encoding": "identity"})


def _place(response: etree._Element) -> bytes:
    return unquote_to_bytes(urlsplit(str(response.findtext(".//{DAV:}href", ""))).path).rstrip(b"/")


def _seen(response: etree._Element) -> Seen:
    def said(name: str) -> str:
        return str(response.findtext(f".//{{DAV:}}{name}", ""))

    name = os.fsdecode(unquote_to_bytes(urlsplit(said("href")).path.rpartition("/")[2]))
    return Seen(name, int(said("getcontentlength") or 0), _seconds(said("getlastmodified")), said("getetag"))


def _seconds(written: str) -> int:
    with suppress(ValueError):
        return int(parsedate_to_datetime(written).timestamp())
    return 0
