from __future__ import annotations

import pytest

from scaffold.names import Name, name_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("full_name", ("full", "name")),
        ("fullName", ("full", "name")),
        ("FullName", ("full", "name")),
        ("full-name", ("full", "name")),
        ("Full name", ("full", "name")),
        ("HTTPServer", ("http", "server")),
        ("userID", ("user", "id")),
        ("line2", ("line", "2")),
        ("iso3166Code", ("iso", "3166", "code")),
        ("__init__", ("init",)),
        ("'; drop table", ("drop", "table")),
    ],
)
def test_words_are_found_in_any_spelling(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize("text", ["", "  ", "___", "!?", "名前"])
def test_text_without_letters_is_no_name(text: str) -> None:
    with pytest.raises(ValueError, match="has no letters"):
        name_of(text)


def test_a_name_has_every_spelling() -> None:
    name = name_of("HTTPServer")
    assert (name.snake, name.kebab, name.pascal, name.camel, name.sentence) == (
        "http_server", "http-server", "HttpServer", "httpServer", "http server",
    )  # fmt: skip


def test_a_suffix_adds_words() -> None:
    assert name_of("Book") + "createBody" == Name(("book", "create", "body"))


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("Book", "books"),
        ("Branch", "branches"),
        ("Copy", "copies"),
        ("Key", "keys"),
        ("Box", "boxes"),
        ("Address", "addresses"),
        ("OrderLine", "order_lines"),
        ("Person", "people"),
        ("Shelf", "shelves"),
        ("News", "news"),
        ("Series", "series"),
    ],
)
def test_the_last_word_is_put_in_the_plural(one: str, several: str) -> None:
    assert name_of(one).plural.snake == several
