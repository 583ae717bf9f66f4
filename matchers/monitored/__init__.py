"""Monitored households: who is one and since when, what stands in the way of ending it, and the months after it ended."""
