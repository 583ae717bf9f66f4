"""Towns that answer: they take the lists of a run's outbox and send them back in all the ways that towns do."""
