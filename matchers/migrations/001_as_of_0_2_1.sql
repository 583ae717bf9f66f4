-- What version 0.2.1 kept, in a new file or in one that it made.
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
-- One row a thing that a run did to a lead, with the columns of its list as JSON. Only ever added to: a month that is run again
-- adds a batch of its own, opened by a row of kind 'run', and the last batch of a run month is the one in force.
CREATE TABLE IF NOT EXISTS leads.event (
    run_no INTEGER, run_month DATE, kind VARCHAR, lead_id VARCHAR, month DATE, town VARCHAR, village VARCHAR, household_id VARCHAR,
    grade VARCHAR, indicators VARCHAR, sources VARCHAR, reason VARCHAR, first_month DATE, months_running INTEGER, issued_on DATE,
    due_on DATE, continues VARCHAR, cells VARCHAR
);
-- One row a signal that a run did not ask a town about, as the town had found it untrue not long ago.
CREATE TABLE IF NOT EXISTS leads.silenced (
    run_no INTEGER, run_month DATE, month DATE, town VARCHAR, village VARCHAR, household_id VARCHAR, indicator VARCHAR, reason VARCHAR,
    lead_id VARCHAR, until DATE
);
-- One row a file of returns/ that was read, whatever became of it; of known bytes only the new place is noted.
CREATE TABLE IF NOT EXISTS leads.returned_file (
    folder DATE, path VARCHAR, sha256 VARCHAR, size BIGINT, mtime BIGINT, kind VARCHAR, note VARCHAR, after_run INTEGER
);
-- One row a sheet of a town's list that came back; town and list_month are what the workbook's own marks say.
CREATE TABLE IF NOT EXISTS leads.returned_sheet (
    sha256 VARCHAR, member VARCHAR, sheet VARCHAR, label VARCHAR, town VARCHAR, list_month VARCHAR, rows_read INTEGER
);
-- One row a row of such a sheet, as filled in; whether it counts is derived from all that came and all that was issued.
CREATE TABLE IF NOT EXISTS leads.returned_row (
    sha256 VARCHAR, member VARCHAR, sheet VARCHAR, "row" INTEGER, lead_id VARCHAR, sign VARCHAR, is_true VARCHAR, situation VARCHAR,
    measures VARCHAR, enrol VARCHAR, verified_by VARCHAR, verified_on DATE, is_blank BOOLEAN, fault VARCHAR, cells VARCHAR
);
-- One row a decision of the bureau on a household: to enrol it or not, to end its monitoring or not.
CREATE TABLE IF NOT EXISTS leads.decision (
    sha256 VARCHAR, sheet VARCHAR, "row" INTEGER, household_id VARCHAR, lead_id VARCHAR, kind VARCHAR, decided_on DATE, note VARCHAR
);
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
-- One row a migration that was run on this file.
CREATE TABLE IF NOT EXISTS intake.migration (number INTEGER, name VARCHAR);
-- One row: a digest of what datasets declare of their tables, for which those of this file stand.
CREATE TABLE IF NOT EXISTS intake.declared (digest VARCHAR);
