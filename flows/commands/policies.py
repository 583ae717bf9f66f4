"""`bidui policies`, `rules`, `policy check`, `compare`: which rule books and indicators there are, what one says and leaves open, what several would find."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from flows.commands.terminal import DEFAULT_HOME, GRADES, AsJson, Home, MonthWritten, console, for_people, month_of, progress_bar
from flows.workspace import Workspace
from schemas.mistakes import Mistake
from schemas.months import written

BOOK_COLUMNS = ("规则", "名字", "分级", "指标", "监测线", "以什么为底")
RULE_COLUMNS = ("编号", "名称", "指标", "对哪些户", "要哪些数据", "几套在用")
IN_FORCE_COLUMNS = ("哪一项", "是什么", "数", "从哪个月起", "依据")


def policies(as_json: AsJson = False) -> None:
    """看自带的规则有哪些，各是什么。"""
    with for_people():
        from flows.questions.known_books import known_books

        books = known_books()
        if as_json:
            print(json.dumps([book.__dict__ for book in books], ensure_ascii=False))
            return
        _print(BOOK_COLUMNS, [(book.name, book.title, book.grading, book.indicators, book.line, book.based_on or "—") for book in books])
        console.print("要用哪一个：在 county.toml 里写 policy = \"名字\"，或运行时加 --policy；要改：复制 data/policies 里的一份，第一行写 based_on。", soft_wrap=True)


def rules(
    markdown: Annotated[bool, typer.Option("--markdown", help="写成 Markdown，附每一项的数和依据", metavar="")] = False, as_json: AsJson = False,
) -> None:
    """看所有的指标：编号、名称、对哪些户、要哪些数据，哪几套规则在用。"""
    with for_people():
        from flows.questions.known_books import as_markdown, known_register

        lines = known_register()
        if as_json:
            print(json.dumps([line.__dict__ for line in lines], ensure_ascii=False))
        elif markdown:
            print(as_markdown(lines))
        else:
            _print(RULE_COLUMNS, [("、".join(line.numbers) or "—", line.title, line.indicator, line.whom, line.needs, len(line.books)) for line in lines])
            console.print("F 是返贫预警55项，Z 是致贫预警26项。每一项的数和依据、哪几套规则在用：加 --markdown 看。", soft_wrap=True)


def policy(
    action: Annotated[str, typer.Argument(help="check：检查一份规则文件", metavar="做什么")],
    file: Annotated[str, typer.Argument(help="规则文件，或自带规则的名字", metavar="文件")],
    month: Annotated[str | None, typer.Option("--month", help="看哪个月生效的数，如 2024-06；不写就看本月", metavar="月份")] = None,
    home: Home = DEFAULT_HOME, as_json: AsJson = False,
) -> None:
    """检查一份规则文件：认不认得、缺不缺月份、依据写没写。

    有没有沿用过久的数；并列出一个月里生效的每一个数。
    """
    with for_people():
        from flows.clock import today
        from flows.questions.known_books import checked

        if action != "check":
            raise Mistake(f"没有 {action} 这个做法；请写成 bidui policy check 文件")
        at = month_of(month) if month else today().replace(day=1)
        beside = Workspace.at(home).policy_file(None) if home.is_dir() and file == Workspace.at(home).settings["policy"] else file
        found = checked(str(Path(beside)), at)
        if as_json:
            print(json.dumps({
                "month": written(at), "warnings": [*found.warnings],
                "in_force": [line.__dict__ | {"since": written(line.since)} for line in found.in_force],
            }, ensure_ascii=False))
            return
        _print(IN_FORCE_COLUMNS, [(line.owner, line.meaning, line.value, written(line.since), line.document) for line in sorted(found.in_force, key=lambda line: line.is_inherited)])
        for line in found.warnings:
            console.print(f"  [yellow]注意[/yellow] {escape(line)}", soft_wrap=True)
        console.print(f"[green]✓[/green] {escape(file)} 认得出来，{written(at)} 生效 {len(found.in_force)} 个数，要注意的 {len(found.warnings)} 处", soft_wrap=True)


def compare(
    month: MonthWritten, books: Annotated[list[str], typer.Argument(help="两套以上规则：自带规则的名字，或规则文件", metavar="规则")],
    to: Annotated[Path | None, typer.Option("--to", help="放到哪个文件夹；不写就放在工作区的 compared 里", metavar="文件夹")] = None,
    home: Home = DEFAULT_HOME, as_json: AsJson = False,
) -> None:
    """同一个月按几套规则各算一遍，并排比较，什么都不改动。

    各找到哪些户、互相漏掉哪些、乡镇核实属实的各找到多少，写成一个工作簿。
    """
    with for_people():
        from flows.questions.compared import compare as compared

        with progress_bar(as_json) as progress:
            done = compared(Workspace.at(home), month_of(month), books, to, progress)
        if as_json:
            print(json.dumps({"month": month, "workbook": str(done.path), "books": dict(done.counts())}, ensure_ascii=False))
            return
        for name, counts in done.counts():
            by_grade = "  ".join(f"{words} {counts.get(grade, 0)}" for grade, words in GRADES.items())
            console.print(f"  {escape(name)}：线索 {sum(counts.values())} 条（{by_grade}）", soft_wrap=True)
        console.print(f"[green]✓[/green] 并排比较写在 {escape(str(done.path))}；这只是比较，线索和清单都没有改动。", soft_wrap=True)


def _print(columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    table = Table(box=box.SIMPLE, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in columns:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    console.print(table)
