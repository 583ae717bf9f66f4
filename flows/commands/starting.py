"""`bidui new`: the files of a dataset or an indicator that a newcomer would copy by hand, with the places to fill marked."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import jinja2  # which loads when first used
import typer
from rich.markup import escape

from flows.commands.terminal import console, for_people, source_tree
from schemas.mistakes import Mistake

SKELETONS = Path(__file__).parent / "skeletons"
RULE = {"rule.toml": "matchers/rules/{name}.toml", "rule.sql": "matchers/rules/{name}.sql", "table.py": "tests/matchers/rules/test_{name}.py"}
FILES = {"dataset": {"dataset.py": "schemas/datasets/{name}.py"}, "rule": RULE}
NAMES = {"dataset": r"[a-z][a-z0-9_]*", "rule": r"[a-z][a-z0-9_]*[._][a-z0-9_]+"}
POLICY, TWIN = "data/policies/default.toml", "tests/twin/indicators.py"


def new(
    what: Annotated[str, typer.Argument(help="dataset（一种数据）或 rule（一个指标）", metavar="种类")],
    name: Annotated[str, typer.Argument(help="英文名字，小写，如 disability；指标写 类别.名字，如 disability.newly_severe", metavar="名字")],
) -> None:
    """给开发人员：新建一种数据或一个指标要有的文件。

    要填的地方写着 FILL IN；填好后运行 pytest -m quick，会说还缺什么。
    """
    with for_people():
        root = source_tree()
        if what not in FILES or not re.fullmatch(NAMES[what], name):
            raise Mistake("请写成 bidui new dataset disability 或 bidui new rule disability.newly_severe 的样子，名字用小写英文")
        words: Mapping[str, object] = _rule_words(name) if what == "rule" else {"name": name, "class_name": name.title().replace("_", "")}
        places = {skeleton: root / place.format(**words) for skeleton, place in FILES[what].items()}
        if there := [path for path in places.values() if path.exists()]:
            raise Mistake(f"{there[0].relative_to(root).as_posix()} 已经有了，请换一个名字")
        for skeleton, path in places.items():
            path.write_text(_filled(skeleton, words), "utf-8")
            console.print(f"[green]✓[/green] {path.relative_to(root).as_posix()}", soft_wrap=True)
        if what == "rule":
            with open(root / POLICY, "a", encoding="utf-8") as policy:
                policy.write(_filled("policy.toml", words))
        for line in _by_hand_for_rule(words) if what == "rule" else _by_hand_for_dataset(name):
            console.print(escape(line), soft_wrap=True)
        console.print("先把写着 FILL IN 的地方填好，再运行 pytest -m quick，它按名字说还缺什么。")


def _rule_words(name: str) -> Mapping[str, object]:
    """A rule's names and kind; without a dot a known kind is the longest that the name begins with."""
    from matchers.rules import all_rules

    rules = all_rules().values()
    titles = {rule.kind: rule.kind_title for rule in rules}
    begun = [kind for kind in titles if name.startswith(f"{kind}_")]
    kind = name.partition(".")[0] if "." in name else max(begun, key=len, default=name.partition("_")[0])
    rest = name[len(kind) + 1 :].replace(".", "_")
    rank = max(rule.rank for rule in rules) // 10 * 10 + 10
    return {"name": f"{kind}_{rest}", "indicator": f"{kind}.{rest}", "kind": kind, "kind_title": titles.get(kind, "FILL IN: 类别的中文名"), "rank": rank}


def _filled(skeleton: str, words: Mapping[str, object]) -> str:
    skeletons = jinja2.Environment(loader=jinja2.FileSystemLoader(SKELETONS), undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    return skeletons.get_template(f"{skeleton}.j2").render(words)


def _by_hand_for_dataset(name: str) -> tuple[str, ...]:
    return (
        "  填好后：运行 python -m tests.county example，示例县里就有它的一份（data/example/inbox）",
        f"  要用它判断什么：bidui new rule {name}.名字",
    )


def _by_hand_for_rule(words: Mapping[str, object]) -> tuple[str, ...]:
    return (
        f"  {POLICY} 的末尾加了它的一段：数和依据要自己填",
        f"  还要自己写：{TWIN} 里用普通的 Python 再写一遍 {words['name']}，在 OF_HOUSEHOLD（按村的在 OF_VILLAGE）里登记：",
        f'    "{words["indicator"]}": ({words["name"]}, ("FILL IN: 当月要有的数据",), 0),',
    )
