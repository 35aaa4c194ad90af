//! The recogniser: the small line model of PP-OCRv6, run by rten.
//!
//! At each step of eight pixels the model gives the probability of every character and of none (CTC). The dictionary is
//! in the model's file. Characters that Japanese forms cannot have (outside CP932) are excluded.

use std::sync::Arc;

use rten::{Model as Network, ModelOptions, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use sha2::{Digest, Sha256};

use super::recognize::{HEIGHT, Model, Read, Recognizer, Strip};

/// The maximum number of columns in a batch: more do not fit into the processor's caches.
const MOST: usize = 2000;

/// The maximum ratio of widths in a batch, where the narrower strips are padded.
const LIKE: f32 = 1.1;

/// The metadata key of the dictionary.
const DICTIONARY: &str = "character";

/// A model with fewer characters is of another kind.
const FEWEST: usize = 5000;

/// PP-OCR's recogniser.
pub struct PpOcr {
    network: Network,
    characters: Vec<char>,
    allowed: Vec<bool>,
    pool: Arc<ThreadPool>,
    model: Model,
}

impl std::fmt::Debug for PpOcr {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PpOcr")
            .field("model", &self.model)
            .finish_non_exhaustive()
    }
}

impl PpOcr {
    /// Loads a model from its ONNX file, to run in this many threads; an error says what is wrong with it.
    pub fn load(bytes: Vec<u8>, name: &str, threads: usize) -> Result<Self, String> {
        let sha256 = Sha256::digest(&bytes)
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let network = options.load(bytes).map_err(|error| error.to_string())?;
        let dictionary = network.metadata().get(DICTIONARY);
        let characters = characters(dictionary.unwrap_or_default());
        if characters.len() < FEWEST {
            return Err("it has no dictionary; it is not a recogniser of text lines".to_owned());
        }
        Ok(Self {
            network,
            allowed: characters.iter().map(|&c| is_japanese(c)).collect(),
            characters,
            pool: Arc::new(ThreadPool::with_num_threads(threads.max(1))),
            model: Model {
                model: name.to_owned(),
                sha256,
            },
        })
    }

    /// Recognises strips of similar width.
    fn batch(&self, strips: &[&Strip]) -> Result<Vec<Vec<Read>>, String> {
        let width = strips.iter().map(|s| s.width).max().unwrap_or_default();
        let input = input(strips, width);
        let options = RunOptions::default().with_thread_pool(Some(self.pool.clone()));
        let output = self.network.run_one(input.view().into(), Some(options));
        let output = output.map_err(|error| error.to_string())?;
        let output: NdTensor<f32, 3> = output
            .try_into()
            .map_err(|_| "the model gives something else than characters".to_owned())?;
        let step = width as f32 / output.size(1).max(1) as f32;
        let reads = strips.iter().enumerate().map(|(i, strip)| {
            let steps = output.slice(i);
            self.decode(steps, step, strip.width)
        });
        Ok(reads.collect())
    }

    /// The characters of a strip; of adjacent steps with the same character the one with most confidence counts.
    fn decode(&self, steps: NdTensorView<f32, 2>, step: f32, width: usize) -> Vec<Read> {
        let mut out: Vec<Read> = Vec::new();
        let mut last = None;
        for t in 0..steps.size(0) {
            let at = (t as f32 + 0.5) * step;
            if at > width as f32 + step {
                break;
            }
            let (best, second) = self.best_two(steps.slice(t));
            let Some(read) = self.read(best, second, at) else {
                last = None;
                continue;
            };
            match out.last_mut().filter(|_| last == Some(read.c)) {
                Some(known) if known.confidence >= read.confidence => {}
                Some(known) => *known = read,
                None => out.push(read),
            }
            last = Some(read.c);
        }
        out
    }

    fn read(&self, best: (usize, f32), second: (usize, f32), at: f32) -> Option<Read> {
        let c = self.character(best.0)?;
        let second = self.character(second.0).map(|c| (c, second.1));
        Some(Read {
            c,
            at,
            confidence: best.1,
            second,
        })
    }

    /// The character of a class; class 0 is none, the last one a space.
    fn character(&self, class: usize) -> Option<char> {
        class
            .checked_sub(1)
            .and_then(|i| self.characters.get(i))
            .copied()
    }

    fn best_two(&self, likely: NdTensorView<f32, 1>) -> ((usize, f32), (usize, f32)) {
        let (mut first, mut second) = ((0, 0.0), (0, 0.0));
        for (class, &p) in likely.iter().enumerate() {
            if p <= second.1 || !self.is_allowed(class) {
                continue;
            }
            if p > first.1 {
                (first, second) = ((class, p), first);
            } else {
                second = (class, p);
            }
        }
        (first, second)
    }

    fn is_allowed(&self, class: usize) -> bool {
        class
            .checked_sub(1)
            .is_none_or(|i| self.allowed.get(i).copied().unwrap_or(true))
    }
}

impl Recognizer for PpOcr {
    fn recognize(&self, strips: &[Strip]) -> Result<Vec<Vec<Read>>, String> {
        let mut order: Vec<usize> = (0..strips.len()).collect();
        let width = |i: &usize| strips.get(*i).map_or(0, |s| s.width);
        order.sort_by_key(width);
        let mut out = vec![Vec::new(); strips.len()];
        let mut rest = order.as_slice();
        while let Some(first) = rest.first() {
            let fits = rest.iter().enumerate().take_while(|(n, i)| {
                (n + 1) * width(i) <= MOST && width(i) as f32 <= LIKE * width(first) as f32
            });
            let count = fits.count().max(1);
            let (now, later) = rest.split_at(count);
            let batch: Vec<&Strip> = now.iter().filter_map(|&i| strips.get(i)).collect();
            for (&i, read) in now.iter().zip(self.batch(&batch)?) {
                if let Some(slot) = out.get_mut(i) {
                    *slot = read;
                }
            }
            rest = later;
        }
        Ok(out)
    }

    fn model(&self) -> Model {
        self.model.clone()
    }
}

/// The model's input: three equal channels from -1 to 1, narrower strips padded with 0.
fn input(strips: &[&Strip], width: usize) -> NdTensor<f32, 4> {
    let mut input = NdTensor::zeros([strips.len(), 3, HEIGHT, width]);
    for (i, strip) in strips.iter().enumerate() {
        for (y, row) in strip
            .values
            .chunks_exact(strip.width.max(1))
            .take(HEIGHT)
            .enumerate()
        {
            for (x, &value) in row.iter().enumerate() {
                let value = f32::from(value) / 127.5 - 1.0;
                for channel in 0..3 {
                    if let Some(to) = input.get_mut([i, channel, y, x]) {
                        *to = value;
                    }
                }
            }
        }
    }
    input
}

fn characters(dictionary: &str) -> Vec<char> {
    // an entry of several characters (an emoji) is not used, but keeps its number
    let entry = |line: &str| {
        let mut chars = line.chars();
        chars
            .next()
            .filter(|_| chars.next().is_none())
            .unwrap_or('\u{FFFD}')
    };
    dictionary.split('\n').map(entry).collect()
}

/// Whether a character is in CP932, the set that Japanese forms are written with.
fn is_japanese(c: char) -> bool {
    let mut buffer = [0; 4];
    let (_, _, unmappable) = encoding_rs::SHIFT_JIS.encode(c.encode_utf8(&mut buffer));
    c != '\u{FFFD}' && !unmappable
}
