"""Lines of a sheet that are no data: totals, signatures, notes, titles, the header once more."""

import re

from schemas.spellings import bare
from schemas.units import are_units

TOTAL = re.compile(r"(本页|本表|全[县区镇乡村]|.{0,12})?(合计|小计|总计|累计|共计)")
FOOTER = re.compile(
    r"制表|填表|填报|审核|负责人|复核|核对|统计|经办|备注|注[:：]|说明|打印|报送|报表|导出|截[至止]|以下空白|[-—_=]{2,}|联系人"
    r"|总.{1,2}数[:：]|接[上下][页表]|续上?[页表]|转[上下]页|[承过][前次]页|上页|见下页|单位(负责人|\(盖章\)|盖章)|第.{1,4}页|共.{1,6}[页条人户]"
)
STEMS = "甲乙丙丁戊己庚辛壬癸"
EXAMPLE = "【示例】"  # opens the row of a template that shows how to fill it in
# 范例 may be somebody's name, and needs a mark
EXAMPLES = re.compile(r"[\[【(（<《]?(?:(?:示例|样例|填写示例|填表示例|举例)\d*|(?:示例|样例|范例|例子?|填写示例|填表示例|举例)\d*[\]】)）>》:：].*)")
BAND = re.compile(r"(?:[本上下]月|新增|增加|减少|变[更动]|停[发保止]|取消|退[出保]|注销|死亡|续[保发]|在册|正常|迁[入出]|享受|城[乡市]|农村|低保|特困|五保|孤儿|散居|集中|分散|边缘|临时).{0,4}|.+(?:人员|对象|名单|名册)")  # where nothing else is filled
OF_THE_WHOLE = re.compile(r".{0,12}(?:小计|合计|总计)")


def is_header_again(cells: list[str], places: list[int], printed: list[set[str]]) -> bool:
    """Whether most of what is filled at these places says what the header says there."""
    same = [bare(cells[at]) in words for at, words in zip(places, printed, strict=True) if at < len(cells) and cells[at].strip()]
    return len(same) >= 2 and sum(same) >= 0.8 * len(same)


def is_example(cells: list[str]) -> bool:
    """Whether a row says in one of its first cells that it only shows how to fill the table in."""
    return any(EXAMPLES.fullmatch(re.sub(r"\s", "", cell)) for cell in [cell for cell in cells if cell.strip()][:2])


def _are_numbers_of_columns(cells: list[str]) -> bool:
    """1, 2, 3 … under the header; in statistical tables 甲, 乙 … before them."""
    worded = sum(cell in STEMS for cell in cells)
    return cells == [*STEMS[:worded], *(str(n) for n in range(1, len(cells) - worded + 1))]


def is_remark(cells: list[str], name: str) -> bool:
    """Totals, signatures, notes, titles and bands: few cells, of which the first says so or nothing else is filled; `name` is that of a person."""
    filled = [re.sub(r"\s", "", cell) for cell in cells if cell.strip()]
    if filled[0].startswith(EXAMPLE):
        return True
    wordy = next((cell for cell in filled if not re.fullmatch(r"[\d.、]+", cell)), filled[0])
    if TOTAL.match(wordy) and len(filled) <= 1 + sum(bool(re.search(r"\d", cell)) for cell in filled):
        return True
    name = re.sub(r"\s", "", name)
    if any(map(OF_THE_WHOLE.fullmatch, filled)) and (re.fullmatch(r"(\d+[人户个名]?)?", name) or OF_THE_WHOLE.fullmatch(name)):
        return True
    if FOOTER.match(wordy) and len(filled) <= 5:
        return True
    if len(filled) >= 3 and _are_numbers_of_columns([cell.strip("()") for cell in filled]):
        return True
    if are_units(filled):
        return True
    alone = len(filled) == 1 or (len(filled) == 2 and sum(bool(re.fullmatch(r"[\d.,]+[人户条]?", cell)) for cell in filled) == 1)
    return alone and len(cells) >= 3 and (not name or len(name) > 4 or bool(re.search(r"\d|[镇乡村]\Z|社区|街道", name)) or (len(filled) == 1 and bool(BAND.fullmatch(name))))
