-- What is asked back about an answer that was accepted nevertheless.
ALTER TABLE leads.returned_row ADD COLUMN IF NOT EXISTS doubt VARCHAR DEFAULT ''
