-- Who said that an extract is whole, when and why. linked.* is made anew by the next run.
ALTER TABLE leads.review_choice ADD COLUMN IF NOT EXISTS said_by VARCHAR DEFAULT '';
ALTER TABLE leads.review_choice ADD COLUMN IF NOT EXISTS said_on DATE;
ALTER TABLE leads.review_choice ADD COLUMN IF NOT EXISTS why VARCHAR DEFAULT '';
ALTER TABLE linked.doubted ADD COLUMN IF NOT EXISTS said_by VARCHAR DEFAULT '';
ALTER TABLE linked.doubted ADD COLUMN IF NOT EXISTS said_on DATE;
ALTER TABLE linked.doubted ADD COLUMN IF NOT EXISTS why VARCHAR DEFAULT ''
