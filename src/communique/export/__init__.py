"""Records in the forms that people and other tools expect: the HTML page, and the words that all surfaces share.

`html` renders the page; `digest` and `timeline` put a record into words and days for any surface; `words` holds
the labels; `segments` cuts a text at the edges of its evidence.
"""
