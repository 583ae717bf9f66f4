"""What lies in a folder: files that can be read, and in words what else lies there; whatever vanishes meanwhile is not there."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from schemas.file_names import is_litter

NOT_FILES = {
    stat.S_ISFIFO: "是管道，不是文件", stat.S_ISSOCK: "是套接字，不是文件", stat.S_ISCHR: "是设备，不是文件", stat.S_ISBLK: "是设备，不是文件",
}
GARBLED = "的名字是乱码，多半是从别的系统拷来的，请改名后再放进来"


def files_under(root: Path, garbled: bool = False) -> list[Path]:
    """By path; sub-folders included. Those whose name is no text only where they too (`garbled`) are asked for."""
    return sorted(path for path, words in _all_under(root) if not words or (garbled and words == GARBLED))


def unusable_under(root: Path) -> list[str]:
    """What is no file, or is in a folder that cannot be opened: a Chinese line each, under the folder's own name."""
    return [f"{root.parent.name}/{in_text(path.relative_to(root.parent))} {words}，没有读" for path, words in sorted(_all_under(root)) if words]


def in_text(path: Path) -> str:
    """A path whose name may be of bytes that are no text of this system, so that it can be shown and stored."""
    raw = os.fsencode(path.as_posix())
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return raw.decode("utf-8", "backslashreplace")


def _all_under(root: Path) -> Iterator[tuple[Path, str]]:
    closed: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=closed.append):
        for name in names:
            if (words := _words(Path(folder, name))) is not None:
                yield Path(folder, name), words
        yield from ((Path(folder, name), "是指向别处的文件夹链接") for name in folders if Path(folder, name).is_symlink())
    for failure in closed:
        if not isinstance(failure, FileNotFoundError):
            yield Path(failure.filename), "这个文件夹没有权限打开，里面有没有文件不知道"


def _words(path: Path) -> str | None:
    """'' for a file; None for what is gone, or never is a drop."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "是失效的链接" if path.is_symlink() and not is_litter(path.name) else None
    except OSError:
        return "打不开（可能是循环的链接，或没有权限）"
    if stat.S_ISREG(mode):
        return "" if in_text(path) == path.as_posix() else GARBLED
    return next((words for is_such, words in NOT_FILES.items() if is_such(mode)), "不是文件")
