-- Every row of the files that is a household member's, with what stands in the cells that count (first to fifth, see sources.py).
-- One row a source row and month of the span; amount is what it adds, yuan. Reads linked.settlement, .student, .employment,
-- .assistance, .enrolment, .house, .death, .self_report, .visit, linked.member, linked.span, linked.found,
-- linked.part, intake.part.
WITH counted AS (
    SELECT
        'settlement' AS dataset, person_id, month, part_id, "row", identity_id, self_pay AS amount,
        CAST(self_pay AS VARCHAR) AS c1, NULL AS c2, NULL AS c3, NULL AS c4, NULL AS c5
    FROM linked.settlement
    UNION ALL
    SELECT
        'student', person_id, month, part_id, "row", identity_id, greatest(tuition + boarding - aid, 0),
        CAST(tuition AS VARCHAR), CAST(boarding AS VARCHAR), CAST(aid AS VARCHAR), status, stage
    FROM linked.student
    UNION ALL
    SELECT 'employment', person_id, month, part_id, "row", identity_id, wage, CAST(wage AS VARCHAR), status, NULL, NULL, NULL
    FROM linked.employment
    UNION ALL
    SELECT
        'assistance', person_id, month, part_id, "row", identity_id, CASE WHEN status = '享受' THEN amount ELSE 0 END,
        CAST(amount AS VARCHAR), status, kind, NULL, NULL
    FROM linked.assistance
    UNION ALL
    SELECT 'enrolment', person_id, month, part_id, "row", identity_id, NULL, status, NULL, NULL, NULL, NULL FROM linked.enrolment
    UNION ALL
    SELECT 'house', person_id, month, part_id, "row", identity_id, NULL, grade, sole, renovation, NULL, NULL FROM linked.house
    UNION ALL
    SELECT 'death', person_id, month, part_id, "row", identity_id, NULL, CAST(died_on AS VARCHAR), NULL, NULL, NULL, NULL FROM linked.death
    UNION ALL
    SELECT 'self_report', person_id, month, part_id, "row", identity_id, NULL, CAST(reported_on AS VARCHAR), matter, NULL, NULL, NULL
    FROM linked.self_report
    UNION ALL
    SELECT 'visit', person_id, month, part_id, "row", identity_id, NULL, CAST(visited_on AS VARCHAR), problem, NULL, NULL, NULL
    FROM linked.visit
    WHERE has_found
)
SELECT
    counted.dataset, counted.person_id, counted.month, span.back, part.path, part.sheet, counted."row", found.joined_by, counted.amount,
    counted.c1, counted.c2, counted.c3, counted.c4, counted.c5, stored.placed, stored.header
FROM counted
JOIN linked.member AS member ON member.person_id = counted.person_id AND member.household_id = $household_id
JOIN linked.found AS found ON found.identity_id = counted.identity_id
JOIN linked.span AS span ON span.month = counted.month
JOIN linked.part AS part ON part.part_id = counted.part_id
JOIN intake.part AS stored ON stored.part_id = counted.part_id
ORDER BY span.back, counted.dataset, part.path, part.sheet, counted."row"
