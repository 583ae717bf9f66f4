-- name: no_signals
-- What counties' runs of a month flagged.
-- One row a county, household and indicator.
CREATE OR REPLACE TABLE province.signal (county VARCHAR, town VARCHAR, household_id VARCHAR, indicator VARCHAR);

-- name: signals
-- A county's signals of the month itself, as its outbox has them; no names stand in it.
-- One row a household (or village) and indicator. Reads signals.csv.
INSERT INTO province.signal
SELECT $code, town, coalesce(nullif(household_id, ''), village), indicator
FROM read_csv($path, all_varchar = TRUE, header = TRUE, delim = ',', quote = '"', escape = '"')
WHERE month = $month;

-- name: no_leads
-- Every lead that counties ever issued, in the state in which their newest list has it.
-- One row a county and lead.
CREATE OR REPLACE TABLE province.lead (county VARCHAR, town VARCHAR, household_id VARCHAR, grade VARCHAR, issued_in VARCHAR, state VARCHAR, outcome VARCHAR);

-- name: leads
-- A county's leads, as its outbox has them.
-- One row a lead. Reads ledger.csv.
INSERT INTO province.lead
SELECT $code, town, coalesce(household_id, ''), grade, issued_in, state, coalesce(outcome, '')
FROM read_csv($path, all_varchar = TRUE, header = TRUE, delim = ',', quote = '"', escape = '"')
WHERE coalesce(joined_to, '') = '';

-- name: twice
-- Leads of households that count in another county: sums over counties leave them out.
-- One row a county and lead. Reads province.lead, province.counts_elsewhere.
CREATE OR REPLACE TABLE province.lead_twice AS
SELECT lead.*
FROM province.lead AS lead
JOIN province.counts_elsewhere AS elsewhere ON elsewhere.month = $month AND elsewhere.county = lead.county AND elsewhere.household_id = lead.household_id;

-- name: by_county
-- How far each county is: leads of this month by grade, and of all that were ever issued those waiting, overdue, answered, found true.
-- One row a county. Reads {leads}: province.lead, province.lead_twice.
SELECT
    county,
    CAST(sum(CASE WHEN issued_in = $month AND grade = 'red' THEN 1 ELSE 0 END) AS BIGINT) AS red,
    CAST(sum(CASE WHEN issued_in = $month AND grade = 'yellow' THEN 1 ELSE 0 END) AS BIGINT) AS yellow,
    CAST(sum(CASE WHEN issued_in = $month AND grade = 'green' THEN 1 ELSE 0 END) AS BIGINT) AS green,
    count(*) AS issued,
    CAST(sum(CASE WHEN state = $overdue THEN 1 ELSE 0 END) AS BIGINT) AS overdue,
    CAST(sum(CASE WHEN outcome <> '' THEN 1 ELSE 0 END) AS BIGINT) AS answered,
    CAST(sum(CASE WHEN outcome LIKE $true THEN 1 ELSE 0 END) AS BIGINT) AS true_ones
FROM {leads}
GROUP BY county
ORDER BY county;

-- name: by_town
-- Where in the counties they stay away: leads ever issued, overdue, answered.
-- One row a county and town. Reads province.lead.
SELECT
    county, town, count(*) AS issued,
    CAST(sum(CASE WHEN state = $overdue THEN 1 ELSE 0 END) AS BIGINT) AS overdue,
    CAST(sum(CASE WHEN outcome <> '' THEN 1 ELSE 0 END) AS BIGINT) AS answered
FROM province.lead
GROUP BY county, town
ORDER BY county, town;

-- name: by_class
-- How many households each county has of each kind of reason this month.
-- One row a county and kind. Reads province.signal.
SELECT county, split_part(indicator, '.', 1) AS kind, count(DISTINCT household_id) AS households
FROM province.signal
GROUP BY county, split_part(indicator, '.', 1)
ORDER BY county, kind;
