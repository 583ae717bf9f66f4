-- What linked.* stands for: the folder month up to which drops count, how many months back can be judged, and of what.
-- One row, or none before the first linking. Reads linked.as_of.
SELECT month, back, inputs FROM linked.as_of
