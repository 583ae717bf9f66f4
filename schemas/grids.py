"""Any file → its sheets, or the one Chinese sentence that says why it cannot be read."""

import email
import email.policy
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msoffcrypto
from lxml import etree

from schemas.boxes import join_boxes
from schemas.column_letters import place_of
from schemas.fields import Unreadable
from schemas.file_names import is_litter
from schemas.markup import read_xml
from schemas.readers import DAMAGED, LARGEST_CELL_COUNT, TOO_WIDE, Sheet, read_workbook
from schemas.text_files import read_text, utf_16_without_mark
from schemas.web_pages import read_html

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE_PASSWORD = "VelvetSweatshop"
LARGEST_UNPACKED = 1_500_000_000
LARGEST_RATIO = 150
SMALL_ENOUGH = 50_000_000  # below this a high ratio is only repetitive data
TEXT_SUFFIXES = (".csv", ".txt", ".tsv", ".xls", ".prn", "")
WIDE_CELL = re.compile(rb"""r=(?<=\sr=)["']([A-Z]{2,3})[0-9]""")  # begins with what can be searched for as it is: eight times as fast
ANY_CELL = re.compile(rb"""r=(?<=\sr=)["'][A-Z]{0,3}([0-9]{1,7})["']""")
CHUNK, OVERLAP = 1 << 20, 64
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError, RuntimeError)  # what an archive may end in
LOCKED = "文件设了打开密码，请取消密码后重新报送"
SUPPORTED = "请报送 .xlsx、.xls、.ods、.csv、.txt 或它们的 .zip 压缩包"


@dataclass
class Grid:
    """One table file, perhaps inside an archive: its name (`a.zip/b.csv`), and its sheets or why there are none."""

    name: str
    sheets: list[Sheet]
    fault: str = ""


def read_file(path: Path, unlocked: Callable[[bytes], bytes | None] = lambda data: None) -> Iterator[Grid]:
    """Every table file at `path`, one by one: the file itself, or each member of an archive. `unlocked` is what is under a password that is known."""
    data = path.read_bytes()
    data = unlocked(data) or data
    if _is_archive(data):
        yield from _members(path.name, data)
    else:
        yield _grid(path.name, data)


def grids_of(path: Path) -> list[Grid]:
    return list(read_file(path))


def _grid(name: str, data: bytes) -> Grid:
    try:
        sheets = _sheets(name, data)
        for sheet in sheets:
            join_boxes(sheet)
        return Grid(name, sheets)
    except Unreadable as fault:
        return Grid(name, [], str(fault))
    except (ValueError, etree.LxmlError):  # text that breaks off in the middle
        return Grid(name, [], DAMAGED)


def _sheets(name: str, data: bytes) -> list[Sheet]:
    if not re.search(rb"[^\0 \r\n\t]", data):
        raise Unreadable("空文件，里面没有内容" if not data else "文件内容全是空白，没有数据")
    suffix = Path(name).suffix.lower()
    if suffix in (".docx", ".doc", ".pdf", ".jpg", ".jpeg", ".png", ".rar", ".7z", ".wps", ".ppt", ".pptx", ".exe"):
        raise Unreadable(f"不是表格文件。{SUPPORTED}")
    if data[:4] == b"PK\x03\x04":
        _refuse_bomb(data)
        _refuse_far_cells(data)
        return read_workbook(data)
    if data.startswith(OLE):
        data = _opened_by_office(data)
        _refuse_password(data)
        return read_workbook(data) if data.startswith(OLE) else _sheets(name, data)
    if b"mime-version:" in data[:500].lower() and (page := _web_page_in(data)):
        return read_html(page)
    start = data[:2000].replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \r\n\t").lower()  # UTF-16 too
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return read_xml(data)
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")) or b"<table" in start:
        return read_html(data)
    if suffix in (".xlsx", ".ods", ".et", ".xlsb", ".zip"):
        raise Unreadable(DAMAGED)
    if suffix not in TEXT_SUFFIXES or (b"\0" in data[:4000] and data[:2] not in (b"\xff\xfe", b"\xfe\xff") and not utf_16_without_mark(data)):
        raise Unreadable(f"不是表格文件。{SUPPORTED}")
    return read_text(data)


def _refuse_bomb(data: bytes) -> None:
    """Look at an archive's declared sizes before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except BROKEN:
        raise Unreadable(DAMAGED) from None
    if unpacked > LARGEST_UNPACKED or (unpacked > SMALL_ENOUGH and unpacked > LARGEST_RATIO * len(data)):
        raise Unreadable("文件解压后异常地大，没有打开；请删除数据区以外的空行空列，或拆成几个文件重新报送")


def _refuse_far_cells(data: bytes) -> None:
    """A cell left far to the right makes calamine ask for all the room up to it, and where there is none the program ends."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if not re.search(r"\.xml\Z", entry.filename) or "sharedStrings" in entry.filename:
                continue
            widest, last_row, kept = 0, 0, b""
            try:
                with archive.open(entry) as sheet:
                    while chunk := sheet.read(CHUNK):
                        text = kept + chunk
                        widest = max([widest, *(place_of(letters.decode()) + 1 for letters in set(WIDE_CELL.findall(text)))])
                        rows = ANY_CELL.findall(text, max(text.rfind(b' r=', 0, -OVERLAP), 0))
                        last_row = max([last_row, *map(int, rows)])
                        kept = text[-OVERLAP:]
            except BROKEN:
                raise Unreadable(DAMAGED) from None
            if widest * last_row > LARGEST_CELL_COUNT:
                raise Unreadable(TOO_WIDE)


def _refuse_password(data: bytes) -> None:
    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted()
    except Exception:  # not an Office file msoffcrypto knows: the reader will say what is wrong
        locked = False
    if locked:
        raise Unreadable(LOCKED)


def _opened_by_office(data: bytes) -> bytes:
    """What Office encrypts with its own standard password (a protected sheet) and opens without asking for one."""
    plain = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not file.is_encrypted():
            return data
        file.load_key(password=OFFICE_PASSWORD)
        file.decrypt(plain)
    except Exception:  # another password, or no Office file that msoffcrypto knows: what follows says what is wrong
        return data
    return plain.getvalue() or data


def _web_page_in(data: bytes) -> bytes:
    """The page of a single-file web page (.mht), as old report pages save it under .xls; empty if it is none."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = part.get_payload(decode=True) if part is not None else b""
    return content if isinstance(content, bytes) else b""


def _is_archive(data: bytes) -> bool:
    if data[:4] != b"PK\x03\x04":
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except BROKEN:
        return False
    return "[Content_Types].xml" not in names and "mimetype" not in names


def _members(name: str, data: bytes) -> Iterator[Grid]:
    try:
        _refuse_bomb(data)
    except Unreadable as fault:
        yield Grid(name, [], str(fault))
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in sorted(archive.infolist(), key=_member_name):
            inner = f"{name}/{_member_name(entry)}"
            if entry.is_dir() or is_litter(inner) or inner.startswith(f"{name}/__MACOSX/"):
                continue
            if entry.flag_bits & 1:
                yield Grid(inner, [], "压缩包设了密码，请取消密码后重新报送")
                continue
            try:
                content = archive.read(entry)
            except BROKEN:
                yield Grid(inner, [], "压缩包已损坏或没有传完整，请重新压缩后报送")
                continue
            if _is_archive(content):
                yield Grid(inner, [], "压缩包里还有压缩包，请解开一层后重新报送")
            else:
                yield _grid(inner, content)


def _member_name(entry: zipfile.ZipInfo) -> str:
    """Windows writes Chinese member names in GBK, a Mac in UTF-8, without saying so; Python then reads them as code page 437."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
