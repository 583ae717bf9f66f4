-- By which of the roster's sheets members of households stand, and which months have been measured; made anew by the next run.
CREATE TABLE IF NOT EXISTS linked.members_by (part_id INTEGER);
CREATE TABLE IF NOT EXISTS linked.reach (month DATE, back BIGINT);
DROP TABLE IF EXISTS linked.household_month;
