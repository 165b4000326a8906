"""Review: a queue is chosen, its items are gone through, and what was done is told."""
