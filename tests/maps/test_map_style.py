"""Colours that colour-blind readers can tell apart."""

from itertools import combinations

import numpy as np
import pytest

from geo.maps.style import STYLES, style_of
from geo.model import Effect, Status

# Machado, Oliveira and Fernandes 2009, severity 1.0, linear RGB.
DEFICIENCIES = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
         [0.004733, 0.691367, 0.303900]]
    ),
}  # fmt: skip
SHOWN = [Status.PROPOSED, Status.DEMANDED, Status.AGREED, Status.IN_FORCE]
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


def lab(color, seen):
    """Return a colour as CIE L*a*b*, as a reader with a deficiency sees it."""
    srgb = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    ratio = XYZ @ np.clip(seen @ linear, 0, 1) / WHITE
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("seen", DEFICIENCIES.values(), ids=DEFICIENCIES)
def test_statuses_of_a_shown_map_differ_for_every_reader(seen):
    for one, other in combinations(SHOWN, 2):
        distance = np.linalg.norm(lab(STYLES[one].color, seen) - lab(STYLES[other].color, seen))
        assert distance > 12, (one, other, distance)


def test_every_status_has_a_style_and_the_firm_ones_solid_edges():
    assert {s for s in STYLES if s != "weapon_range"} == set(Status)
    solid = {key for key, style in STYLES.items() if not style.dash_px}
    assert solid == {Status.AGREED, Status.IN_FORCE}
    edges = [(style.dash_px, style.edge_px) for style in STYLES.values()]
    assert len(set(edges)) == len(edges)  # told apart in grey


def test_a_weapon_s_reach_is_no_rule(analysis):
    reach = next(z for z in analysis.zones if z.constraint.effect is Effect.WEAPON_RANGE)
    assert style_of(reach) is STYLES["weapon_range"]
    assert not style_of(reach).shown
