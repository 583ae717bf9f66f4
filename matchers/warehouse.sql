-- name: tables
-- Tables of the workspace's own warehouse that are no outcome of a run.
-- One row a table. Reads the catalog.
SELECT schema_name || '.' || table_name
FROM duckdb_tables()
WHERE database_name = 'store' AND schema_name IN ('intake', 'leads')
ORDER BY schema_name, table_name;

-- name: linked_tables
-- What the workspace's last run linked; what is measured of it month by month is left out.
-- One row a table. Reads the catalog.
SELECT schema_name || '.' || table_name
FROM duckdb_tables()
WHERE database_name = 'store' AND schema_name = 'linked'
    AND table_name NOT IN (
        'span', 'member', 'made_of', 'household', 'received_month', 'reach', 'spent_month', 'household_month', 'usual_of', 'annual_income_of',
        'living', 'came_before', 'holding', 'monitored_kind', 'measured', 'labelled', 'asked_for', 'month_mark', 'renewed_month'
    )
ORDER BY table_name;

-- name: has_migrations
-- Whether the file says by which migrations it was made.
-- One row, or none. Reads the catalog.
SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'intake' AND table_name = 'migration';

-- name: only_others
-- How many tables a file has that is somebody else's database.
-- One row, or none. Reads the catalog.
SELECT count(*) AS tables
FROM duckdb_tables()
WHERE database_name = current_database()
HAVING count(*) > 0 AND count(*) FILTER (WHERE schema_name = 'intake') = 0;

-- name: all_tables
-- All that a file holds.
-- One row a table. Reads the catalog.
SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name = current_database() ORDER BY schema_name, table_name;

-- name: migrations
-- What was done to the file.
-- One row a migration. Reads intake.migration.
SELECT number FROM intake.migration ORDER BY number;

-- name: declared
-- For which declarations of datasets its tables stand.
-- One row. Reads intake.declared.
SELECT digest FROM intake.declared;

-- name: declare
-- From here on they stand for these.
-- One row. Reads nothing.
CREATE OR REPLACE TABLE intake.declared AS SELECT $digest AS digest;

-- name: columns
-- Columns of what was stored.
-- One row a column. Reads the catalog.
SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND schema_name = 'intake';

-- name: published_tables
-- Tables of a published file.
-- One row a table. Reads the catalog.
SELECT table_name FROM duckdb_tables() WHERE database_name = current_database();
