-- Who could be meant.
-- One row an identity and person. Reads linked.candidate, linked.roster_row, intake.roster, linked.person.
SELECT identity_id, person_id, reason, household_id, town, village, name, number, relation
FROM (
    SELECT
        candidate.identity_id, candidate.person_id, candidate.reason, written.household_id, written.town, written.village,
        roster.written_name AS name, written.number, coalesce(roster.relation, '') AS relation,
        row_number() OVER (
            PARTITION BY candidate.identity_id, candidate.person_id
            ORDER BY written.month DESC, written.order_no DESC, written."row" DESC, written.number, written.name
        ) AS place
    FROM linked.candidate AS candidate
    JOIN linked.roster_row AS written ON written.person_id = candidate.person_id
    JOIN intake.roster AS roster
        ON roster.part_id = written.part_id AND roster."row" = written."row" AND roster.household_id = written.household_id
        AND roster.number = written.number AND roster.name = written.name
) AS ranked
WHERE place = 1
ORDER BY identity_id, household_id, person_id
