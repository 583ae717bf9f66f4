"""When things happen, and the way in."""
