from scaffold.documents import Assumption, read_assumptions


def test_a_comment_is_about_its_line_or_the_one_below() -> None:
    spec = """\
version: 1.0.0   # :3, assumption: the first version
# assumption: nothing is said
#   about pages
# CLAUDE.md:4
pagination:
  size: 20   # CLAUDE.md:4
name: library    # :1
"""
    assert read_assumptions(spec) == (
        Assumption("pagination", "nothing is said about pages"),
        Assumption("version: 1.0.0", "the first version"),
    )


def test_their_order_does_not_depend_on_the_spec() -> None:
    first, second = "a: 1  # assumption: x\n", "b: 2  # assumption: y\n"
    assert read_assumptions(first + second) == read_assumptions(second + first)


def test_without_comments_nothing_is_assumed() -> None:
    assert read_assumptions("a: 1 # the first\n") == ()
