-- What the workspace's last run linked; what is measured of it month by month is left out.
-- One row a table. Reads the catalog.
SELECT table_name
FROM duckdb_tables()
WHERE database_name = 'store' AND schema_name = 'linked'
    AND table_name NOT IN (
        'span', 'member', 'household', 'received_month', 'household_month', 'usual', 'annual_income', 'living', 'measured'
    )
ORDER BY table_name
