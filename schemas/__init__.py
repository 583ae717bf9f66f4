"""What may come in: datasets, their columns, and how files become rows."""
