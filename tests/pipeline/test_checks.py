"""Findings about the date of a story."""


def test_window_is_told_where_no_day_is_trusted(read):
    text = "The foreign ministers of both countries met in Nur-Sultan on Thursday, officials of both states said."
    (window,) = (f for f in read(text).findings if f.kind == "window")
    assert window.level == "note"
    assert window.message == "The story can have been written from 23 March 2019 to 16 September 2022."
    assert [span.of(text) for span in window.evidence] == ["Nur-Sultan"]


def test_no_window_beside_a_day(read):
    text = "The foreign ministers of both countries met in Nur-Sultan on Thursday, officials of both states said."
    assert not any(f.kind == "window" for f in read(text, "2022-06-07").findings)


def test_header_and_window_disagree(read):
    text = "3 March 2023\n\nThe foreign ministers of both countries met in Nur-Sultan on Thursday, officials said."
    kinds = [finding.kind for finding in read(text).findings]
    assert kinds == ["header-place-name", "undated", "window"]
