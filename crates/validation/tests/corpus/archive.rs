//! Reading `.tar.gz` archives into memory: POSIX ustar, regular files only.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;

const BLOCK: usize = 512;

/// Names and contents of the regular files.
pub fn files(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let file = File::open(path).unwrap_or_else(|error| panic!("cannot open {}: {error}", path.display()));
    GzDecoder::new(file).read_to_end(&mut bytes).unwrap();
    let mut members = Vec::new();
    let mut at = 0;
    while at + BLOCK <= bytes.len() && bytes[at] != 0 {
        let header = &bytes[at..at + BLOCK];
        let size = usize::from_str_radix(text(&header[124..136]).trim(), 8).unwrap();
        let content = at + BLOCK..at + BLOCK + size;
        if matches!(header[156], b'0' | 0) {
            members.push((name(header), bytes[content.clone()].to_vec()));
        }
        at = content.start + size.div_ceil(BLOCK) * BLOCK;
    }
    members
}

fn name(header: &[u8]) -> String {
    let (name, prefix) = (text(&header[..100]), text(&header[345..500]));
    let full =
        if prefix.is_empty() || &header[257..262] != b"ustar" { name.to_owned() } else { format!("{prefix}/{name}") };
    full.trim_start_matches("./").to_owned()
}

fn text(field: &[u8]) -> &str {
    let end = field.iter().position(|byte| *byte == 0).unwrap_or(field.len());
    std::str::from_utf8(&field[..end]).unwrap()
}
