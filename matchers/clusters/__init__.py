"""规模性返贫: places where far more households are struck at once than their own history and their peers make likely."""
