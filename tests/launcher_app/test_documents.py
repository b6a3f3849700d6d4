"""A section of a document is found by its anchor, as GitHub makes them."""

from pathlib import Path

import pytest

from launcher_app import documents

PAGE = """# Page

## Провайдер / Provider

### `POST /v1/check`

first

```
# no heading
```

## Centre

### `POST /v1/check`

second
<!-- made: x -->
#### Deeper

third

## End
"""


@pytest.mark.parametrize(
    ("anchor", "begins", "ends"),
    [
        ("провайдер--provider", "## Провайдер / Provider", "```"),
        ("post-v1check", "### `POST /v1/check`", "```"),
        ("post-v1check-1", "### `POST /v1/check`", "third"),
        ("end", "## End", "## End"),
    ],
)
def test_a_section_goes_to_the_next_heading_of_its_level(anchor: str, begins: str, ends: str) -> None:
    found = documents.section(PAGE, anchor).strip().splitlines()

    assert (found[0], found[-1]) == (begins, ends)


def test_a_link_without_a_known_anchor_is_the_whole_page_and_without_a_file_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")

    assert documents.linked("page.md#nowhere", tmp_path).startswith("# Page")
    assert "<!--" not in documents.linked("page.md", tmp_path)
    assert documents.linked("other.md#end", tmp_path) == ""


@pytest.mark.parametrize("anchor", ["post-v1credit", "post-v1check-1", "9-диалект-осмп--the-osmp-dialect"])
def test_the_protocols_own_sections_are_found(anchor: str) -> None:
    found = documents.linked(f"docs/protocol.md#{anchor}")

    assert 100 < len(found) < 20_000
