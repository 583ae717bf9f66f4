"""Workbooks under a town's password (ECMA-376 agile): a list is locked before it leaves, and read when it comes back locked."""

import io
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msoffcrypto

from flows.wires.origins import secret_of
from flows.wires.recipients import Recipient
from schemas.mistakes import Mistake

OLE = b"\xd0\xcf\x11\xe0"


def locked(plain: bytes, password: str) -> bytes:
    """The same under a password, tried by unlocking: of files under 4 KB the library makes broken ones."""
    from msoffcrypto.format.ooxml import OOXMLFile

    made = io.BytesIO()
    with suppress(Exception):  # seen below
        OOXMLFile(io.BytesIO(plain)).encrypt(password, made)
    if unlocked(made.getvalue(), password) != plain:
        raise Mistake("文件加不上打开口令，没有发")
    return made.getvalue()


def unlocked(data: bytes, password: str) -> bytes | None:
    """What is under the password; None if that is another, or the file has none."""
    plain = io.BytesIO()
    with suppress(Exception):  # whatever is wrong with it, the reader says
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        if file.is_encrypted():
            file.load_key(password=password, verify_password=True)
            file.decrypt(plain, verify_integrity=True)
            return plain.getvalue()
    return None


def opened_with(home: Path, recipients: Sequence[Recipient], data: bytes) -> bytes | None:
    """What came back under the password of one of the recipients; None if under none of these."""
    return opened_by(passwords_of(home, recipients), data) if data.startswith(OLE) else None


def passwords_of(home: Path, recipients: Sequence[Recipient]) -> tuple[str, ...]:
    found = []
    for name in dict.fromkeys(each.password for each in recipients if each.password):
        with suppress(Mistake):  # a password that is not there: the reader will say that the file is locked
            found.append(secret_of(home, name))
    return tuple(found)


def opened_by(passwords: Sequence[str], data: bytes) -> bytes | None:
    opened = (unlocked(data, password) for password in passwords) if data.startswith(OLE) else ()
    return next((plain for plain in opened if plain is not None), None)
