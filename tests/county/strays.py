"""Files that are no data: what a share folder collects, and what a transfer breaks."""

from __future__ import annotations

import io
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile

from tests.county.formats import Sheet, xlsx, zipped

DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?><w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:t>请各单位每月5日前报送数据。</w:t></w:r></w:p></w:body></w:document>"
)
CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
PASSWORD = "bidui"


def write_strays(folder: Path) -> None:
    """A lock file, a thumbnail cache, an empty, a truncated and an encrypted workbook, and a letter."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = xlsx([Sheet("Sheet1", [["姓名", "证件号码", "死亡日期"], ["张三", "", "2024-06-03"]])])
    (folder / "~$医保结算.xlsx").write_bytes(b"\x06bidui" + b" " * 159)
    (folder / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0 not a table")
    (folder / "供水_空表.xlsx").write_bytes(b"")
    (folder / "死亡登记_传输中断.xlsx").write_bytes(whole[: len(whole) // 2])
    (folder / "死亡登记_加密.xlsx").write_bytes(_encrypted(whole))
    (folder / "关于报送数据的通知.docx").write_bytes(
        zipped(
            [
                ("[Content_Types].xml", CONTENT_TYPES.encode()),
                ("_rels/.rels", RELATIONS.encode()),
                ("word/document.xml", DOCUMENT.encode()),
            ]
        )
    )


def _encrypted(workbook: bytes) -> bytes:
    """Password-protected; the only bytes here that differ each time (its salt is random)."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook)).encrypt(PASSWORD, out)
    return out.getvalue()
