-- Households with a student past compulsory schooling who has had no aid in the school year; judged from December on, when autumn's is paid.
-- One row a household; `stage` is theirs; persons are they; only where files tell of aid. Reads linked.living, linked.household, linked.student,
-- linked.span, linked.received_month, linked.part, linked.pending.
WITH school_year AS (
    SELECT span.month, span.back
    FROM linked.span AS span
    JOIN linked.span AS now ON now.back = 0
    WHERE span.back <= (month(now.month) + 3) % 12 AND (month(now.month) >= 12 OR month(now.month) <= 8)
),
came AS (
    SELECT received.town, received.back
    FROM linked.received_month AS received
    JOIN school_year ON school_year.back = received.back
    WHERE received.dataset = 'student'
),
enough AS (
    SELECT town FROM came GROUP BY town HAVING count(*) >= $least_months
),
seen AS (
    SELECT
        living.household_id, living.person_id, min(CASE WHEN student.aid = 0 AND coalesce(part.absent, '') NOT LIKE '%"aid"%' THEN 1 ELSE 0 END) AS unaided,
        max(CASE WHEN school_year.back = 0 AND student.status = '在读' AND student.stage IN ('高中', '中职', '高职', '本科') THEN student.stage END) AS stage
    FROM linked.living AS living
    JOIN linked.household AS household ON household.household_id = living.household_id
    JOIN enough ON enough.town = household.town
    JOIN linked.student AS student ON student.person_id = living.person_id
    JOIN school_year ON school_year.month = student.month
    JOIN came ON came.town = household.town AND came.back = school_year.back
    JOIN linked.part AS part ON part.part_id = student.part_id
    WHERE NOT EXISTS (
        SELECT 1
        FROM linked.pending AS pending
        JOIN school_year AS of_year ON of_year.month = pending.month
        JOIN came AS of_month ON of_month.back = of_year.back
        WHERE pending.person_id = living.person_id AND pending.dataset = 'student' AND of_month.town = household.town
    )
    GROUP BY living.household_id, living.person_id
),
stages AS (
    SELECT household_id, string_agg(stage, '、' ORDER BY stage) AS stage
    FROM (SELECT DISTINCT household_id, stage FROM seen WHERE unaided = 1 AND stage IS NOT NULL) AS each
    GROUP BY household_id
)
SELECT
    seen.household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    count(*) AS "count",
    max(stages.stage) AS stage,
    string_agg(CAST(seen.person_id AS VARCHAR), ';' ORDER BY seen.person_id) AS persons
FROM seen
JOIN stages ON stages.household_id = seen.household_id
WHERE seen.unaided = 1 AND seen.stage IS NOT NULL
GROUP BY seen.household_id
ORDER BY seen.household_id
