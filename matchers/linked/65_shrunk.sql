-- Extracts of the whole county that shrank below a share of what they usually hold: absence from them proves nothing.
-- One row a dataset and month. Usual is the mean of up to six months before, at least three, of those that came since
-- $first_counted. Rows count once however often they were sent again, as whoever they were found to be. Reads linked.part,
-- linked.part_town, linked.replaced, linked.identity_person, intake.part, intake.enrolment, .student, .employment.
CREATE OR REPLACE TABLE linked.shrunk AS
WITH counting AS (
    SELECT
        part.part_id, part.dataset, part.month, stored.stored,
        count(*) OVER (PARTITION BY part.dataset, part.month) AS part_count
    FROM linked.part AS part
    JOIN intake.part AS stored ON stored.part_id = part.part_id
    WHERE part.dataset IN ('enrolment', 'student', 'employment') AND part.month >= $first_counted
        AND NOT EXISTS (SELECT 1 FROM linked.replaced AS replaced WHERE replaced.part_id = part.part_id AND replaced.town = '')
),
written AS (
    SELECT part_id, identity_id, coalesce(scheme, '') AS at_place FROM intake.enrolment WHERE month >= $first_counted
    UNION ALL
    SELECT part_id, identity_id, coalesce(school, '') FROM intake.student WHERE month >= $first_counted
    UNION ALL
    SELECT part_id, identity_id, coalesce(employer, '') FROM intake.employment WHERE month >= $first_counted
),
in_force AS (
    SELECT DISTINCT counting.dataset, counting.month, coalesce(found.person_id, -written.identity_id) AS who, written.at_place
    FROM counting
    JOIN written ON written.part_id = counting.part_id
    -- LEFT: outsiders are found nowhere, and are who they are written to be
    LEFT JOIN linked.identity_person AS found ON found.identity_id = written.identity_id
    WHERE counting.part_count > 1
),
sizes AS (
    SELECT dataset, month, CAST(sum(row_count) AS BIGINT) AS row_count
    FROM (
        SELECT dataset, month, CASE WHEN part_count = 1 THEN stored ELSE 0 END AS row_count FROM counting
        UNION ALL
        SELECT dataset, month, count(*) FROM in_force GROUP BY dataset, month
    ) AS counted
    GROUP BY dataset, month
),
compared AS (
    SELECT
        dataset, month, row_count,
        sum(row_count) OVER (PARTITION BY dataset ORDER BY month ROWS BETWEEN 6 PRECEDING AND 1 PRECEDING) AS rows_before,
        count(*) OVER (PARTITION BY dataset ORDER BY month ROWS BETWEEN 6 PRECEDING AND 1 PRECEDING) AS months_before
    FROM sizes
)
SELECT dataset, month, row_count, CAST(rows_before / months_before AS BIGINT) AS usual
FROM compared
WHERE months_before >= 3 AND row_count * months_before < $whole_share * rows_before
    AND NOT EXISTS (
        SELECT 1 FROM linked.part AS part JOIN linked.part_town AS named ON named.part_id = part.part_id
        WHERE part.dataset = compared.dataset AND part.month = compared.month AND named.town <> ''
    )
