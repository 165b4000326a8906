"""The ledger of claims on the screen: its rows, the quotes of a claim side by side."""
