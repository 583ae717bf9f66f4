"""The command line's own words in Chinese: Typer's help, and what it says of a command that is written wrong."""

import re
import sys
from typing import Any

from typer import Exit, rich_utils
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from flows.failures import STOPPED

WORDS = (
    (r"Missing (?:argument|option) (.+?)\.?", r"少写了 \1"),
    (r"Missing command\.?", "少写了命令"),
    (r"No such command (.+?)\.?(?: Did you mean (?P<meant>.+?)\?)?", r"没有 \1 这个命令"),
    (r"No such option: (\S+)(?: Did you mean (?P<meant>.+?)\?| \(Possible options: (?P<near>.+?)\))?", r"没有 \1 这个选项"),
    (r"Option (.+?) requires an argument\.?", r"选项 \1 后面要写内容"),
    (r"Option (.+?) does not take a value\.?", r"选项 \1 后面不用写内容"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.+?)\)", r"多写了 \1"),
    (r"Invalid value for (.+?): Input should be greater than or equal to (\d+)", r"\1 要写不小于 \2 的数"),
    (r"Invalid value for (.+?): Input should be less than or equal to (\d+)", r"\1 要写不大于 \2 的数"),
    (r"Invalid value for (.+?): .+", r"\1 写得不对"),
)


def in_chinese(message: str) -> str:
    """The first sentence that fits, with what is near to a word that there is not."""
    for pattern, words in WORDS:
        if found := re.fullmatch(pattern, message.strip().replace("'", ""), re.DOTALL):
            near = next(filter(None, (found.groupdict().get(name) for name in ("meant", "near"))), "")
            return found.expand(words) + (f"，是不是 {near.replace(', ', '、')}" if near else "")
    return "看不懂这样写的命令"


def _usage(command: TyperCommand | TyperGroup, ctx: Any, formatter: Any) -> None:
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), "用法：")


def _spoken(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help, option.metavar = "显示这段说明", ""
    return option


class SpokenCommand(TyperCommand):
    """A command whose usage line is Chinese."""

    format_usage = _usage

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        return _spoken(super().get_help_option(ctx))

    def invoke(self, ctx: Any) -> Any:
        """Ctrl-C while a command still loads what it needs: Typer would end without a word."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            print(STOPPED, file=sys.stderr)
            raise Exit(130) from None


class SpokenGroup(TyperGroup):
    """The program itself, likewise."""

    format_usage = _usage

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        return _spoken(super().get_help_option(ctx))


def speak_chinese() -> None:
    """The help's panels, defaults and errors; arguments say what they are in words, not by a type."""
    rich_utils.ARGUMENTS_PANEL_TITLE, rich_utils.OPTIONS_PANEL_TITLE, rich_utils.COMMANDS_PANEL_TITLE = "参数", "选项", "命令"
    rich_utils.REQUIRED_LONG_STRING, rich_utils.DEFAULT_STRING, rich_utils.ABORTED_TEXT = "[必填]", "[不写就是 {}]", "已中断。"
    rich_utils.ERRORS_PANEL_TITLE, rich_utils.RICH_HELP = "写法不对", "用 [blue]{command_path} {help_option}[/] 看怎么写"
    setattr(TyperArgument, "display_type_rich", lambda argument, ctx: None)  # noqa: B010
    shown = rich_utils.rich_format_error

    def show(self: Any) -> None:
        words = in_chinese(self.format_message())
        self.format_message = lambda: words
        shown(self)

    rich_utils.rich_format_error = show
