"""What keys do, one subject a file: each a part of the reader's screen."""
