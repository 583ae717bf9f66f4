CREATE SCHEMA IF NOT EXISTS intake;
CREATE SCHEMA IF NOT EXISTS linked;
CREATE SCHEMA IF NOT EXISTS leads;
-- One row a file seen in the inbox, whatever became of it.
CREATE TABLE IF NOT EXISTS intake.file (
    file_id INTEGER, run_no INTEGER, run_month DATE, folder DATE, path VARCHAR, sha256 VARCHAR, size BIGINT, mtime BIGINT,
    stated VARCHAR, state VARCHAR, note VARCHAR
);
-- One row a sheet of a file: what it was recognised as and why, and how its rows add up.
CREATE TABLE IF NOT EXISTS intake.part (
    part_id INTEGER, file_id INTEGER, name VARCHAR, sheet VARCHAR, dataset VARCHAR, month DATE, told_by VARCHAR,
    month_told_by VARCHAR, label VARCHAR, rows_read INTEGER, stored INTEGER, duplicates INTEGER, quarantined INTEGER,
    not_data INTEGER, placed VARCHAR, ignored VARCHAR, warnings VARCHAR, refusal VARCHAR, header VARCHAR, accepted BOOLEAN
);
-- One row a cell that kept its row out.
CREATE TABLE IF NOT EXISTS intake.fault (
    part_id INTEGER, "row" INTEGER, "at" INTEGER, "column" VARCHAR, reason VARCHAR, cells VARCHAR
);
-- One row a person as written: number, name, place. Rows of all datasets point here; linking decides who it is.
CREATE TABLE IF NOT EXISTS intake.identity (
    identity_id INTEGER, number VARCHAR, number_state VARCHAR, name VARCHAR, name_key VARCHAR,
    town VARCHAR, village VARCHAR, student_no VARCHAR, first_folder DATE
);
-- One row a quarantined row of an extract from which absence counts: whoever it names is not absent.
CREATE TABLE IF NOT EXISTS intake.unusable (
    part_id INTEGER, "row" INTEGER, month DATE, identity_id INTEGER, dataset VARCHAR
);
-- One row a month that was issued: hash of what went in, hashes of the files that came out.
CREATE TABLE IF NOT EXISTS leads.run (
    month DATE, inputs VARCHAR, outputs VARCHAR
);
-- One row a signal that was issued, under its own month, by the run of `run_month`.
CREATE TABLE IF NOT EXISTS leads.issued (
    run_month DATE, month DATE, town VARCHAR, village VARCHAR, household_id VARCHAR, indicator VARCHAR,
    value DECIMAL(14,2), baseline DECIMAL(14,2), threshold DECIMAL(14,2), joined_by VARCHAR, grade VARCHAR
);
-- What linking fills, empty before the first run so that a status can be asked for.
CREATE TABLE IF NOT EXISTS linked.part (
    part_id INTEGER, dataset VARCHAR, month DATE, label VARCHAR, path VARCHAR, sheet VARCHAR, folder DATE, order_no BIGINT, replaces BOOLEAN
);
CREATE TABLE IF NOT EXISTS linked.identity_person (identity_id INTEGER, person_id BIGINT, joined_by VARCHAR);
CREATE TABLE IF NOT EXISTS linked.candidate (identity_id BIGINT, person_id BIGINT, reason VARCHAR);
CREATE TABLE IF NOT EXISTS linked.shrunk (dataset VARCHAR, month DATE, row_count BIGINT, usual BIGINT);
CREATE TABLE IF NOT EXISTS linked.span (month DATE, back BIGINT);
CREATE TABLE IF NOT EXISTS linked.received (dataset VARCHAR, month DATE, town VARCHAR);
CREATE TABLE IF NOT EXISTS linked.household (household_id VARCHAR, town VARCHAR);
CREATE TABLE IF NOT EXISTS linked.as_of (month VARCHAR, back INTEGER, inputs VARCHAR);
CREATE TABLE IF NOT EXISTS linked.measured (month VARCHAR, least_pairs VARCHAR);
