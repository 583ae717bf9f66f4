-- For which population a roster is whole, and whether it tells kinds of household; made anew by the next run.
ALTER TABLE linked.part ADD COLUMN IF NOT EXISTS scope VARCHAR;
ALTER TABLE linked.part ADD COLUMN IF NOT EXISTS lacks_type BOOLEAN
;
CREATE TABLE IF NOT EXISTS linked.member (household_id VARCHAR, relation VARCHAR, town VARCHAR)
