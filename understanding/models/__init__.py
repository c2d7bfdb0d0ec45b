"""Everything that shared understanding keeps."""

from understanding.models.aims import Aim, AimSignature
from understanding.models.expectations import Expectation, ExpectationRound
from understanding.models.pulse import PulseAnswer, PulseRound

__all__ = ["Aim", "AimSignature", "Expectation", "ExpectationRound", "PulseAnswer", "PulseRound"]
