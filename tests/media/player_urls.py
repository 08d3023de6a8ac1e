"""The addresses of the product and one page more, with two steps to listen to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from media.rules import Segment, SpeechScript
from settings.urls import urlpatterns as product

FIRST = SpeechScript(
    "zh-hans",
    (
        Segment("body", "付款前，先看清名字。名字不对，就不要付。\n\n慢慢来，不着急。"),
        Segment("praise", "说得对。", in_flow=False),
    ),
)
SECOND = SpeechScript("zh-hans", (Segment("body", "第二步，再看钱数。"),))
MISSING = SpeechScript("zh-hans", (Segment("body", "这一句还没有声音。"),))
PAGE = """
{% extends "accessibility/base.html" %}
{% load narration static %}
{% block main %}
  {% narrations scripts as narrations %}
  {% for script in scripts %}
    <section data-step="step-{{ forloop.counter }}">
      <div class="lead">{% say_paragraphs script "body" %}</div>
      {% if forloop.first %}<p>{% say script "praise" %}</p>{% endif %}
      {% player script narrations=narrations %}
    </section>
  {% endfor %}
{% endblock %}
{% block scripts %}<script type="module" src="{% static "media/start.js" %}"></script>{% endblock %}
"""


def listening(request: HttpRequest) -> HttpResponse:
    """Three scripts on one page; the last has no sound."""
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render({"scripts": [FIRST, SECOND, MISSING]}, request))


urlpatterns = [path("listening/", listening), *product]
