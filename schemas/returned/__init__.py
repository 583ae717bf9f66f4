"""What comes back filled in: towns' lists, the review workbook, decisions on monitored households, 对照表."""
