//! What the program tells its operator, on standard error: ids and states, never a body or a name.

use tracing_subscriber::EnvFilter;

/// The environment variable with the filter, such as `info` or `gateway=debug`.
const VARIABLE: &str = "ACQUIT_LOG";

/// Tells warnings and errors; a filter in the environment replaces that, so name what is still wanted (`warn,gateway=debug`).
pub fn start() {
    let filter = EnvFilter::try_from_env(VARIABLE).unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
