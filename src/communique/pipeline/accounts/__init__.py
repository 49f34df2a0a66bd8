"""The ledger's accounts: commitments, requests and refusals, positions, and the terms and issues that they name."""
