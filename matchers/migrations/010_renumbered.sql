-- Under which numbers households go on, and which places have other names now; made anew by the next run.
CREATE TABLE IF NOT EXISTS linked.renumbered (household_id VARCHAR, after DATE, until DATE, since DATE, becomes VARCHAR);
CREATE TABLE IF NOT EXISTS linked.moved_place (town VARCHAR, village VARCHAR, becomes_town VARCHAR, becomes_village VARCHAR)
