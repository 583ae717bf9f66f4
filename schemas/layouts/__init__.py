"""Descriptions of files as counties send them: which file, which sheet, which heading is which column."""
