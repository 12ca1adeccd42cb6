"""What the front of a Hugging Face card says of a licence that is given in words."""

from __future__ import annotations

import pytest

from annotator.formats.peers.hub_licences import front


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("", []),
        ("CC BY 4.0", ["license: cc-by-4.0"]),
        ("cc-by-nc-sa-4.0", ["license: cc-by-nc-sa-4.0"]),
        ("https://creativecommons.org/licenses/by-sa/4.0/", ["license: cc-by-sa-4.0"]),
        ("CC0 1.0", ["license: cc0-1.0"]),
        ("MIT licence", ["license: mit"]),
        ("ODbL 1.0", ["license: odbl"]),
        ("CC BY 9.9", ["license: other", 'license_name: "cc-by-9.9"']),
        (
            "Ours, see https://e.org/terms.",
            [
                "license: other",
                'license_name: "ours-see"',
                'license_link: "https://e.org/terms"',
            ],
        ),
        ("لا يُنشر", ["license: other", 'license_name: "see-card"']),
    ],
)
def test_a_licence_is_named_as_the_hub_names_it(words: str, lines: list[str]) -> None:
    assert list(front(words)) == lines
