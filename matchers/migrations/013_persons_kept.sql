-- Of which rows of the roster its persons were found; made anew by the next run.
CREATE TABLE IF NOT EXISTS linked.persons_made_of (digest VARCHAR);
