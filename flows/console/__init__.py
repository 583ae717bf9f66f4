"""`bidui console`: the month on pages of this computer. Every decision made there is a file in inbox/ or returns/."""
