-- The month whose measures linked.* holds, and the parameter they depend on.
-- One row, or none after linking. Reads linked.measured.
SELECT month, least_pairs FROM linked.measured
