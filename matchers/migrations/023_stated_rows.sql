-- How many of the rows that a file states did not come; and by what an extract is told not to be whole. linked.* is made anew by the next run.
ALTER TABLE intake.part ADD COLUMN IF NOT EXISTS lacks INTEGER DEFAULT 0;
ALTER TABLE linked.shrunk ADD COLUMN IF NOT EXISTS is_stated BOOLEAN DEFAULT false
