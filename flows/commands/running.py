"""`bidui demo`, `init`, `run`, `order`, `collect`, `returns`, `backup`, `restore`, `template`: the month's work."""

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from flows.commands.tables_taught import tell_taught, tell_unread
from flows.commands.terminal import (
    DEFAULT_HOME,
    GRADES,
    SOURCE,
    AsJson,
    Home,
    MonthWritten,
    PolicyName,
    console,
    for_people,
    month_of,
    near,
    progress_bar,
)
from flows.leftovers import private
from flows.workspace import Workspace, create
from schemas.mistakes import Mistake
from schemas.months import written

EXAMPLE = SOURCE / "data" / "example"
EXAMPLE_MONTH = "2024-06"


def demo(home: Annotated[Path, typer.Argument(help="放示例县的文件夹", metavar="文件夹")] = Path("demo"), policy: PolicyName = None) -> None:
    """把示例县复制到一个工作区，跑一个月，并说明结果在哪里。"""
    with for_people():
        if not home.exists() or not any(home.iterdir()):
            with private():
                shutil.copytree(EXAMPLE, home, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected"), copy_function=shutil.copyfile)
            create(home)
            console.print(f"示例县已放到 [bold]{home}[/bold]（人和数据都是虚构的）")
        elif not (home / "inbox").is_dir():
            raise Mistake(f"文件夹 {home} 里已有别的东西，请换一个空文件夹，如 bidui demo demo2")
        _run(EXAMPLE_MONTH, home, policy, as_json=False)


def init(home: Annotated[Path, typer.Argument(help="新工作区的文件夹", metavar="文件夹")]) -> None:
    """新建一个空的工作区。"""
    with for_people():
        is_there = (home / "county.toml").exists()
        asks = not is_there and sys.stdin.isatty()
        name = typer.prompt("县（市、区）名，印在各种表的标题上（不填就直接按回车）", default="", show_default=False).strip() if asks else ""
        division = typer.prompt("行政区划代码，6位（不填就直接按回车）", default="", show_default=False).strip() if asks else ""
        if any(mark in name + division for mark in '"\\\n'):
            raise Mistake("县名和代码里不能有引号和反斜杠，请重新运行一次")
        create(home, name, division)
        console.print(f"工作区 [bold]{home}[/bold] 已经有了，原来的东西都没有动" if is_there else f"工作区已建好：[bold]{home}[/bold]")
        console.print(f"  1. 县名、各乡镇联系人写在 {home / 'county.toml'} 里，随时可以改")
        console.print(f"  2. 把农户花名册和各部门的文件放进 {home / 'inbox'}/月份/ ，如 {home / 'inbox' / '2024-06'}/")
        console.print(f"  3. 双击 [bold]打开比对[/bold]（在 {home} 里），在网页上做；或者运行", soft_wrap=True)
        console.print(f"     [bold]bidui run 2024-06 --home {home}[/bold]", soft_wrap=True)


def run(
    month: MonthWritten, home: Home = DEFAULT_HOME, policy: PolicyName = None, as_json: AsJson = False,
    afresh: Annotated[bool, typer.Option("--afresh", help="不用以前留下的中间结果，全部重做；慢一些，结果一样", metavar="")] = False,
) -> None:
    """比对一个月：读文件，按户比对，生成乡镇清单、回执和月报。"""
    with for_people():
        _run(month, home, policy, as_json, afresh)


def _run(month: str, home: Path, policy: str | None, as_json: bool, afresh: bool = False) -> None:
    from flows.month import run_month  # the libraries below take seconds to load; --help need not wait for them

    at = month_of(month)
    workspace = Workspace.at(home)
    with progress_bar(as_json) as progress:
        outcome = run_month(workspace, at, policy, progress, afresh=afresh)
    if as_json:
        print(outcome.as_json())
        return
    place = workspace.outbox(at)
    if not outcome.changed:
        console.print(f"[green]✓[/green] {month} 没有新的文件，结果和上次一样，什么都没有改动")
        console.print(f"  清单在 {near(place)}", soft_wrap=True)
        _tell(outcome.cautions)
        return
    console.print(f"[green]✓[/green] {month} 比对完成：新读文件 {outcome.new_files} 个" + (f"，其中 {outcome.refused_files} 个没能用上：是哪个、为什么，见回执或 bidui status {month}" if outcome.refused_files else ""))
    _tell_unopened(outcome.in_use_files)
    counts = "  ".join(f"{words} {outcome.leads.get(grade, 0)}" for grade, words in GRADES.items())
    console.print(f"  线索 {sum(outcome.leads.values())} 条（{counts}）" + (f"，另补发以前月份 {outcome.late_leads} 条" if outcome.late_leads else ""))
    for line in outcome.lives:
        console.print(f"  {line}")
    _tell(outcome.cautions)
    for line in outcome.not_evaluated:
        console.print(f"  [yellow]未评估[/yellow] {escape(line)}", soft_wrap=True)
    console.print(f"接下来，都在 {near(place)} 里：", soft_wrap=True)
    console.print(f"  towns         {outcome.towns} 个乡镇有线索，清单和入户核实表发给各乡镇")
    console.print("  departments   回执发回各部门，有错的行请他们改正重报")
    console.print(f"  监测对象档案  只给乡村振兴局；要审定的填好后放进 returns/{month}")
    console.print("  月报、通报    看 .html 或 .xlsx；通报是 Word 的")
    if outcome.review_waiting:
        console.print(f"  待判断名单    {outcome.review_waiting} 人对不准，填好后放进 returns/{month}")


def order(
    month: Annotated[str | None, typer.Argument(help="月份，如 2024-06；不写就是上个月", metavar="月份", show_default=False)] = None, home: Home = DEFAULT_HOME
) -> None:
    """让定时服务现在就比对一个月，不等到5日。"""
    with for_people():
        from flows.ordering import order as order_run

        name, page = order_run(Workspace.at(home).home, month and written(month_of(month)))
        console.print(f"[green]✓[/green] 已排上（{name}）；在 {page} 可以看到进度", soft_wrap=True)


def backup(home: Home = DEFAULT_HOME) -> None:
    """备份数据库（每次运行后也会自动备份）。"""
    with for_people():
        from flows.backups import back_up_now

        console.print(f"[green]✓[/green] 已备份，打开检查过：{back_up_now(Workspace.at(home))}", soft_wrap=True)


def restore(home: Home = DEFAULT_HOME) -> None:
    """数据库坏了或丢了：换回备份；没有备份就重做。

    换回最近一份能用的备份；备份以后下发的月份，或没有备份的，从 inbox 和 returns 重做。
    """
    with for_people():
        from flows.backups import restore as put_back
        from flows.backups import set_aside
        from flows.rebuilding import rebuild

        workspace = Workspace.at(home)
        with workspace.locked():
            done = put_back(workspace)
            copy, aside = done or (None, set_aside(workspace))
            if copy:
                console.print(f"[green]✓[/green] 已换回备份 {copy.name}", soft_wrap=True)
                console.print("  备份以后收到的文件和答复，下一次运行时会重新读入；备份以后下发的月份现在重做。")
            else:
                console.print("没有能用的备份，按下发过的月份从头重做，要一些时间……")
            with progress_bar(quiet=False) as progress:
                rebuilt = rebuild(workspace, progress)
            if rebuilt.months:
                console.print(f"[green]✓[/green] {'备份以后下发的' if copy else '数据库'}重做好了：{rebuilt.words}", soft_wrap=True)
        if aside:
            console.print(f"  换下来的数据库留在 {aside.name}", soft_wrap=True)


def collect(month: MonthWritten, home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """只收文件、写回执，不比对：让各部门第二天就知道文件行不行。"""
    with for_people():
        from flows.taking_in import collect_month

        at = month_of(month)
        workspace = Workspace.at(home)
        with progress_bar(as_json) as progress:
            outcome = collect_month(workspace, at, None, progress)
        if as_json:
            print(outcome.as_json())
            return
        _tell_unopened(outcome.in_use_files)
        tell_taught(outcome.taught)
        if outcome.came_back > len(outcome.taught):
            console.print(f"[green]✓[/green] returns 里新收 {outcome.came_back - len(outcome.taught)} 个文件；各乡镇的反馈回执在 {near(workspace.outbox(at) / 'returns')}", soft_wrap=True)
        _tell(outcome.cautions)
        if not outcome.changed:
            console.print("没有新文件。")
        else:
            console.print(f"[green]✓[/green] 新收文件 {outcome.new_files} 个，{outcome.refused_files} 个没能用上；回执在 {near(workspace.outbox(at) / 'departments')}", soft_wrap=True)
            tell_unread(workspace, at)


def _tell(cautions: Iterable[str]) -> None:
    for line in cautions:
        console.print(f"  [yellow]请注意[/yellow] {escape(line)}", soft_wrap=True)


def returns(month: MonthWritten, home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """收乡镇发回的核实清单：记下每条线索的答复，给每个乡镇写反馈回执。"""
    with for_people():
        from flows.taking_in import returns_month

        at = month_of(month)
        workspace = Workspace.at(home)
        with progress_bar(as_json) as progress:
            outcome = returns_month(workspace, at, progress)
        if as_json:
            print(outcome.as_json())
            return
        _tell_unopened(outcome.in_use_files)
        _tell(workspace.beside("returns"))
        tell_taught(outcome.taught)
        if outcome.taught:
            console.print(f"  接下来运行 bidui collect {month}，收件箱里这样的文件就重新读", soft_wrap=True)
        if not outcome.new_files:
            console.print("没有新发回的文件。" if (workspace.home / "returns" / month).is_dir() else f"没有新发回的文件；也没有 returns/{month} 这个文件夹，请核对月份。")
        elif outcome.new_files > len(outcome.taught):
            console.print(f"[green]✓[/green] 新收 {outcome.new_files} 个文件" + (f"，其中 {outcome.refused_files} 个没能用上" if outcome.refused_files else ""))
        for line in outcome.unused:
            console.print(f"  [yellow]请留意[/yellow] {escape(line)}", soft_wrap=True)
        if outcome.answers or outcome.refused_rows or not outcome.taught:
            console.print(f"  {month} 文件夹里采用答复 {outcome.answers} 条" + (f"，[yellow]{outcome.refused_rows} 行没有采用[/yellow]" if outcome.refused_rows else ""))
            console.print(f"  反馈回执在 {near(workspace.outbox(at) / 'returns')}（发回各乡镇）", soft_wrap=True)


def _tell_unopened(files: int) -> None:
    if files:
        console.print(f"  [yellow]没打开[/yellow] {files} 个文件，可能正被别的程序占用，见回执；关闭后再运行一次")


def template(
    dataset: Annotated[str, typer.Argument(help="数据的名字，如 医保结算 或 settlement；写 全部 则每种一份", metavar="数据")],
    to: Annotated[Path, typer.Option("--to", help="放到哪个文件夹；不写就是当前文件夹", metavar="文件夹", show_default=False)] = Path("."),
) -> None:
    """给部门一份空的填报模板（.xlsx），带表头、说明和下拉选项。"""
    with for_people():
        from reports.template import write_template
        from schemas.dataset import all_datasets

        known = list(all_datasets().values())
        chosen = known if dataset == "全部" else [d for d in known if dataset in (d.name, d.title)]
        if not chosen:
            raise Mistake(f"没有叫“{dataset}”的数据；可以写：{'、'.join(d.title for d in known)}")
        try:
            to.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise Mistake(f"建不了文件夹 {to}（可能有同名的文件，或没有这个盘），请换一个") from None
        for one in chosen:
            path = to / f"{one.title}_模板.xlsx"
            write_template(path, one)
            console.print(f"[green]✓[/green] {path}")
