-- One row a thing that a run did to a lead. Only ever added to: a month that is run again adds a batch of its own,
-- and the last batch of a run month is the one in force.
CREATE TABLE IF NOT EXISTS leads.event (
    run_no INTEGER, run_month DATE, on_date DATE, kind VARCHAR, lead_id VARCHAR, month DATE, town VARCHAR, village VARCHAR,
    household_id VARCHAR, grade VARCHAR, indicators VARCHAR, due_on DATE, first_month DATE, months_running INTEGER,
    continues VARCHAR, cells VARCHAR
);
-- One row a signal that a run did not ask a town about, because the town had found it untrue not long ago.
CREATE TABLE IF NOT EXISTS leads.silenced (
    run_no INTEGER, run_month DATE, month DATE, town VARCHAR, village VARCHAR, household_id VARCHAR, indicator VARCHAR,
    value DECIMAL(14,2), lead_id VARCHAR, value_then DECIMAL(14,2), until DATE
);
-- One row a file of returns/ that was read, whatever became of it; a copy of known bytes is noted, its rows are not read again.
CREATE TABLE IF NOT EXISTS leads.returned_file (
    file_id INTEGER, folder DATE, path VARCHAR, sha256 VARCHAR, size BIGINT, mtime BIGINT, kind VARCHAR, note VARCHAR, after_run INTEGER
);
-- One row a row of a town's list that came back, as written; whether it counts is derived from all that came and was issued.
CREATE TABLE IF NOT EXISTS leads.returned_row (
    sha256 VARCHAR, member VARCHAR, sheet VARCHAR, "row" INTEGER, town VARCHAR, list_month DATE, lead_id VARCHAR, checked BOOLEAN,
    is_true VARCHAR, situation VARCHAR, measures VARCHAR, enrol VARCHAR, verified_by VARCHAR, verified_on DATE, fault VARCHAR,
    cells VARCHAR
);
-- One row a decision of the bureau on a household: to enrol it or not, to end its monitoring or not.
CREATE TABLE IF NOT EXISTS leads.decision (
    sha256 VARCHAR, sheet VARCHAR, "row" INTEGER, household_id VARCHAR, lead_id VARCHAR, kind VARCHAR, decided_on DATE, note VARCHAR
);
