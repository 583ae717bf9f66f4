-- The department that a sheet's layout names, where it is another than its dataset's; '' elsewhere.
ALTER TABLE intake.part ADD COLUMN IF NOT EXISTS department VARCHAR DEFAULT ''
