"""What every row of a dataset must hold, declared without loading pandera, which builds the model when rows are first checked."""

from __future__ import annotations

from collections.abc import Callable, Collection
from inspect import get_annotations
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from pandas import DataFrame, Series
    from pandera.pandas import DataFrameSchema
DAYS = "datetime64[us]"  # the type of a column of days


def Field(**checks: object) -> Any:
    """As `pandera.Field`: the checks of a column (nullable, ge, str_length …)."""
    return checks


class Model:
    """As `pandera.DataFrameModel`: annotations are the columns' types, `Field(…)` their checks. `status` and `--help` never check rows, and
    pandera takes longer to load than they do to run. A module that declares one annotates lazily (`from __future__ import annotations`),
    so that pandas waits too.
    """

    _built: ClassVar[DataFrameSchema | None] = None

    @classmethod
    def to_schema(cls) -> DataFrameSchema:
        if cls._built is None:
            import numpy as np
            import pandera.pandas as pa

            columns = {name: np.dtype(DAYS) if kind is DAYS else kind for name, kind in get_annotations(cls, eval_str=True).items()}
            fields = {name: pa.Field(**vars(cls)[name]) for name in columns if name in vars(cls)}
            model: type[pa.DataFrameModel] = type(cls.__name__, (pa.DataFrameModel,), {"__annotations__": columns, **fields})
            cls._built = model.to_schema()
        return cls._built


PLAIN_CHECKS: dict[str, Callable[[Series, Any], bool]] = {
    "nullable": lambda values, may_be: may_be or not values.isna().any(),
    "ge": lambda values, least: not (values < least).any(),
    "le": lambda values, most: not (values > most).any(),
    "str_length": lambda values, limits: limits == {"min_value": 1} and not values.eq("").any(),
}


def hold(rows: DataFrame, model: type[Model], but: Collection[str] = ()) -> bool:
    """Whether all that the model declares, `but` for some columns, is seen to hold without pandera: what is not may hold all the same."""
    for name, kind in get_annotations(model, eval_str=True).items():
        checks = {"nullable": False, **vars(model).get(name, {})}
        if name not in but and not (
            name in rows and rows[name].dtype == ("str" if kind is str else getattr(kind, "name", kind))
            and checks.keys() <= PLAIN_CHECKS.keys() and all(PLAIN_CHECKS[check](rows[name], limit) for check, limit in checks.items())
        ):
            return False
    return True


def failures(schema: DataFrameSchema, rows: DataFrame) -> DataFrame | None:
    """All of pandera's failure cases at once; None where every check holds."""
    from pandera.errors import SchemaErrors

    try:
        schema.validate(rows, lazy=True)
        return None
    except SchemaErrors as errors:
        cases: DataFrame = errors.failure_cases
        return cases
