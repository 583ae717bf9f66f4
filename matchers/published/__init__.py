"""What pages show: a small copy of what a run left, made whole or not at all, and the one way to ask it."""
