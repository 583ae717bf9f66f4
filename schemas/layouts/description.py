"""A layout's description, one TOML file: what it may say, and what is wrong with one that says something else."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.dataset import Dataset, all_datasets
from schemas.fields import LONGEST_TOWN, NO_NAME
from schemas.mistakes import Mistake
from schemas.units import TIMES, UNIT_WORDS

PLACEHOLDER = re.compile(r"\{(month:[^}]+|[a-z_]+)\}|[*?]")
MONTH_FORM = re.compile(r"month:(?:yyyy|mm|dd|[mdq]|[^A-Za-z])+")  # of the month in a file's name

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "layouts"
TOP = (
    "dataset", "title", "department", "file", "headings", "header", "sheets", "period", "since", "only", "except", "leave", "number", "sections", "scope",
    "absent", "columns", "constants", "members", "also", "who",
)
SOURCE = (
    "from", "first", "at", "map", "path", "of", "add", "unit", "sum", "minus", "within", "codes", "form", "since", "stands_in", "made", "begins", "each",
    "cell", "when", "is", "list", "by",
)
INSIDE = {
    "header": ("row", "rows", "skip"), "sections": ("column", "map"), "who": ("sheet", "by"), "also": ("columns", "constants"), "sheets": ("constants", "columns"),
}
SAID_ONLY = {"period": ("quarter", "year", "month"), "since": ("january",), "number": ("masked", "none")}
OF_ROWS = ("where", "month")  # no columns of any dataset, but of every row
NOTES = "notes"

Source = Mapping[str, Any]


@dataclass(frozen=True)
class Layout:
    """What a description says, by its own keys; a source (`from` …) is always a table. `is_own` is the county's."""

    name: str
    dataset_name: str
    title: str
    is_own: bool
    department: str = ""
    file: str = ""
    headings: tuple[str, ...] = ()
    header: Mapping[str, int] = field(default_factory=dict)
    sheets: Mapping[str, Any] = field(default_factory=dict)
    period: str = ""
    since: str = ""
    only: Mapping[str, list[str]] = field(default_factory=dict)
    excepted: Mapping[str, list[str]] = field(default_factory=dict)
    leave: tuple[str, ...] = ()
    number: str = ""
    sections: Mapping[str, Any] = field(default_factory=dict)
    scope: str = ""
    absent: tuple[str, ...] = ()
    columns: Mapping[str, Source] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, Source] = field(default_factory=dict)
    also: tuple[Mapping[str, Any], ...] = ()
    who: Mapping[str, str] = field(default_factory=dict)

    @property
    def dataset(self) -> Dataset:
        return all_datasets()[self.dataset_name]


def headings_of(sources: Any) -> Iterator[str]:
    """Every heading that sources name."""
    for source in sources:
        if isinstance(source.get("first"), list):
            yield from headings_of(source["first"])
        for key in ("from", "path", "sum", "minus", "made", "since", "each", "list"):
            told = source.get(key, ())
            yield from (heading for heading in ([told] if isinstance(told, str) else told) if heading != "#" and "{" not in heading)
        for key in ("when", "begins"):
            yield from source.get(key, {})


def layouts_of(folder: Path, is_own: bool) -> list[Layout]:
    """All of a folder, by name; none where there is no folder. A description that cannot be used is a `Mistake` with file and line."""
    return [read_layout(path, is_own) for path in sorted(folder.glob("*.toml"))]


def all_layouts(home: Path) -> list[Layout]:
    """The county's, then those that come with the program."""
    return [*layouts_of(home / "layouts", True), *layouts_of(SHIPPED, False)]


def read_layout(path: Path, is_own: bool) -> Layout:
    try:
        text = path.read_text("utf-8-sig")
        told = tomllib.loads(text)
    except UnicodeDecodeError:
        raise Mistake(f"layouts/{path.name} 不是 UTF-8 编码，请用记事本另存为 UTF-8") from None
    except tomllib.TOMLDecodeError as fault:
        raise Mistake(f"layouts/{path.name} {_miswritten(text, fault)}") from None
    return _Description(path.name, text).read(path.stem, told, is_own)


def _miswritten(text: str, fault: tomllib.TOMLDecodeError) -> str:
    for number, line in enumerate(text.splitlines(), 1):
        key = line.partition("=")[0].strip()
        if "=" in line and re.search(r"[^\x00-\x7f]", key) and not re.search(r"[\"'#{]", key):
            return f"第{number}行的中文名要加引号，写成 \"{key}\" ="
    at = re.search(r"line (\d+)", str(fault))
    return f"第{at[1] if at else len(text.splitlines())}行写法有错：文字两边要用英文双引号，表要用 {{ }}，一列几个要用 [ ]"


class _Description:
    def __init__(self, file: str, text: str) -> None:
        self.file, self.lines = file, text.splitlines()

    def fault(self, word: str, words: str) -> Mistake:
        line = next((number for number, line in enumerate(self.lines, 1) if re.search(rf"(^|[\s{{\[.,\"']){re.escape(word)}([\s\]}}.=\"']|$)", line)), 0)
        return Mistake(f"layouts/{self.file} {f'第{line}行' if line else ''}：{words}")

    def keys(self, where: str, told: object, allowed: Iterable[str]) -> dict[str, Any]:
        if not isinstance(told, dict):
            raise self.fault(where, f"{where} 要写成一张表，如 {where} = {{ … }}")
        for key in told:
            if key not in allowed:
                raise self.fault(key, f"不认识“{key}”；这里可以写：{'、'.join(allowed)}")
        return told

    def read(self, name: str, told: dict[str, Any], is_own: bool) -> Layout:
        self.keys("最外层", told, TOP)
        dataset = all_datasets().get(told.get("dataset", ""))
        if told.get("dataset") == NOTES and (told.get("file") or told.get("headings")):
            return Layout(name, NOTES, told.get("title", name), is_own, file=told.get("file", ""), headings=tuple(told.get("headings", ())), sheets={"*": NOTES})
        if dataset is None:
            raise self.fault("dataset", f"dataset 要写数据的英文名，如 {'、'.join(all_datasets())}")
        if not told.get("file") and not told.get("headings"):
            raise self.fault("dataset", "file（文件名的样子）和 headings（表头里有的几个列名）至少要写一样，不然不知道管哪些文件")
        for key, words in SAID_ONLY.items():
            if told.get(key, words[0]) not in words:
                raise self.fault(key, f"{key} 只能写：{'、'.join(words)}")
        for key in ("headings", "leave", "absent"):
            if not all(isinstance(each, str) for each in told.get(key, [])) or isinstance(told.get(key, []), str):
                raise self.fault(key, f"{key} 要写成一列加引号的名字，如 [\"姓名\", \"金额\"]")
        if (who := told.get("department", "")) and (not isinstance(who, str) or NO_NAME.search(who) or "_" in who or len(who) > LONGEST_TOWN):
            raise self.fault("department", f"department 写的“{who}”不像部门的名字：它是回执文件名的一部分，不能有 / \\ : * ? \" < > | _ 这样的符号")
        for found in PLACEHOLDER.finditer(told.get("file", "")):
            if found[1] and not (dataset.has(found[1]) or found[1] == "scope" or MONTH_FORM.fullmatch(found[1])):
                raise self.fault("file", f"file 里的 {found[0]} 不认识；可以写 {{month:yyyymm}} 这样的月份（yyyy、mm、m、dd、d、q）、{{scope}}，或{dataset.title}的列，如 {{{dataset.columns[-1].name}}}")
        columns = self.columns(dataset, told.get("columns", {}))
        constants = self.constants(dataset, told.get("constants", {}))
        also = tuple(
            {"columns": self.columns(dataset, each.get("columns", {})), "constants": self.constants(dataset, each.get("constants", {}))}
            for each in (self.keys("also", one, INSIDE["also"]) for one in told.get("also", []))
        )
        sheets: dict[str, Any] = {}
        for sheet, said in self.keys("sheets", told.get("sheets", {}), told.get("sheets", {})).items():
            if isinstance(said, str):
                if said != NOTES:
                    raise self.fault(sheet, f"工作表“{sheet}”只能写 {{}}、{{ 列 = \"值\" }} 或 \"notes\"")
                sheets[sheet] = said
                continue
            own = dict(said)
            more = self.columns(dataset, own.pop("columns", {}))
            sheets[sheet] = {"columns": more, "constants": self.constants(dataset, {**own.pop("constants", {}), **own})}
        for name_ in told.get("absent", []):
            if not dataset.has(name_):
                raise self.fault(name_, f"absent 里的“{name_}”不是{dataset.title}的列；有：{'、'.join(c.name for c in dataset.columns)}")
        members = told.get("members", {})
        return Layout(
            name, dataset.name, told.get("title", name), is_own, told.get("department", dataset.department), told.get("file", ""), tuple(told.get("headings", ())),
            self.keys("header", told.get("header", {}), INSIDE["header"]), sheets, told.get("period", ""), told.get("since", ""), self.words(told, "only"),
            self.words(told, "except"), tuple(told.get("leave", ())), told.get("number", ""), self.keys("sections", told.get("sections", {}), INSIDE["sections"]),
            told.get("scope", ""), tuple(told.get("absent", ())), columns, constants, self.columns(dataset, members), also,
            self.keys("who", told.get("who", {}), INSIDE["who"]),
        )

    def words(self, told: dict[str, Any], key: str) -> dict[str, list[str]]:
        table = told.get(key, {})
        if isinstance(table, dict):
            table = {heading: [str(word) if type(word) is int else word for word in (words if isinstance(words, list) else [words])] for heading, words in table.items()}
        if not isinstance(table, dict) or not all(isinstance(v, list) and all(isinstance(w, str) for w in v) for v in table.values()):
            raise self.fault(key, f"{key} 要写成 {{ \"列名\" = [\"值\", \"值\"] }}")
        return table

    def columns(self, dataset: Dataset, told: object) -> dict[str, Source]:
        found = {}
        for name, source in self.keys("columns", told, told if isinstance(told, dict) else ()).items():
            if not dataset.has(name) and name not in OF_ROWS:
                raise self.fault(name, f"“{name}”不是{dataset.title}的列；有：{'、'.join([*(c.name for c in dataset.columns), *OF_ROWS])}")
            found[name] = self.source(name, {"from": source} if isinstance(source, str) else source)
        return found

    def source(self, name: str, told: object) -> Source:
        source = self.keys(name, told, SOURCE)
        if "codes" in source and not re.fullmatch(r".+![A-Z]{1,2}:[A-Z]{1,2}", str(source["codes"])):
            raise self.fault("codes", "codes 要写成 \"工作表!A:C\" 的样子")
        if "unit" in source and str(source["unit"]).removesuffix("元") not in TIMES:
            raise self.fault("unit", f"unit 只能写：{'、'.join(UNIT_WORDS.values())}")
        if "map" in source and (not isinstance(source["map"], dict) or not all(isinstance(v, str) for v in source["map"].values())):
            raise self.fault(name, f"{name} 的 map 要写成 {{ \"表里的写法\" = \"意思\" }}")
        if isinstance(source.get("first"), list):
            return {**source, "first": [self.source(name, each) for each in source["first"]]}
        return source

    def constants(self, dataset: Dataset, told: object) -> dict[str, str]:
        for name, value in self.keys("constants", told, told if isinstance(told, dict) else ()).items():
            if not dataset.has(name):
                raise self.fault(name, f"“{name}”不是{dataset.title}的列；有：{'、'.join(c.name for c in dataset.columns)}")
            if not isinstance(value, str):
                raise self.fault(name, f"“{name}”的值要加引号")
        return dict(told) if isinstance(told, dict) else {}
