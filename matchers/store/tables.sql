-- Tables of the workspace's own warehouse that are no outcome of a run.
-- One row a table. Reads the catalog.
SELECT schema_name, table_name
FROM duckdb_tables()
WHERE database_name = 'store' AND schema_name IN ('intake', 'leads')
ORDER BY schema_name, table_name
