"""The wheel, built and installed where nothing of the source can be seen, runs the example county."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILT_FROM = ("flows", "matchers", "reports", "schemas", "data", "pyproject.toml", "README.md", "LICENSE")


def ran(*words: object, cwd: Path) -> subprocess.CompletedProcess:
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | {"PYTHONUTF8": "1", "PIP_NO_INDEX": "1"}
    return subprocess.run([str(word) for word in words], cwd=cwd, env=env, capture_output=True, encoding="utf-8")


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The `bidui` of an environment that has the wheel, and of this one only what others wrote."""
    place = tmp_path_factory.mktemp("wheel")
    source, home = place / "source", place / "installed"
    source.mkdir()
    for name in BUILT_FROM:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name)
    built = ran(sys.executable, "-m", "pip", "wheel", "--no-build-isolation", "--no-deps", "-w", place, source, cwd=place)
    assert built.returncode == 0, built.stdout + built.stderr
    venv.create(home, with_pip=False)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    put = ran(sys.executable, "-m", "pip", "--python", programs / "python", "install", "--no-deps", next(place.glob("*.whl")), cwd=place)
    assert put.returncode == 0, put.stdout + put.stderr
    seen = [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]  # .pth files in them are not read again
    own = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    (own / "others.pth").write_text("\n".join(seen), "utf-8")
    return programs / "bidui"


def test_demo_in_an_empty_folder(installed, tmp_path):
    demo = ran(installed, "demo", cwd=tmp_path)
    assert demo.returncode == 0, demo.stderr
    made = {path.name for path in (tmp_path / "demo/outbox/2024-06").iterdir()}
    assert {"signals.csv", "月报_2024-06.html"} <= made
    assert (tmp_path / "demo/outbox/2024-06/signals.csv").read_text("utf-8-sig").count("\n") > 10


def test_every_file_of_the_program_is_in_it(installed, tmp_path):
    code = "import flows, matchers, reports, schemas; print(*(m.__path__[0] for m in (flows, matchers, reports, schemas)), sep='\\n')"
    folders = [Path(line) for line in ran(installed.with_name("python"), "-c", code, cwd=tmp_path).stdout.splitlines()]
    assert len(folders) == 4 and not any(folder.is_relative_to(ROOT) for folder in folders)
    for folder in (*folders, folders[0].with_name("data")):
        wanted = {path.relative_to(ROOT) for path in (ROOT / folder.name).rglob("*") if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".md"}
        assert {path for path in wanted if not (folder.parent / path).is_file()} == set()


def test_new_says_that_it_needs_the_source(installed, tmp_path):
    new = ran(installed, "new", "dataset", "pension", cwd=tmp_path)
    assert new.returncode == 2 and "源程序文件夹" in new.stderr and new.stderr.count("\n") == 1
