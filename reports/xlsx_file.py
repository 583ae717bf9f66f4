"""An openpyxl workbook as the bytes of its file: no clock is asked and no disk."""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from reports.saving import Timeless


class _InMemory(ExcelWriter):  # type: ignore[misc]  # openpyxl comes without types
    """openpyxl writes each sheet into a temporary file first; where the disk is full the rest of it is missing, and nobody is told."""

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        made = io.BytesIO()
        writer = WorksheetWriter(ws, made)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], made.getvalue())
        self.manifest.append(ws)


def as_file(book: Workbook) -> bytes:
    """A workbook's file, as it stands: not Workbook.save(), which stamps the present time."""
    packed = io.BytesIO()
    _InMemory(book, Timeless(packed)).save()
    return packed.getvalue()
