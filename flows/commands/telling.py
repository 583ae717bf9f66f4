"""`bidui explain` and `bidui replay`: why a lead is there, and what was known then."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.cells import cell_len, chop_cells
from rich.markup import escape
from rich.text import Text

from flows.commands.terminal import DEFAULT_HOME, GRADES, AsJson, Home, MonthWritten, console, for_people, month_of, progress_bar
from flows.workspace import Workspace
from matchers.records.words import day_words
from schemas.mistakes import Mistake
from schemas.months import written

if TYPE_CHECKING:
    from flows.questions.again import Replayed
    from matchers.records.leads import LeadRecord

AsOf = Annotated[str | None, typer.Option("--as-of", help="按哪一天知道的，如 2024-07-05；不写就是这个月下发的那天", metavar="日期")]
To = Annotated[Path | None, typer.Option("--to", help="放到哪个空文件夹；不写就放在工作区的 replays 里", metavar="文件夹")]
AllMonths = Annotated[bool, typer.Option("--all", help="每个月的清单都说明，不只最近一次", metavar="")]
SHOWN = 8
GAP = "　"


def explain(
    lead: Annotated[str, typer.Argument(help="线索编号（后面带校验码也行），或户编号", metavar="线索")],
    home: Home = DEFAULT_HOME, all_months: AllMonths = False, as_json: AsJson = False,
) -> None:
    """说明一条线索为什么有、后来怎样了。

    每个数从哪个单元格来、依据哪条规定、乡镇怎么答复的。
    """
    with for_people():
        from flows.questions.why import explain as explained

        today = dt.date.today()
        with progress_bar(as_json) as progress:
            story = explained(Workspace.at(home), lead, today, all_months, progress)
        tell(lead, story, today, as_json)


def tell(asked: str, story: Any, today: dt.date, as_json: bool) -> None:
    """A lead's story, or where a household was asked for its leads."""
    from matchers.records.told import Story
    from reports.lead_story import lines, plain

    if not isinstance(story, Story):
        _tell_leads(asked, story, today, as_json)
    elif as_json:
        print(json.dumps(plain(story), ensure_ascii=False))
    else:
        for depth, text in lines(story):
            _say(depth, text)


def _say(depth: int, text: str) -> None:
    """On a screen broken between a line's parts, further lines set in; into a file as one line."""
    room, style = console.width - 2 * depth - 2, "bold" if depth == 0 else ""
    for at, line in enumerate(_broken(text, room) if console.is_terminal else [text]):
        console.print(Text("  " * (depth + bool(at)) + line, style=style), soft_wrap=True)


def _broken(text: str, room: int) -> list[str]:
    lines = [""]
    for part in text.split(GAP):
        if lines[-1] and cell_len(lines[-1] + GAP + part) > room >= cell_len(part):
            lines.append("")
        first, *rest = chop_cells((lines[-1] + GAP if lines[-1] else "") + part, max(room, 20))
        lines[-1:] = [first, *rest]
    return lines


def _tell_leads(owner: str, leads: list[LeadRecord], today: dt.date, as_json: bool) -> None:
    if as_json:
        told = [{"lead_id": lead.lead_id, "grade": lead.grade, "state": lead.state(today), "reason": lead.reason} for lead in leads]
        print(json.dumps({"owner": owner, "leads": told}, ensure_ascii=False))
        return
    console.print(f"{escape(owner)} 有 {len(leads)} 条线索；看其中一条：bidui explain 线索编号")
    for lead in leads:
        console.print(f"  {lead.lead_id}　{GRADES[lead.grade]}　{lead.state(today)}　{escape(lead.reason)}", soft_wrap=True)


def replay(month: MonthWritten, as_of: AsOf = None, to: To = None, home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """按某一天知道的数据，把一个月的清单重做一遍。

    和当时下发的逐个文件对照，看有没有不同。
    """
    with for_people():
        from flows.questions.again import replay as make_again

        with progress_bar(as_json) as progress:
            outcome = make_again(Workspace.at(home), month_of(month), _day(as_of), to, progress)
        if as_json:
            print(outcome.as_json())
            return
        words = f"{month} 按{day_words(outcome.as_of)}知道的数据重做，{outcome.files} 个文件"
        place = f"放在 {escape(str(outcome.folder))}"
        if not outcome.different:
            console.print(f"[green]✓[/green] {words}和下发时逐字节相同，{place}", soft_wrap=True)
            return
        console.print(f"[yellow]![/yellow] {words}里有 {len(outcome.different)} 个和下发时不同（{_why(outcome)}），{place}", soft_wrap=True)
        for name in outcome.different[:SHOWN]:
            console.print(f"  不同  {escape(name)}", soft_wrap=True)
        if len(outcome.different) > SHOWN:
            console.print(f"  ……共 {len(outcome.different)} 个")


def _why(outcome: Replayed) -> str:
    reasons = []
    if outcome.drops:
        reasons.append(f"下发后又收到部门文件 {outcome.drops} 个")
    if outcome.returns:
        reasons.append(f"下发后又收到反馈、判断文件 {outcome.returns} 个")
    if outcome.rules_changed:
        reasons.append("规则、设置或程序后来改过")
    if not reasons and outcome.known != outcome.month:
        reasons.append(f"{written(outcome.known)} 又认出了一些人")
    return "；".join(reasons) or "原因不明，请告诉开发人员"


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise Mistake(f"日期应写成 2024-07-05 的样子，收到的是 {text}") from None
