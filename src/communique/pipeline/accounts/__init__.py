"""The accounts of the ledger: commitments, requests and refusals, positions, and what they have in common."""
