"""The assistant server: a store's questions as tools of the Model Context Protocol.

It asks `communique.analysis`, as the command line and the desk do, and holds nothing that they would need too.
What is its own is how words of documents are told apart from everything else (`untrusted`, `wording`).
"""
