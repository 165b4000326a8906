"""What stands between an importer and a hostile file: limits, and openers that hold them."""
