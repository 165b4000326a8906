"""Files that hold what they are said to hold, and who may write them."""
