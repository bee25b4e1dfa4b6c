"""``doidkit site``, as a person calls it."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

OLD = """\
format-version: 1.2
ontology: small

[Term]
id: DOID:4
name: disease

[Term]
id: DOID:1
name: one & only
is_a: DOID:4
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.obo", tmp_path / "new.obo"
    old.write_text(OLD, encoding="utf-8")
    changed = OLD.replace("one & only", "one <b>only</b>")
    new.write_text(changed + "\n[Term]\nid: DOID:2\nname: two\nis_a: DOID:1\n", encoding="utf-8")
    return old, new


def words(path: Path) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8")).split())


def test_a_site_says_what_changed(invoke, files: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = files
    out = tmp_path / "site"
    made = invoke("site", "--data", new, "--since", old, "-o", out)
    assert (made.code, made.out) == (0, "")
    assert re.fullmatch(rf"Wrote {out} \(\d+ pages\); open {out / 'index.html'}\.\n", made.err)
    page = out / "changes.html"
    assert "one &amp; only" not in words(out / "terms/DOID_1.html")
    said = words(page)
    assert "From old.obo to http://purl.obolibrary.org/obo/small.owl." in said
    assert "DOID:1 label &#34;one &amp; &lt;b&gt; only &lt;/b&gt; &#34;" in said, (
        "words that differ"
    )
    assert "DOID:2 term added" in said
    assert "Since old.obo" in words(out / "terms/DOID_1.html")
    own = (out / "terms/DOID_1.html").read_text(encoding="utf-8")
    assert re.search(r"<dt>label</dt><dd>.*<(ins|del)>", own), "the term's own page says it, too"
    assert "term added" in words(out / "terms/DOID_2.html")
    assert 'id="changed"' not in (out / "terms/DOID_4.html").read_text(encoding="utf-8")
    text = page.read_text(encoding="utf-8")
    assert "<b>only" not in text
    assert '<a href="terms/DOID_2.html">two</a>' in text
    assert 'href="changes.html"' in (out / "index.html").read_text(encoding="utf-8")
    assert not any((out / "shapes").iterdir()), "the shapes are those of the entry"
    again = invoke("site", "--data", old, "-o", out)
    assert again.code == 0
    assert not page.exists(), "the new site takes the place of the old one whole"
    assert not (out / "terms/DOID_2.html").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--data", "missing.obo", "-o", "site"),
        ("-o", "none/site"),
        ("--endpoint", "http://127.0.0.1:9/sparql", "--entry", "-o", "site"),
    ],
)
def test_what_cannot_be_made_is_one_sentence(
    invoke, arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = invoke("site", *arguments)
    assert (made.code, made.out, made.err.count("\n")) == (2, "", 1)
    assert [*tmp_path.iterdir()] == []


def test_other_files_are_not_replaced(invoke, files: tuple[Path, Path], tmp_path: Path) -> None:
    made = invoke("site", "--data", files[0], "-o", tmp_path)
    assert made.code == 2
    assert "other files" in made.err
    assert files[0].read_text(encoding="utf-8") == OLD


def test_one_page_stands_alone(invoke) -> None:
    shown = invoke("show", "DOID:4734", "--format", "html")
    assert shown.code == 0
    assert shown.out.startswith("<!DOCTYPE html>\n")
    assert "<h1>calciphylaxis</h1>" in shown.out
    assert shown.out.endswith("</html>")
