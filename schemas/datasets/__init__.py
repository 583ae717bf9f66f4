"""One file is one dataset: what a department's extract is called, holds and must keep to."""
