"""What comes back: towns' lists, the review workbook, decisions on monitored households."""
