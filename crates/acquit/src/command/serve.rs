//! `acquit serve`: the API, the AS4 endpoint and the workers, until a signal ends them in order.

use std::io::{Write, stdout};

use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use gateway::{Clock, Config, FileClock, Gateway, SystemClock};
use serde_json::json;
use tokio::sync::watch;

use crate::cli;
use crate::exit::Exit;
use crate::sandboxed::Sandboxed;
use crate::scratch::Scratch;
use crate::signal::Signals;

/// Requests that run when the end is asked for may take this long to finish.
const GRACE: Duration = Duration::from_secs(10);

/// Serves with a configuration file, or on a sandbox network.
pub fn run(arguments: &cli::Serve) -> anyhow::Result<Exit> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match &arguments.config {
        Some(file) => runtime.block_on(serve(file, arguments)),
        None => runtime.block_on(serve_sandbox(arguments)),
    }
}

async fn serve(file: &Path, arguments: &cli::Serve) -> anyhow::Result<Exit> {
    let mut signals = Signals::watch()?;
    let config = Config::read(file)?;
    let clock: Arc<dyn Clock> = match &config.clock {
        Some(path) => Arc::new(FileClock::open(path).with_context(|| format!("clock {}", path.display()))?),
        None => Arc::new(SystemClock),
    };
    let listener = TcpListener::bind(config.listen).with_context(|| format!("cannot listen on {}", config.listen))?;
    let address = listener.local_addr()?;
    let gateway = Arc::new(Gateway::open(config, clock).await?);
    let (end, ended) = watch::channel(false);
    let mut worker = tokio::spawn(work(Arc::clone(&gateway), ended, arguments.by_hand));
    let handle = web::Handle::new();
    let mut server = tokio::spawn(web::serve(gateway, listener, handle.clone()));
    announce(arguments.json, &address.to_string(), None)?;
    // An API without its workers would take documents in and send none: whichever ends first ends the program.
    let (worker_ended, server_ended) = tokio::select! {
        () = signals.asked_to_end() => (None, None),
        ended = &mut worker => (Some(ended), None),
        ended = &mut server => (None, Some(ended)),
    };
    let asked = worker_ended.is_none() && server_ended.is_none();
    handle.graceful_shutdown(Some(GRACE));
    end.send_replace(true);
    match worker_ended {
        Some(ended) => ended.context("the worker broke off")?,
        None => worker.await.context("the worker broke off")?,
    }
    match server_ended {
        Some(ended) => ended??,
        None => server.await??,
    }
    anyhow::ensure!(asked, "the server ended without being asked to");
    Ok(Exit::Ok)
}

/// Works until the end is asked for; by hand, it only waits for that.
async fn work(gateway: Arc<Gateway>, mut ended: watch::Receiver<bool>, by_hand: bool) {
    let end = async move {
        // A dropped sender means the program is ending as well.
        let _ = ended.wait_for(|ended| *ended).await;
    };
    if by_hand { end.await } else { gateway.work_until(end).await }
}

async fn serve_sandbox(arguments: &cli::Serve) -> anyhow::Result<Exit> {
    let mut signals = Signals::watch()?;
    let scratch = Scratch::new()?;
    let sandboxed = Sandboxed::start(scratch.path(), arguments.port, false).await?;
    announce(arguments.json, &sandboxed.api_address(), Some(sandboxed.api_key()))?;
    sandboxed.live_until(signals.asked_to_end()).await?;
    sandboxed.stop().await?;
    Ok(Exit::Ok)
}

/// Says where the gateway is: the one thing a caller needs before it can ask anything.
fn announce(as_json: bool, address: &str, key: Option<&str>) -> anyhow::Result<()> {
    if as_json {
        writeln!(stdout(), "{}", serde_json::to_string(&json!({ "serving": address, "api_key": key }))?)?;
        return Ok(());
    }
    writeln!(stdout(), "serving on {address}; Ctrl-C ends it")?;
    if let Some(key) = key {
        writeln!(stdout(), "API key of the sandbox: {key}")?;
    }
    Ok(())
}
