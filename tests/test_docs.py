"""The documentation agrees with the code: what is made from it is current, what it names is there."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


@pytest.fixture(scope="module")
def document() -> ModuleType:
    """The program that writes the pages, as a module."""
    spec = importlib.util.spec_from_file_location("document", ROOT / "tools" / "document.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_made_from_the_types_is_current() -> None:
    done = subprocess.run(
        [sys.executable, "tools/document.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_every_type_and_field_of_a_record_has_its_place_on_the_page(document: ModuleType) -> None:
    page = document.page()
    assert "## Statement\n" in page
    assert "| `via` |" in page
    assert "| `interval` | [Interval](#interval) or null |" in page


def test_the_kinds_of_finding_are_those_that_the_code_finds(document: ModuleType) -> None:
    stages = (ROOT / "src" / "communique" / "pipeline").rglob("*.py")
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in stages]
    words = {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(document.FINDINGS) <= words, "the page lists a kind that nothing finds"
    found = {
        node.args[0].value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Doubt"
        and isinstance(node.args[0], ast.Constant)
    }
    assert found <= set(document.FINDINGS), "a kind of doubt is missing on the page"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_names_are_there(page: Path) -> None:
    named = re.findall(
        r"`((?:src|tests|docs|tools|benchmarks|examples)/[\w./-]+)`", page.read_text(encoding="utf-8")
    )
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_table_of_stages_names_every_module_of_a_stage() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = [line.split("|")[2] for line in page.splitlines() if re.match(r"\| \w+ \| `\w+\.py`", line)]
    named = {name.rstrip("/") for row in rows for name in re.findall(r"`([\w./]+)`", row)}
    folder = ROOT / "src" / "communique" / "pipeline"
    there = {path.name for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    helpers = {"__init__.py", "reader.py", "grammar.py", "english.py"}
    assert named == there - helpers


def test_python_in_the_readme_is_python() -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        ast.parse(block)


def test_the_library_in_the_readme_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```python\n(.*?)```\n+```text\n(.*?)```", text, re.DOTALL)
    assert block is not None
    exec(compile(block[1], "README.md", "exec"), {})
    assert capsys.readouterr().out == block[2]


def test_the_changelog_knows_this_version() -> None:
    from communique import __version__

    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
