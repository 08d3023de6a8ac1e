"""Pure rules of cards and PINs: check digits, groups of digits, what a PIN may be."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
CARD_DIGITS = 8
PIN_DIGITS = 4
CARD_LOGIN_PREFIX = "card:"  # no username may hold a colon, so the two never meet
WEAK_PINS = frozenset({"0123", "1234", "2345", "3456", "4321", "6789", "9876"})
NOT_DIGITS = re.compile(r"[\s\-–—·.]+")
FULL_WIDTH = {0xFF10 + n: str(n) for n in range(10)}

# Damm, H. M. (2004): a totally anti-symmetric quasigroup of order 10. It finds every
# single wrong digit and every swap of two neighbours, the two slips a finger makes.
DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def check_digit(digits: str) -> str:
    """The digit that makes `digits` followed by it a valid number."""
    interim = 0
    for digit in digits:
        interim = DAMM[interim][int(digit)]
    return str(interim)


def typed_digits(text: str) -> str:
    """What somebody typed, without spaces and dashes and with full-width digits made plain."""
    return NOT_DIGITS.sub("", text).translate(FULL_WIDTH)


def is_card_number(number: str) -> bool:
    """Whether this can be a card's number: eight digits, the last one checking the rest."""
    has_shape = len(number) == CARD_DIGITS and number.isascii() and number.isdigit()
    return has_shape and check_digit(number) == "0"


def is_loopback(address: str) -> bool:
    """Whether an address leads to this machine only, and so is no use on a card."""
    return urlsplit(address).hostname in LOOPBACK


def reachable_address(configured: str, current: str) -> str:
    """Where phones reach this site, for QR codes: as configured, unless that is this machine.

    A laptop in a hall whose address nobody set is known by the address in use right now.
    """
    return current if is_loopback(configured) else configured


def grouped(number: str) -> str:
    """A card number as it is printed and read out: 1234 5678."""
    return f"{number[:4]} {number[4:]}"


def is_pin(pin: str) -> bool:
    """Whether this has the shape of a PIN: four digits."""
    return len(pin) == PIN_DIGITS and pin.isascii() and pin.isdigit()


def is_weak_pin(pin: str) -> bool:
    """Whether a stranger would try this PIN first: all digits alike, or counting up."""
    return len(set(pin)) == 1 or pin in WEAK_PINS


def card_login(number: str) -> str:
    """The name under which tries with a card are counted; never a staff username."""
    return f"{CARD_LOGIN_PREFIX}{number}"


# --- Codes of administrative divisions ---------------------------------------------------

CODE_LENGTHS = {1: 6, 2: 6, 3: 6, 4: 9, 5: 12}  # level -> digits of its code in full
MEANING_LENGTHS = {1: 2, 2: 4, 3: 6, 4: 9, 5: 12}  # level -> digits that say something


def region_level(code: str) -> int | None:
    """The level a code stands for, 1 (province) to 5 (village); None when it is no code.

    GB/T 2260 down to the county, GB/T 10114 for the township; published lists also write
    the upper levels in twelve digits with zeros behind.
    """
    is_code = code.isascii() and code.isdigit() and len(code) in (6, 9, 12)
    if not is_code or code.startswith("0"):
        return None
    meaning = code.rstrip("0")
    levels = [
        level
        for level, length in MEANING_LENGTHS.items()
        if len(meaning) <= length <= len(code)
    ]
    return levels[0] if levels else None


def region_code(code: str) -> str:
    """The code as it is kept: as long as its level needs, no longer."""
    level = region_level(code)
    return code if level is None else code[: CODE_LENGTHS[level]]


def region_ancestors(code: str) -> list[str]:
    """The codes that may stand above this one, the nearest first."""
    level = region_level(code) or 1
    return [
        code[: MEANING_LENGTHS[above]].ljust(6, "0")
        for above in range(level - 1, 0, -1)
    ]


# In between stands a level without a name of its own ("districts", "counties").
UNNAMED_LEVELS = frozenset(
    {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
)


def region_full_name(parent_full_name: str, name: str) -> str:
    """The name from the province down, without the words that name no place."""
    return parent_full_name if name in UNNAMED_LEVELS else f"{parent_full_name}{name}"
