"""Page 4a: work in a process of its own, which goes on when the page, or the console, is closed; its progress is a small file."""

import asyncio
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from starlette.responses import RedirectResponse, Response, StreamingResponse

from flows.clock import now
from flows.console import overview
from flows.console.gate import PageAsked
from flows.failures import in_words, told
from flows.workspace import Workspace
from reports.saving import write_whole
from schemas.months import parse_month, written

KINDS = {"run": "比对", "collect": "收文件", "returns": "收乡镇的清单", "teach": "按新教的读法重新读", "whatif": "试算"}
JOB = ".console/work.json"
BEGINNING, AT_WORK = ".console/beginning.lock", ".console/at-work.lock"  # held while work is begun, and by who does it as long as he lives
LOOKS_EVERY = 0.3  # seconds


def begin(home: Path, kind: str, month: dt.date, **more: object) -> bool:
    """Start the work, which finds `more` in its file; False if something is still going on."""
    (home / BEGINNING).parent.mkdir(parents=True, exist_ok=True)
    with FileLock(home / BEGINNING, timeout=5):
        return _begun(home, kind, month, more)


def _begun(home: Path, kind: str, month: dt.date, more: dict[str, object]) -> bool:
    if is_going(state(home)):
        return False
    write_whole(home / JOB, _as_json({"kind": kind, "month": written(month), "pid": 0, "words": "正在启动", "done": 0, "total": 0, "began": now().isoformat(), "ended": "", "is_done": False, "lines": [], **more}))
    apart: dict[str, Any] = {"creationflags": 0x00000208} if sys.platform == "win32" else {"start_new_session": True}
    words = [sys.executable, "-m", "flows.console.working", kind, written(month), str(home)]
    with open(os.devnull, "r+b") as nothing:
        child = subprocess.Popen(words, stdin=nothing, stdout=nothing, stderr=nothing, **apart)
    _CHILDREN.append(child)
    return True


_CHILDREN: list[subprocess.Popen[bytes]] = []


def state(home: Path) -> dict[str, Any]:
    """The last work as its file tells it; {} before the first. One that died is told as ended."""
    for child in _CHILDREN[:]:
        if child.poll() is not None:
            _CHILDREN.remove(child)
    found = _written(home)
    while found and not found["ended"] and not _lives(home, found):
        if (again := _written(home)) == found:
            return found | {"ended": now().isoformat(), "words": "没有做完就停了；什么都没有改坏，请再来一次"}
        found = again  # it ended between the two looks, or other work has begun
    return found


def _written(home: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((home / JOB).read_bytes())
    except (OSError, ValueError):
        return {}
    return found


def is_going(work: dict[str, Any]) -> bool:
    return bool(work) and not work["ended"]


def _lives(home: Path, work: dict[str, Any]) -> bool:
    """By a lock that goes with its process: a number of a process may be another's by now."""
    if not work["pid"]:
        return bool(_CHILDREN) or now() - dt.datetime.fromisoformat(work["began"]) < dt.timedelta(seconds=30)  # still starting, on a busy machine for long
    try:
        with FileLock(home / AT_WORK, timeout=0):
            return False
    except Timeout:
        return True


def run(asked: PageAsked) -> Response:
    is_begun = begin(asked.desk.home, "run", parse_month(asked.text("month")))
    return RedirectResponse("/work" if is_begun else "/work?said=busy", 303)


def progress_page(asked: PageAsked) -> Response:
    work = state(asked.desk.home)
    if work.get("kind") == "whatif" and work["is_done"]:
        return RedirectResponse("/trying#tried", 303)
    unknown = [row for row, _ in overview.unknown(asked)] if work.get("kind") in ("collect", "teach") and not is_going(work) else []
    return asked.page("work.html.j2", work=work, kinds=KINDS, is_going=is_going(work), unknown=unknown)


def events(asked: PageAsked) -> Response:
    """What the work's file tells, whenever it tells something new, until the work ends."""
    home = asked.desk.home

    async def stream() -> AsyncIterator[str]:
        before = None
        while True:
            work = await asyncio.to_thread(state, home)
            seen = {name: work.get(name) for name in ("words", "done", "total", "ended")} if work else {"ended": "没有"}
            if seen != before:
                yield f"data: {json.dumps(seen, ensure_ascii=False)}\n\n"
                before = seen
            if seen["ended"]:
                return
            await asyncio.sleep(LOOKS_EVERY)

    return StreamingResponse(stream(), media_type="text/event-stream")


def main(kind: str, month: str, home: str) -> None:
    """The child: does the work and writes what it is at."""
    with FileLock(Path(home) / AT_WORK, timeout=10):
        _work(kind, month, home)


def _work(kind: str, month: str, home: str) -> None:
    from flows.month import run_month
    from flows.questions.trying import what_if
    from flows.taking_in import collect_month, returns_month

    file, at = Path(home) / JOB, parse_month(month)
    work = json.loads(file.read_bytes()) | {"pid": os.getpid()}

    def tell(words: str, done: int, total: int) -> None:
        work.update(words=f"正在{words}" + (f" {done}/{total}" if total > 1 else ""), done=done, total=total)
        write_whole(file, _as_json(work))

    tell("打开数据库", 0, 1)
    try:
        workspace = Workspace.at(Path(home))
        if kind == "run":
            outcome = run_month(workspace, at, None, tell)
            lines = [f"新读文件 {outcome.new_files} 个，没能用上 {outcome.refused_files} 个", f"线索 {sum(outcome.leads.values())} 条", *outcome.cautions, *(f"未评估：{line}" for line in outcome.not_evaluated)]
            words = "比对完成" if outcome.changed else "没有新的东西，结果和上次一样"
        elif kind == "whatif":
            tried = what_if(workspace, at, work["settings"], None, tell)
            work["result"] = tried.in_words()
            words, lines = "算好了", []
        elif kind == "teach":
            unused = returns_month(workspace, at, tell).unused
            outcome = collect_month(workspace, at, None, tell)
            words, lines = "按新教的读法重新读了", [f"读了 {outcome.new_files} 个文件，没能用上 {outcome.refused_files} 个", *unused, *outcome.cautions]
        elif kind == "collect":
            outcome = collect_month(workspace, at, None, tell)
            words, lines = "文件已收下", [f"新收文件 {outcome.new_files} 个，没能用上 {outcome.refused_files} 个", *outcome.cautions]
        else:
            came = returns_month(workspace, at, tell)
            words, lines = "已收下", [f"新收 {came.new_files} 个文件，没能用上 {came.refused_files} 个", f"采用答复 {came.answers} 条，没有采用 {came.refused_rows} 行", *came.unused]
        work.update(words=words, lines=lines, is_done=True)
    except Exception as failure:
        work.update(words=in_words(failure) or "程序出错；请把下面的内容发给开发人员（里面没有个人信息）", lines=[] if in_words(failure) else told(failure).splitlines())
    write_whole(file, _as_json(work | {"ended": now().isoformat()}))


def _as_json(work: dict[str, Any]) -> bytes:
    return json.dumps(work, ensure_ascii=False).encode()


if __name__ == "__main__":
    main(*sys.argv[1:])
