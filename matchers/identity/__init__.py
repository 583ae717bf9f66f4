"""Who is it: rows as written become persons of the roster."""
