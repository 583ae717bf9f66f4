"""What a workbook of ours still says of itself: kind, county, month, town – custom properties that survive saving elsewhere."""

import contextlib
import io
import zipfile
from typing import Any

import olefile
from lxml import etree

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SUMMARY = ["\x05DocumentSummaryInformation"]


def marks_of(data: bytes) -> dict[str, str]:
    """The custom properties of an xlsx, ods or xls; nothing where there are none or the file is not whole."""
    with contextlib.suppress(OSError, ValueError, KeyError, zipfile.BadZipFile, etree.LxmlError, NotImplementedError):
        if data.startswith(OLE):
            with olefile.OleFileIO(io.BytesIO(data)) as book:
                found = book.get_userdefined_properties(SUMMARY) if book.exists(SUMMARY) else []
            return {_text(each["property_name"]): _text(each["value"]) for each in found}
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                names = set(book.namelist())
                if "docProps/custom.xml" in names:
                    return {each.get("name", ""): "".join(each.itertext()) for each in _elements(book.read("docProps/custom.xml"), "property")}
                if "meta.xml" in names:
                    return {_named(each): "".join(each.itertext()) for each in _elements(book.read("meta.xml"), "user-defined")}
    return {}


def is_as_made(data: bytes) -> bool:
    """Has nobody saved an xlsx of ours since it was written? Every program notes then when it did."""
    with contextlib.suppress(ValueError, KeyError, zipfile.BadZipFile, etree.LxmlError, NotImplementedError), zipfile.ZipFile(io.BytesIO(data)) as book:
        core = book.read("docProps/core.xml")
        created, modified = (["".join(each.itertext()) for each in _elements(core, name)] for name in ("created", "modified"))
        return created == modified != []
    return False


def _elements(xml: bytes, name: str) -> list[Any]:
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    return [each for each in root.iter() if isinstance(each.tag, str) and etree.QName(each).localname == name]


def _named(element: Any) -> str:
    return next((value for key, value in element.attrib.items() if etree.QName(key).localname == "name"), "")


def _text(value: object) -> str:
    """Old workbooks hold bytes in some code page: what is not ours may come out as it will."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return text.rstrip("\0")
