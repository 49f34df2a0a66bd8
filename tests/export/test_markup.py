"""XML: what a parser gives back is what was written."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

from hypothesis import example, given
from hypothesis import strategies as st

from communique.export.markup import Xml
from communique.export.plain import clean


@given(st.text(st.characters()), st.text(st.characters()))
@example("]]>\r\n\t<&\"'", "\r\n\t\"'&<>")
def test_any_text_comes_back(text: str, attribute: str) -> None:
    out = io.BytesIO()
    xml = Xml(out)
    with xml.element("a", {"b": attribute}):
        xml.leaf("c", text=text)
        xml.text(text)
    root = ET.fromstring(out.getvalue())
    assert root.get("b") == clean(attribute)
    assert "".join(root.itertext()) == clean(text) * 2
