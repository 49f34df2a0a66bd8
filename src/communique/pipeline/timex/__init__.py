"""How news writes time, and what it means: the grammar behind the stages Layout, Dating and Times.

`calendar` computes with periods, `words` holds the vocabulary, `explicit` days written out in full, `tense`
tells past from future, `reading` holds what a rule gets and gives; `dates`, `relative`, `durations`, `clock` and
`references` are the rules, and `scanner` puts them in one order.
"""
