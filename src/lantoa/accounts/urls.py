from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from lantoa.accounts.views import door, own, people

public: list[URLPattern | URLResolver] = []
staff: list[URLPattern | URLResolver] = [
    path("vao/", door.sign_in, name="sign-in"),
    path("vao/ma/", door.sign_in_code, name="sign-in-code"),
    path("vao/phieu/", door.sign_in_slip, name="sign-in-slip"),
    path("vao/thiet-lap/", door.sign_in_setup, name="sign-in-setup"),
    path("vao/ra/", door.sign_out, name="sign-out"),
    path("vao/may/", own.machines, name="my-machines"),
    path("vao/mat-khau/", own.password, name="my-password"),
    path("vao/ma-du-phong/", own.recovery_codes, name="my-codes"),
    path("nguoi/", people.people, name="people"),
    path("cap-lai/", people.resets, name="resets"),
]
