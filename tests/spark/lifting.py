"""A query about one county, turned into the same query about all: each relation has a column more, and nothing meets what is another county's."""

from __future__ import annotations

from sqlglot import exp

COUNTY = "of_county"
EVERY = "every_county"  # the counties there are, for what is read from no relation


class NotLifted(Exception):
    """What cannot be said of several counties in one query."""


def lifted(query: exp.Query) -> exp.Query:
    """`query` with the county as its first column. Raises NotLifted."""
    query = query.copy()
    for select in list(query.find_all(exp.Select)):
        if _counts(select) and not select.args.get("group") and not _is_asked(select):
            _tell_even_of_nothing(select)
    _lift(query)
    if any(COUNTY not in select.meta for select in query.find_all(exp.Select)):
        raise NotLifted("a select in a place that is not known here")
    return query


def _lift(query: exp.Expression) -> None:
    for cte in query.ctes:
        _lift(cte.this)
    if isinstance(query, exp.Subquery):
        _lift(query.this)
    elif isinstance(query, exp.SetOperation):
        _lift(query.this)
        _lift(query.expression)
    elif isinstance(query, exp.Select):
        first = _lift_select(query)
        named = {cte.alias: cte.this.named_selects[1:] for cte in query.ctes}
        told = [query.expressions[0], *(column for each in query.expressions[1:] for column in _columns(each, named))]
        if isinstance(told[0], exp.Star) and query.args.get("joins"):
            raise NotLifted("a star that is not one source's")
        query.set("expressions", told if told[0].is_star else [_county(first), *told])  # a star has the county first, as every relation has
    else:
        raise NotLifted(type(query).__name__)


def _lift_select(select: exp.Select) -> str:
    """Bring a select's sources, groups and windows to one county a row; the source that tells it."""
    select.meta[COUNTY] = True
    if select.args.get("limit") or select.args.get("qualify") or select.args.get("laterals"):
        raise NotLifted("a number of rows, not of one county's")
    within = [each for each in select.find_all(exp.Select) if each is not select and each.parent_select is select and _is_asked(each)]
    source = select.args.get("from_")
    if source is None:
        select.set("from_", exp.From(this=exp.alias_(exp.to_table(EVERY), EVERY, table=True)))
        source = select.args["from_"]
    joins = select.args.get("joins") or []
    first = _source(source.this)
    for join in joins:
        if join.side not in ("", "LEFT") or join.method or join.args.get("using") or not isinstance(join.this, (exp.Table, exp.Subquery)):
            raise NotLifted("a join whose first source may lack the row")
        here = _same(_source(join.this), first)
        on = join.args.get("on")
        join.set("on", exp.and_(on, here) if on else here)
        join.set("kind", None)
    for window in [each for each in select.find_all(exp.Window) if each.parent_select is select]:
        window.set("partition_by", [_county(first), *window.args.get("partition_by", [])])
    if group := select.args.get("group"):
        group.set("expressions", [_county(first), *group.expressions])
    for each in [found for found in select.find_all(exp.In) if found.parent_select is select and isinstance(found.args.get("query"), exp.Subquery)]:
        if isinstance(each.args["query"].this, exp.SetOperation):
            _lift(each.args["query"].this)
            each.set("this", exp.Tuple(expressions=[_county(first), each.this]))
    for each in within:
        inner = _lift_select(each)
        if inner == first:
            raise NotLifted(f"{inner} within {first}")
        each.where(_same(inner, first), copy=False)
    return first


def _counts(select: exp.Select) -> bool:
    return any(each.parent_select is select and not isinstance(each.parent, exp.Window) for each in select.find_all(exp.AggFunc))


def _tell_even_of_nothing(select: exp.Select) -> None:
    """What is counted without groups has a row even where there is nothing: each column becomes a value asked of its own."""
    if select.ctes or select.args.get("having"):
        raise NotLifted("a count with parts of its own")
    told = [exp.alias_(exp.Subquery(this=select.copy().select(each.unalias(), append=False)), each.alias_or_name or f"told_{at}") for at, each in enumerate(select.expressions)]
    for part in ("from_", "joins", "where"):
        select.set(part, None)
    select.set("expressions", told)


def _columns(told: exp.Expression, named: dict[str, list[str]]) -> list[exp.Expression]:
    """What a select tells beside its first column, a star written out."""
    if not told.is_star:
        return [told]
    if not isinstance(told, exp.Column) or "*" in named.get(told.table, "*"):
        raise NotLifted("a star in the middle of whose columns nothing is known")
    return [exp.column(name, table=told.table) for name in named[told.table]]


def _is_asked(select: exp.Select) -> bool:
    """Whether it stands in an expression (EXISTS, IN, a value), where it tells of the row it stands beside."""
    held = select.parent
    return isinstance(held, exp.Exists) or (isinstance(held, exp.Subquery) and not isinstance(held.parent, (exp.From, exp.Join)))


def _source(source: exp.Expression) -> str:
    if isinstance(source, exp.Subquery):
        _lift(source.this)
    return source.alias_or_name


def _county(source: str) -> exp.Column:
    return exp.column(COUNTY, table=source)


def _same(source: str, first: str) -> exp.Expression:
    return _county(source).eq(_county(first))
