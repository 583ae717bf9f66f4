-- linked.* is made anew by every run: what an older version left of it has other columns. Empty tables, so that a status can be
-- asked for before the next run.
DROP SCHEMA IF EXISTS linked CASCADE;
CREATE SCHEMA linked;
CREATE TABLE linked.part (
    part_id INTEGER, dataset VARCHAR, month DATE, label VARCHAR, path VARCHAR, sheet VARCHAR, folder DATE, order_no BIGINT, replaces BOOLEAN
);
CREATE TABLE linked.identity_person (identity_id INTEGER, person_id BIGINT, joined_by VARCHAR);
CREATE TABLE linked.candidate (identity_id BIGINT, person_id BIGINT, reason VARCHAR);
CREATE TABLE linked.shrunk (dataset VARCHAR, month DATE, row_count BIGINT, usual BIGINT);
CREATE TABLE linked.span (month DATE, back BIGINT);
CREATE TABLE linked.received (dataset VARCHAR, month DATE, town VARCHAR);
CREATE TABLE linked.household (household_id VARCHAR, town VARCHAR, household_type VARCHAR);
CREATE TABLE linked.as_of (month VARCHAR, back INTEGER, inputs VARCHAR);
CREATE TABLE linked.measured (month VARCHAR, least_pairs VARCHAR);
