"""What is said of a passage: tagged, changed, attributed, judged, kept while it is typed."""
