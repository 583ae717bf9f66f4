-- Supplies of the roster's villages.
-- One row a village, waterworks and month. Reads intake.water, linked.part, linked.place, linked.replaced.
CREATE OR REPLACE TABLE linked.water AS
WITH written AS (
    SELECT
        place.town, place.village, stored.month, stored.part_id, stored."row",
        stored.status, stored.outage_days, stored.quality, stored.tested_on,
        row_number() OVER (
            PARTITION BY stored.month, place.town, place.village, coalesce(stored.works, '')
            ORDER BY part.order_no DESC, stored."row" DESC
        ) AS place
    FROM intake.water AS stored
    JOIN linked.part AS part ON part.part_id = stored.part_id
    JOIN linked.place AS place ON place.raw_town = stored.town AND place.raw_village = stored.village
    WHERE stored.month >= $first_judged
        AND NOT EXISTS (
            SELECT 1 FROM linked.replaced AS replaced
            WHERE replaced.part_id = stored.part_id AND replaced.town IN ('', place.town)
        )
)
SELECT town, village, month, part_id, "row", status, outage_days, quality, tested_on
FROM written
WHERE place = 1
