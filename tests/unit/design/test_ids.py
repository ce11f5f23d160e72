from __future__ import annotations

from scaffold.design.types import Kind, Reference
from tests.unit.design.specs import design_of

SPEC = """\
models:
  Comment: {id: integer, fields: {article: {ref: Article}}}
  Article: {fields: {pinned: {ref: Comment, optional: true}}}
endpoints:
  Comment: {path: /comments, list: public, get: public, create: public}
  Article: {path: /articles, list: public, create: public, update: public}
"""


def test_a_model_may_have_ids_of_its_own_type() -> None:
    design = design_of(SPEC)
    assert design.entity["Comment"].id_type.kind is Kind.INTEGER
    assert design.entity["Article"].id_type.kind is Kind.UUID


def test_a_reference_holds_an_id_of_the_model_it_refers_to() -> None:
    design = design_of(SPEC)
    pinned, article = (
        design.entity["Article"].attribute("pinned").type,
        design.entity["Comment"].attribute("article").type,
    )
    assert isinstance(pinned, Reference)
    assert isinstance(article, Reference)
    assert (pinned.id_type.kind, article.id_type.kind) == (Kind.INTEGER, Kind.UUID)


def test_a_path_takes_an_id_of_its_model() -> None:
    parameter = design_of(SPEC).operation["get_comment"].parameters_in("path")[0]
    assert parameter.type == design_of(SPEC).entity["Comment"].id_type
