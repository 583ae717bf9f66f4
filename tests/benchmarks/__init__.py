"""Timed runs beside a bare alternative; figures to read, never a test that fails."""
