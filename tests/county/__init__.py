"""Invents fictional counties: true facts, the drops that departments would make of them, and what must be signalled.

Towns and villages are real, so that nothing is prettier than life; persons, numbers and amounts are invented.
"""
