-- What a month knows now and did not know then: files of departments and files of returns/ in its folders.
-- One row. Reads intake.file, leads.returned_order.
SELECT
    (SELECT count(*) FROM intake.file WHERE folder <= $month AND file_id > $files) AS drops,
    (SELECT count(*) FROM leads.returned_order WHERE folder <= $month AND return_no > $returns) AS returns
