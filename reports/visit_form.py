"""入户核实表: half a page a household to carry to its door, write on and have signed; in Word, village by village."""

import datetime as dt
import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import zxingcpp
from markupsafe import escape

from matchers.records.leads import OVERDUE, Lead, ListForm
from matchers.records.words import day_words, month_words
from reports.grades import GRADE_WORDS
from reports.jinja import templates
from reports.plain_text import cleaned, in_order, numbered
from reports.saving import write_whole, zipped
from reports.town_leads import TownLeads, task_of
from reports.town_list import IS_TRUE, PLAIN, reasons
from schemas.returned.answered import MEASURES, WHOLE_VILLAGE
from schemas.returned.titles import UNTRUE_REASONS

PART, PLACE = "\ufffe", "\uffff"  # in what is laid out once; no text that is written holds them
LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TEMPLATES = templates(Path(__file__).parent)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
BOX, A_LINE = "□", 35  # characters of 12 points beside the narrow column
STILL_OPEN = "原来说的困难现在还有没有"  # to be seen where nothing was found this month
A_TITLE = 24  # characters of 15 points beside the code
DOTS, EDGE = 4, 2  # of a code's module, and modules around it
MASK = 6  # of QR codes: blotted and blurred codes were read as often under it as under the one chosen for each
SMALLEST_CODE, A_MODULE = 640_000, 15_000  # EMU, of 360,000 a centimetre: a long number's code must still be told apart by an office's scanner

WORDS = ("title", "number", "sign", "urgency", "who", "where", "phone", "kind", "size", "before", "reasons")  # of a form, each in its place

Code = np.ndarray[tuple[int, int], np.dtype[np.bool_]]  # of a code's modules which are light, the edge too


@dataclass(frozen=True)
class Form:
    """What a household's form says."""

    title: str
    number: str
    sign: str
    urgency: str
    who: str
    where: str
    phone: str
    kind: str
    size: str
    before: str
    reasons: str
    checks: tuple[str, ...]
    choices: tuple[str, ...]

    @classmethod
    def of(cls, told: str) -> "Form":
        """From what `told` wrote."""
        said = json.loads(told)
        return cls(**said | {name: tuple(said[name]) for name in ("checks", "choices")})

    def told(self) -> str:
        return json.dumps({each.name: getattr(self, each.name) for each in fields(self)}, ensure_ascii=False)

    @cached_property
    def code(self) -> Code:
        return _code(f"{self.number} {self.sign}")

    @property
    def code_side(self) -> int:
        return max(SMALLEST_CODE, A_MODULE * len(self.code))


def write_visit_forms(path: Path, forms: Sequence[Form]) -> None:
    """One document a town; none where there is nobody to visit."""
    if forms:
        write_whole(path, visit_forms(forms))


def forms_of(month: dt.date, told: TownLeads, form: ListForm = PLAIN) -> list[Form]:
    """A town's, in the order in which somebody walks."""
    head, of = cleaned(f"{told.town}防返贫入户核实表"), f"（{month_words(month)}）"
    title = head + ("" if len(head + of) <= A_TITLE else "\n") + of
    asked = choices(form)
    return [_form(title, lead, told.day, form, asked) for lead in sorted(told.to_fill_in, key=_as_somebody_walks)]


def visit_forms(forms: Sequence[Form]) -> bytes:
    """The document. A code on each form holds lead number and check sign."""
    first = _laid_out(forms[0].choices)
    laid = [_filled(_laid_out(each.choices), each, place) for place, each in enumerate(forms, 1)]
    codes = [(f"q{place}", "image", f"media/{place}.png") for place in range(1, len(forms) + 1)]
    return zipped({
        "[Content_Types].xml": CONTENT_TYPES.encode(),
        "_rels/.rels": _relations([("d", "officeDocument", "word/document.xml")]).encode(),
        "word/document.xml": "".join((first.before, *laid, first.after)).encode(),
        "word/footer.xml": FOOTER.encode(),
        "word/_rels/document.xml.rels": _relations([("foot", "footer", "footer.xml"), *codes]).encode(),
        **{f"word/{name}": _picture(each.code) for (_, _, name), each in zip(codes, forms, strict=True)},
    })


class _Shape(NamedTuple):
    """A document with room for words: text and the name of a place by turns in `form` and in a `line` to look at."""

    before: str
    form: list[str]
    line: list[str]
    after: str


@cache
def _laid_out(asked: tuple[str, ...]) -> _Shape:
    """Once for all forms that ask the same."""
    before, form, line, after = TEMPLATES.get_template("visit_form.xml.j2").render(choices=asked, PART=PART, PLACE=PLACE).split(PART)
    return _Shape(before, form.split(PLACE), line.split(PLACE), after)


def _filled(shape: _Shape, form: Form, place: int) -> str:
    texts = _in_xml([*(getattr(form, name) for name in WORDS), *form.checks])
    checks = "".join([_in_places(shape.line, {"check": check}) for check in texts[len(WORDS) :]])
    return _in_places(shape.form, dict(zip(WORDS, texts, strict=False)) | {"checks": checks, "side": str(form.code_side), "place": str(place)})


def _in_places(shape: list[str], words: Mapping[str, str]) -> str:
    laid = shape.copy()
    laid[1::2] = map(words.__getitem__, shape[1::2])
    return "".join(laid)


def _in_xml(texts: Sequence[str]) -> list[str]:
    return str(escape(PLACE.join(texts))).replace("\n", LINE_BREAK).split(PLACE)


def choices(form: ListForm = PLAIN) -> tuple[str, ...]:
    """The lines with boxes to tick, in the words that the list takes."""
    asked: list[tuple[str, Sequence[str]]] = [("是否属实：", IS_TRUE), ("不属实的原因：", UNTRUE_REASONS), ("拟采取措施：", (*MEASURES, "其他＿＿＿＿")), ("是否纳入监测：", ("是", "否"))]
    if len(form.outcomes) > 1:
        asked.insert(1, ("属实的情况：", form.outcomes))
    steps = [f"办理步骤（填日期）：{'　'.join(f'{step}＿＿＿' for step in form.steps)}"] if form.steps else []
    return (*(line for head, words in asked for line in _ticked(head, words)), *steps)


def _ticked(head: str, words: Sequence[str]) -> list[str]:
    """Boxes in lines of which none breaks inside a word."""
    lines = [head]
    for word in words:
        if len(lines[-1]) + len(word) + 1.5 > A_LINE:
            lines.append("　　")
        lines[-1] += f"{BOX}{word} "
    return lines


def _asked(check: str) -> str:
    """With room behind it for a few words."""
    left = A_LINE - len(check) % A_LINE - 1
    return f"{check}：{'＿' * (left if left >= 8 else left + A_LINE)}"


def _form(title: str, lead: Lead, day: dt.date | None, form: ListForm, asked: tuple[str, ...]) -> Form:
    home = lead.household
    late = f"已超期{(day - lead.due_on).days}天，请马上办" if lead.status == OVERDUE and day else f"请在{day_words(lead.due_on)}前反馈"
    return Form(
        title=title, number=cleaned(lead.lead_id), sign=lead.sign, choices=asked,
        urgency=f"{task_of(lead)}　{GRADE_WORDS[lead.grade]}：{form.grading.duty(lead.grade)}　{late}",
        who=cleaned(home.householder) if home else f"{WHOLE_VILLAGE}找村干部", where=cleaned(f"{lead.village} {home.group if home else ''}".strip()),
        phone=cleaned(home.phone) if home else "", kind=cleaned(home.household_type) if home else "", size=f"{home.size}人" if home else "",
        before=cleaned(lead.history), reasons=cleaned(numbered(reasons(lead))), checks=tuple(_asked(cleaned(check)) for check in lead.town_checks or (STILL_OPEN,)),
    )


def _as_somebody_walks(lead: Lead) -> tuple[object, ...]:
    home = lead.household
    return in_order(lead.village), home is not None, in_order(home.group) if home else (), in_order(home.household_id) if home else ()


def _code(text: str) -> Code:
    """Under one mask: to try which of eight looks best takes five times as long, and each is read as well."""
    modules = np.asarray(zxingcpp.create_barcode(text, zxingcpp.QRCode, ec_level="M", data_mask=MASK).to_image(scale=1, add_quiet_zones=False))
    light = np.ones((len(modules) + 2 * EDGE,) * 2, bool)
    light[EDGE:-EDGE, EDGE:-EDGE] = modules
    return light


def _picture(code: Code) -> bytes:
    """Of one bit a dot, four dots a module; a county has a form a lead."""
    size = DOTS * len(code)
    across = np.packbits(np.repeat(code, DOTS, axis=1), axis=1)
    lines = np.zeros((len(code), DOTS, across.shape[1] + 1), np.uint8)  # each begins with how it is filtered: not
    lines[:, :, 1:] = across[:, None]
    dots = lines.tobytes()
    parts = ((b"IHDR", struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0)), (b"IDAT", zlib.compress(dots, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part)) for kind, part in parts)


def _relations(parts: list[tuple[str, str, str]]) -> str:
    each = "".join(f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for name, kind, target in parts)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


CONTENT_TYPES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
    f'<Override PartName="/word/footer.xml" ContentType="{WORD}.footer+xml"/></Types>'
)
FOOTER = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
    '</w:p></w:ftr>'
)
