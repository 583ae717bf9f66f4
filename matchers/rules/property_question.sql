-- Households that have consented to being looked up and own what is to be asked about, where they are monitored, under the line, or have
-- applied themselves. A question, never a verdict.
-- One row a household; value is how many kinds, `items` which; persons are the owners. Reads linked.household, linked.member,
-- linked.property, linked.business, linked.received_month, linked.span, linked.monitored_kind, linked.holding.
WITH owned AS (
    SELECT owned.person_id, owned.kind
    FROM linked.property AS owned
    JOIN linked.span AS span ON span.month = owned.month AND span.back = 0
    UNION
    SELECT business.person_id, '企业' || business.role
    FROM linked.business AS business
    JOIN linked.span AS span ON span.month = business.month AND span.back = 0
    JOIN linked.member AS member ON member.person_id = business.person_id
    JOIN linked.household AS household ON household.household_id = member.household_id
    JOIN linked.received_month AS received ON received.town = household.town AND received.dataset = 'business' AND received.back = 0
    WHERE business.kind = '企业' AND business.status = '存续' AND business.role IN ('法定代表人', '股东')
),
asked AS (
    SELECT household.household_id
    FROM linked.household AS household
    -- LEFT: most kinds of household are not monitored
    LEFT JOIN linked.monitored_kind AS monitored ON monitored.kind = household.household_type
    WHERE household.has_consented AND (
        (monitored.kind IS NOT NULL AND coalesce(household.risk_cleared, '') <> '是')
        OR EXISTS (
            SELECT 1 FROM linked.holding AS holding
            WHERE holding.household_id = household.household_id AND holding.indicator IN ('income.below_line', 'self_report.filed')
        )
    )
),
found AS (
    SELECT DISTINCT asked.household_id, owned.kind
    FROM asked
    JOIN linked.member AS member ON member.household_id = asked.household_id
    JOIN owned ON owned.person_id = member.person_id
),
owners AS (
    SELECT member.household_id, string_agg(DISTINCT CAST(member.person_id AS VARCHAR), ';' ORDER BY CAST(member.person_id AS VARCHAR)) AS persons
    FROM linked.member AS member
    JOIN owned ON owned.person_id = member.person_id
    GROUP BY member.household_id
)
SELECT
    found.household_id,
    CAST(count(*) AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    string_agg(found.kind, '、' ORDER BY found.kind) AS items,
    max(owners.persons) AS persons
FROM found
JOIN owners ON owners.household_id = found.household_id
GROUP BY found.household_id
ORDER BY found.household_id
