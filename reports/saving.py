"""Files are written whole or not at all, and the same content gives the same bytes."""

import io
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip can hold no earlier time
LEVEL = 5  # of pressing: a third quicker than 6, for one byte more in fifty


class Timeless(zipfile.ZipFile):
    """An archive to write that asks no clock: one that stands before 1980 would stop it. Nothing is pressed yet: `stable_zip` packs it anew."""

    def __init__(self, packed: io.BytesIO) -> None:
        super().__init__(packed, "w", zipfile.ZIP_STORED, strict_timestamps=False)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *how: Any, **more: Any) -> None:
        if isinstance(zinfo_or_arcname, str):
            zinfo_or_arcname = zipfile.ZipInfo(zinfo_or_arcname, EARLIEST)
        super().writestr(zinfo_or_arcname, data, *how, **more)


def write_whole(path: Path, data: bytes) -> None:
    """Replaces `path` in one step: whoever reads it sees the old file or the new one, never half of one."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(data)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def stable_zip(data: bytes, finished: Mapping[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """The same archive without the time and the system it was packed on; of some entries what `finished` makes of them."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return zipped({name: finished[name](old.read(name)) if finished and name in finished else old.read(name) for name in old.namelist()})


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """An archive of these, by name, sorted."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as new:
        for name, content in sorted(entries.items()):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED  # a picture is pressed already
            entry.create_system = 0
            new.writestr(entry, content)
    return packed.getvalue()
