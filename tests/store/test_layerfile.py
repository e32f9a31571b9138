"""The layers of a case as what reports are measured from, by their names and other names."""

import shapely

from geo.model import Document
from geo.pipeline import Pipeline
from geo.settings import Settings
from geo.store.layer import Layer
from geo.store.layerfile import layer_file

LINE = shapely.LineString([(38.0, 47.9), (38.4, 48.4), (39.0, 48.7)])
TEXT = "Both sides must pull artillery back 15 km from the contact line."


def test_without_layers_there_is_no_file():
    assert layer_file(()) == ()


def test_the_same_layers_are_the_same_path_and_others_another():
    layer = Layer("front", LINE)
    assert layer_file((layer,)) == layer_file((Layer("front", LINE),))
    assert layer_file((layer,)) != layer_file((Layer("front", LINE, ("contact line",)),))


def test_a_rule_that_names_a_layer_s_other_name_is_drawn_from_it():
    bare = Pipeline(Settings(layers=layer_file((Layer("front", LINE),))))
    assert not bare.read(Document("d", TEXT)).zones
    named = layer_file((Layer("front", LINE, ("contact line", "line of contact")),))
    (zone,) = Pipeline(Settings(layers=named)).read(Document("d", TEXT)).zones
    assert zone.constraint.references[0].id == "line:case/front"
    assert zone.geometry.buffer(1e-3).contains(LINE)
