//! Writes what every writer makes of the fixtures to a folder, for the official rules to judge (`tests/oracle/judge.py`).
//!
//! `cargo run -p ubl --example write_fixtures -- DIR`

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

#[path = "../tests/writing/written/mod.rs"]
mod written;

fn main() -> ExitCode {
    let Some(folder) = env::args().nth(1).map(PathBuf::from) else {
        eprintln!("usage: write_fixtures DIR");
        return ExitCode::from(2);
    };
    match write_all(&folder) {
        Ok(count) => {
            println!("{count} documents written to {}", folder.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write_all(folder: &Path) -> Result<usize, String> {
    fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    let documents = written::documents()?;
    for (name, bytes) in &documents {
        let path = folder.join(format!("{name}.xml"));
        fs::write(&path, bytes).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    Ok(documents.len())
}
