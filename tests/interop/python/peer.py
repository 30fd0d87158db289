#!/usr/bin/env python3
"""A foreign AS4 peer for tests: our own frame around the Python package `as4`, which is not ours.

    peer.py probe
        leaves with 0 when the package is there, with 3 when it is not.
    peer.py receive --folder DIR --certificate PEM --key PEM --anchor PEM --intermediate PEM
        reads DIR/content-type and DIR/body, verifies and decrypts, writes DIR/payload (when accepted) and DIR/signal.
    peer.py build --folder DIR --certificate PEM --key PEM --receiver PEM --payload FILE
        writes a message of its own to DIR/content-type and DIR/body, and what it must remember to DIR/exchange.json.
    peer.py judge --folder DIR --certificate PEM --key PEM
        reads DIR/exchange.json and DIR/answer, and judges the answer as the sender.

Every mode but `probe` prints one JSON object with "ok" and, when not ok, "error".
"""

import argparse
import json
import pathlib
import sys

try:
    import as4
    from as4 import peppol
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from cryptography.x509.oid import NameOID
except ImportError:
    sys.exit(3)

DOCUMENT_TYPE = (
    "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice"
    "##urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::2.1"
)


def certificate(path):
    return x509.load_pem_x509_certificate(pathlib.Path(path).read_bytes())


def seat_id(cert):
    return cert.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value


def us(arguments):
    cert = certificate(arguments.certificate)
    key = as4.AS4LocalPrivateKey(load_pem_private_key(pathlib.Path(arguments.key).read_bytes(), None))
    return peppol.create_peppol_internal_party(seat_id(cert), cert, key)


def them(path):
    cert = certificate(path)
    return peppol.create_peppol_external_party(seat_id(cert), cert)


def receive(arguments):
    folder = pathlib.Path(arguments.folder)
    policy = peppol.peppol_security_policy(
        certificate(arguments.anchor), intermediates=[certificate(arguments.intermediate)]
    )
    exchange = peppol.parse_peppol_message(
        {"Content-Type": (folder / "content-type").read_text()},
        (folder / "body").read_bytes(),
        us(arguments),
        security_policy=policy,
    )
    _, signal = exchange.build_signal()
    (folder / "signal").write_bytes(signal)
    if not exchange.successful:
        return {"ok": False, "error": str(exchange.error)}
    message = exchange.message
    (folder / "payload").write_bytes(next(iter(message.decrypted_data.values())))
    return {"ok": True, "message_id": message.message_id, "sender": message.sender, "recipient": message.recipient}


def build(arguments):
    folder = pathlib.Path(arguments.folder)
    exchange = peppol.PeppolSendingExchange(
        profile=peppol.PeppolAS4Profile, local_party=us(arguments), remote_party=them(arguments.receiver)
    )
    headers, body = exchange.build(
        pathlib.Path(arguments.payload).read_bytes(),
        peppol.PeppolAS4MessageBuilderArgs(
            sender="0106:54441587",
            recipient="0208:0899965307",
            document_type_identifier=peppol.BusdoxDocidQnsDocumentIdentifier.from_identifier_value(DOCUMENT_TYPE),
            document_identification_instance_identifier="5f0a4c86-2b61-4c0e-8a53-0d1c7c9e1a01",
            process_identifier="urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
            c1_country_id="NL",
        ),
    )
    (folder / "content-type").write_text(headers["Content-Type"])
    (folder / "body").write_bytes(body)
    (folder / "exchange.json").write_text(exchange.mark_sent().model_dump_json(exclude={"message"}))
    return {"ok": True, "message_id": exchange.message_id}


def judge(arguments):
    folder = pathlib.Path(arguments.folder)
    exchange = peppol.PeppolSendingExchange.restore((folder / "exchange.json").read_text(), us(arguments))
    exchange.receive_signal((folder / "answer").read_bytes())
    return {"ok": exchange.successful, "error": None if exchange.successful else str(exchange.error)}


MODES = {"probe": lambda _: {"ok": True}, "receive": receive, "build": build, "judge": judge}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("mode", choices=MODES)
    for name in ("folder", "certificate", "key", "anchor", "intermediate", "receiver", "payload"):
        parser.add_argument(f"--{name}")
    arguments = parser.parse_args()
    try:
        outcome = MODES[arguments.mode](arguments)
    except Exception as error:  # whatever the package raises is the finding
        outcome = {"ok": False, "error": f"{type(error).__name__}: {error}"}
    print(json.dumps(outcome))
    return 0 if outcome["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
