"""The hierarchy of properties, inverses among them."""

from doidkit.reasoners.properties import roles

P, Q, R, S = (f"<http://e/{name}>" for name in "pqrs")


def test_what_is_stated_and_what_follows() -> None:
    found = roles([("SubObjectPropertyOf", P, Q), ("SubObjectPropertyOf", Q, R)])
    assert found.over(P) == {Q, R}
    assert found.over(R) == set()


def test_an_inverse_brings_what_is_said_of_the_other_one() -> None:
    given = [
        ("InverseObjectProperties", P, Q),
        ("SubObjectPropertyOf", P, R),
        ("SubObjectPropertyOf", ("ObjectInverseOf", R), S),
    ]
    found = roles(given)
    # q is p turned, p is below r, and r turned below s.
    assert found.over(Q) == {S}
    assert found.same((P, False), (Q, True))
    assert roles(given, inverses=False).over(Q) == set()


def test_a_symmetric_one_is_its_inverse() -> None:
    found = roles([("SymmetricObjectProperty", P), ("EquivalentObjectProperties", P, Q)])
    assert found.same((Q, False), (Q, True))


def test_a_chain_is_no_link() -> None:
    given = [("SubObjectPropertyOf", ("ObjectPropertyChain", P, Q), R)]
    assert roles(given).over(P) == set()
