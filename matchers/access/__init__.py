"""Who may open the pages, who has them open, and who looked at whom."""
