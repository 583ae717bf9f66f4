"""What all commands share: options in the same words, what goes on the screen, how a failure is told."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from flows.failures import STOPPED, in_words, told
from schemas.mistakes import Mistake
from schemas.months import parse_month

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)
GRADES = {"red": "[red]红[/red]", "yellow": "[yellow]黄[/yellow]", "green": "[green]绿[/green]"}

Home = Annotated[Path, typer.Option("--home", help="工作区文件夹", metavar="文件夹")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON，给程序读", metavar="")]
PolicyName = Annotated[str | None, typer.Option("--policy", help="规则：自带规则的名字，或规则文件；不写就按 county.toml", metavar="规则")]
MonthWritten = Annotated[str, typer.Argument(help="月份，如 2024-06", metavar="月份")]
DEFAULT_HOME = Path("county")
SOURCE = Path(__file__).resolve().parents[2]
month_of = parse_month


def near(path: Path) -> str:
    """As somebody in the present folder would type it."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


@contextmanager
def for_people() -> Iterator[None]:
    """A mistake is one sentence and exit code 2; anything else is a bug, with its traceback and exit code 1."""
    try:
        yield
    except KeyboardInterrupt:
        errors.print(f"[yellow]{STOPPED}[/yellow]", soft_wrap=True)
        raise typer.Exit(130) from None
    except BrokenPipeError:  # who read the output is gone; nobody is left to be told
        with suppress(OSError):  # what is still to be written goes nowhere, instead of failing once more at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(141) from None
    except Exception as failure:
        if type(failure).__name__ == "InterruptException":  # DuckDB's own word for Ctrl-C
            errors.print(f"[yellow]{STOPPED}[/yellow]", soft_wrap=True)
            raise typer.Exit(130) from None
        if words := in_words(failure):
            errors.print(f"[red]✗[/red] {escape(words)}", soft_wrap=True)
            raise typer.Exit(2) from None
        errors.print("[red]✗[/red] 程序出错；请把下面的内容发给开发人员（里面没有个人信息）")
        errors.print(told(failure), markup=False, soft_wrap=True)
        raise typer.Exit(1) from None


def source_tree() -> Path:
    """The folder of the program's source; a `Mistake` where only the built package is installed."""
    if not (SOURCE / "tests").is_dir() or not (SOURCE / "prefect.yaml").is_file():
        raise Mistake("这个命令只能在源程序文件夹里用（用 pip install -e . 安装的），现在装的是打好的包")
    return SOURCE


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A callback (step, done, total) that draws one line a step."""
    if quiet or not errors.is_terminal:
        yield lambda step, done, total: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[count]}"), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                for task in tasks.values():
                    bars.update(task, completed=bars.tasks[task].total or 1, total=bars.tasks[task].total or 1)
                tasks[step] = bars.add_task(step, total=total if total > 1 else None, count="")
            if total > 1:
                bars.update(tasks[step], completed=done, total=total, count=f"{done}/{total}")

        yield show
