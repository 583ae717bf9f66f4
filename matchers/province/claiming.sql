-- name: stage
-- The schema of what crosses counties. One row: none. Reads nothing.
CREATE SCHEMA IF NOT EXISTS province;

-- name: rosters
-- Who stands on a county's rosters, as far as they are known in a month's folder.
-- One row a county and person as written. Reads nothing.
CREATE TABLE IF NOT EXISTS province.roster (
    county VARCHAR, number VARCHAR, number_state VARCHAR, name_key VARCHAR, town VARCHAR, village VARCHAR, household_id VARCHAR, month DATE
);

-- name: forget_roster
-- A county's, which is gathered anew. Reads nothing.
DELETE FROM province.roster WHERE county = $code;

-- name: others
-- Those of counties that are the province's no more. Reads the registered frame `incoming`.
DELETE FROM province.roster WHERE county NOT IN (SELECT county FROM incoming);

-- name: gather
-- A county's own rosters, as far as they are known in a month's folder; the county's file is attached as `county`.
-- One row a person as written and roster. Reads intake.roster, intake.part, intake.file.
INSERT INTO province.roster
SELECT DISTINCT
    $code, roster.number, roster.number_state, roster.name_key, coalesce(roster.town, ''), coalesce(roster.village, ''),
    roster.household_id, roster.month
FROM county.intake.roster AS roster
JOIN county.intake.part AS part ON part.part_id = roster.part_id
JOIN county.intake.file AS file ON file.file_id = part.file_id
WHERE file.folder <= $month;

-- name: roster_places
-- Where the counties' people live.
-- One row a county, town and village as written. Reads province.roster.
SELECT DISTINCT county, town, village FROM province.roster WHERE town <> '' ORDER BY county, town, village;

-- name: known
-- Whom provincial drops name, as far as they had come by a month's folder: an older month asked again is told the same.
-- One row an identity. Reads intake.identity.
CREATE OR REPLACE TABLE province.identity AS
SELECT identity_id, number, number_state, name, name_key, town, village, second_number FROM intake.identity WHERE first_folder <= $month;

-- name: places
-- Where provincial rows that name people say that they live.
-- One row a town and village as written. Reads province.identity.
SELECT DISTINCT town, village FROM province.identity WHERE town <> '' ORDER BY town, village;

-- name: places_of
-- Where the provincial rows of a dataset that names nobody say that they are.
-- One row a town and village as written. Reads intake.{dataset}.
SELECT DISTINCT coalesce(town, ''), coalesce(village, '') FROM intake.{dataset} WHERE town <> '' ORDER BY 1, 2;

-- name: identity_count
-- How many they are. One row. Reads province.identity.
SELECT count(*) FROM province.identity;

-- name: no_second_numbers
-- What second numbers say. One row: none. Reads nothing.
CREATE OR REPLACE TABLE province.second_number (written VARCHAR, number VARCHAR);

-- name: second_numbers
-- Second numbers, as written, of one share of them.
-- One row a text. Reads province.identity.
SELECT DISTINCT second_number
FROM province.identity
WHERE second_number <> '' AND ascii(right(second_number, 1)) % $shares = $share
ORDER BY second_number;

-- name: by_number
-- Whose number stands on a county's roster, or the number that a row bears beside it.
-- One row an identity and county. Reads province.identity, province.second_number, province.roster.
CREATE OR REPLACE TABLE province.claim AS
SELECT DISTINCT identity.identity_id, roster.county, 'number' AS told_by
FROM (
    SELECT identity_id, number FROM province.identity WHERE number_state = 'ok'
    UNION ALL
    SELECT identity.identity_id, second.number
    FROM province.identity AS identity
    JOIN province.second_number AS second ON second.written = identity.second_number
) AS identity
JOIN province.roster AS roster ON roster.number = identity.number AND roster.number_state = 'ok';

-- name: by_place
-- Of the others, who lives where only one county has such a place.
-- One row an identity and county. Reads province.identity, province.place, province.claim.
INSERT INTO province.claim
SELECT identity.identity_id, place.county, 'place'
FROM province.identity AS identity
JOIN province.place AS place ON place.town = identity.town AND place.village = identity.village
WHERE NOT EXISTS (SELECT 1 FROM province.claim AS claim WHERE claim.identity_id = identity.identity_id);

-- name: by_anothers_place
-- Of the others, whose valid number stands elsewhere beside a place: a bill says none, and the roster may have the number wrong.
-- One row an identity and county. Reads province.identity, province.claim.
INSERT INTO province.claim
SELECT DISTINCT bare.identity_id, claim.county, 'place'
FROM province.identity AS bare
JOIN province.identity AS placed ON placed.number = bare.number AND placed.identity_id <> bare.identity_id
JOIN province.claim AS claim ON claim.identity_id = placed.identity_id AND claim.told_by = 'place'
WHERE bare.number_state = 'ok'
    AND NOT EXISTS (SELECT 1 FROM province.claim AS own WHERE own.identity_id = bare.identity_id);

-- name: near
-- Of the others, and of those whose place is in another county (they may work or be insured there): numbers that may be a slip away from one of a
-- county's roster that somebody of that name bears, whichever of the two does not hold; of two valid ones only where the row's may be Excel's.
-- One row a number, name and number of a roster, of one share of the numbers. Reads province.identity, province.claim, province.roster.
WITH waiting AS (
    SELECT DISTINCT identity.number, identity.name_key, identity.number_state = 'bad' OR right(identity.number, 3) = '000' AS is_damaged
    FROM province.identity AS identity
    WHERE length(identity.number) >= 14 AND ascii(right(identity.number, 1)) % $shares = $share AND NOT EXISTS (
        SELECT 1 FROM province.claim AS claim WHERE claim.identity_id = identity.identity_id AND claim.told_by <> 'place'
    )
)
SELECT waiting.number, waiting.name_key, roster.number AS other
FROM waiting
JOIN province.roster AS roster ON roster.name_key = waiting.name_key AND left(roster.number, 8) = left(waiting.number, 8)
WHERE roster.number_state = CASE WHEN waiting.is_damaged THEN 'ok' ELSE 'bad' END
UNION
SELECT waiting.number, waiting.name_key, roster.number
FROM waiting
JOIN province.roster AS roster ON roster.name_key = waiting.name_key AND right(roster.number, 8) = right(waiting.number, 8)
WHERE roster.number_state = CASE WHEN waiting.is_damaged THEN 'ok' ELSE 'bad' END
ORDER BY 1, 2, 3;

-- name: no_slips
-- Pairs of numbers, beside the name that both stand with. One row: none. Reads nothing.
CREATE OR REPLACE TABLE province.one_slip (number VARCHAR, name_key VARCHAR, other VARCHAR);

-- name: one_slip
-- Those that are a slip apart.
-- One row a pair. Reads the registered frame `incoming`.
INSERT INTO province.one_slip SELECT number, name_key, other FROM incoming;

-- name: claimed_near
-- They may be that county's.
-- One row an identity and county. Reads province.one_slip, province.identity, province.roster, province.claim.
INSERT INTO province.claim
SELECT DISTINCT identity.identity_id, roster.county, 'near'
FROM province.one_slip AS slip
JOIN province.identity AS identity ON identity.number = slip.number AND identity.name_key = slip.name_key
JOIN province.roster AS roster ON roster.number = slip.other AND roster.name_key = slip.name_key
WHERE NOT EXISTS (
    SELECT 1 FROM province.claim AS claim
    WHERE claim.identity_id = identity.identity_id AND (claim.told_by <> 'place' OR claim.county = roster.county)
);

-- name: by_own_code
-- Of the others, whose number was given out in one of the counties: its outsiders, who keep a namesake's damaged row from being repaired.
-- One row an identity and county. Reads province.identity, province.claim, province.roster.
INSERT INTO province.claim
SELECT identity.identity_id, county.code, 'code'
FROM province.identity AS identity
JOIN (SELECT DISTINCT county AS code FROM province.roster) AS county ON county.code = left(identity.number, 6)
WHERE identity.number_state <> 'none'
    AND NOT EXISTS (SELECT 1 FROM province.claim AS claim WHERE claim.identity_id = identity.identity_id);

-- name: by_own_code_too
-- Whose place is in one county while the number, which does not hold, begins with another's code, where somebody is called so: else that one would
-- take him for absent.
-- One row an identity and county. Reads province.identity, province.claim, province.roster.
INSERT INTO province.claim
SELECT DISTINCT identity.identity_id, roster.county, 'code'
FROM province.identity AS identity
JOIN province.roster AS roster ON roster.county = left(identity.number, 6) AND roster.name_key = identity.name_key
WHERE identity.number_state = 'bad'
    AND EXISTS (SELECT 1 FROM province.claim AS claim WHERE claim.identity_id = identity.identity_id AND claim.told_by = 'place')
    AND NOT EXISTS (
        SELECT 1 FROM province.claim AS own WHERE own.identity_id = identity.identity_id AND own.county = roster.county
    );

-- name: decided_otherwise
-- Whoever was said to be one county's, or nobody's, is no other's any more. Reads the registered frame `incoming`, province.identity.
DELETE FROM province.claim WHERE EXISTS (
    SELECT 1 FROM province.identity AS identity
    JOIN incoming AS decided ON decided.number = identity.number AND decided.name = identity.name AND decided.town = identity.town
        AND decided.village = identity.village
    WHERE identity.identity_id = claim.identity_id AND decided.county <> claim.county
);

-- name: rivals
-- Numbers of a row that does not hold, and valid ones of that name that might be meant.
-- One row a valid number, name and number that does not hold, of one share of the valid ones. Reads province.identity.
WITH damaged AS (
    SELECT DISTINCT number, name_key FROM province.identity WHERE number_state <> 'ok'
),
valid AS (
    SELECT DISTINCT number, name_key FROM province.identity WHERE number_state = 'ok' AND ascii(right(number, 1)) % $shares = $share
)
SELECT valid.number, valid.name_key, damaged.number AS other
FROM damaged
JOIN valid ON valid.name_key = damaged.name_key AND left(valid.number, 8) = left(damaged.number, 8)
UNION
SELECT valid.number, valid.name_key, damaged.number
FROM damaged
JOIN valid ON valid.name_key = damaged.name_key AND right(valid.number, 8) = right(damaged.number, 8)
ORDER BY 1, 2, 3;

-- name: brought_along
-- Who by a valid number is another county's or nobody's, and yet might be the one meant by a row whose number does not hold, a slip away or a namesake
-- of its village: they come along to the county of that row, where they are not yet.
-- One row an identity and county. Reads province.one_slip, province.identity, province.claim.
INSERT INTO province.claim
WITH damaged AS (
    SELECT identity.number, identity.name_key, identity.town, identity.village, claim.county
    FROM province.identity AS identity
    JOIN province.claim AS claim ON claim.identity_id = identity.identity_id
    WHERE identity.number_state <> 'ok'
),
valid AS (
    SELECT identity_id, number, name_key, town, village FROM province.identity WHERE number_state = 'ok'
),
beside AS (
    SELECT valid.identity_id, damaged.county
    FROM damaged
    JOIN province.one_slip AS slip ON slip.other = damaged.number AND slip.name_key = damaged.name_key
    JOIN valid ON valid.number = slip.number AND valid.name_key = slip.name_key
    UNION
    SELECT valid.identity_id, damaged.county
    FROM damaged
    JOIN valid ON valid.name_key = damaged.name_key AND valid.town = damaged.town AND valid.village = damaged.village
    WHERE damaged.village <> ''
)
SELECT identity_id, county, 'beside'
FROM beside
WHERE NOT EXISTS (
    SELECT 1 FROM province.claim AS claim WHERE claim.identity_id = beside.identity_id AND claim.county = beside.county
);

-- name: claimed_by_several
-- Rows, by whom they name, that several counties claim, though their number is on no roster: somebody must say whose they are.
-- One row an identity and county. Reads province.identity, province.claim.
SELECT identity.number, identity.name, identity.town, identity.village, claim.county, claim.told_by
FROM province.claim AS claim
JOIN province.identity AS identity ON identity.identity_id = claim.identity_id
WHERE claim.told_by <> 'beside' AND claim.told_by <> 'number' AND EXISTS (
    SELECT 1 FROM province.claim AS other
    WHERE other.identity_id = claim.identity_id AND other.county <> claim.county AND other.told_by <> 'beside'
)
ORDER BY identity.number, identity.name, identity.town, identity.village, claim.county;
