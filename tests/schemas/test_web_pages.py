"""Pages saved from systems: what a browser shows is what is read, and nothing that stands in a table is lost."""

import pytest

from tests.schemas.drops import number, take

A, B, C = (number(at) for at in (3, 4, 5))
HEADS = ["姓名", "证件号码", "就业状态", "月工资"]
WANG, LI = ["王桂英", A, "务工", "3000"], ["李国强", B, "务工", "3100"]


def line(cells, tag="td"):
    return f"<tr>{''.join(each if each.startswith('<t') else f'<{tag}>{each}</{tag}>' for each in cells)}</tr>"


def table(*rows, inside=""):
    return f"<table>{inside}{''.join(map(line, rows))}</table>"


def taken(body, head="", name="就业务工.xls"):
    return take(name, f"<html><head>{head}</head><body>{body}</body></html>".encode(), reject_share=1)


@pytest.mark.parametrize("page", [
    "<h3>2024年5月就业务工</h3><p>单位：千元</p>@", "@<p>注：单位：千元</p><!-- -->", "<div>2024年5月<br>就业务工（单位：千元）</div>@", "<table><caption>2024年5月（单位：千元）</caption>@</table>",
    "<table><tr><td><table><tr><td>2024年5月就业务工</td></tr></table></td></tr><tr><td>单位：千元</td></tr><tr><td>@</td></tr></table>",
    "<table><tr><td>2024年5月</td><td>单位：千元</td></tr></table>@", "<form>统计月份：<select><option>2024-06</option><option selected>2024-05</option></select><p>单位：千元</form>@",
    "<ul><li>7月报表</li></ul><a href=x>2024年6月</a><p>今天是2024年7月3日</p><h2>2024年5月</h2>单位：千元@", "<span style='display:none'>2024年6月</span><p>2024年5月 <b>单位：千元</b></p>@",
])  # fmt: skip
def test_what_stands_beside_a_table_tells_its_month_and_unit(page):
    rows = table(HEADS, [*WANG[:3], "3"])
    (part,) = taken(page.replace("@", rows.removeprefix("<table>").removesuffix("</table>") if "caption" in page else rows))
    assert part.rows["wage"].tolist() == [3000_00] and (f"{part.recognised.month:%Y-%m}" == "2024-05" or "5月" not in page)


@pytest.mark.parametrize(("cell", "fen"), [
    ("3000<br>", 3000_00), ("<div>3000</div>", 3000_00), ("3,000<br/>元", 3000_00), ("<input value='3000'>", 3000_00), ("<span>30</span>00", 3000_00), ("30<!-- x -->00", 3000_00), ("3000<script>1</script>", 3000_00),
    ("<table><tr><td>3000</td><td>元</td></tr></table>", 3000_00), ("3000<input type=hidden value=9>", 3000_00), ("3000<b class=k>00</b>", 3000_00), ("<select><option>1<option selected>3000</select>", 3000_00),
    *((cell, None) for cell in ("500<br>600", "<p>500</p><p>600</p>", "500<div>600</div>", "<s>500</s>600", "<del>500</del> 600", "500<sup>1</sup>", "<table><tr><td>500</td></tr><tr><td>600</td></tr></table>")),
])  # fmt: skip
def test_an_amount_is_what_is_shown_or_is_asked(cell, fen):
    (part,) = taken(table(HEADS, WANG, [*LI[:3], f"<td>{cell}</td>"], ["张秀兰", C, "务工", "3200"]), "<style>.a, b.k {display: none} @media print {.c{display:none}}</style>")
    assert part.stored + part.quarantined == 3 and part.rows["wage"].tolist() == [3000_00, *([fen] if fen else []), 3200_00]
    assert fen or "不是金额" in part.faults[0].reason


@pytest.mark.parametrize("people", ["李国强<br>张秀兰", "<p>李国强</p><p>张秀兰</p>"])
def test_people_on_lines_of_a_cell_are_several(people):
    (part,) = taken(table(HEADS, WANG, [people, f"{B}<br>{C}", "务工", "3000"]))
    assert part.stored == 1 and part.faults[0].reason == "一个单元格里写了几个人，请一行写一个人"


@pytest.mark.parametrize("page", [
    f"{table(HEADS)}{table(WANG, LI)}", f"{table(HEADS, WANG)}<p>第2页</p>{table(LI)}", f"<table><thead>{''.join(f'<th>{each}</th>' for each in HEADS)}</thead><tbody>{line(WANG)}{line(LI)}</tbody></table>",
    table([*HEADS, "操作"], *([*row, f"<td>{table(['查看', '删除'])}</td>"] for row in (WANG, LI))), f"<table><tr><td>{table(HEADS, WANG, LI)}</td><td>{table(['导航', '帮助'])}</td></tr></table>",
    table(HEADS, *([*("<td style='display:none'>9</td>" for _ in range(at)), *row] for at, row in enumerate((WANG, LI)))),
    table(HEADS, ["<font>" * 300 + "王桂英", *WANG[1:]], LI), f"{table(HEADS, WANG, LI)}<div style='display:none'>{table(HEADS, ['张秀兰', C, '务工', '9'])}</div>",
])  # fmt: skip
def test_rows_are_all_read_and_none_twice(page):
    parts = taken(page)
    assert [row for part in parts if part.stored for row in part.rows[["name", "wage"]].itertuples(index=False, name=None)] == [("王桂英", 3000_00), ("李国强", 3100_00)]


def test_a_header_whose_rows_could_not_be_read_does_not_say_nobody():
    first, second = taken(table(HEADS) + table(["1", *WANG], ["2", *LI]))
    assert second.refusal and "不能当作一个人也没有" in first.refusal


@pytest.mark.parametrize("below", ["共 230 条", "<a href=x>下一页</a> 共230条 每页20条 第1/12页", "<div><span>首页</span>总共 230 条记录</div>"])
def test_a_page_of_a_list_that_has_more_pages_lacks_rows(below):
    for body in (table(HEADS, WANG, LI) + below, below + table(HEADS, WANG, LI)):
        (part,) = taken(body)
        assert part.stored == 2 and part.lacks == 228


def test_an_empty_table_before_another_of_as_many_columns_is_a_table_of_its_own():
    empty, insured = taken(table(HEADS) + table(["姓名", "证件号码", "险种", "参保状态"], ["王桂英", A, "居民医保", "正常参保"]), name="6月.xls")
    assert (empty.dataset.name, empty.stored, empty.refusal) == ("employment", 0, "") and (insured.dataset.name, insured.stored) == ("enrolment", 1)


@pytest.mark.parametrize("kept", [f'x:num="{A}"', f'sdval="{A}"'])
def test_a_number_cut_short_is_kept_whole_beside(kept):
    (part,) = taken(table(HEADS, ["王桂英", f"<td {kept}>3.41802E+17</td>", "务工", "3000"]))
    assert part.rows["number"].tolist() == [A]
