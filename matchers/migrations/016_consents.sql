-- Who had consented when rows that need it were kept or left out: a digest, '' elsewhere. Where it is another now, the file is read again.
ALTER TABLE intake.part ADD COLUMN IF NOT EXISTS consents VARCHAR DEFAULT ''
