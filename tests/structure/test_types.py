"""mypy is strict everywhere but in modules listed as not checked yet; none of them may be there that would pass."""

import tomllib

from mypy import api

from tests.structure.tree import ROOT, module_names

MOST = 28  # modules not checked yet: only ever lowered
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
RELAXED = {module for override in SETTINGS["overrides"] if "ignore_errors" in override for module in override["module"]}


def test_all_is_strict():
    assert SETTINGS["strict"] and module_names().keys() >= RELAXED and len(RELAXED) <= MOST
    allowed = {"module", "ignore_errors", "ignore_missing_imports"}
    assert all(override.keys() <= allowed for override in SETTINGS["overrides"])


def test_no_module_is_let_off_that_would_pass(tmp_path):
    config = tmp_path / "strict.toml"
    unread = next(override["module"] for override in SETTINGS["overrides"] if "ignore_missing_imports" in override)
    config.write_text(f'[tool.mypy]\nstrict = true\n[[tool.mypy.overrides]]\nmodule = {unread}\nignore_missing_imports = true\n', "utf-8")
    words = ["--config-file", str(config), "--cache-dir", str(ROOT / ".mypy_cache"), "--no-error-summary"]
    told, _, _ = api.run([*words, *(str(module_names()[module]) for module in sorted(RELAXED))]) if RELAXED else ("", "", 0)
    failing = {line.partition(":")[0] for line in told.splitlines() if ": error: " in line}
    assert {module for module in RELAXED if not any(str(module_names()[module]).endswith(path) for path in failing)} == set()
