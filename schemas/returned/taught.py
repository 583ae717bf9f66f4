"""A filled-in 对照表 → the description of a layout, as TOML: which list it is, which heading is which column, what being on it means."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from schemas.dataset import Column, Dataset, all_datasets
from schemas.returned.filled import filled_tables, folded
from schemas.returned.marks import marks_of

KIND = "layout"
QUESTION, ANSWER = "问题", "回答"
PLACE, HEADING, MEANS = "列", "表里的列名", "认作"
WHICH, WHOSE = "这是哪一种数据", "金额是每个人的，还是一户的"
ALL_ARE = "没有“{}”一列，名单里的人都算"
UNUSED, ADDRESS, NO_DATA, HOUSEHOLDS, EACH, UNKNOWN = "不用", "地址", "不是要报的数据", "一户的", "每个人的", "不知道"


@dataclass(frozen=True)
class Taught:
    """`text` is the description, `name` what its file is called; or why there is none, in words."""

    name: str
    text: str
    fault: str = ""


def read_taught(path: Path) -> Taught:
    """Raises ValueError if the workbook is no 对照表."""
    marks = marks_of(path.read_bytes())
    answers = {folded(row[QUESTION]): folded(row[ANSWER]) for _, rows in filled_tables(path, QUESTION, ANSWER) for _, row in rows if folded(row[QUESTION])}
    headings = [(folded(row[PLACE]), row[HEADING].strip(), folded(row[MEANS])) for _, rows in filled_tables(path, HEADING, MEANS) for _, row in rows if folded(row[MEANS])]
    if marks.get("kind") != KIND and WHICH not in answers:
        raise ValueError("no 对照表")
    title = marks.get("title", path.stem)
    dataset = next((d for d in all_datasets().values() if d.title == answers.get(WHICH)), None)
    if dataset is None:
        return Taught(title, "", f"对照表的“{WHICH}”要从下拉列表里选一种")
    columns = {column.title: column for column in dataset.columns}
    if wrong := sorted({means for _, _, means in headings} - columns.keys() - {UNUSED, ADDRESS}):
        return Taught(title, "", f"对照表里的 {'、'.join(wrong)} 不是《{dataset.title}》的列；可以选：{'、'.join(columns)}")
    chosen = [means for _, _, means in headings if means in columns]
    if twice := sorted({means for means in chosen if chosen.count(means) > 1}):
        return Taught(title, "", f"对照表里有几列都认作 {'、'.join(twice)}，只能留一列，其余选“{UNUSED}”")
    return Taught(title, _description(title, dataset, columns, headings, answers, marks))


def _description(
    title: str, dataset: Dataset, columns: dict[str, Column], headings: list[tuple[str, str, str]], answers: dict[str, str], marks: dict[str, str]
) -> str:
    used = [(place, heading, means) for place, heading, means in headings if means != UNUSED]
    names = [heading for _, heading, _ in headings]
    said = {c.name: answers[ALL_ARE.format(c.title)] for c in columns.values() if answers.get(ALL_ARE.format(c.title), "") not in ("", UNKNOWN)}
    given = {columns[means].name for _, _, means in used if means in columns} | said.keys() | ({"town", "village"} if any(means == ADDRESS for *_, means in used) else set())
    absent = [c.name for c in dataset.required if c.name not in given]
    lines = [
        f"# 由对照表写成：{marks.get('file', '')}，{marks.get('day', '')}", f"dataset = {_text(dataset.name)}", f"title = {_text(title)}", f"department = {_text(dataset.department)}",
        f"headings = {_texts([heading for heading in dict.fromkeys(names) if heading])}", f"header = {{ rows = {marks.get('rows', '1')} }}",
    ]
    if "id_number" in absent:
        absent.remove("id_number")
        lines.append('number = "none"')
    lines += [f"absent = {_texts(absent)}"] if absent else []
    lines += [f"leave = {_texts(left)}"] if (left := [heading for _, heading, means in headings if means == UNUSED and heading and names.count(heading) == 1]) else []
    lines += ["", "[columns]"]
    for place, heading, means in used:
        source = _text(f"={place}" if names.count(heading) > 1 or not heading or "/" in heading else heading)
        if means == ADDRESS:
            lines.append(f"where = {{ path = {source} }}")
        elif columns[means].kind.name == "yuan" and answers.get(WHOSE) == HOUSEHOLDS:
            lines.append(f'{columns[means].name} = {{ from = {source}, of = "household" }}')
        else:
            lines.append(f"{columns[means].name} = {source}")
    lines += ["", "[constants]", *(f"{name} = {_text(word)}" for name, word in said.items())] if said else []
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _texts(texts: list[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def file_name(title: str) -> str:
    """What every system takes as a name."""
    return re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", title).strip(" .")[:60] or "读法"
