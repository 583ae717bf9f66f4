-- Extracts that are not whole, by town: '' is the county's. linked.* is made anew by the next run.
ALTER TABLE linked.shrunk ADD COLUMN IF NOT EXISTS town VARCHAR
