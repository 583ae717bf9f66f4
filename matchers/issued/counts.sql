-- Leads of a run's own month by grade.
-- One row a grade. Reads leads.issued.
SELECT grade, count(DISTINCT CASE WHEN household_id = '' THEN town || '|' || village ELSE household_id END) AS leads
FROM leads.issued
WHERE run_month = $month AND month = $month
GROUP BY grade
ORDER BY grade DESC
