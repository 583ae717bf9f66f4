-- Of what people were found, and about whom somebody must be asked; made anew by the next run.
CREATE TABLE IF NOT EXISTS linked.found_made_of (digest VARCHAR);
CREATE TABLE IF NOT EXISTS linked.asked (identity_id BIGINT, person_id BIGINT, reason VARCHAR);
