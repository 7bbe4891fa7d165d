from __future__ import annotations

import pytest
from django.template import Context, Template, TemplateSyntaxError


def drawn(source: str, **values: object) -> str:
    return " ".join(Template("{% load parts %}" + source).render(Context(values)).split())


@pytest.mark.parametrize(
    "source",
    [
        "{% card titel='x' %}{% endcard %}",
        "{% card %}{% endcard %}",
        "{% card 'x' %}{% endcard %}",
        "{% button label='x' colour='red' %}",
        "{% options chosen='x' %}",
    ],
)
def it_refuses_a_wrong_or_a_missing_argument_before_a_page_is_drawn(source):
    with pytest.raises(TemplateSyntaxError):
        Template("{% load parts %}" + source)


def it_ties_hint_and_error_to_their_control_by_id():
    page = drawn("{% field id='so' label='Số' hint='Như 0900' error='Chưa ghi' %}<input id=so>{% endfield %}")

    assert '<label for="so">' in page and 'id="so-g">Như 0900' in page and 'id="so-e">' in page
    assert 'class="field bad"' in page


def it_trusts_no_word_that_somebody_wrote():
    page = drawn("{% chip label=word %}{% button label=word value=word name='n' %}", word='<b>"')

    assert "<b>" not in page and page.count("&lt;b&gt;&quot;") == 3


def it_lists_every_fault_once_and_leads_to_its_control():
    page = drawn("{% error_summary title='Xem lại' errors=errors %}", errors={"ke": "Chưa kể", "so": "Sai số"})

    assert '<a href="#ke">Chưa kể</a>' in page and '<a href="#so">Sai số</a>' in page
    assert drawn("{% error_summary title='Xem lại' errors=errors %}", errors={}) == ""


def it_keeps_the_choice_that_was_made():
    page = drawn("{% options of=pairs chosen=2 empty='Chưa rõ' %}", pairs=[(1, "một"), (2, "hai")])

    assert page.count(" selected") == 1 and '<option value="2" selected>hai</option>' in page
    assert " checked" in drawn("{% choice name='n' value='a' label='A' chosen='a' %}")
    assert " checked" not in drawn("{% choice name='n' value='a' label='A' chosen='b' %}")


def it_sends_the_token_with_every_form_of_its_own():
    page = drawn("{% post_form to='/a/' submit='Lưu' %}<input name=x>{% endpost_form %}", csrf_token="tk")
    assert 'name="csrfmiddlewaretoken" value="tk"' in page and 'action="/a/"' in page

    page = drawn("{% post_button to='/b/' label='Xong' %}", csrf_token="tk")
    assert 'name="csrfmiddlewaretoken" value="tk"' in page and "</button>" in page


def it_ties_hint_and_error_to_a_control_that_does_not_say_so_itself():
    inside = '<input id="a" name="a">'

    told = drawn('{% field id="a" label="A" hint="Ghi số" error="Thiếu" %}' + inside + "{% endfield %}")
    plain = drawn('{% field id="a" label="A" %}' + inside + "{% endfield %}")
    own = drawn('{% field id="a" label="A" hint="x" %}<input id="a" aria-describedby="b">{% endfield %}')

    assert 'id="a" aria-describedby="a-g a-e" aria-invalid="true"' in told
    assert "aria-describedby" not in plain
    assert 'aria-describedby="b"' in own and "a-g" not in own.partition("<input")[2]
