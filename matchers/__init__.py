"""Who is it, and who should be visited."""
