"""The command line's own words in Chinese: what Typer says in English of a command that is written wrong."""

import re
from typing import Any

from typer import rich_utils

WORDS = (
    (r"Missing argument '(.+?)'\.?", r"少写了“\1”"),
    (r"Missing option '(.+?)'\.?", r"少写了选项 \1"),
    (r"No such command '(.+?)'\.? Did you mean (.+?)\?", r"没有 \1 这个命令，是不是 \2"),
    (r"No such command '(.+?)'\.?", r"没有 \1 这个命令"),
    (r"No such option: (\S+)(?: Did you mean (.+?)\?| \(Possible options: (.+?)\))?", r"没有 \1 这个选项"),
    (r"Option '(.+?)' requires an argument\.?", r"选项 \1 后面要写内容"),
    (r"Got unexpected extra arguments? \((.+?)\)", r"多写了 \1"),
    (r"Invalid value for '(.+?)': (.+)", r"“\1”写得不对：\2"),
)


def in_chinese(message: str) -> str:
    """The first sentence that fits; what none fits stays as it is."""
    for pattern, words in WORDS:
        if found := re.fullmatch(pattern, message.strip(), re.DOTALL):
            return found.expand(words)
    return message


def speak_chinese() -> None:
    """Titles of the help's panels, and errors."""
    rich_utils.ARGUMENTS_PANEL_TITLE, rich_utils.OPTIONS_PANEL_TITLE, rich_utils.COMMANDS_PANEL_TITLE = "参数", "选项", "命令"
    rich_utils.REQUIRED_LONG_STRING, rich_utils.DEFAULT_STRING = "[必填]", "[不写就是 {}]"
    rich_utils.ERRORS_PANEL_TITLE, rich_utils.RICH_HELP = "写法不对", "用 [blue]{command_path} {help_option}[/] 看怎么写"
    shown = rich_utils.rich_format_error

    def show(self: Any) -> None:
        words = in_chinese(self.format_message())
        self.format_message = lambda: words
        shown(self)

    rich_utils.rich_format_error = show
