"""What crosses counties: whose rows a provincial extract holds, who stands on two rosters, what all of them come to."""
