"""Rows of text → values by kind, their faults listed, checked by pandera with coercion off."""

from collections.abc import Collection

import pandas as pd
import pandera.errors

from schemas import citizen_id, names
from schemas.dataset import Dataset
from schemas.fields import read_column
from schemas.recognise import Recognised

NO_FAULTS = pd.DataFrame({"row": pd.Series(dtype="int64"), "column": pd.Series(dtype="object"), "reason": pd.Series(dtype="object")})


def parse(texts: pd.DataFrame, known: Recognised, absent: Collection[str] = ()) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(values, faults): faults have row, column, reason. Optional columns that the file lacks are empty, `absent` ones unknown."""
    times = {p.column.name: p.times or 1 for p in known.header.placed}
    parsed, faults = {}, []
    for column in known.dataset.columns:
        if column.name in texts:
            parsed[column.name], reasons = read_column(texts[column.name], column.kind, times[column.name])
            wrong = reasons[reasons.notna()]
            faults.append(pd.DataFrame({"row": wrong.index, "column": column.name, "reason": wrong.to_numpy()}))
        elif column.name in absent and column.kind.name == "yuan":
            parsed[column.name] = pd.Series(pd.NA, index=texts.index, dtype="Int64")
        else:
            parsed[column.name] = pd.Series([column.kind.empty] * len(texts), index=texts.index, dtype=column.kind.dtype)
    frame = pd.DataFrame(parsed, index=texts.index)
    if "month" in texts:
        frame["month"] = pd.to_datetime(texts["month"], format="%Y-%m", errors="coerce")
    if known.dataset.has_person:
        _identify(frame)
    for name, told in known.dataset.made.items():
        frame[name] = told(frame)
    return frame, pd.concat(faults, ignore_index=True)


def _identify(frame: pd.DataFrame) -> None:
    """Replace what is written by what it says: number, number_state, name and its sound."""
    codes, written = pd.factorize(frame.pop("id_number"))
    numbers, states = citizen_id.normalise_all(written.tolist())
    frame["number"] = pd.Series(numbers, dtype="str").take(codes).to_numpy()
    frame["number_state"] = pd.Series(states, dtype="str").take(codes).to_numpy()
    codes, written = pd.factorize(frame["name"], use_na_sentinel=False)
    cleaned = [names.clean(text) if isinstance(text, str) else "" for text in written.tolist()]
    shown = [names.without_number(text) if isinstance(text, str) else None for text in written.tolist()]
    frame["written_name"] = pd.Series(shown, dtype="str").take(codes).to_numpy()
    frame["name"] = pd.Series(cleaned, dtype="str").take(codes).to_numpy()
    frame["name_key"] = pd.Series([names.key(n) for n in cleaned], dtype="str").take(codes).to_numpy()


def check(rows: pd.DataFrame, dataset: Dataset, absent: Collection[str] = ()) -> pd.DataFrame:
    """Pandera's failures as faults. Its messages quote values, so only column and check are taken from it."""
    if rows.empty:
        return NO_FAULTS
    checked = rows.assign(name=rows["written_name"]) if "written_name" in rows else rows
    schema = dataset.rows.to_schema()
    try:
        schema.remove_columns([name for name in absent if name in schema.columns]).validate(checked, lazy=True)
        return NO_FAULTS
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    if cases["index"].isna().any():
        raise TypeError(f"{dataset.name}: the frame does not have the types its model declares")
    cases["check"] = cases["check"].str.replace(r"\(.*", "", regex=True)
    reasons = [dataset.why(column, check) for column, check in zip(cases["column"], cases["check"], strict=True)]
    return pd.DataFrame({"row": cases["index"].astype("int64"), "column": cases["column"], "reason": reasons})


def key_of(rows: pd.DataFrame, dataset: Dataset, absent: Collection[str]) -> list[str]:
    """The columns that make a row itself; who has no number is told by name and place, what is not there goes without."""
    person = ("number", "name", *(("town", "village") if "id_number" in absent else ()))
    key = [c for name in dataset.key if name not in absent for c in (person if name == "person" else (name,))]
    return [*(c for c in dict.fromkeys(key) if c in rows), *(["month"] if "month" in rows else [])]
