"""What was taken in: files, sheets, rows and whoever they name (DuckDB: intake.*)."""
