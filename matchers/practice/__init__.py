"""What a rule book asks for beside leads: cards, grids, visits, work, money at the year's end."""
