-- By which description of the county's files a sheet was read, for which population it is whole, and which columns it has not.
ALTER TABLE intake.part ADD COLUMN IF NOT EXISTS layout VARCHAR DEFAULT '';
ALTER TABLE intake.part ADD COLUMN IF NOT EXISTS scope VARCHAR DEFAULT '';
ALTER TABLE intake.part ADD COLUMN IF NOT EXISTS absent VARCHAR DEFAULT '[]'
