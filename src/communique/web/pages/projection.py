"""The map's projection: Natural Earth, by the polynomials of Šavrič, Patterson and Jenny (2011).

"The Natural Earth II World Map Projection" and "A polynomial equation for the Natural Earth projection",
Cartography and Geographic Information Science 38(4), 363–372.
"""

from __future__ import annotations

import math

#: The map's size, in units of its drawing.
WIDTH, HEIGHT = 1000, 520
_X = (0.8707, -0.131979, -0.013791, 0.0, 0.0, 0.003971, -0.001529)  # of latitude to the powers 0, 2, 4 … 12
_Y = (1.007226, 0.015085, 0.0, -0.044475, 0.028874, -0.005916)  # of latitude to the powers 1, 3, 5 … 11
_FULL = _X[0] * math.pi
_SCALE = WIDTH / (2 * _FULL)


def projected(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a point of the earth is on the map.

    Args:
        latitude: Degrees north (WGS 84).
        longitude: Degrees east.

    Returns:
        Units from the left and from the top.
    """
    lam, phi = math.radians(longitude), math.radians(max(-90.0, min(90.0, latitude)))
    square = phi * phi
    x = lam * sum(factor * square**n for n, factor in enumerate(_X))
    y = phi * sum(factor * square**n for n, factor in enumerate(_Y))
    return WIDTH / 2 + x * _SCALE, HEIGHT / 2 - y * _SCALE
