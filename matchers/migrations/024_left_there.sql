-- When a file was written where it was fetched from; and which lay there and could not be used. Rows are only added.
ALTER TABLE wire.landed ADD COLUMN IF NOT EXISTS mtime BIGINT DEFAULT 0;
CREATE TABLE IF NOT EXISTS wire.left_there (month DATE, source VARCHAR, fetched_at TIMESTAMP, name VARCHAR)
