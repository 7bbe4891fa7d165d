"""A journal that was cut, and its list of heads with it: only a head that lies elsewhere shows it."""

import json
import ssl
import threading
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from ipaddress import IPv4Address
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.core.management import call_command

from lantoa.journal import actions, queries, tasks
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line, Seal
from lantoa.kit import clock
from lantoa.web.doctor import house
from lantoa.web.doctor.finding import Level

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    """Key file, heads beside it, and a folder that stands for another machine."""
    (tmp_path / "keys").mkdir()
    (tmp_path / "city").mkdir()
    settings.KEY_FILE = tmp_path / "keys" / "house.json"
    settings.JOURNAL_HEADS_TO = str(tmp_path / "city")
    with clock.moved(datetime(2026, 10, 15, 9, 0)):
        yield tmp_path


@pytest.fixture
def sealed():
    for _ in range(3):
        actions.write(by=HOUSE, verb="sessions.ended")
        actions.seal_batch()


def cut():
    """What somebody with the machine does: the last batch goes, and so does everything beside the key file."""
    seal = Seal.objects.order_by("-number")[0]
    Line.objects.filter(seal=seal).delete()
    seal.delete()
    tasks.heads_file().unlink()
    tasks.sent_file().unlink()


def levels(check, *given):
    return [finding.level for finding in check(*given)]


def it_sees_a_cut_journal_by_the_head_in_the_second_place(sealed):
    tasks.carry_head_out()
    cut()

    said = [finding.words for finding in house.journal_in_order()]

    assert said == ["Journal: batch 3 rolled back"]


def it_carries_each_new_head_out_once(sealed, places):
    tasks.carry_head_out()
    tasks.carry_head_out()

    file = places / "city" / "journal-heads-127.0.0.1.txt"
    assert file.read_text() == f"2026-10-15 {queries.head()}\n"
    assert tasks.heads_file().read_text() == file.read_text()


def it_says_in_the_doctor_where_the_head_lies(sealed):
    tasks.carry_head_out()

    assert levels(house.head_elsewhere) == [Level.OK]


def it_fails_in_the_doctor_when_nothing_reached_the_second_place_for_a_day(sealed, settings):
    settings.JOURNAL_HEADS_TO = str(tasks.heads_file().parent / "gone")
    with pytest.raises(OSError):
        tasks.carry_head_out()
    clock.advance(timedelta(hours=27))

    assert levels(house.head_elsewhere) == [Level.BAD]


def it_fails_in_the_doctor_when_the_second_place_lost_it(sealed):
    tasks.carry_head_out()
    tasks.second_file().unlink()

    assert levels(house.head_elsewhere) == [Level.BAD]


@pytest.mark.parametrize(("hosts", "level"), [(["127.0.0.1"], Level.LOOK), (["tin.example.vn"], Level.BAD)])
def it_does_not_pass_a_house_that_carries_no_head_out(sealed, settings, hosts, level):
    settings.JOURNAL_HEADS_TO, settings.ALLOWED_HOSTS = "", hosts

    assert levels(house.head_elsewhere) == [level]


def it_compares_a_head_that_was_printed(sealed):
    printed = queries.head()
    before = levels(house.head_fits, printed.number, printed.mac)
    tasks.carry_head_out()
    cut()

    assert (before, levels(house.head_fits, printed.number, printed.mac)) == ([Level.OK], [Level.BAD])


def it_takes_the_printed_head_as_the_page_groups_it(sealed):
    head, out = queries.head(), StringIO()
    grouped = " ".join(head.mac.hex()[at : at + 8] for at in range(0, 64, 8))

    for mac in ("00" * 32, grouped):
        with suppress(SystemExit):  # a machine for tests has other findings too
            call_command("doctor", "--head", f"3:{mac}", stdout=out)

    assert "Head 3 is not in this journal" in out.getvalue()
    assert "Head 3 is in this journal" in out.getvalue()


def it_misses_no_later_head_in_the_second_place_after_a_restore(sealed):
    tasks.carry_head_out()
    seal = Seal.objects.get(number=3)
    Line.objects.filter(seal=seal).delete()
    seal.delete()

    tasks.note_restored()

    assert queries.verify(known_heads=tasks.known_heads()) == []
    assert tasks.sent_at()[1] == 2
    assert levels(house.head_elsewhere) == [Level.OK]


@pytest.fixture
def city(tmp_path):
    """Another machine that answers https with a certificate of its own, and what it was sent."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begun = datetime.now(timezone.utc) - timedelta(days=1)
    here = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, begun, begun + timedelta(days=9)).add_extension(
        here, critical=False
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pem = tmp_path / "city.pem"
    pem.write_bytes(private + made.sign(key, SHA256()).public_bytes(Encoding.PEM))
    got = []

    class Takes(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *said):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Takes) as server:
        held = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        held.load_cert_chain(pem)
        server.socket = held.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield SimpleNamespace(address=f"https://127.0.0.1:{server.server_port}/heads", certificate=pem, got=got)
        server.shutdown()


def it_sends_a_new_head_over_https_once(sealed, settings, city, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(city.certificate))
    settings.JOURNAL_HEADS_TO = city.address

    tasks.carry_head_out()
    tasks.carry_head_out()

    newest = queries.head()
    assert city.got == [{"house": settings.PUBLIC_ADDRESS, "number": newest.number, "mac": newest.mac.hex()}]
    assert levels(house.head_elsewhere) == [Level.OK]


def it_sends_no_head_to_a_machine_that_is_not_the_one_it_says(sealed, settings, city):
    settings.JOURNAL_HEADS_TO = city.address

    with pytest.raises(OSError, match="certificate"):
        tasks.carry_head_out()

    assert city.got == [] and tasks.sent_at() is None
