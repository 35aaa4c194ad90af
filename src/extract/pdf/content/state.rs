//! The graphics state and its stack.

use std::rc::Rc;

use hayro_interpret::kurbo::{Affine, BezPath, Cap, Rect as Area};

use super::paints::Paint;
use super::{Device, Interpreter, Pen};
use crate::extract::pdf::fonts::Font;

/// The most states that are kept, as in hayro: what is saved above is the same state.
const MOST_SAVED: usize = u16::MAX as usize;

#[derive(Clone)]
pub(super) struct State<'a> {
    pub(super) to_page: Affine,
    pub(super) fill: Paint<'a>,
    pub(super) stroke: Paint<'a>,
    pub(super) pen: Pen,
    pub(super) text: TextState<'a>,
    /// The number of clips that operators have set.
    pub(super) clips: usize,
    /// The box of all clips, in page space.
    pub(super) area: Area,
}

impl State<'_> {
    pub(super) fn new(to_page: Affine, area: Area) -> Self {
        Self {
            to_page,
            fill: Paint::default(),
            stroke: Paint::default(),
            pen: Pen {
                width: 1.0,
                cap: Cap::Butt,
            },
            text: TextState::default(),
            clips: 0,
            area,
        }
    }
}

#[derive(Clone)]
pub(super) struct TextState<'a> {
    pub(super) font: Option<Rc<Font<'a>>>,
    pub(super) size: f32,
    pub(super) character_space: f32,
    pub(super) word_space: f32,
    /// In per cent.
    pub(super) scale: f32,
    pub(super) leading: f32,
    pub(super) rise: f32,
    pub(super) mode: i64,
    pub(super) matrix: Affine,
    pub(super) line: Affine,
    /// The outlines of text that becomes a clip.
    pub(super) clip: BezPath,
}

impl Default for TextState<'_> {
    fn default() -> Self {
        Self {
            font: None,
            size: 1.0,
            character_space: 0.0,
            word_space: 0.0,
            scale: 100.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            matrix: Affine::IDENTITY,
            line: Affine::IDENTITY,
            clip: BezPath::new(),
        }
    }
}

impl<'a, D: Device<'a>> Interpreter<'_, 'a, D> {
    /// The number of saved states.
    pub(super) fn states(&self) -> usize {
        self.saved.len() + self.unsaved
    }

    pub(super) fn save(&mut self) {
        match self.saved.len() < MOST_SAVED {
            true => self.saved.push(self.state.clone()),
            false => self.unsaved += 1,
        }
    }

    pub(super) fn restore(&mut self) {
        if self.unsaved > 0 {
            self.unsaved -= 1;
        } else if let Some(state) = self.saved.pop() {
            (state.clips..self.state.clips).for_each(|_| self.device.pop_clip());
            self.state = state;
        }
    }
}
