-- Sheets that a 重报 has put out of force, for the whole county ('') or for one town.
-- One row a sheet and town. A later folder's drop adds to a 重报; of two the later stands. Reads linked.part, linked.part_town.
CREATE OR REPLACE TABLE linked.replaced AS
SELECT DISTINCT old.part_id, new_town.town
FROM linked.part AS new
JOIN linked.part_town AS new_town ON new_town.part_id = new.part_id
JOIN linked.part AS old ON old.dataset = new.dataset AND old.month = new.month AND old.part_id <> new.part_id
WHERE new.replaces AND old.folder <= new.folder AND old.path <> new.path AND (NOT old.replaces OR old.order_no < new.order_no)
