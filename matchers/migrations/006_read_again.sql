-- A file is read again by another program, or with other layouts and corrections of the county, where not all of it was used. The newest
-- reading speaks, and keeps the turn of the first: `place` is that one's number.
ALTER TABLE intake.file ADD COLUMN IF NOT EXISTS place INTEGER;
ALTER TABLE intake.file ADD COLUMN IF NOT EXISTS read_by VARCHAR DEFAULT '';
ALTER TABLE intake.file ADD COLUMN IF NOT EXISTS read_with VARCHAR DEFAULT '';
UPDATE intake.file SET place = file_id
