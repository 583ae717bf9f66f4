-- Which rosters' people a file was held against where there is a sheet that nothing was made of; '' where there is none, '-' where it was not held against any yet.
ALTER TABLE intake.file ADD COLUMN IF NOT EXISTS read_beside VARCHAR DEFAULT ''
