"""Addresses of conversations."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from lantoa.conversations.views import bank, bulk, chip, inbox, opening, original, purpose, search, thread, verbs

public: list[URLPattern | URLResolver] = []
staff: list[URLPattern | URLResolver] = [
    path("cau-san/", bank.listed, name="bank"),
    path("cau-san/mau/", bank.plant, name="bank-plant"),
    path("cau-san/<int:pk>/", bank.one, name="bank-one"),
    path("cau-san/<int:pk>/cat/", bank.retire, name="bank-retire"),
    path("tim/", search.words, name="search"),
    path("tim/<slug:sign>/", search.found, name="search-found"),
    path("mo-danh-tinh/", opening.decide, name="openings"),
    path("mo-danh-tinh/moi/", opening.news, name="opening-news"),
    path("hop-thu/<slug:public_id>/danh-tinh/", opening.one, name="identity"),
    path("tim-so/", purpose.purpose, name="search-number"),
    path("tim-so/<slug:sign>/", purpose.found, name="search-number-found"),
    path("hop-thu/", inbox.inbox, name="inbox"),
    path("hop-thu/moi/", inbox.news, name="inbox-news"),
    path("hop-thu/nhieu/giao/", bulk.assign, name="inbox-assign"),
    path("hop-thu/nhieu/ket-thuc/", bulk.close, name="inbox-close"),
    path("hop-thu/<slug:public_id>/", thread.show, name="thread"),
    path("hop-thu/<slug:public_id>/moi/", thread.news, name="thread-news"),
    path("hop-thu/<slug:public_id>/so/<slug:ref>/<slug:what>/<int:index>/", chip.chip, name="thread-chip"),
    path("hop-thu/<slug:public_id>/tep/<slug:ref>/", original.original, name="thread-file"),
    path("hop-thu/<slug:public_id>/cau/", thread.answers, name="thread-answers"),
    path("hop-thu/<slug:public_id>/tra-loi/", verbs.answer, name="thread-answer"),
    path("hop-thu/<slug:public_id>/ghi-chu/", verbs.note, name="thread-note"),
    path("hop-thu/<slug:public_id>/giao/", verbs.assign, name="thread-assign"),
    path("hop-thu/<slug:public_id>/chuyen/", verbs.hand, name="thread-hand"),
    path("hop-thu/<slug:public_id>/loai/", verbs.labels, name="thread-labels"),
    path("hop-thu/<slug:public_id>/ten/", verbs.title, name="thread-title"),
    path("hop-thu/<slug:public_id>/cho/", verbs.wait, name="thread-wait"),
    path("hop-thu/<slug:public_id>/ket-thuc/", verbs.close, name="thread-close"),
    path("hop-thu/<slug:public_id>/mo-lai/", verbs.reopen, name="thread-reopen"),
]
