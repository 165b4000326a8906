"""What a crash, damage or a loss leaves: found, told and mended, and the copies kept for it."""
