//! `schemas/structure/*.tsv`: which element holds what, in which order, how often (UBL 2.1 XSD).

use std::fmt::Write;

use anyhow::{Result, anyhow};

use super::Generated;
use super::schema::{Schemas, short_type as short};

/// The three tables.
pub fn generate(schemas: &Schemas) -> Result<Vec<Generated>> {
    Ok(vec![
        Generated::new("schemas/structure/elements.tsv", elements(schemas)?),
        Generated::new("schemas/structure/sequences.tsv", sequences(schemas)),
        Generated::new("schemas/structure/datatypes.tsv", data_types(schemas)),
    ])
}

fn elements(schemas: &Schemas) -> Result<String> {
    let mut table = String::from(
        "# element\tcontent: a sequence, or @ and a data type, or * for any element of another namespace\n",
    );
    for element in schemas.elements.keys() {
        let _ = writeln!(table, "{element}\t{}", content(schemas, element)?);
    }
    Ok(table)
}

fn content(schemas: &Schemas, element: &str) -> Result<String> {
    let of_type = schemas.elements.get(element).ok_or_else(|| anyhow!("no element {element}"))?;
    if schemas.sequences.get(of_type).is_some_and(|members| !members.is_empty()) {
        return Ok(short(of_type).to_owned());
    }
    // What is neither has the wildcard of UBL-ExtensionContentDataType-2.1.xsd.
    Ok(schemas.data_types.get(of_type).map_or_else(|| "*".to_owned(), |data_type| format!("@{}", data_type.name)))
}

fn sequences(schemas: &Schemas) -> String {
    let mut table = String::from("# sequence\telement\tleast\tmost, * without bound; order counts\n");
    for (of_type, members) in &schemas.sequences {
        for member in members {
            let _ = writeln!(table, "{}\t{}\t{}\t{}", short(of_type), member.name, member.min, member.max);
        }
    }
    table
}

fn data_types(schemas: &Schemas) -> String {
    let mut table = String::from("# data type\ttext\tattributes, ! if required\n");
    for (name, data_type) in schemas.data_types.iter().filter(|(name, _)| name.starts_with("udt:")) {
        let attributes: Vec<String> = data_type
            .attributes
            .iter()
            .map(|(attribute, (of_type, required))| {
                format!("{attribute}{}:{of_type}", if *required { "!" } else { "" })
            })
            .collect();
        let _ = writeln!(table, "{}\t{}\t{}", short(name), data_type.base, attributes.join(" "));
    }
    table
}
