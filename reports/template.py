"""An empty workbook for a department to fill: its dataset's headers, drop-downs, and what each column means."""

import datetime as dt
from pathlib import Path

from reports.workbook import Book, Shown, TableColumn
from schemas.dataset import Column, Dataset

KIND = "template"
ROWS_TO_FILL = 500
UNDATED = dt.date(2020, 1, 1)
KIND_WORDS = {
    "text": "文字", "name": "姓名", "citizen_id": "18位身份证号码", "place": "地名全称", "yuan": "金额（元）", "day": "日期", "count": "整数", "choice": "从下拉列表选",
    "open_choice": "从下拉列表选，也可以自己写",
}


def write_template(path: Path, dataset: Dataset) -> None:
    """The data sheet first, its header in row 1, so that what is filled in can be sent as it is."""
    book = Book(f"{dataset.title}填报模板", UNDATED, {"kind": KIND, "dataset": dataset.name})
    sheet = book.sheet(dataset.title, [_to_fill(column) for column in dataset.columns])
    sheet.table([(None,) * len(dataset.columns)] * ROWS_TO_FILL, main=True)
    columns = (TableColumn("列", 20), TableColumn("必填", 8, centre=True), TableColumn("填什么", 30), TableColumn("说明", 60))
    notes = book.sheet("填报说明", columns, f"{dataset.title}（{dataset.department}）", landscape=False)
    notes.line("一行一条，从第2行填起，不要改表头、不要合并单元格、不要加合计行。文件名写明月份，如：" + f"{dataset.title}_202406.xlsx")
    if dataset.has_person:
        notes.line("证件号码一列已设为文本格式：粘贴时请选“只粘贴数值”或“匹配目标格式”，否则18位号码的后三位会变成000。")
    notes.table([(c.title, Shown("是", "bad") if c.required else "", KIND_WORDS[c.kind.name], c.kind.hint) for c in dataset.columns])
    book.save(path)


def _to_fill(column: Column) -> TableColumn:
    kept = "kept" if column.kind.name in ("citizen_id", "text", "name", "place") else "text"
    is_open = column.kind.name == "open_choice"
    prompt = "" if column.kind.choices else column.kind.hint
    width = max(12, 2 * len(column.title) + 4, 22 if column.kind.name == "citizen_id" else 0)
    return TableColumn(column.title, width, kept, fill_in=True, choices=column.kind.choices, suggested=is_open, prompt=prompt)
