"""Who says what: sentences, reports and conversations that name their speakers."""
