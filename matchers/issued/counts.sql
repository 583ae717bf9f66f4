-- Leads of a run by grade, those it carried on too.
-- One row a grade. Reads leads.event.
SELECT grade, count(*) AS leads
FROM leads.event
WHERE kind IN ('issued', 'carried', 'escalated') AND month = run_month
    AND run_no = (SELECT max(run_no) FROM leads.event WHERE kind = 'run' AND run_month = $month)
GROUP BY grade
ORDER BY grade DESC
