//! The local page of `juten serve`: files in, each with its state; the record beside its page; downloads.
//!
//! For people without a terminal. The page talks to this process alone, over the loopback interface:
//!
//! - [`guard`]: who may ask at all: host, origin and token of each request;
//! - [`page`]: the page itself, plain HTML, CSS and small scripts in `page/`;
//! - [`routes`]: what the page asks for, as JSON; [`states`]: how files stand;
//! - [`file`]: a file with its state, in memory; [`desk`]: all of them; [`press`]: the worker processes that read them;
//! - [`corrected`]: corrections of values, kept next to the records;
//! - [`downloads`]: records as files to save; [`tickets`]: addresses that work once, for frames and downloads;
//! - [`drafts`]: profiles for forms that are not known yet;
//! - [`words`]: what is wrong with a file, in Japanese.
//!
//! Nothing is written to disk but what a download needs while it is made, and a profile that the user chooses to keep.
//! Files are read in worker processes only, so that one that crashes or hangs costs nothing but its own result.

mod corrected;
mod desk;
mod downloads;
mod drafts;
mod file;
mod guard;
mod page;
mod press;
mod routes;
mod states;
mod tickets;
mod words;

use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::batch::job::Setup;

use desk::Desk;
use guard::Door;
use press::Press;
use tickets::Tickets;

/// How the page is served.
pub struct Options {
    /// How files are read.
    pub setup: Setup,
    /// The time limit of a file.
    pub timeout: Duration,
    /// How many files are read at the same time.
    pub jobs: usize,
    /// The folder of the user's own profiles, if the system has one.
    pub profiles: Option<PathBuf>,
    /// The port; 0 for any that is free.
    pub port: u16,
}

/// What the handlers of requests share.
struct Shared {
    desk: Arc<Desk>,
    door: Door,
    tickets: Tickets,
    profiles: Option<PathBuf>,
    end: Notify,
}

/// Serves the page until its user ends it. `ready` is called with its address, which holds the token.
///
/// # Errors
///
/// If no port can be had, or the system has no random numbers.
pub fn serve(options: Options, ready: impl FnOnce(&str)) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let door = Door::new(listener.local_addr()?.port())?;
        let most = options.setup.max_bytes;
        let desk = Arc::new(Desk::new(Press::new(options.setup, options.timeout)));
        desk.start(options.jobs)?;
        ready(&door.address());
        let shared = Arc::new(Shared {
            desk,
            door,
            tickets: Tickets::default(),
            profiles: options.profiles,
            end: Notify::new(),
        });
        let ended = Arc::clone(&shared);
        axum::serve(listener, routes::router(shared, most))
            .with_graceful_shutdown(async move { ended.end.notified().await })
            .await
    })
}
