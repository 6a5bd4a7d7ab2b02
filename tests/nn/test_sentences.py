"""What a wrong use of nn is answered with: the rows of `data/sentences-nn.txt`."""

import numpy as np
import pytest

import nn
from autograd import Tensor, Value
from sentences import answer, rows

NAMES = {"nn": nn, "np": np, "Value": Value, "w": Value(1.0, name="w")}


@pytest.mark.parametrize(("call", "error", "sentence"), rows("sentences-nn.txt"))
@pytest.mark.parametrize("batch", [Tensor, list])
def test_the_sentence(batch, call, error, sentence):
    z = batch([[1.0, 2.0], [3.0, 4.0]])
    assert answer(call, NAMES | {"z": z}) == (error, sentence)
