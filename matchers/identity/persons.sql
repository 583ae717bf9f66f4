-- name: roster_rows
-- Every row of every roster drop in force, as written, with the place as the roster has it.
-- One row a stored roster row. Reads intake.roster, linked.part, linked.place, linked.replaced.
SELECT
    roster.part_id, roster."row", part.month, part.order_no, roster.household_id, roster.name, roster.name_key,
    roster.number, roster.number_state, roster.relation, place.town, place.village
FROM intake.roster AS roster
JOIN linked.part AS part ON part.part_id = roster.part_id
JOIN linked.place AS place ON place.raw_town = coalesce(roster.town, '') AND place.raw_village = coalesce(roster.village, '')
WHERE NOT EXISTS (
    SELECT 1 FROM linked.replaced AS replaced
    WHERE replaced.part_id = roster.part_id AND replaced.town IN ('', place.town)
)
ORDER BY roster.household_id, roster.name, roster.number, part.order_no, roster."row";

-- name: rosters
-- The sheets of the roster, which never change, in the order in which they count, and for which towns something of them was replaced.
-- One row a sheet. Reads linked.part, linked.replaced.
SELECT part.part_id, part.month, part.order_no, coalesce(part.scope, '') AS scope, string_agg(replaced.town, ',' ORDER BY replaced.town) AS towns
FROM linked.part AS part
-- LEFT: of hardly any sheet something is replaced
LEFT JOIN linked.replaced AS replaced ON replaced.part_id = part.part_id
WHERE part.dataset = 'roster'
GROUP BY part.part_id, part.month, part.order_no, part.scope
ORDER BY part.part_id;

-- name: roster_places
-- Where their people live.
-- One row a spelling. Reads intake.roster, linked.part, linked.place.
SELECT place.raw_town, place.raw_village, place.town, place.village
FROM (
    SELECT DISTINCT coalesce(roster.town, '') AS town, coalesce(roster.village, '') AS village
    FROM intake.roster AS roster
    JOIN linked.part AS part ON part.part_id = roster.part_id
) AS written
JOIN linked.place AS place ON place.raw_town = written.town AND place.raw_village = written.village
ORDER BY place.raw_town, place.raw_village;

-- name: names
-- Names of the roster.
-- One row a name. Reads linked.roster_row.
SELECT DISTINCT name FROM linked.roster_row ORDER BY name;

-- name: sounded
-- The roster's rows under each sound of their names.
-- One row a row and sound. Reads linked.roster_row, linked.other_sound.
CREATE OR REPLACE VIEW linked.sounded AS
SELECT person_id, number, number_state, name, name_key, town, village FROM linked.roster_row
UNION ALL
SELECT written.person_id, written.number, written.number_state, written.name, other.name_key, written.town, written.village
FROM linked.roster_row AS written
JOIN linked.other_sound AS other ON other.name = written.name;

-- name: person_number
-- Under which numbers and names the roster knows each person, and under which sounds of these.
-- One row a person, number, name and sound. Reads linked.sounded.
CREATE OR REPLACE TABLE linked.person_number AS
SELECT DISTINCT person_id, number, number_state, name, name_key FROM linked.sounded;

-- name: person_place
-- Where the roster knows each person, under which names and sounds of these.
-- One row a person, name, sound and place. Reads linked.sounded.
CREATE OR REPLACE TABLE linked.person_place AS
SELECT DISTINCT person_id, name, name_key, town, village FROM linked.sounded;

-- name: shared_number
-- Persons whose roster number another person bears too.
-- One row a person. Reads linked.person_number.
CREATE OR REPLACE TABLE linked.shared_number AS
SELECT DISTINCT one.person_id
FROM linked.person_number AS one
JOIN linked.person_number AS other ON other.number = one.number AND other.person_id <> one.person_id
WHERE one.number_state = 'ok' AND other.number_state = 'ok';

-- name: person_numbers
-- Numbers under which the roster knows a person.
-- One row a person and number. Reads linked.person_number.
SELECT DISTINCT person_id, number, number_state
FROM linked.person_number
ORDER BY person_id, number;

-- name: latest_numbers
-- The number under which a person is known: the healed one, else the latest roster's, a usable one before others.
-- One row a person. Reads linked.roster_row, linked.healed.
CREATE OR REPLACE TABLE linked.latest_number AS
SELECT
    ranked.person_id,
    coalesce(healed.number, ranked.number) AS number,
    CASE WHEN healed.number IS NULL THEN ranked.number_state ELSE 'ok' END AS number_state
FROM (
    SELECT
        person_id, number, number_state,
        row_number() OVER (
            PARTITION BY person_id
            ORDER BY CASE WHEN number_state = 'ok' THEN 0 ELSE 1 END, month DESC, order_no DESC, "row" DESC, number
        ) AS place
    FROM linked.roster_row
) AS ranked
-- LEFT: few numbers need healing
LEFT JOIN linked.healed AS healed ON healed.person_id = ranked.person_id
WHERE ranked.place = 1;

-- name: unusable_numbers
-- Numbers that do not pass the check.
-- One row a person. Reads linked.latest_number.
SELECT person_id, number FROM linked.latest_number WHERE number_state <> 'ok' ORDER BY person_id;

-- name: person
-- Everybody of the roster, with the birth date that the number proves.
-- One row a person. Reads linked.latest_number, linked.shown_birth.
CREATE OR REPLACE TABLE linked.person AS
SELECT
    latest.person_id, latest.number, latest.number_state,
    CASE
        WHEN latest.number_state = 'ok'
        THEN CAST(substr(latest.number, 7, 4) || '-' || substr(latest.number, 11, 2) || '-' || substr(latest.number, 13, 2) AS DATE)
        ELSE CAST(shown.birth AS DATE)
    END AS birth
FROM linked.latest_number AS latest
-- LEFT: only numbers that fail the check were looked at one by one
LEFT JOIN linked.shown_birth AS shown ON shown.person_id = latest.person_id;

-- name: person_home
-- The town of every person by the latest roster that has them.
-- One row a person. Reads linked.roster_row.
CREATE OR REPLACE TABLE linked.person_home AS
SELECT person_id, town
FROM (
    SELECT person_id, town, row_number() OVER (PARTITION BY person_id ORDER BY month DESC, order_no DESC, "row" DESC, town) AS place
    FROM linked.roster_row
) AS ranked
WHERE place = 1;

-- name: roster_towns
-- Towns of all rosters in force.
-- One row a town. Reads linked.roster_row.
SELECT DISTINCT town FROM linked.roster_row ORDER BY town;
