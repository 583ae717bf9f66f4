"""Official papers in Word: the faces, sizes and margins that the rules for them have; the same content, the same bytes."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any, cast

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from reports.plain_text import cleaned
from reports.saving import Timeless, stable_zip

TITLE, HEAD, BODY = "方正小标宋简体", "黑体", "仿宋_GB2312"
LARGE, NORMAL, SMALL = 22, 16, 10.5  # points: 二号, 三号, 五号
LINE = 28


def new_paper(title: str) -> Paper:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    line(document.add_paragraph(), title, TITLE, LARGE, centred=True)
    return document


def signed(document: Paper, *texts: str) -> None:
    """Who sends it, and when, at the right."""
    for text in texts:
        line(document.add_paragraph(), text, BODY, NORMAL).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def table(document: Paper, rows: Sequence[Sequence[str]]) -> None:
    """The first row is the header."""
    made = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for cells, texts in zip((row.cells for row in made.rows), rows, strict=True):
        for cell, text in zip(cells, texts, strict=True):
            line(cell.paragraphs[0], text, BODY, SMALL, centred=True)


def packed(document: Paper, dated: dt.date) -> bytes:
    properties = document.core_properties
    properties.created = properties.modified = dt.datetime(dated.year, dated.month, dated.day)
    properties.author = properties.last_modified_by = "bidui"
    whole = io.BytesIO()
    with Timeless(whole) as archive:
        _write_package(document, _Members(archive))
    return stable_zip(whole.getvalue())


class _Members:
    """Where the library puts its parts: its own archive asks a clock."""

    def __init__(self, archive: Timeless) -> None:
        self._archive = archive

    def write(self, uri: PackURI, data: bytes) -> None:
        self._archive.writestr(uri.membername, data)


def _write_package(document: Paper, members: _Members) -> None:
    package, writer = document.part.package, cast(Any, PackageWriter)  # untyped
    for part in package.parts:
        part.before_marshal()
    writer._write_content_types_stream(members, package.parts)
    writer._write_pkg_rels(members, package.rels)
    writer._write_parts(members, package.parts)


def line(paragraph: Paragraph, text: str, font: str, size: float, indented: bool = False, centred: bool = False) -> Paragraph:
    run = paragraph.add_run(cleaned(text))
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    style = paragraph.paragraph_format
    style.space_before = style.space_after = Pt(0)
    style.line_spacing = Pt(LINE if size > SMALL else 16)
    if indented:
        style.first_line_indent = Pt(2 * size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph
