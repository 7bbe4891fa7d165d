"""The envelope opens only for its own row and key."""

import pytest

from lantoa.kit import keys, seal


def it_opens_for_its_own_row():
    held = seal.HeldKey(7, seal.new_key())

    envelope = held.seal_text("Hẻm 45", row="message:1")

    assert held.unseal_text(envelope, row="message:1") == "Hẻm 45"
    assert seal.key_id_of(envelope) == 7


def it_refuses_another_row_another_key_and_a_changed_byte():
    held = seal.HeldKey(7, seal.new_key())
    envelope = held.seal(b"x", row="message:1")

    with pytest.raises(seal.SealBroken):
        held.unseal(envelope, row="message:2")
    with pytest.raises(seal.SealBroken):
        seal.HeldKey(7, seal.new_key()).unseal(envelope, row="message:1")
    with pytest.raises(seal.SealBroken):
        held.unseal(envelope[:-1] + bytes([envelope[-1] ^ 1]), row="message:1")


def it_never_lets_hashes_of_two_purposes_meet():
    assert keys.hashed("plate/1", "65A12345") != keys.hashed("address/1", "65A12345")
