//! The files of a session, with their states, and the threads that have them read one after another.

use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use indexmap::IndexMap;

use super::corrected;
use super::file::{File, State};
use super::press::Press;
use crate::batch::inputs::{self, Input, Source};
use crate::batch::job::SharedProfiles;

/// The most bytes of all files together: they are kept in memory until the end.
const MOST_BYTES: u64 = 1 << 30;
/// The most files.
const MOST_FILES: usize = 10_000;

/// The files, and what reads them.
pub struct Desk {
    inside: Mutex<Inside>,
    arrived: Condvar,
}

/// What a lock protects.
pub struct Inside {
    /// Counts the changes, so that the page can ask whether there are any.
    pub revision: u64,
    /// The files by their numbers, in the order in which they came.
    pub files: IndexMap<u64, File>,
    /// What reads them.
    pub press: Arc<Press>,
    /// The profiles to choose from.
    pub known: SharedProfiles,
    /// The profile that was chosen; `None` if each file's is found.
    pub chosen: Option<String>,
    queue: VecDeque<u64>,
    next: u64,
    bytes: u64,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

impl Desk {
    /// No files yet.
    pub fn new(press: Press) -> Self {
        Self {
            inside: Mutex::new(Inside {
                revision: 1,
                files: IndexMap::new(),
                known: press.setup().profiles.clone(),
                chosen: None,
                press: Arc::new(press),
                queue: VecDeque::new(),
                next: 1,
                bytes: 0,
            }),
            arrived: Condvar::new(),
        }
    }

    /// The files, until the guard is dropped.
    pub fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts the threads that have files read.
    pub fn start(self: &Arc<Self>, jobs: usize) -> io::Result<()> {
        for _ in 0..jobs {
            let desk = Arc::clone(self);
            thread::Builder::new().spawn(move || {
                loop {
                    desk.read_next();
                }
            })?;
        }
        Ok(())
    }

    /// Takes a file, or the documents in a zip archive; names may have folders. Returns their numbers.
    ///
    /// # Errors
    ///
    /// If there are too many files or bytes already; the documents before are taken.
    pub fn add(&self, name: &str, bytes: Vec<u8>) -> Result<Vec<u64>, Full> {
        let archive = Path::new(name);
        if !inputs::is_archive(archive) {
            let input = Input::of_bytes(name, bytes);
            return Ok(vec![self.take(input, State::Waiting)?]);
        }
        let max_bytes = self.lock().press.setup().max_bytes;
        inputs::in_memory(archive, bytes, max_bytes)
            .filter(|found| {
                !found
                    .as_ref()
                    .is_err_and(|rejected| rejected.is_passed_over())
            })
            .map(|found| match found {
                Ok(input) => self.take(input, State::Waiting),
                Err(rejected) => self.take(
                    Input::of_bytes(&rejected.shown, Vec::new()),
                    State::Rejected(rejected.error.into()),
                ),
            })
            .collect()
    }

    fn take(&self, input: Input, state: State) -> Result<u64, Full> {
        let mut inside = self.lock();
        let size = size(&input);
        if inside.bytes + size > MOST_BYTES || inside.files.len() >= MOST_FILES {
            return Err(Full);
        }
        let number = inside.next;
        inside.next += 1;
        inside.bytes += size;
        if let State::Waiting = state {
            inside.queue.push_back(number);
        }
        inside.files.insert(
            number,
            File {
                input: Arc::new(input),
                state,
                corrections: Vec::new(),
                dropped: 0,
            },
        );
        inside.revision += 1;
        self.arrived.notify_one();
        Ok(number)
    }

    /// Has files read again with this password, which is kept with each as long as the file.
    pub fn unlock(&self, numbers: &[u64], password: &str) {
        let mut inside = self.lock();
        for number in numbers {
            let Some(file) = inside.files.get_mut(number) else {
                continue;
            };
            if let State::Failed(_) = file.state {
                Arc::make_mut(&mut file.input).password = Some(password.to_owned());
                file.state = State::Waiting;
                inside.queue.push_back(*number);
            }
        }
        inside.revision += 1;
        self.arrived.notify_all();
    }

    /// Drops a file and what was read from it.
    pub fn remove(&self, number: u64) {
        let mut inside = self.lock();
        if let Some(file) = inside.files.shift_remove(&number) {
            inside.bytes -= size(&file.input);
            inside.queue.retain(|waiting| *waiting != number);
            inside.revision += 1;
        }
    }

    /// Has all files read again: by the profile with this id or, without one, each by whichever fits best.
    ///
    /// # Errors
    ///
    /// That there is no such profile.
    pub fn choose(&self, id: Option<String>) -> Result<(), String> {
        let mut inside = self.lock();
        let profiles = match &id {
            None => inside.known.clone(),
            Some(id) => {
                let toml = inside.known.tomls().find(|(known, _)| known.id == *id);
                let toml = toml.map(|(_, toml)| toml.to_owned());
                SharedProfiles::one(toml.ok_or("there is no such profile")?)?
            }
        };
        inside.chosen = id;
        inside.press = Arc::new(inside.press.with(profiles));
        let files = inside.files.iter_mut();
        let readable = files.filter(|(_, file)| !matches!(file.state, State::Rejected(_)));
        let queue = readable.map(|(number, file)| {
            file.state = State::Waiting;
            *number
        });
        inside.queue = queue.collect();
        inside.revision += 1;
        self.arrived.notify_all();
        Ok(())
    }

    /// Takes a profile, which replaces a known one with its id, and has all files read again, each by whichever fits best.
    ///
    /// # Errors
    ///
    /// What is wrong with the profile.
    pub fn learn(&self, toml: String) -> Result<(), String> {
        let new = SharedProfiles::one(toml.clone())?;
        let is_new = |id: &str| new.parsed().get(id).is_some();
        {
            let mut inside = self.lock();
            let others = inside.known.tomls().filter(|(known, _)| !is_new(&known.id));
            let others = others.map(|(_, toml)| toml.to_owned());
            // of two that fit equally well the first is taken
            let all = std::iter::once(toml).chain(others).collect();
            inside.known = SharedProfiles::best_of(all)?;
        }
        self.choose(None)
    }

    /// Waits for a file and has it read.
    fn read_next(&self) {
        let mut inside = self.lock();
        let number = loop {
            match inside.queue.pop_front() {
                Some(number) => break number,
                None => {
                    let woken = self.arrived.wait(inside);
                    inside = woken.unwrap_or_else(PoisonError::into_inner);
                }
            }
        };
        let Some(file) = inside.files.get_mut(&number) else {
            return;
        };
        file.state = State::Reading;
        let (input, press) = (Arc::clone(&file.input), Arc::clone(&inside.press));
        inside.revision += 1;
        drop(inside);
        let result = press.convert(&input);
        let mut inside = self.lock();
        // other profiles were chosen meanwhile: it is in the queue again
        if !Arc::ptr_eq(&press, &inside.press) {
            return;
        }
        if let Some(file) = inside.files.get_mut(&number) {
            file.state = match result {
                Ok(record) => State::Read(Box::new(record)),
                Err(failure) => State::Failed(failure),
            };
            file.dropped += corrected::drop_others(file);
            inside.revision += 1;
        }
    }
}

fn size(input: &Input) -> u64 {
    match &input.source {
        Source::Bytes(bytes) => bytes.len() as u64,
        _ => 0,
    }
}
