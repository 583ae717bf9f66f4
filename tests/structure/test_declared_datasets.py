"""One file is one dataset, and it declares all there is to know. A new one that forgets something is told so here."""

import re
from collections import defaultdict
from functools import cache

import pytest

from schemas.dataset import PLAINLY, Column, Dataset, all_datasets
from schemas.fields import TEXT
from schemas.readers import Sheet
from schemas.recognise import Recognised, recognise
from schemas.spellings import bare
from tests.schemas.drops import MONTH, table
from tests.structure.tree import ROOT

DATASETS = list(all_datasets().values())
PERSONAL_KINDS = ("citizen_id", "name")
# Headers under which text names somebody, numbers him, tells how to reach him, or what ails him.
PERSONAL_HEADERS = re.compile(r"身份证|证件号|姓名|电话|手机|联系方式|微信|学籍号|学号|[卡证]号|账号|帐号|健康|病|诊断|情况说明|具体情况|走访人|排查人")
every_dataset = pytest.mark.parametrize("dataset", DATASETS, ids=lambda d: d.name)


@cache
def example_drops() -> tuple[str, ...]:
    return tuple(path.name for path in (ROOT / "data/example/inbox").rglob("*") if path.is_file())


def test_every_file_of_the_folder_is_a_dataset_of_its_name():
    files = {path.stem for path in (ROOT / "schemas/datasets").glob("*.py")} - {"__init__"}
    assert files == set(all_datasets())
    assert all(name == dataset.name for name, dataset in all_datasets().items())


@every_dataset
def test_says_what_it_is(dataset: Dataset):
    assert dataset.title and dataset.department and dataset.one_row_is
    assert dataset.title in dataset.known_by, "its own title makes it known"


@every_dataset
def test_columns_are_complete(dataset: Dataset):
    names = [column.name for column in dataset.columns]
    assert len(names) == len(set(names))
    assert dataset.required
    assert all(column.title for column in dataset.columns)


@every_dataset
def test_key_columns_exist(dataset: Dataset):
    made = {"person": dataset.has_person, "is_reversal": dataset.name == "settlement"}
    assert dataset.key and all(dataset.has(name) or made.get(name) for name in dataset.key)


@every_dataset
def test_month_comes_from_a_required_day(dataset: Dataset):
    if dataset.month_from:
        column = dataset.column(dataset.month_from)
        assert column.kind.name == "day" and column.required


@every_dataset
def test_marks_are_columns_that_need_not_be_there(dataset: Dataset):
    assert not any(dataset.column(name).required for name in dataset.marks)


def is_personal(column: Column) -> bool:
    return column.kind.name in PERSONAL_KINDS or (column.kind is TEXT and any(map(PERSONAL_HEADERS.search, (column.title, *column.also))))


@every_dataset
def test_at_most_one_second_number_and_one_place_where_people_are_met(dataset: Dataset):
    assert all(column.personal for column in dataset.columns if column.second_number)
    assert sum(column.second_number for column in dataset.columns) <= 1 and sum(column.met_at for column in dataset.columns) <= 1


@every_dataset
def test_personal_columns_are_marked(dataset: Dataset):
    unmarked = [column.name for column in dataset.columns if is_personal(column) and not column.personal]
    assert not unmarked, f"schemas/datasets/{dataset.name}.py: {', '.join(unmarked)} tells of somebody: write personal=True"


@every_dataset
def test_whoever_is_named_has_a_number_too(dataset: Dataset):
    assert dataset.has("name") == dataset.has("id_number")
    if dataset.has_person:
        assert dataset.column("name").required and dataset.column("id_number").required


@every_dataset
def test_no_header_stands_for_two_columns(dataset: Dataset):
    meant = defaultdict(set)
    for column in dataset.columns:
        for header in (column.title, *column.also):
            meant[bare(header)].add(column.name)
    assert {header: columns for header, columns in meant.items() if len(columns) > 1} == {}
    assert "" not in meant, "a header that is nothing but brackets"


@every_dataset
def test_no_column_is_called_what_it_must_not_be_taken_for(dataset: Dataset):
    for column in dataset.columns:
        own = [bare(header) for header in (column.title, *column.also)]
        assert [(word, header) for word in column.unlike for header in own if bare(word) in header] == []


@every_dataset
def test_model_checks_columns_that_exist_and_all_failures_have_words(dataset: Dataset):
    wordless = []
    for name, field in dataset.rows.to_schema().columns.items():
        assert dataset.has(name), f"{name} is in the model and not among the columns"
        if not field.nullable and dataset.column(name).kind.empty is None:
            assert dataset.column(name).required, f"{name} may not be null and so must be required"
        checks = [check.name for check in field.checks]
        if not field.nullable and dataset.column(name).kind.empty is None:
            checks.append("not_nullable")
        wordless += [(name, check) for check in checks if (name, check) not in dataset.reasons and check not in PLAINLY]
        plain = [check for check in field.checks if check.name in PLAINLY and (name, check.name) not in dataset.reasons]
        assert {check.statistics.get("min_value") for check in plain} <= {{"str_length": 1}.get(check.name, 0) for check in plain}
    assert wordless == []


@every_dataset
def test_words_are_for_failures_that_can_happen(dataset: Dataset):
    fields = dataset.rows.to_schema().columns
    for name, check in dataset.reasons:
        assert name in fields
        assert not fields[name].nullable if check == "not_nullable" else check in {c.name for c in fields[name].checks}


@every_dataset
def test_example_county_has_a_drop_of_it(dataset: Dataset):
    there = any(words in name for words in dataset.known_by for name in example_drops())
    assert there, f"data/example/inbox has no drop of {dataset.name}: run python -m tests.county example"


@every_dataset
def test_its_own_template_is_recognised_by_headers_alone(dataset: Dataset):
    known = recognise("1.xlsx", Sheet("Sheet1", table(dataset.name)), MONTH)
    assert isinstance(known, Recognised) and known.dataset is dataset
    assert not any(placed.guessed for placed in known.header.placed) and not known.header.ignored
