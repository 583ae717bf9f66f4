-- Leads by town and grade of the last run before this month.
-- One row a town and grade. Reads leads.issued.
SELECT town, grade, count(DISTINCT CASE WHEN household_id = '' THEN village ELSE household_id END) AS leads
FROM leads.issued
WHERE month = run_month AND run_month = (SELECT max(run_month) FROM leads.issued WHERE run_month < $month)
GROUP BY town, grade
ORDER BY town, grade
