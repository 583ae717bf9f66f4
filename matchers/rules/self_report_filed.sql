-- Households of which a member applied for help this month; the matter is that of the latest day.
-- One row a household; persons are the applicants. Reads linked.member, linked.self_report, linked.span.
WITH filed AS (
    SELECT
        member.household_id, member.person_id, report.reported_on, coalesce(report.matter, '没有写明') AS matter,
        max(report.reported_on) OVER (PARTITION BY member.household_id) AS latest_on
    FROM linked.member AS member
    JOIN linked.self_report AS report ON report.person_id = member.person_id
    JOIN linked.span AS span ON span.month = report.month AND span.back = 0
)
SELECT
    household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    max(reported_on) AS reported_on,
    string_agg(DISTINCT CASE WHEN reported_on = latest_on THEN matter END, '、' ORDER BY CASE WHEN reported_on = latest_on THEN matter END) AS matter,
    string_agg(DISTINCT CAST(person_id AS VARCHAR), ';' ORDER BY CAST(person_id AS VARCHAR)) AS persons
FROM filed
GROUP BY household_id
ORDER BY household_id
