#!/usr/bin/env python3
"""Judges XML documents by the official XSD and XSLT, as an oracle beside our own validator.

    judge.py DOCUMENTS ARTEFACTS

DOCUMENTS is a folder (or one file) of UBL documents, ARTEFACTS the folder of official artefacts. Prints one JSON line per
document: {"file", "rule_set", "outcome": "valid|invalid|not_checked", "xsd": [...], "findings": [{"layer", "rule", "flag", "location", "message"}]}.
Exit code 1 when any document is invalid or unchecked or has a fatal or error finding, 0 otherwise. Warnings are printed and do not count,
unless --strict is given. Where lxml or saxonche are not installed it says so and leaves with 0 (3 with --require). An oracle that hears nothing would call
everything valid, so for each rule set met it also spoils one valid document and exits 4 unless every layer of the set objects.
"""

import argparse
import decimal
import json
import pathlib
import sys
import tempfile

try:
    from lxml import etree
    from saxonche import PySaxonApiError, PySaxonProcessor
except ImportError as error:
    etree, MISSING = None, error.name
else:
    MISSING = None

CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
SVRL = "http://purl.oclc.org/dsdl/svrl"
BILLING = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"

# Rule set by CustomizationID: name, then layers in order. A set without layers is judged by the XSD alone.
RULE_SETS = {
    BILLING: ("billing", [("en16931", "peppol-billing-3.0.21/CEN-EN16931-UBL.xslt"), ("peppol", "peppol-billing-3.0.21/PEPPOL-EN16931-UBL.xslt")]),
    BILLING + "#conformant#urn:fdc:anskaffelser.no:2019:ehf:reminder:3.0": (
        "ehf-reminder",
        [
            ("reminder-en16931", "ehf-reminder-3.0/REMINDER-CEN-EN16931-UBL.xslt"),
            ("reminder-peppol", "ehf-reminder-3.0/REMINDER-PEPPOL-EN16931-UBL.xslt"),
            ("reminder-ehf", "ehf-reminder-3.0/EHF-P06-3.0-REMINDER.xslt"),
        ],
    ),
    "urn:fdc:peppol.eu:poacc:trns:invoice_response:3": ("invoice-response", [("peppol-t111", "peppol-poacc-2026.5/PEPPOLBIS-T111.xslt")]),
    "urn:fdc:peppol.eu:poacc:trns:mlr:3": ("mlr", [("peppol-t71", "peppol-poacc-2026.5/PEPPOLBIS-T71.xslt")]),
    "urn:peppol:edec:mls:1.0": ("mls", [("peppol-mls", "peppol-mls/trn-mls/schematron/peppol-mls-1.0.1.xslt")]),
    "urn:acquit:spec:reminder:1.0": ("acquit-reminder", []),
}


class Oracle:
    """Compiled schemas and stylesheets, each made when first needed."""

    def __init__(self, artefacts, saxon):
        self.artefacts = artefacts
        self.saxon = saxon
        self.xslt = saxon.new_xslt30_processor()
        self.schemas = {}
        self.sheets = {}

    def schema(self, root):
        if root not in self.schemas:
            path = self.artefacts / "ubl-2.1" / "maindoc" / f"UBL-{root}-2.1.xsd"
            self.schemas[root] = etree.XMLSchema(etree.parse(str(path))) if path.exists() else None
        return self.schemas[root]

    def sheet(self, name):
        if name not in self.sheets:
            self.sheets[name] = self.xslt.compile_stylesheet(stylesheet_file=str(self.artefacts / name))
        return self.sheets[name]

    def judge(self, path):
        result = {"file": path.name, "rule_set": None, "outcome": "not_checked", "xsd": [], "findings": []}
        try:
            tree = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            return result | {"outcome": "invalid", "xsd": [str(error)]}
        root = tree.getroot()
        # The string value as XPath has it: a comment inside does not end it.
        customization = "".join(root.xpath("string(cbc:CustomizationID)", namespaces={"cbc": CBC})).strip()
        schema = self.schema(etree.QName(root).localname)
        if schema is None or customization not in RULE_SETS:
            return result
        result["rule_set"], layers = RULE_SETS[customization]
        if not schema.validate(tree):
            errors = [f"line {error.line}: {error.message}" for error in schema.error_log]
            return result | {"outcome": "invalid", "xsd": errors}
        for layer, sheet in layers:
            result["findings"] += self.findings(path, layer, sheet)
        failed = any(finding["flag"] in ("fatal", "error") for finding in result["findings"])
        return result | {"outcome": "invalid" if failed else "valid"}

    def findings(self, path, layer, sheet):
        try:
            report = self.sheet(sheet).transform_to_string(source_file=str(path))
        except PySaxonApiError:
            report = None
        if not report:
            return [{"layer": layer, "rule": "", "flag": "error", "location": "/", "message": "the rules raised an error"}]
        svrl = etree.fromstring(report.encode("utf-8"))
        return [
            {
                "layer": layer,
                "rule": failed.get("id", ""),
                "flag": failed.get("flag") or failed.get("role") or "fatal",
                "location": failed.get("location", ""),
                "message": " ".join((failed.findtext(f"{{{SVRL}}}text") or "").split()),
            }
            for failed in svrl.iter(f"{{{SVRL}}}failed-assert", f"{{{SVRL}}}successful-report")
        ]


def spoil(path, folder):
    """Writes a copy that keeps to the schema and breaks a rule of every layer: other process, wrong sum, no reference of the buyer's."""
    tree = etree.parse(str(path))
    root = tree.getroot()
    root.find(f"{{{CBC}}}ProfileID").text = "x"
    for payable in root.iter(f"{{{CBC}}}PayableAmount"):
        payable.text = str(decimal.Decimal(payable.text) + 1)
    for reference in root.findall(f"{{{CBC}}}BuyerReference") + root.findall(f"{{{CAC}}}OrderReference"):
        root.remove(reference)
    copy = pathlib.Path(folder) / path.name
    tree.write(str(copy), encoding="UTF-8", xml_declaration=True)
    return copy


def deaf_layers(oracle, valid):
    """Names the layers that had nothing to say about a spoilt document of their rule set."""
    deaf = []
    with tempfile.TemporaryDirectory() as folder:
        for name, layers in RULE_SETS.values():
            if name in valid and layers:
                heard = {finding["layer"] for finding in oracle.judge(spoil(valid[name], folder))["findings"]}
                deaf += [layer for layer, _ in layers if layer not in heard]
    return deaf


def main():
    parser = argparse.ArgumentParser(description="Judge UBL documents by the official XSD and XSLT.")
    parser.add_argument("documents", type=pathlib.Path)
    parser.add_argument("artefacts", type=pathlib.Path)
    parser.add_argument("--strict", action="store_true", help="warnings count too")
    parser.add_argument("--require", action="store_true", help="exit 3 instead of skipping when something is not installed")
    options = parser.parse_args()

    absent = MISSING or (None if options.artefacts.is_dir() else str(options.artefacts))
    if absent:
        print(f"skipped: {absent} is not here", file=sys.stderr)
        return 3 if options.require else 0
    paths = [options.documents] if options.documents.is_file() else sorted(options.documents.glob("*.xml"))
    if not paths:
        print(f"no documents in {options.documents}", file=sys.stderr)
        return 1

    failed, deaf, valid = False, [], {}
    with PySaxonProcessor(license=False) as saxon:
        oracle = Oracle(options.artefacts.resolve(), saxon)
        for path in paths:
            result = oracle.judge(path.resolve())
            print(json.dumps(result, ensure_ascii=False))
            failed |= result["outcome"] != "valid" or (options.strict and bool(result["findings"]))
            if result["outcome"] == "valid":
                valid.setdefault(result["rule_set"], path.resolve())
        deaf = deaf_layers(oracle, valid)
    if deaf:
        print(f"the oracle is deaf: {', '.join(deaf)} did not object to a spoilt document", file=sys.stderr)
        return 4
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
