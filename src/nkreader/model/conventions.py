"""What things are called that more than one part of nkreader looks for by name."""

SETTINGS_FILE = "nkreader.toml"
ANNOTATIONS_FOLDER = "annotations"
THEMES = ("dark", "light", "16")
DRIVERS = ("difference", "plain")
