"""A card number tells a slip of the finger from an unknown card."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from accounts.rules import (
    check_digit,
    grouped,
    is_card_number,
    is_weak_pin,
    region_ancestors,
    region_code,
    region_level,
    typed_digits,
)

SEVEN = st.from_regex(r"[0-9]{7}", fullmatch=True)


@given(SEVEN)
def test_a_number_with_its_check_digit_is_a_card_number(digits: str) -> None:
    assert is_card_number(digits + check_digit(digits))


@given(SEVEN, st.integers(0, 7), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_noticed(digits: str, place: int, other: str) -> None:
    number = digits + check_digit(digits)
    assume(number[place] != other)
    assert not is_card_number(number[:place] + other + number[place + 1 :])


@given(SEVEN, st.integers(0, 6))
def test_two_swapped_neighbours_are_always_noticed(digits: str, place: int) -> None:
    number = digits + check_digit(digits)
    assume(number[place] != number[place + 1])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert not is_card_number(swapped)


@given(st.text(max_size=12))
def test_nothing_typed_can_break_the_check(text: str) -> None:
    assert is_card_number(typed_digits(text)) in (True, False)


def test_spaces_dashes_and_full_width_digits_do_no_harm() -> None:
    assert typed_digits(" 12３４-56　78 ") == "12345678"


def test_a_number_is_read_in_two_groups() -> None:
    assert grouped("12345678") == "1234 5678"


def test_what_a_stranger_would_try_first_is_weak() -> None:
    assert all(is_weak_pin(pin) for pin in ("0000", "1234", "4321"))
    assert not is_weak_pin("2580")


def test_a_code_says_its_level() -> None:
    levels = {
        "130000": 1,
        "130100": 2,
        "130131": 3,
        "130131100": 4,
        "130131100201": 5,
        "130131000000": 3,
        "211000": 2,
        "12": None,
        "abcdef": None,
        "012345": None,
    }
    assert {code: region_level(code) for code in levels} == levels


def test_a_published_twelve_digit_code_is_kept_in_its_own_length() -> None:
    assert region_code("130131000000") == "130131"
    assert region_code("130131100000") == "130131100"


def test_the_nearest_division_above_comes_first() -> None:
    assert region_ancestors("130131100201") == [
        "130131100",
        "130131",
        "130100",
        "130000",
    ]
