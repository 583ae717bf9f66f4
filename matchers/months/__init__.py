"""As of a month: what counts, where it is, what a household spent and got, which rules fire (DuckDB: linked.*)."""
