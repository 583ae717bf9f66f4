-- name: cases
-- Households newly struck in the month and each of the twelve before it, by what strikes them: a job lost (as employment.job_loss), a
-- disaster that damaged the house or cost something, an industry that begins to fail.
-- One row a kind, household and months back. Reads linked.member, linked.household, linked.employment, linked.disaster, linked.industry,
-- linked.span, linked.received_month.
WITH known AS (
    SELECT now.town, now.dataset, now.back
    FROM linked.received_month AS now
    JOIN linked.received_month AS before ON before.town = now.town AND before.dataset = now.dataset AND before.back = now.back + 1
    WHERE now.back <= 12
),
jobless AS (
    SELECT DISTINCT person_id FROM linked.employment WHERE status IN ('失业', '返乡未就业')
),
jobs AS (
    SELECT
        employment.person_id, span.back,
        max(CASE WHEN employment.status IN ('务工', '公益性岗位', '灵活就业') THEN 1 ELSE 0 END) AS works,
        max(CASE WHEN employment.status IN ('失业', '返乡未就业') THEN 1 ELSE 0 END) AS lost
    FROM linked.employment AS employment
    JOIN jobless ON jobless.person_id = employment.person_id  -- others have lost none
    JOIN linked.span AS span ON span.month = employment.month
    WHERE span.back <= 13
    GROUP BY employment.person_id, span.back
),
in_trouble AS (
    SELECT DISTINCT person_id FROM linked.industry WHERE status IN ('受灾', '疫病', '亏损', '滞销', '停产', '解散')
),
failing AS (
    SELECT
        industry.person_id, industry.project, span.back,
        max(CASE WHEN industry.status IN ('受灾', '疫病', '亏损', '滞销', '停产', '解散') THEN 1 ELSE 0 END) AS fails
    FROM linked.industry AS industry
    JOIN in_trouble ON in_trouble.person_id = industry.person_id
    JOIN linked.span AS span ON span.month = industry.month
    WHERE span.back <= 13
    GROUP BY industry.person_id, industry.project, span.back
),
struck AS (
    SELECT '就业' AS kind, 'employment' AS dataset, now.person_id, now.back
    FROM jobs AS now
    JOIN jobs AS before ON before.person_id = now.person_id AND before.back = now.back + 1 AND before.works = 1
    WHERE now.works = 0 AND now.lost = 1
    UNION ALL
    SELECT '灾害' AS kind, 'disaster' AS dataset, disaster.person_id, span.back
    FROM linked.disaster AS disaster
    JOIN linked.span AS span ON disaster.happened_on >= span.month AND disaster.happened_on < span.month + INTERVAL 1 MONTH
    WHERE coalesce(disaster.house_damage, '无') <> '无' OR disaster.loss > coalesce(disaster.aid, 0) + coalesce(disaster.insurance_paid, 0)
    UNION ALL
    SELECT '产业' AS kind, 'industry' AS dataset, now.person_id, now.back
    FROM failing AS now
    JOIN failing AS before ON before.person_id = now.person_id AND before.project = now.project AND before.back = now.back + 1 AND before.fails = 0
    WHERE now.fails = 1
)
SELECT DISTINCT struck.kind, household.town, household.village, household.household_id, CAST(struck.back AS INTEGER) AS back
FROM struck
JOIN linked.member AS member ON member.person_id = struck.person_id
JOIN linked.household AS household ON household.household_id = member.household_id
WHERE struck.back <= 12
    AND (struck.dataset = 'disaster' OR EXISTS (SELECT 1 FROM known WHERE known.town = household.town AND known.dataset = struck.dataset AND known.back = struck.back))
ORDER BY struck.kind, household.town, household.village, household.household_id, back;

-- name: known
-- For which months each kind of blow is known: two extracts in a row for what begins; the ledger of a month, or a later one that still
-- tells of it (a ledger holds its year), for disasters.
-- One row a kind, town and months back. Reads linked.received_month, linked.span.
SELECT kinds.kind, now.town, CAST(now.back AS INTEGER) AS back
FROM (SELECT '就业' AS kind, 'employment' AS dataset UNION ALL SELECT '产业' AS kind, 'industry' AS dataset) AS kinds
JOIN linked.received_month AS now ON now.dataset = kinds.dataset AND now.back <= 12
JOIN linked.received_month AS before ON before.town = now.town AND before.dataset = now.dataset AND before.back = now.back + 1
UNION
SELECT '灾害' AS kind, ledger.town, CAST(span.back AS INTEGER) AS back
FROM linked.received_month AS ledger
JOIN linked.span AS span ON span.back >= ledger.back AND year(span.month) = year(ledger.month)
WHERE ledger.dataset = 'disaster' AND span.back <= 12
ORDER BY kind, town, back;

-- name: places
-- Households of each village.
-- One row a village. Reads linked.household.
SELECT town, village, CAST(count(*) AS INTEGER) AS households FROM linked.household GROUP BY town, village ORDER BY town, village;
