"""A slow twin of the product: the contract's measures and indicators in plain Python.

It works on true facts (no identity step, no files), so that it can say what a perfect run signals.
"""
