"""Signals become leads, and a lead's life: issued, answered, carried on, closed (DuckDB: leads.*)."""
