-- One row a run that wrote a month's outbox, in the order of the runs: how far everything had been taken in by then, so that the
-- month can be told again. Only ever added to. `rules` is a digest of policy, settings and program; `unopened` is what could not be
-- read just then, as JSON.
CREATE TABLE IF NOT EXISTS leads.seen (
    seen_no INTEGER, month DATE, files INTEGER, identities INTEGER, returns INTEGER, events INTEGER, policy VARCHAR, rules VARCHAR,
    unopened VARCHAR
);
-- One row a signal of a run whose month was run again: in force until the run `until_seen` took its place.
CREATE TABLE IF NOT EXISTS leads.issued_aside (
    until_seen INTEGER, run_month DATE, month DATE, town VARCHAR, village VARCHAR, household_id VARCHAR, indicator VARCHAR,
    value DECIMAL(14,2), baseline DECIMAL(14,2), threshold DECIMAL(14,2), joined_by VARCHAR, grade VARCHAR
);
-- One row a place of a file of returns/, numbered in the order in which they were read.
CREATE TABLE IF NOT EXISTS leads.returned_order (return_no INTEGER, folder DATE, path VARCHAR, sha256 VARCHAR);
-- One row an answered row of a review workbook, in its order: the workbook may be saved again with more answers.
CREATE TABLE IF NOT EXISTS leads.review_choice (
    sha256 VARCHAR, place INTEGER, case_id VARCHAR, answer VARCHAR, household_id VARCHAR, name VARCHAR
);
-- One row a person as written who turned up in an older folder: where they had been first seen until that sheet came.
CREATE TABLE IF NOT EXISTS intake.identity_before (identity_id INTEGER, first_folder DATE, until_part INTEGER);
