"""An empty workbook for a department to fill: its dataset's headers, drop-downs, and what each column means."""

import datetime as dt
from pathlib import Path

from reports.workbook import Book, Shown, TableColumn
from schemas.dataset import Column, Dataset
from schemas.remarks import EXAMPLE

KIND = "template"
ROWS_TO_FILL = 500
UNDATED = dt.date(2020, 1, 1)
KIND_WORDS = {
    "text": "文字", "name": "姓名", "citizen_id": "18位身份证号码", "place": "地名全称", "yuan": "金额（元）", "day": "日期", "count": "整数", "choice": "从下拉列表选",
    "open_choice": "从下拉列表选，也可以自己写",
}

EXAMPLES = {"text": "照实填写", "name": "王小明", "citizen_id": "18位身份证号码", "place": "某某", "yuan": "1234.50", "day": "2024-06-03", "count": "3"}


def write_template(path: Path, dataset: Dataset) -> None:
    """What to do first, then the sheet to fill in: a title, the header, an invented row that is never taken in, and room."""
    book = Book(f"{dataset.title}填报模板", UNDATED, {"kind": KIND, "dataset": dataset.name})
    columns = (TableColumn("列", 20), TableColumn("必填", 8, centre=True), TableColumn("填什么", 30), TableColumn("说明", 40))
    notes = book.sheet("填报说明", columns, f"怎么填这份表（{dataset.department}）", landscape=False)
    notes.line(f"填在下一张表里，一行一条，从浅黄色的第一个空行填起。标着“{EXAMPLE}”的一行是样子，不会当成数据，可以留着也可以删掉。")
    notes.line("不要改表头、不要合并单元格、不要加合计行。文件名写明月份，如：" + f"{dataset.title}_202406.xlsx")
    if dataset.has_person:
        notes.line("证件号码一列已设为文本格式：粘贴时请选“只粘贴数值”或“匹配目标格式”，否则18位号码的后三位会变成000。")
    notes.table([(c.title, Shown("是", "bad") if c.required else "", KIND_WORDS[c.kind.name], c.kind.hint) for c in dataset.columns])
    sheet = book.sheet(dataset.title, [_to_fill(column) for column in dataset.columns], dataset.title)
    example = (EXAMPLE + _example(dataset.columns[0]), *map(_example, dataset.columns[1:]))
    sheet.table([tuple(Shown(text, "muted") for text in example), *[(None,) * len(dataset.columns)] * ROWS_TO_FILL], main=True)
    book.save(path)


def _example(column: Column) -> str:
    return column.kind.choices[0] if column.kind.choices else EXAMPLES.get(column.kind.name, "")


def _to_fill(column: Column) -> TableColumn:
    kept = "kept" if column.kind.name in ("citizen_id", "text", "name", "place") else "text"
    is_open = column.kind.name == "open_choice"
    prompt = "" if column.kind.choices else column.kind.hint
    width = max(12, 2 * len(column.title) + 4, 22 if column.kind.name == "citizen_id" else 0)
    return TableColumn(column.title, width, kept, fill_in=True, choices=column.kind.choices, suggested=is_open, prompt=prompt)
