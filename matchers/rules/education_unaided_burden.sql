-- Households that pay much for students past compulsory schooling, none of whom has aid.
-- One row a household. Reads linked.usual, linked.member, linked.student, linked.span, linked.household_month; yuan.
WITH upper_stage AS (
    SELECT member.household_id, max(student.aid) AS most_aid
    FROM linked.member AS member
    JOIN linked.student AS student ON student.person_id = member.person_id
    JOIN linked.span AS span ON span.month = student.month AND span.back <= 11
    WHERE student.stage IN ('高中', '中职', '高职', '本科')
    GROUP BY member.household_id
)
SELECT
    usual.household_id,
    usual.education_of_year AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST($floor_yuan AS DECIMAL(14,2)) AS threshold
FROM linked.usual AS usual
JOIN upper_stage ON upper_stage.household_id = usual.household_id
WHERE usual.education_of_year >= $floor_yuan AND upper_stage.most_aid = 0
ORDER BY usual.household_id
