"""What is kept beside a database: the texts that were tagged, drafts, places."""
