import keyword

import pytest

from scaffold.targets.python_fastapi.identifiers import (
    Names,
    class_names,
    column_access,
    member_name,
    member_of_wire,
    package_names,
    project_package,
    variable_name,
)


def test_a_name_is_given_out_once() -> None:
    names = Names(())
    assert [names.take("book"), names.take("book"), names.take("book", "book_row")] == ["book", "book_2", "book_row"]


def test_letter_case_alone_does_not_part_two_names() -> None:
    names = Names(("Text",))
    assert names.take("TEXT", "TextModel") == "TextModel"


@pytest.mark.parametrize("name", ["class", "import", "json", "copy", "schema", "model_config", "str", "list"])
def test_members_hide_neither_keywords_nor_what_their_class_brings(name: str) -> None:
    assert member_name(name) == f"{name}_"


@pytest.mark.parametrize("name", ["id", "date", "type", "items", "match"])
def test_members_keep_names_that_do_no_harm(name: str) -> None:
    assert member_name(name) == name


@pytest.mark.parametrize(("wire", "member"), [("bookId", "book_id"), ("isbn10", "isbn_10"), ("class", "class_")])
def test_members_of_names_on_the_wire(wire: str, member: str) -> None:
    assert member_of_wire(wire) == member


def test_columns_that_a_collection_has_methods_for_are_reached_by_key() -> None:
    assert column_access("orders", "items") == 'orders.c["items"]'
    assert column_access("orders", "total") == "orders.c.total"


@pytest.mark.parametrize("name", ["json", "fastapi", "tests", "class"])
def test_the_package_shadows_nothing(name: str) -> None:
    assert project_package(name) == f"{name}_service"


@pytest.mark.parametrize("name", ["core", "errors", "store"])
def test_infrastructure_keeps_its_modules(name: str) -> None:
    assert package_names().take(name, f"{name}_resource") == f"{name}_resource"


@pytest.mark.parametrize("name", ["Text", "Query", "Caller", "Exception", "None"])
def test_classes_hide_nothing_that_templates_import(name: str) -> None:
    assert class_names().take(name, f"{name}Model") == f"{name}Model"


@pytest.mark.parametrize("name", keyword.kwlist)
def test_variables_are_never_keywords(name: str) -> None:
    assert variable_name(name).isidentifier() and not keyword.iskeyword(variable_name(name))
