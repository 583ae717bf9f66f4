"""What every row of a dataset must hold, declared without loading pandera, which builds the model when rows are first checked."""

from __future__ import annotations

from inspect import get_annotations
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from pandas import DataFrame
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


def failures(schema: DataFrameSchema, rows: DataFrame) -> DataFrame | None:
    """All of pandera's failure cases at once; None where every check holds."""
    from pandera.errors import SchemaErrors

    try:
        schema.validate(rows, lazy=True)
        return None
    except SchemaErrors as errors:
        cases: DataFrame = errors.failure_cases
        return cases
