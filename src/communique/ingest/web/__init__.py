"""The web: addresses checked, requests bounded, hosts treated with politeness."""
