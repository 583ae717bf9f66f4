"""How likely so few are, and how sure a share is, by scipy.special, which loads in a quarter of the time that scipy.stats takes."""

from __future__ import annotations

import numpy as np
import scipy  # whose parts load when first used

HIGH = 0.975  # of a two-sided 95 % interval


def poisson_or_fewer(count: int, expected: float) -> float:
    return float(scipy.special.pdtr(count, expected))


def beta_binomial_or_fewer(count: int, tries: int, for_it: float, against: float) -> float:
    """Of so many tries whose chance is known as well as from so many tries before, some `for_it` and some `against`."""
    each, betaln = np.arange(count + 1), scipy.special.betaln
    logs = betaln(each + for_it, tries - each + against) - betaln(tries - each + 1, each + 1) - betaln(for_it, against) - np.log(tries + 1)
    return float(np.exp(logs).sum())


def wilson(hits: int, tries: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927, without a correction for continuity)."""
    z, share = float(scipy.special.ndtri(HIGH)), hits / tries
    middle = (2 * tries * share + z * z) / (2 * (tries + z * z))
    half = z / (2 * (tries + z * z)) * float(np.sqrt(4 * tries * share * (1 - share) + z * z))
    return middle - half if hits else 0.0, middle + half if hits < tries else 1.0
