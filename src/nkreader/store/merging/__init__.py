"""What another program has made of a database, taken in by id."""
