-- What had been issued by then: of a month that was run again since, what it had issued before.
-- One row a signal. Reads leads.issued, leads.issued_aside and leads.seen of the workspace.
CREATE TABLE leads.issued AS
WITH next_runs AS (
    SELECT month, min(seen_no) AS seen_no FROM store.leads.seen WHERE seen_no > $seen_no GROUP BY month
)
SELECT issued.*
FROM store.leads.issued AS issued
WHERE issued.run_month NOT IN (SELECT month FROM next_runs)
UNION ALL
SELECT
    aside.run_month, aside.month, aside.town, aside.village, aside.household_id, aside.indicator, aside.value, aside.baseline,
    aside.threshold, aside.joined_by, aside.grade
FROM store.leads.issued_aside AS aside
JOIN next_runs ON next_runs.month = aside.run_month AND next_runs.seen_no = aside.until_seen
