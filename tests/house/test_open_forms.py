"""Forms without a session: which they are, and what stands in for it."""

from tests.house.test_routes import ADDRESSES

# Their authority is a sealed field (purpose, thread, expiry), a signature over the body, or nothing worth taking.
EXEMPT = {
    "/bao-tin/": "sealed field",
    "/bao-tin/ma/": "sealed field",
    "/bao-tin/<slug:place>/": "sealed field",
    "/tin/": "receipt, then a sealed token",
    "/hien-thi/": "sets only the look of pages",
    "/hooks/zalo-oa/": "signature",
    "/hooks/<slug:kind>/<str:account>/": "signature or token",
}


def it_exempts_only_the_listed_forms():
    found = {route for route, pattern in ADDRESSES.items() if getattr(pattern.callback, "csrf_exempt", False)}

    assert found == set(EXEMPT)
