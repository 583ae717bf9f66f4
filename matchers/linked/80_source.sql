-- Where every joined row stands in the files, so that a figure can be walked back; a visit that found nothing is no ground.
-- One row a joined row. Reads linked.settlement, .student, .employment, .assistance, .enrolment, .house, .death,
-- .self_report, .visit.
CREATE OR REPLACE VIEW linked.source AS
SELECT 'settlement' AS dataset, person_id, month, part_id, "row", identity_id FROM linked.settlement
UNION ALL
SELECT 'student', person_id, month, part_id, "row", identity_id FROM linked.student
UNION ALL
SELECT 'employment', person_id, month, part_id, "row", identity_id FROM linked.employment
UNION ALL
SELECT 'assistance', person_id, month, part_id, "row", identity_id FROM linked.assistance
UNION ALL
SELECT 'enrolment', person_id, month, part_id, "row", identity_id FROM linked.enrolment
UNION ALL
SELECT 'house', person_id, month, part_id, "row", identity_id FROM linked.house
UNION ALL
SELECT 'death', person_id, month, part_id, "row", identity_id FROM linked.death
UNION ALL
SELECT 'self_report', person_id, month, part_id, "row", identity_id FROM linked.self_report
UNION ALL
SELECT 'visit', person_id, month, part_id, "row", identity_id FROM linked.visit WHERE has_found
