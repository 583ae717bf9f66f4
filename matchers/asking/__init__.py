"""What other parameters would have found, and what was known then."""
