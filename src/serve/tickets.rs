//! Addresses that work once: a frame and a download cannot send the token, and an address with the token would stay in
//! the browser's history.

use std::collections::VecDeque;
use std::io;
use std::sync::{Mutex, PoisonError};

use super::guard::secret;

/// How many tickets may wait. The page uses each at once; what is not fetched must not fill the memory.
const WAITING: usize = 8;

/// Something to be fetched once.
pub struct Parcel {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub media_type: &'static str,
    /// The file name for saving; `None` if it is to be shown.
    pub save_as: Option<String>,
}

/// The parcels that wait.
#[derive(Default)]
pub struct Tickets(Mutex<VecDeque<(String, Parcel)>>);

impl Tickets {
    /// Keeps a parcel and returns its ticket.
    ///
    /// # Errors
    ///
    /// If the system has no random numbers.
    pub fn keep(&self, parcel: Parcel) -> io::Result<String> {
        let ticket = secret()?;
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push_back((ticket.clone(), parcel));
        while waiting.len() > WAITING {
            waiting.pop_front();
        }
        Ok(ticket)
    }

    /// The parcel of a ticket, which is void from then on.
    pub fn take(&self, ticket: &str) -> Option<Parcel> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = waiting.iter().position(|(known, _)| known == ticket)?;
        waiting.remove(at).map(|(_, parcel)| parcel)
    }
}
