"""`communique export`: what goes in, what comes out, and what is said of what is no record."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import fake_reader
import pytest
from click.testing import Result

from communique.cli import Exit, records
from communique.export.formats import FORMATS
from communique.record import Document, Record
from communique.store import Correction, Rename, Store, correct

Run = Callable[..., Result]


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A store of three documents."""
    path = str(tmp_path / "store.db")
    days = [datetime.date(2022, month, 1) for month in (6, 7, 8)]
    with Store(path, create=True) as opened:
        for name, day in zip(("Paris", "Berlin", "Tokyo"), days, strict=True):
            document = Document(
                id=f"{name}.txt", text=f"{name} said “yes” 🤝.", outlet=f"{name} Times", published=day
            )
            (key,) = opened.keep([document])
            opened.put(key, fake_reader.record_of(document))
        rename = Rename(identity="tokyo", name="Tōkyō")
        correct(opened, [Correction(author="Ada", day=days[0], reason="its own spelling", change=rename)])
    return path


@pytest.fixture
def lines(run: Run, tmp_path: Path) -> str:
    """Two records as JSON Lines."""
    for name, text in (("a.txt", "Paris said no."), ("b.txt", "Berlin said “yes” 🤝.")):
        (tmp_path / name).write_text(text)
    return run("read", "a.txt", "b.txt", "-f", "jsonl").stdout


def documents(output: str) -> list[str]:
    return [Record.from_json(line).document.id for line in output.splitlines()]


def test_what_read_wrote_is_exported_from_a_pipe(run: Run, lines: str) -> None:
    for args in ((), ("-",)):
        result = run("export", "jsonl", *args, input=lines)
        assert (result.exit_code, result.stdout, result.stderr) == (Exit.READ, lines, "")


def test_files_of_lines_and_of_indented_records(run: Run, lines: str, tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").write_text("\ufeff" + lines + "\n\n")
    assert run("read", "a.txt", "-f", "json", "-o", "one.json").exit_code == Exit.READ
    result = run("export", "jsonl", "one.json", "all.jsonl")
    assert documents(result.stdout) == ["a.txt", "a.txt", "b.txt"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_goes_where_it_is_told(run: Run, lines: str, tmp_path: Path, name: str) -> None:
    out = tmp_path / "new" / "deep" / "out" if FORMATS[name].folder else tmp_path / "out"
    result = run("export", name, "--out", out, input=lines)
    assert (result.exit_code, result.stdout, result.stderr) == (Exit.READ, "", "")
    written = list(out.iterdir()) if FORMATS[name].folder else [out]
    assert written
    assert all(path.stat().st_size for path in written)
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("name", FORMATS)
def test_a_store_is_exported_as_its_records_would_be(run: Run, store: str, tmp_path: Path, name: str) -> None:
    (tmp_path / "all.jsonl").write_bytes(run("export", "jsonl", "--store", store).stdout_bytes)
    for source, out in ((("all.jsonl",), "one"), (("--store", store), "other")):
        assert run("export", name, *source, "--out", out).exit_code == Exit.READ
    one, other = tmp_path / "one", tmp_path / "other"
    if not FORMATS[name].folder:
        assert one.read_bytes() == other.read_bytes() != b""
        return
    assert {path.name: path.read_bytes() for path in one.iterdir()} == {
        path.name: path.read_bytes() for path in other.iterdir()
    }


def test_a_stores_records_are_corrected_and_chosen(run: Run, store: str) -> None:
    for options, found in (
        ((), ["Paris.txt", "Berlin.txt", "Tokyo.txt"]),
        (("--document", "Tokyo.txt", "-d", "Paris.txt"), ["Paris.txt", "Tokyo.txt"]),
        (("--outlet", "berlin times"), ["Berlin.txt"]),
        (("--actor", "Tōkyō"), ["Tokyo.txt"]),
        (("--from", "2022-07-01", "--to", "2022-07-31"), ["Berlin.txt"]),
    ):
        result = run("export", "jsonl", "--store", store, *options)
        assert (result.exit_code, documents(result.stdout)) == (Exit.READ, found), options
    last = Record.from_json(run("export", "jsonl", "-s", store).stdout.splitlines()[-1])
    assert last.actors[0].name == "Tōkyō"


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--document", "Paris.txt"), Exit.USAGE, "--store"),
        (("--store", "store.db", "records.jsonl"), Exit.USAGE, "not from both"),
        (("--store", "none.db"), Exit.UNREAD, "none.db does not exist"),
        (("--store", "store.db", "--document", "Pari"), Exit.USAGE, "Paris.txt"),
        (("--store", "store.db", "--actor", "Tokio"), Exit.USAGE, "no document names"),
        (
            ("--store", "store.db", "--from", "2023-01-01", "--to", "2022-01-01"),
            Exit.USAGE,
            "end before they begin",
        ),
    ],
)
def test_a_choice_that_cannot_be_is_said(
    run: Run, store: str, options: tuple[str, ...], code: Exit, said: str
) -> None:
    result = run("export", "jsonl", *options)
    assert (result.exit_code, said in result.stderr, result.stdout) == (code, True, "")


def test_a_bad_line_is_named_and_the_others_are_exported(run: Run, lines: str, tmp_path: Path) -> None:
    first, second = lines.splitlines()
    astray = json.loads(first)
    astray["statements"][0]["content"] = [[3, 4000]]
    bad = [b"{", b'{"document": {"id": 1}}', b"[]", b"\xff\xfe", b"[" * 100_000, json.dumps(astray).encode()]
    (tmp_path / "bad.jsonl").write_bytes(b"\n".join([first.encode(), *bad, second.encode()]))
    result = run("export", "jsonl", "bad.jsonl")
    assert result.exit_code == Exit.UNREAD
    assert documents(result.stdout) == ["a.txt", "b.txt"]
    said = result.stderr.splitlines()
    assert [line.split(" is no record")[0] for line in said] == [
        f"communique: bad.jsonl, line {n}," for n in range(2, 8)
    ]
    assert "$.document.id" in said[1]
    assert "content of s1, [3, 4000]" in said[-1]


def test_a_folder_keeps_the_good_records(run: Run, lines: str, tmp_path: Path) -> None:
    result = run("export", "brat", "-o", "brat", input=f"no record\n{lines}")
    assert result.exit_code == Exit.UNREAD
    assert {path.name for path in (tmp_path / "brat").iterdir()} == {
        *("a.txt", "a.ann", "b.txt", "b.ann", "annotation.conf")
    }


def test_files_that_cannot_be_read_are_named_and_the_others_exported(run: Run, lines: str, tmp_path: Path) -> None:
    (tmp_path / "good.jsonl").write_text(lines)
    (tmp_path / "folder").mkdir()
    result = run("export", "jsonl", "gone.jsonl", "folder", "nul\0.jsonl", "good.jsonl")
    assert result.exit_code == Exit.UNREAD
    assert documents(result.stdout) == ["a.txt", "b.txt"]
    assert [line.split()[1] for line in result.stderr.splitlines()] == ["gone.jsonl", "folder", "nul�.jsonl"]


def test_an_endless_line_ends(run: Run, lines: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LONGEST", max(map(len, lines.encode().splitlines())) + 1)
    result = run("export", "jsonl", input=lines + "x" * 10_000)
    assert documents(result.stdout) == ["a.txt", "b.txt"]
    assert result.stderr == "communique: standard input, line 3, is longer than any record.\n"


def test_a_file_is_written_whole_or_not_at_all(
    run: Run, lines: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").write_text("yesterday's")

    def fail(self: object, *_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(FORMATS["jsonl"]), "export", fail)
    result = run("export", "jsonl", "-o", "out", input=lines)
    assert (result.exit_code, (tmp_path / "out").read_text()) == (Exit.UNREAD, "yesterday's")
    assert result.stderr == "communique: cannot write out: No space left on device\n"


def test_misuse_is_told_before_anything_is_read(run: Run, lines: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    for args, said in (
        (["csv"], "--out FOLDER"),
        (["csv", "-o", "file"], "needs a folder"),
        (["geojson", "-o", "folder"], "is one file"),
        (["docx"], "docx"),
        (["jsonl", "-", "-"], "once"),
    ):
        result = run("export", *args, input=lines)
        assert (result.exit_code, said in result.stderr, result.stdout) == (Exit.USAGE, True, "")


def test_a_missing_package_is_said(run: Run, lines: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run("export", "parquet", "-o", "out", input=lines)
    assert result.exit_code == Exit.USAGE
    assert result.stderr == "communique: parquet needs pyarrow: pip install 'communique[parquet]'\n"


def test_help_names_the_formats(run: Run) -> None:
    words = " ".join(run("export", "--help").stdout.split())
    assert [name for name, format in FORMATS.items() if f"{name}, {format.title}" not in words] == []


def test_a_pipe_that_closes_early_is_no_trouble(lines: str, tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").write_text(lines * 2000)
    process = subprocess.Popen(
        [sys.executable, "-m", "communique", "export", "jsonl", tmp_path / "all.jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == (b"", Exit.READ)
    process.stderr.close()


def test_the_language_pipeline_is_not_loaded() -> None:
    code = "import sys, communique.cli, communique.export.formats.plover; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
