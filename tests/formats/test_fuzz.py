"""Each reader on broken input for a short while; bench/fuzz.py does it for a long one."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.broken import READERS, SEEDS, mutated, run_once


@pytest.mark.parametrize("reader", READERS)
def test_mutations_of_valid_input(reader: str) -> None:
    generator = random.Random(reader)
    for _ in range(150):
        run_once(reader, mutated(generator.choice(SEEDS[reader]), generator))


@pytest.mark.parametrize("reader", READERS)
@given(data=st.binary(max_size=400))
def test_any_bytes(reader: str, data: bytes) -> None:
    run_once(reader, data)
