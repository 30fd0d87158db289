//! `crates/ubl/src/document/names.rs`: every name of UBL 2.1 as a constant with its number.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::Generated;
use super::schema::{ROOTS, Schemas};

/// Attributes of XML Schema instances, XML Schema part 1 §2.6.
const XSI: [&str; 4] = ["nil", "noNamespaceSchemaLocation", "schemaLocation", "type"];

/// Names that published rules test although UBL has no such element or attribute: they only occur in documents the XSD
/// refuses, but the rules' counts include them.
const MENTIONED: [&str; 8] = [
    "cbc:ValidityPeriod",
    "cbc:PriceList",
    "cbc:BarecodeSymbologyID",
    "cbc:PrimaryAccountNumber",
    "cac:JurisdiccionRegionAddress",
    "@scheme",
    "@unitCodeListIdentifier",
    "@unitCodeListAgencyIdentifier",
];

/// The file; its order decides the numbers.
pub fn generate(schemas: &Schemas) -> Generated {
    let mut file = NameFile::default();
    let of = |prefix: &str| -> BTreeSet<String> {
        let known = schemas.elements.keys().map(String::as_str).chain(MENTIONED);
        known.filter_map(|name| name.strip_prefix(prefix)).map(str::to_owned).collect()
    };
    let mut attributes = of("@");
    attributes.extend(schemas.attributes.iter().cloned());
    file.module("root", "The document elements.", ROOTS, str::to_owned);
    file.module("cbc", "Basic components (`cbc:`).", of("cbc:"), |_| "Cbc".to_owned());
    file.module("cac", "Aggregate components (`cac:`).", of("cac:"), |_| "Cac".to_owned());
    file.module("ext", "Extension components (`ext:`).", of("ext:"), |_| "Ext".to_owned());
    file.module("attr", "Attributes without a namespace.", attributes, |_| "None".to_owned());
    file.module("xsi", "Attributes of XML Schema instances (`xsi:`).", XSI, |_| "Xsi".to_owned());
    Generated::new("crates/ubl/src/document/names.rs", file.finish())
}

#[derive(Default)]
struct NameFile {
    modules: String,
    table: String,
    count: usize,
}

impl NameFile {
    fn module<N: AsRef<str>>(
        &mut self,
        module: &str,
        about: &str,
        names: impl IntoIterator<Item = N>,
        namespace: fn(&str) -> String,
    ) {
        let head = format!(
            "/// {about}\n#[allow(missing_docs, non_upper_case_globals)]\npub mod {module} {{\n    use super::Name as N;\n"
        );
        self.modules.push_str(&head);
        for name in names {
            let name = name.as_ref();
            let identifier = if name == "type" { "r#type" } else { name };
            // Writing to a string cannot fail.
            let _ = writeln!(self.modules, "    pub const {identifier}: N = N::known({});", self.count);
            let _ = writeln!(self.table, "    (Namespace::{}, \"{name}\"),", namespace(name));
            self.count += 1;
        }
        self.modules.push_str("}\n\n");
    }

    fn finish(self) -> String {
        format!(
            "//! The names this project knows by number, derived from UBL 2.1; written by `cargo xtask regenerate`, not by hand.\n\n\
             use super::name::{{Name, Namespace}};\n\n{}\
             /// Every known name with its namespace; the position is the number. A constant, because functions the compiler runs read it.\n\
             #[allow(clippy::large_const_arrays)]\n\
             pub(super) const KNOWN: [(Namespace, &str); {}] = [\n{}];\n",
            self.modules, self.count, self.table
        )
    }
}
