-- Extracts of the last months that shrank.
-- One row a dataset and month. Reads linked.shrunk, linked.span.
SELECT shrunk.dataset, shrunk.month, shrunk.row_count, shrunk.usual
FROM linked.shrunk AS shrunk
JOIN linked.span AS span ON span.month = shrunk.month AND span.back <= 2
WHERE shrunk.dataset IN ('enrolment', 'student', 'employment')
ORDER BY shrunk.dataset, shrunk.month
