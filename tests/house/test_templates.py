"""What ``bin/templates.py`` says of a template: parts are given only what they know."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest
from django.template import Template

from tests.house.floors import ROOT


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("templates_tool", ROOT / "bin" / "templates.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "source",
    [
        "{% button label='x' look='blue' %}",
        "{% button label='x' icon='unicorn' %}",
        "{% card title='x' gap=9 %}y{% endcard %}",
        "{% if a %}{% notice tone='loud' %}y{% endnotice %}{% endif %}",
        "{% card title='x' %}{% notice tone='loud' %}y{% endnotice %}{% endcard %}",
    ],
)
def it_names_a_value_that_the_part_does_not_know(tool, source):
    assert list(tool.strange_values(Template("{% load parts %}" + source).nodelist))


def it_leaves_alone_what_is_known_or_comes_with_the_page(tool):
    source = "{% load parts %}{% button label=x look=look icon='warn' %}{% card title=x gap=3 %}{% endcard %}"

    assert list(tool.strange_values(Template(source).nodelist)) == []
