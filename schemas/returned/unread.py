"""What people leave beside the cells of a list – comments, text boxes, pictures – and no program reads: counted, so that it can be told."""

import io
import re
import zipfile

import xlrd

ANNOTATION = re.compile(rb"<office:annotation[ >]")
COMMENT = re.compile(rb"<(?:\w+:)?(?:comment|threadedComment)[ >]")
TEXT_BOX = re.compile(rb"<xdr:txBody[ >]|<draw:text-box[ >]|<v:textbox[ >]")
PICTURE = re.compile(r"(xl/media|Pictures|media)/[^/]+\.(png|jpe?g|gif|bmp|emf|wmf|tiff?|webp|heic|svg)", re.IGNORECASE)
LARGEST = 50_000_000
OLD, PICTURE_STARTS = b"\xd0\xcf", (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0\0\x10JFIF", b"\xff\xd8\xff\xe1")  # an .xls, and what begins a picture in it
PACKED = (".xlsx", ".xls", ".et", ".ods")


def beside_the_cells(data: bytes) -> str:
    """One Chinese line, or '' where there is nothing or it cannot be told."""
    comments, boxes, pictures = _counted(data)
    found = [f"{count}{words}" for count, words in ((comments, "处批注"), (boxes, "个文本框"), (pictures, "张图片")) if count]
    return f"里面有{'、'.join(found)}，程序不看，没有读；要说的话请填进表格里" if found else ""


def _counted(data: bytes) -> tuple[int, int, int]:
    if data[:2] == OLD:
        return _comments_of_xls(data), 0, sum(map(data.count, PICTURE_STARTS))
    return _in_archive(data) if data[:2] == b"PK" else (0, 0, 0)


def _comments_of_xls(data: bytes) -> int:
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
        return sum(len(sheet.cell_note_map) for sheet in book.sheets())
    except Exception:  # of a damaged file xlrd raises whatever comes; what else is wrong with it the reader tells
        return 0


def _in_archive(data: bytes) -> tuple[int, int, int]:
    """Comments, text boxes and pictures of an .xlsx or .ods, or of all that are packed together."""
    comments = boxes = pictures = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            for entry in book.infolist():
                pictures += bool(PICTURE.fullmatch(entry.filename))
                if entry.file_size <= LARGEST and entry.filename.lower().endswith(PACKED):
                    comments, boxes, pictures = (sum(each) for each in zip((comments, boxes, pictures), _counted(book.read(entry)), strict=True))
                if entry.file_size > LARGEST or not entry.filename.endswith(".xml"):
                    continue
                if re.match(r"xl/(comments|threadedComments)", entry.filename):
                    comments += len(COMMENT.findall(book.read(entry)))
                elif entry.filename.startswith("xl/drawings/"):
                    boxes += len(TEXT_BOX.findall(book.read(entry)))
                elif entry.filename == "content.xml":
                    content = book.read(entry)
                    comments, boxes = len(ANNOTATION.findall(content)), len(TEXT_BOX.findall(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return 0, 0, 0
    return comments, boxes, pictures
