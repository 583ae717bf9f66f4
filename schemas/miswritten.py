"""Why a TOML file cannot be read, for whoever typed it: the line, and what most often is wrong there."""

import re

CHINESE_MARKS = re.compile("[“”‘’，：；。＝【】（）｛｝]")
QUOTED = re.compile(r'"[^"]*"|#.*')
DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
WITH_COMMAS = re.compile(r"=\s*(\d{1,3}(?:,\d{3})+)")
WITH_UNIT = re.compile(r"=\s*(\d+(?:\.\d+)?)\s*(万元|元|倍|个月|天|岁|户|成|%|％)")
GENERAL = "文字两边要用英文双引号，表要用 { }，一列几个要用 [ ]"


def why_unreadable(text: str, fault: Exception) -> str:
    """One Chinese sentence."""
    lines = text.splitlines()
    at = re.search(r"line (\d+)", str(fault))
    number = int(at[1]) if at else len(lines)
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    return f"第{number}行{_why(line, str(fault))}"


def _why(line: str, fault: str) -> str:
    bare = QUOTED.sub("", line)
    if "twice" in fault or "Cannot overwrite" in fault or "Cannot mutate" in fault:
        return f"的 {line.partition('=')[0].strip() or line.strip()} 前面已经写过，请并到一处，每一段、每一项只写一次"
    if "date" in fault and (day := DAY.search(bare)):
        return f"的 {day[0]} 没有这一天，日期要写成 2024-06-30 的样子"
    if mark := CHINESE_MARKS.search(bare):
        return f"有中文标点 {mark[0]}，标点和引号要用英文的"
    if found := WITH_COMMAS.search(bare):
        return f"的 {found[1]} 不要加逗号，写成 {found[1].replace(',', '')}"
    if found := WITH_UNIT.search(bare):
        return f"的 {found[0].lstrip('= ')} 只写数字，不写单位，如 {found[1]}"
    if found := re.match(r"\s*([^\x00-\x7f\"'#{\[=]+?)\s*=", line):
        return f"的中文名要加引号，写成 \"{found[1].strip()}\" ="
    return f"看不懂：{GENERAL}"
