"""How news writes time, and what it means: the grammar behind the stages Layout, Dating and Times.

`calendar` computes with periods, `words` holds the vocabulary and `quantities` its counts, `explicit` finds days
written out in full, `tense` tells past from future. `reading` holds what a rule gets and gives; `clock`, `dates`,
`relative`, `durations` and `references` are the rules, and `scanner` puts them in one order. `doubts` and
`offices` find what contradicts the day that a page claims.
"""
