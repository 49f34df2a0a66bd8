"""How news writes time, and what it means: the grammar behind the stages Layout, Dating and Times.

`calendar` computes with periods; `words` and `numbers` hold the vocabulary, `quantities` and `modifiers` what
TIMEX3 calls it. `tense` tells past from future and `nearest` which of what comes yearly is meant; `context` is
what a rule gets and `reading` what it gives. `clock`, `festivals`, `days`, `months`, `years`, `anaphora`,
`daynames`, `relative`, `shifts`, `sets`, `durations` and `references` are the rules, and `scanner` puts them in
one order.

`explicit` finds days written out in full and `datelines` those of datelines; `weekdays`, `place_terms`, `offices`
and `occasions` find what tells when a text was written, and `doubts` what contradicts the day that a page claims.
"""
