"""Departments' files and towns' answers fetched from where they lie, papers sent to where they go."""
