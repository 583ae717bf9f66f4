-- Leads by town and grade of the last run before this month.
-- One row a town and grade. Reads leads.event.
SELECT event.town, event.grade, count(*) AS leads
FROM leads.event AS event
WHERE event.kind IN ('issued', 'carried', 'escalated')
    AND event.run_no = (
        SELECT max(run_no) FROM leads.event
        WHERE kind = 'run' AND run_month = (SELECT max(run_month) FROM leads.event WHERE kind = 'run' AND run_month < $month)
    )
GROUP BY event.town, event.grade
ORDER BY event.town, event.grade
