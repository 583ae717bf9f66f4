"""Questions to a month that change nothing: why, what was known then, what other parameters would find."""
