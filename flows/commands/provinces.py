"""`bidui province init|run|status|explain|whatif`: all counties of a province."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from flows.commands.asking import WHATIF_COLUMNS, numbers_table
from flows.commands.telling import tell
from flows.commands.terminal import AsJson, console, for_people, month_of, progress_bar
from flows.province.counties import Province, create_province
from schemas.mistakes import Mistake

ACTIONS = "init 新建；run 比对全省一个月；status 看各县做到哪一步；explain 一条线索的来由；whatif 换参数试算"
DEFAULT_PROVINCE = Path("province")


def province(
    action: Annotated[str, typer.Argument(help=ACTIONS, metavar="做什么")],
    what: Annotated[str, typer.Argument(help="init 后写文件夹；run、status、whatif 后写月份；explain 后写县的代码和线索编号，如 341802/2024-06-34180200000059", metavar="什么")] = "",
    home: Annotated[Path, typer.Option("--home", help="省级工作区文件夹", metavar="文件夹")] = DEFAULT_PROVINCE,
    counties: Annotated[str, typer.Option("--counties", help="只做这几个县，写代码，用逗号隔开", metavar="代码", show_default=False)] = "",
    spark: Annotated[str, typer.Option("--spark", help="集群的地址，在数据中心做； 不写就用本机", metavar="地址", show_default=False)] = "",
    settings: Annotated[list[str] | None, typer.Option("--set", help="whatif 用：如 expenditure.surge.ratio=3 可以写几次", metavar="参数=值")] = None,
    as_json: AsJson = False,
) -> None:
    """全省（市）各县一起比对，再汇总。

    省级部门的数据按人分到各县，各县照常比对。
    """
    code = 0
    with for_people():
        if action == "init":
            _init(Path(what) if what else home)
        elif action == "run":
            code = _run(Province.at(home), what, counties, spark, as_json)
        elif action == "status":
            _status(Province.at(home), what, as_json)
        elif action == "explain":
            _explain(Province.at(home), what, as_json)
        elif action == "whatif":
            _what_if(Province.at(home), what, settings or [], counties, spark, as_json)
        else:
            raise Mistake(f"不认识“{action}”；可以写的有：{ACTIONS}")
    if code:
        raise typer.Exit(code)


def _init(home: Path) -> None:
    create_province(home)
    console.print(f"省级工作区已建好：[bold]{home}[/bold]")
    console.print(f"  1. 有哪些县写在 {home / 'province.toml'} 里，一个县一段")
    console.print(f"  2. 省级部门的文件放进 {home / 'inbox'}/月份/ ，各县自己的（花名册等）放进 {home / 'counties'}/代码/inbox/月份/")
    console.print(f"  3. 运行 [bold]bidui province run 2024-06 --home {home}[/bold]", soft_wrap=True)


def _run(province: Province, month: str, counties: str, spark: str, as_json: bool) -> int:
    """The exit code: a county's mistake is 2, a fault of the program 1."""
    from flows.province.province_month import run_province

    with progress_bar(as_json) as progress:
        done = run_province(province, month_of(month), counties, spark, progress)
    if as_json:
        print(json.dumps({"month": month, "new_files": done.new_files, "handed": done.handed, "notices": done.notices, "counties": [each.__dict__ for each in done.counties]}, ensure_ascii=False))
    else:
        console.print(f"省级新文件 {done.new_files} 个，分给各县 {done.handed} 份；{len(done.counties) - len(done.failed)} 个县比对完成", soft_wrap=True)
        names = {county.code: county.name for county in province.counties}
        for line in done.notices:
            console.print(f"[yellow]·[/yellow] {escape(line)}", soft_wrap=True)
        for each in done.failed:
            console.print(f"[red]✗[/red] {names[each.code]} {each.code}：{escape(each.failure)}", soft_wrap=True)
        console.print(f"全省月报和省级部门的回执在 {province.home / 'outbox' / month} 里，各县的在 counties/代码/outbox/{month} 里", soft_wrap=True)
    return 0 if not done.failed else 1 if any(each.bug for each in done.failed) else 2


def _status(province: Province, month: str, as_json: bool) -> None:
    from flows.province.how_far import standing

    lines = standing(province, month_of(month))
    if as_json:
        print(json.dumps([each.__dict__ for each in lines], ensure_ascii=False))
        return
    for each in lines:
        console.print(f"{'[green]✓[/green]' if each.is_done else '[yellow]·[/yellow]'} {each.code} {escape(each.name)}：{escape(each.words)}", soft_wrap=True)


def _explain(province: Province, what: str, as_json: bool) -> None:
    from flows.clock import today
    from flows.province.how_far import explain_in

    code, _, lead = what.partition("/")
    if not lead:
        raise Mistake("explain 后面写县的代码和线索编号，中间用斜线，如 341802/2024-06-34180200000059")
    (county,) = province.chosen(code)
    with progress_bar(as_json) as progress:
        story = explain_in(province, county, lead, today(), progress)
    tell(lead, story, today(), as_json)


def _what_if(province: Province, month: str, settings: list[str], counties: str, spark: str, as_json: bool) -> None:
    from flows.province.trial import GAINS, what_if_all

    with progress_bar(as_json) as progress:
        tried = what_if_all(province, month_of(month), settings, counties, spark, progress)
    if as_json:
        print(json.dumps([each.__dict__ for each in tried], ensure_ascii=False))
        return
    done = [each for each in tried if each.leads]
    rows = [(each.name or each.code, *(each.leads[name] for name in GAINS)) for each in done]
    whole = ("合计", *(sum(each.leads[name] for each in done) for name in GAINS))
    console.print(numbers_table(("县（市、区）", *WHATIF_COLUMNS[1:]), rows, whole))
    for each in tried:
        if each.failure:
            console.print(f"[red]✗[/red] {each.name} {each.code}：{escape(each.failure)}", soft_wrap=True)
    console.print("这只是试算，各县的规则、线索和清单都没有改动。")
