//! The worker: dispatches and responds while anything is due, then rests until something is.

use std::time::Duration;

use lifecycle::delivery::State;
use store::DocumentKind;

use crate::flow::dispatch::{self, Dispatched};
use crate::flow::remind;
use crate::flow::respond::{self, Responded};
use crate::flow::settle;
use crate::{Error, Gateway};

/// Longest rest between two looks at the queues: another process may have filled them, and a clock may have moved.
const REST: Duration = Duration::from_secs(1);

/// What one run until idle did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Worked {
    /// Attempts to deliver a document.
    pub dispatched: u32,
    /// Inbound documents taken up.
    pub responded: u32,
}

impl Gateway {
    /// Dispatches and responds until nothing is due at this instant.
    pub async fn work_until_idle(&self) -> Result<Worked, Error> {
        let mut worked = Worked::default();
        loop {
            let dispatched = u32::from(self.dispatch().await?);
            let responded = u32::from(self.respond().await?);
            if dispatched + responded == 0 {
                return Ok(worked);
            }
            worked.dispatched += dispatched;
            worked.responded += responded;
        }
    }

    /// One dispatch; a reminder that failed for good takes its next way in the same run.
    async fn dispatch(&self) -> Result<bool, Error> {
        match dispatch::dispatch_one(self).await? {
            Dispatched::NothingDue => return Ok(false),
            Dispatched::Attempted { document_id, kind: DocumentKind::Reminder, state: State::Failed, .. } => {
                remind::reroute(self, &document_id).await?;
            }
            Dispatched::Attempted { .. }
            | Dispatched::Withheld { .. }
            | Dispatched::Postponed { .. }
            | Dispatched::LeaseLost { .. } => {}
        }
        Ok(true)
    }

    /// One received document; a reminder the receiver's provider rejects takes its next way too.
    async fn respond(&self) -> Result<bool, Error> {
        match respond::respond_one(self).await? {
            Responded::NothingDue => return Ok(false),
            Responded::TakenUp { rejected: Some(document_id), .. } => {
                remind::reroute(self, &document_id).await?;
            }
            Responded::TakenUp { .. } | Responded::Postponed { .. } => {}
        }
        Ok(true)
    }

    /// Works until `stop` is ready. A failure is told and tried again: the queues hold what is to be done.
    pub async fn work_until(&self, stop: impl Future<Output = ()>) {
        tokio::pin!(stop);
        // Bank data the last process imported and did not come to match.
        if let Err(error) = settle::settle_waiting(self).await {
            tracing::error!(%error, "what waits for matching stays for the next bank file");
        }
        loop {
            if let Err(error) = self.work_until_idle().await {
                tracing::error!(%error, "the worker failed and goes on");
            }
            tokio::select! {
                () = &mut stop => return,
                () = self.work().notified() => {}
                () = tokio::time::sleep(REST) => {}
            }
        }
    }
}
