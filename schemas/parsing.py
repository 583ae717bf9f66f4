"""Rows of text → values by kind, their faults listed, checked by pandera with coercion off."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import zip_longest
from typing import Any

import pandas as pd

from schemas import citizen_id, names
from schemas.columns import arrow_of, holding
from schemas.dataset import Dataset
from schemas.fields import NOTHING, since_1900
from schemas.layouts.bearing import HEADS
from schemas.models import failures, hold
from schemas.months import QUARTER, shifted, spans_months
from schemas.recognise import Recognised
from schemas.values import read_column

A_YEAR = (11, 12, 13)  # months
YET_TO_COME = "还没有到这一天，请核对年份"
A_NUMBER = re.compile(r"\d{17}[\dXx]")
SEVERAL_NUMBERS = re.compile(rf"{A_NUMBER.pattern}[^\d]*{A_NUMBER.pattern}")
SEVERAL = "一个单元格里写了几个人，请一行写一个人"
MARKED_NAME = re.compile(r"[\s、，,；;/\\]|等.*[人户口名]|..(?:[和与及跟].|夫|一家|全家)")
MORE_THAN_A_NAME = "[^一-鿿]|[等和与及跟夫家]"
AND_OTHERS = re.compile(r"等\s*[\d一二两三四五六七八九十几多]+\s*[人户口名]|..(?:夫妇|夫妻|一家|全家|及其.+)\Z")
SHORTEST_TWO = 36  # characters that two numbers have
CUT_HOUSEHOLD = "户编号的位数被 Excel 截断了，分不清是哪一户；请把这一列设成文本，按系统里的户编号重报"
CUT_NUMBER = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d+|\d{13,}000")


@cache
def no_faults() -> pd.DataFrame:
    return pd.DataFrame({"row": pd.Series(dtype="int64"), "column": pd.Series(dtype="object"), "reason": pd.Series(dtype="object")})


def parse(texts: pd.DataFrame, known: Recognised, absent: Collection[str] = (), is_1904: bool = False) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(values, faults): faults have row, column, reason. Optional columns that the file lacks are empty, `absent` ones unknown."""
    times = {p.column.name: p.times or 1 for p in known.header.placed}
    parsed, faults = dict[str, Any](), []
    for column in known.dataset.columns:
        if column.name in texts:
            written = texts[column.name].map(since_1900) if is_1904 and column.kind.name == "day" else texts[column.name]
            if column.name in known.dataset.key and column.kind.name == "text" and (of_program := holding(written, r"^\d+\.0+$")).any():
                written = written.mask(of_program, written.str.partition(".")[0])  # as programs write whole numbers beside empty cells
            parsed[column.name], reasons = read_column(written, column.kind, times.get(column.name, 1))
            if column.kind.name == "day" and not column.lies_ahead and (ahead := _lies_ahead(parsed[column.name], known.month)).any():
                reasons = reasons.mask(ahead, YET_TO_COME)
            if (wrong := reasons.notna().to_numpy()).any():
                faults.append(pd.DataFrame({"row": texts.index[wrong], "column": column.name, "reason": reasons.to_numpy()[wrong]}))
        elif column.name in absent and column.kind.name == "yuan":
            parsed[column.name] = pd.Series(pd.NA, index=texts.index, dtype="Int64")
        else:
            parsed[column.name] = pd.Series(column.kind.empty, index=texts.index, dtype=column.kind.dtype)
    if "month" in texts:
        parsed["month"] = pd.to_datetime(texts["month"], format="%Y-%m", errors="coerce")
    if known.dataset.has_person:
        faults += _nobodys(texts)
        _identify(parsed)
    frame = pd.DataFrame(parsed, index=texts.index)
    faults += _cut_households(frame) if known.dataset.is_roster else []
    for name, told in known.dataset.made.items():
        frame[name] = told(frame)
    return frame, pd.concat(faults, ignore_index=True) if faults else no_faults()


def _lies_ahead(days: pd.Series, month: dt.date) -> pd.Series:
    """Days of a later year than anybody can know of, unless most are: then the month is what is doubtful, not they."""
    ahead = days >= pd.Timestamp(shifted(month, A_YEAR[0]))
    return ahead & (2 * int(ahead.sum()) <= int(days.notna().sum()))


def _nobodys(texts: pd.DataFrame) -> list[pd.DataFrame]:
    """Rows about persons that name nobody, or several in one cell."""
    name, number = (texts[column] if column in texts else pd.Series("", index=texts.index) for column in ("name", "id_number"))
    nobody = name.isin(NOTHING) & number.isin(NOTHING)
    several = number.str.len() >= SHORTEST_TWO
    if several.any():
        several[several] = number[several].str.contains(SEVERAL_NUMBERS)
    named = holding(name, MORE_THAN_A_NAME)  # few; only these are looked at closely
    if named.any():
        named[named] = name[named].str.contains(MARKED_NAME)
        named[named] = name[named].map(lambda text: len(names.parted(text)) > 1 or bool(AND_OTHERS.search(text)))
    return [
        pd.DataFrame({"row": texts.index[where], "column": column, "reason": reason})
        for where, column, reason in ((nobody, "name", "没有写是谁：姓名、证件号码都空着"), (several, "id_number", SEVERAL), (named, "name", SEVERAL))
        if where.any()
    ]


def _cut_households(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """People of a roster whose household's number Excel has cut, so that several households bear it: of such ends in 000 one in a thousand that is whole."""
    told = rows["household_id"].astype("str")
    cut = rows["household_id"].notna() & (told.str.endswith("000") | told.str.contains("[Ee]"))
    cut[cut] = told[cut].str.fullmatch(CUT_NUMBER)
    if not cut.any():
        return []
    where = [name for name in ("town", "village") if name in rows]
    is_head = rows["relation"].isin(HEADS)
    households = rows[cut].assign(place=rows[where].astype("str").agg(" ".join, axis=1), heads=is_head).groupby(told[cut])
    several = {number for number, each in households if each["heads"].sum() > 1 or each["place"].nunique() > 1 or not number.isdigit()}
    at_fault = rows.index[cut & told.isin(several)]
    return [pd.DataFrame({"row": at_fault, "column": "household_id", "reason": CUT_HOUSEHOLD})]


def unusable_rows(rows: pd.DataFrame, faults: pd.DataFrame, texts: pd.DataFrame, known: Recognised) -> pd.DataFrame:
    """Rows at fault, as far as they were parsed; those that name several people in a cell once for each: none of them is absent."""
    several = sorted({*faults["row"][faults["reason"].eq(SEVERAL)]})
    frames = [rows.drop(index=several)]
    for row in several:
        name, number = str(texts.at[row, "name"]), str(texts.at[row, "id_number"]) if "id_number" in texts else ""
        people = list(zip_longest(names.parted(name), A_NUMBER.findall(number) or [number], fillvalue=""))
        spread = texts.loc[[row] * len(people)].reset_index(drop=True).assign(name=[who for who, _ in people], id_number=[which for _, which in people])
        frames.append(parse(spread, known)[0].set_index(pd.Index([row] * len(people))))
    return pd.concat(frames) if several else rows


def of_several_months(known: Recognised) -> list[str]:
    """Amounts of a list that is named by a quarter, or by several months, may be theirs."""
    has_amounts = known.dataset.is_monthly and not known.dataset.month_from and any(p.column.kind.name == "yuan" and not p.column.household for p in known.header.placed)
    if known.told_by.startswith("layouts") or not has_amounts or not ((is_quarter := QUARTER.search(known.label)) or spans_months(known.label)):
        return []
    return [f"名字里写的是{'季度' if is_quarter else '几个月'}，金额都算在{known.month.month}月；几个月的金额要分到各月的，请用 bidui layout 教程序读一次"]


def of_another_year(rows: pd.DataFrame, known: Recognised) -> list[str]:
    """Most days just a year, or several as the four by which Excel's two calendars differ, before the file's month: nobody reports that late."""
    if not known.dataset.month_from or not len(rows):
        return []
    days = rows[known.dataset.month_from].dropna()
    before = (known.month.year - days.dt.year) * 12 + known.month.month - days.dt.month
    years = ((before + 1) // 12).where((before >= A_YEAR[0]) & ((before + 1) % 12 <= 2))
    late = int(years.notna().sum())
    if 2 * late <= len(rows):
        return []
    title = known.dataset.column(known.dataset.month_from).title
    return [f"{late}行的{title}都在{_years(int(years.mode().min()))}以前，可能年份写错了，或表格用的是1904日期；先按写的算，请核对"]


def _years(count: int) -> str:
    return f"{'零一两三四五六七八九'[count]}年" if count < 10 else f"{count}年"


def of_days_ahead(rows: pd.DataFrame, known: Recognised) -> list[str]:
    """What has happened lies in no month to come: such a row is counted in none that is compared, or hides that something is overdue."""
    said, to_come = [], pd.Timestamp(shifted(known.month, 2))
    for column in known.dataset.columns:
        if column.kind.name == "day" and not column.lies_ahead and column.name in rows and (late := int((rows[column.name] >= to_come).sum())):
            said.append(f"{late}行的{column.title}比{known.month.year}年{known.month.month}月晚了一个月以上，不可能，可能年份写错了；先按写的算，请核对")
    return said


def tell_apart(rows: pd.DataFrame, dataset: Dataset) -> tuple[pd.DataFrame, str]:
    """Numbers of bills, loans … that Excel has cut to 15 digits tell nobody apart: with what else the row says they do. (rows, in words)."""
    for name in dataset.key:
        if name == "person" or dataset.is_roster or not dataset.has(name) or dataset.column(name).kind.name != "text":
            continue
        cut = holding(rows[name], "000$|[Ee]")  # few; only these are looked at closely
        if not cut.any():
            continue
        cut = cut & rows[name].astype("str").str.fullmatch(CUT_NUMBER) & rows.duplicated(dataset.key_without_person, keep=False)
        others = [c for c in rows if c != name]
        differs = cut & ~rows.duplicated(keep=False)
        if differs.any():
            marks = pd.util.hash_pandas_object(rows.loc[cut, others].astype("str"), index=False)
            rows = rows.copy()
            rows.loc[cut, name] = rows.loc[cut, name].astype("str") + "~" + marks.map("{:016x}".format).str[:8]
            return rows, f"{dataset.column(name).title}的位数被 Excel 截断了（{int(cut.sum())}行），已改按人、日期和金额区分；请把这一列设成文本后重报"
    return rows, ""


def _identify(columns: dict[str, Any]) -> None:
    """Replace what is written by what it says: number, number_state, name and its sound."""
    number, state = citizen_id.normalise_all(arrow_of(columns.pop("id_number")))
    name, written_name, name_key = names.told_all(arrow_of(columns["name"]))
    for column, told in (("number", number), ("number_state", state), ("written_name", written_name), ("name", name), ("name_key", name_key)):
        columns[column] = pd.array(told, dtype="str")


def check(rows: pd.DataFrame, dataset: Dataset, absent: Collection[str] = ()) -> pd.DataFrame:
    """Pandera's failures as faults, where it is not seen beforehand that there are none. Its messages quote values, so only column and check are taken from it."""
    checked = rows.assign(name=rows["written_name"]) if "written_name" in rows else rows
    if rows.empty or hold(checked, dataset.rows, absent):
        return no_faults()
    schema = dataset.rows.to_schema()
    lacking = [name for name in absent if name in schema.columns]
    cases = failures(schema.remove_columns(lacking) if lacking else schema, checked)  # which copies it whole
    if cases is None:
        return no_faults()
    if cases["index"].isna().any():
        raise TypeError(f"{dataset.name}: the frame does not have the types its model declares")
    cases["check"] = cases["check"].str.replace(r"\(.*", "", regex=True)
    reasons = [dataset.why(column, check) for column, check in zip(cases["column"], cases["check"], strict=True)]
    return pd.DataFrame({"row": cases["index"].astype("int64"), "column": cases["column"], "reason": reasons})


def untold(rows: pd.DataFrame) -> pd.Series:
    """Rows whose number tells nobody of the name apart: none, masked, rounded."""
    if "number" not in rows or "name" not in rows:
        return pd.Series(False, index=rows.index)
    alone = rows["number_state"].ne("ok")
    if alone.any():
        alone[alone] = ~rows["number"][alone].map(citizen_id.tells_apart).astype(bool)
    return alone


def add_up(rows: pd.DataFrame, key: list[str], columns: Sequence[str]) -> None:
    """Sums over the key; of people whom their number does not tell apart, over all else that is written."""
    if not columns:
        return
    alone = untold(rows)
    for which, by in ((~alone, key), (alone, [name for name in rows if name not in columns])):
        for column in columns:
            rows.loc[which, column] = rows[which].groupby(by, dropna=False)[column].transform("sum")


def repeated(rows: pd.DataFrame, key: list[str]) -> pd.Series:
    """Rows that a later one of the same key replaces; of people whom their number does not tell apart only those that say all the same."""
    again = rows[key[0]].duplicated(keep=False)
    for column in key[1:]:  # whoever shares the key shares each column of it: of a number that nobody else bears no other column is looked at
        again[again] = rows.loc[again, column].duplicated(keep=False)
    again[again] = rows[again].duplicated(key, keep="last")
    if not again.any():
        return again
    alone = again & untold(rows)
    return again & (~alone | rows.duplicated(keep="last")) if alone.any() else again


def replaced_by_another(rows: pd.DataFrame, key: list[str], dataset: Dataset) -> list[str]:
    """Of two rows of one key the last counts; where their money or state differs they may be two payments, or one of them wrong, which is said."""
    said = []
    for kind, words, advice in (("yuan", "金额", "要是几笔都该算，请核对编号、类别有没有写全，或用 bidui layout 教程序把它们相加"), ("choice", "状态或类别", "请核对哪一行是对的，删去另一行后重报")):
        columns = [c.name for c in dataset.columns if c.kind.name == kind and c.name in rows and c.name not in key]
        again = rows[rows.duplicated(key, keep=False)] if columns else rows.iloc[:0]
        if differ := int((again.groupby(key, dropna=False)[columns].nunique(dropna=False) > 1).any(axis=1).sum()) if len(again) else 0:
            said.append(f"有{differ}处几行说的是同一条而{words}不同，只算了最后一行；{advice}")
    return said


def key_of(rows: pd.DataFrame, dataset: Dataset, absent: Collection[str]) -> list[str]:
    """The columns that make a row itself; who has no number is told by name and place, what is not there goes without."""
    person = ("number", "name", *(("town", "village") if "id_number" in absent else ()))
    key = [c for name in dataset.key if name not in absent for c in (person if name == "person" else (name,))]
    return [*(c for c in dict.fromkeys(key) if c in rows), *(["month"] if "month" in rows else [])]
