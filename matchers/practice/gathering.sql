-- name: people
-- Members of the households asked for, with what this month's and the year's extracts say of each, yuan.
-- One row a household and member, the householder first. Reads linked.asked_for, linked.member, linked.living, linked.employment,
-- linked.assistance, linked.student, linked.enrolment, linked.amount, linked.span.
WITH job AS (
    SELECT person_id, string_agg(status, '、' ORDER BY status) AS work
    FROM (
        SELECT DISTINCT employment.person_id, employment.status
        FROM linked.employment AS employment
        JOIN linked.span AS span ON span.month = employment.month AND span.back = 0
    ) AS each
    GROUP BY person_id
),
benefit AS (
    SELECT person_id, string_agg(kind, '、' ORDER BY kind) AS benefits
    FROM (
        SELECT DISTINCT assistance.person_id, assistance.kind
        FROM linked.assistance AS assistance
        JOIN linked.span AS span ON span.month = assistance.month AND span.back = 0
        WHERE assistance.status = '享受'
    ) AS each
    GROUP BY person_id
),
study AS (
    SELECT person_id, string_agg(studies, '、' ORDER BY studies) AS study
    FROM (
        SELECT DISTINCT student.person_id, student.stage || coalesce(student.status, '') AS studies
        FROM linked.student AS student
        JOIN linked.span AS span ON span.month = student.month AND span.back = 0
    ) AS each
    GROUP BY person_id
),
insured AS (
    SELECT DISTINCT enrolment.person_id
    FROM linked.enrolment AS enrolment
    JOIN linked.span AS span ON span.month = enrolment.month AND span.back = 0
    WHERE enrolment.status = '正常参保'
),
money AS (
    SELECT
        amount.person_id,
        CAST(sum(CASE WHEN amount.measure = 'wages' THEN amount.yuan ELSE 0 END) AS DECIMAL(14,2)) AS wages,
        CAST(sum(CASE WHEN amount.measure = 'assistance' THEN amount.yuan ELSE 0 END) AS DECIMAL(14,2)) AS assistance,
        CAST(sum(CASE WHEN amount.measure = 'medical_self_pay' THEN amount.yuan ELSE 0 END) AS DECIMAL(14,2)) AS medical_self_pay,
        CAST(sum(CASE WHEN amount.measure = 'education_cost' THEN amount.yuan ELSE 0 END) AS DECIMAL(14,2)) AS education_cost
    FROM linked.amount AS amount
    JOIN linked.span AS span ON span.month = amount.month AND span.back <= 11
    GROUP BY amount.person_id
)
SELECT
    member.household_id, member.name, coalesce(member.relation, '') AS relation, living.age, coalesce(member.labour, '') AS labour,
    living.person_id IS NOT NULL AS lives, coalesce(job.work, '') AS work, coalesce(study.study, '') AS study, coalesce(benefit.benefits, '') AS benefits,
    insured.person_id IS NOT NULL AS is_insured, coalesce(money.wages, 0) AS wages, coalesce(money.assistance, 0) AS assistance,
    coalesce(money.medical_self_pay, 0) AS medical_self_pay, coalesce(money.education_cost, 0) AS education_cost
FROM linked.asked_for AS asked
JOIN linked.member AS member ON member.household_id = asked.household_id
-- LEFT: the dead are told too
LEFT JOIN linked.living AS living ON living.household_id = member.household_id AND living.person_id = member.person_id
-- LEFT, and all below: nobody has a row in every extract
LEFT JOIN job ON job.person_id = member.person_id
LEFT JOIN benefit ON benefit.person_id = member.person_id
LEFT JOIN study ON study.person_id = member.person_id
LEFT JOIN insured ON insured.person_id = member.person_id
LEFT JOIN money ON money.person_id = member.person_id
ORDER BY member.household_id, CASE WHEN member.relation = '户主' THEN 0 ELSE 1 END, member.part_id, member."row", member.person_id;

-- name: came
-- Extracts that came for the month.
-- One row a town and dataset. Reads linked.received_month.
SELECT town, dataset FROM linked.received_month WHERE back = 0 ORDER BY town, dataset;

-- name: grids
-- Households and who keeps their grid, as the householder's row has it.
-- One row a household. Reads linked.household, intake.roster.
SELECT household.town, household.village, coalesce(max(roster.grid_keeper), '') AS keeper, household.household_id
FROM linked.household AS household
JOIN intake.roster AS roster ON roster.part_id = household.part_id AND roster."row" = household."row" AND roster.household_id = household.household_id
GROUP BY household.town, household.village, household.household_id
ORDER BY household.town, keeper, household.village, household.household_id;

-- name: visited
-- Households in which somebody was visited in the month, whether or not anything was found.
-- One row a household. Reads intake.visit, linked.found, linked.member, linked.span.
SELECT DISTINCT member.household_id
FROM intake.visit AS visit
JOIN linked.found AS found ON found.identity_id = visit.identity_id
JOIN linked.member AS member ON member.person_id = found.person_id
JOIN linked.span AS span ON span.back = 0 AND visit.visited_on >= span.month AND visit.visited_on < span.month + INTERVAL 1 MONTH
ORDER BY member.household_id;

-- name: work
-- Whoever worked in the year: months known to be at work, where last, at work this month.
-- One row a worker. Reads linked.employment, intake.employment, linked.member, linked.household, linked.span.
WITH worked AS (
    SELECT
        employment.person_id, span.back, written.employer, written.place,
        row_number() OVER (PARTITION BY employment.person_id ORDER BY span.back, employment.part_id, employment."row") AS nth
    FROM linked.employment AS employment
    JOIN linked.span AS span ON span.month = employment.month AND span.back <= 11
    JOIN intake.employment AS written
        ON written.part_id = employment.part_id AND written."row" = employment."row" AND written.identity_id = employment.identity_id
    WHERE employment.status IN ('务工', '公益性岗位', '灵活就业')
),
summed AS (
    SELECT
        person_id, CAST(count(DISTINCT back) AS INTEGER) AS months, min(back) = 0 AS works_now,
        max(CASE WHEN nth = 1 THEN employer END) AS employer, max(CASE WHEN nth = 1 THEN place END) AS place
    FROM worked
    GROUP BY person_id
)
SELECT
    household.town, household.village, household.household_id, household.household_type, member.name, summed.months, summed.works_now,
    coalesce(summed.employer, '') AS employer, coalesce(summed.place, '') AS place
FROM summed
JOIN linked.member AS member ON member.person_id = summed.person_id
JOIN linked.household AS household ON household.household_id = member.household_id
WHERE coalesce(household.household_type, '') <> '一般农户'
ORDER BY household.town, household.village, household.household_id, member.person_id;
