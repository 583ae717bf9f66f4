-- What became of each document on its way to a recipient; rows are only added, the newest of a document's content holds.
CREATE TABLE IF NOT EXISTS wire.sending (month DATE, recipient VARCHAR, document VARCHAR, sha256 VARCHAR, noted_at TIMESTAMP, step INTEGER, state VARCHAR, why VARCHAR)
