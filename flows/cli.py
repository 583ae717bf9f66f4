"""`bidui`: every command, by name; words for people, exit codes for programs (0 done, 2 somebody's input, 1 a bug)."""

import io
import sys

import typer

from flows.commands import asking, checking, opening, policies, provinces, running, starting, tables_taught, telling, wires
from flows.wording import SpokenCommand, SpokenGroup, speak_chinese

COMMANDS = (
    running.demo, running.init, running.run, running.collect, running.returns, running.order, running.backup, running.restore, running.template,
    asking.whatif, asking.propose,
    checking.status, checking.accept, checking.check, tables_taught.layouts, tables_taught.layout,
    telling.explain, telling.replay,
    policies.policies, policies.policy, policies.rules, policies.compare,
    opening.console, starting.new,
    wires.pull, wires.send, wires.remind, wires.wires,
    provinces.province,
)

for stream in (sys.stdout, sys.stderr):
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")  # a terminal or a file of another encoding may lack a sign; the work is done all the same
speak_chinese()
app = typer.Typer(
    help="比对（bidui）：各部门数据按月比对，把支出骤增、收入骤减等线索分级下发到乡镇。",
    cls=SpokenGroup, options_metavar="[选项]", subcommand_metavar="命令 [内容]",
    no_args_is_help=True, add_completion=False, pretty_exceptions_show_locals=False, rich_markup_mode="rich",
)
for command in COMMANDS:
    app.command(cls=SpokenCommand, options_metavar="[选项]")(command)

if __name__ == "__main__":
    app()
