-- Whether a visit found trouble is told when it is taken in, no longer when it is linked.
UPDATE intake.visit SET has_found = coalesce(has_risk = '是', problem IS NOT NULL) WHERE has_found IS NULL;
