"""What leaves: lists for towns, receipts for departments, the month's report."""
