-- name: received_month
-- Which datasets were received for the month and the two years before it, town by town.
-- One row a town, month of the span and dataset. Reads linked.household, linked.span, linked.received.
CREATE OR REPLACE TABLE linked.received_month AS
SELECT DISTINCT place.town, span.month, span.back, received.dataset
FROM (SELECT DISTINCT town FROM linked.household) AS place
CROSS JOIN linked.span AS span
JOIN linked.received AS received ON received.month = span.month AND received.town IN ('', place.town);

-- name: household_month
-- The same of the two years up to the month measured.
-- One row a household and month of the span; back = 0 is the month itself. Reads linked.spent_month, linked.span.
CREATE OR REPLACE VIEW linked.household_month AS
SELECT
    spent.home, spent.month, span.back, spent.medical_self_pay, spent.education_cost, spent.rigid_expenditure, spent.wages, spent.assistance,
    spent.income
FROM linked.spent_month AS spent
JOIN linked.span AS span ON span.month = spent.month;

-- name: usual
-- A household's own baseline in the month measured.
-- One row a household. Reads linked.usual_of, linked.span.
CREATE OR REPLACE VIEW linked.usual AS
SELECT
    own.household_id, own.home, own.rigid_now, own.rigid_sum, own.rigid_count, own.rigid_last_year, own.rigid_of_year, own.rigid_months,
    own.medical_now, own.medical_of_year, own.education_of_year, own.income_now, own.income_sum, own.income_count, own.income_last_year
FROM linked.usual_of AS own
JOIN linked.span AS span ON span.month = own.month AND span.back = 0;

-- name: annual_income
-- Net income a person a year as of the month measured.
-- One row a household whose last year's income is known. Reads linked.annual_income_of, linked.span.
CREATE OR REPLACE VIEW linked.annual_income AS
SELECT own.household_id, own.size, own.rigid_of_year, own.income_total, own.disposable_total, own.people_months
FROM linked.annual_income_of AS own
JOIN linked.span AS span ON span.month = own.month AND span.back = 0;

-- name: bill
-- Bills of the two years up to the month measured, with their class of care: inpatient, chronic (门诊慢特病 and the like, which is outpatient too),
-- outpatient, or '' where nothing tells. `tells_aid` is whether the file has a column of 医疗救助.
-- One row a bill; back = 0 is the month itself; yuan. Reads linked.settlement, linked.span, linked.part.
CREATE OR REPLACE VIEW linked.bill AS
SELECT
    bill.person_id, span.back, bill.self_pay, bill.medical_aid, coalesce(part.absent, '') NOT LIKE '%"medical_aid"%' AS tells_aid,
    CASE
        WHEN bill.care_type LIKE '%住院%' THEN 'inpatient'
        WHEN bill.care_type LIKE '%慢特病%' OR bill.care_type LIKE '%门慢%' OR bill.care_type LIKE '%门特%' OR bill.care_type LIKE '%慢性病%'
            OR bill.care_type LIKE '%特殊病%' THEN 'chronic'
        WHEN bill.care_type LIKE '%门诊%' OR bill.care_type LIKE '%购药%' THEN 'outpatient'
        ELSE ''
    END AS care
FROM linked.settlement AS bill
JOIN linked.span AS span ON span.month = bill.month
JOIN linked.part AS part ON part.part_id = bill.part_id;

-- name: covered
-- Households of which a living member has 低保 or 特困供养 in the month.
-- One row a household. Reads linked.living, linked.assistance, linked.span.
CREATE OR REPLACE VIEW linked.covered AS
SELECT DISTINCT living.household_id
FROM linked.living AS living
JOIN linked.assistance AS benefit ON benefit.person_id = living.person_id AND benefit.status = '享受' AND benefit.kind IN ('低保', '特困供养')
JOIN linked.span AS span ON span.month = benefit.month AND span.back = 0;

-- name: severe
-- Persons who are severely disabled (民发〔2019〕62号) by a card in force this month.
-- One row a person. Reads linked.disability, linked.span.
CREATE OR REPLACE VIEW linked.severe AS
SELECT DISTINCT card.person_id
FROM linked.disability AS card
JOIN linked.span AS span ON span.month = card.month AND span.back = 0
WHERE card.status = '有效' AND (card.grade IN ('一级', '二级') OR (card.grade IN ('三级', '四级') AND card.kind IN ('智力', '精神')));

-- name: came_before
-- The last month before that of which a dataset came, at most six back, and the first day on which what is new since may have begun.
-- One row a town and dataset ever received; `back` is null where nothing came before. Reads linked.household, linked.received,
-- linked.received_month, linked.span.
CREATE OR REPLACE TABLE linked.came_before AS
SELECT place.town, named.dataset, came.back, since.month AS since
FROM (SELECT DISTINCT town FROM linked.household) AS place
CROSS JOIN (SELECT DISTINCT dataset FROM linked.received) AS named
-- LEFT: nothing may have come before
LEFT JOIN (
    SELECT town, dataset, min(back) AS back FROM linked.received_month WHERE back BETWEEN 1 AND 6 GROUP BY town, dataset
) AS came ON came.town = place.town AND came.dataset = named.dataset
JOIN linked.span AS since ON since.back = CASE WHEN came.back IS NULL THEN 0 WHEN came.back = 1 THEN 2 ELSE came.back - 1 END;

-- name: living
-- Members who live at the end of the month, with their age then and on 1 September of the school year.
-- One row a member; ages are null where no number proves a birth date. Reads linked.member, linked.death.
CREATE OR REPLACE TABLE linked.living AS
SELECT
    household_id, person_id, labour, birth,
    year(CAST($month_end AS DATE)) - year(birth)
        - CASE WHEN month(CAST($month_end AS DATE)) * 100 + day(CAST($month_end AS DATE)) < month(birth) * 100 + day(birth) THEN 1 ELSE 0 END AS age,
    year(CAST($school_start AS DATE)) - year(birth)
        - CASE WHEN month(CAST($school_start AS DATE)) * 100 + day(CAST($school_start AS DATE)) < month(birth) * 100 + day(birth) THEN 1 ELSE 0 END AS school_age
FROM linked.member
WHERE NOT EXISTS (SELECT 1 FROM linked.death AS death WHERE death.person_id = member.person_id AND death.died_on <= $month_end);

-- name: measured
-- The month whose measures linked.* holds, and the parameter they depend on.
-- One row, or none after linking. Reads linked.measured.
SELECT month, least_pairs FROM linked.measured;

-- name: known
-- The folder month as of which linked.* stands, up to which months may be measured.
-- One row, or none before the first linking. Reads linked.as_of.
SELECT month FROM linked.as_of;

-- name: reached
-- The months of linked.spent_month.
-- One row. Reads linked.reach.
SELECT CAST(min(month) AS DATE) AS first_month, CAST(max(month) AS DATE) AS last_month FROM linked.reach;

-- name: households
-- Households of the month, as lists show them; columns as in matchers.records.signals.Household.
-- One row a household. Reads linked.household.
SELECT
    household_id, town, village, coalesce("group", '') AS "group", householder, coalesce(householder_number, '') AS householder_number,
    coalesce(phone, '') AS phone, coalesce(household_type, '') AS household_type, CAST(size AS INTEGER) AS size,
    coalesce(risk_cleared, '') AS risk_cleared
FROM linked.household
ORDER BY household_id;

-- name: received
-- What came for the month and the months before it.
-- One row a town, month and dataset. Reads linked.received_month.
SELECT town, back, dataset
FROM linked.received_month
ORDER BY town, back, dataset;

-- name: shrunk
-- Extracts of the last months that shrank, but those that the bureau knows to be whole.
-- One row a dataset, month and town ('': the county's). Reads linked.shrunk, linked.doubted, linked.span.
SELECT shrunk.dataset, shrunk.month, shrunk.town, shrunk.row_count, shrunk.usual, shrunk.is_stated
FROM linked.shrunk AS shrunk
JOIN linked.span AS span ON span.month = shrunk.month AND span.back <= $back
WHERE NOT EXISTS (
    SELECT 1 FROM linked.doubted AS doubted
    WHERE doubted.dataset = shrunk.dataset AND doubted.month = shrunk.month AND doubted.town = shrunk.town AND doubted.is_accepted
)
ORDER BY shrunk.dataset, shrunk.month, shrunk.town;

-- name: towns
-- Towns of the roster.
-- One row a town. Reads linked.household.
SELECT DISTINCT town FROM linked.household ORDER BY town;
