//! The output of a stage, to write a profile or debug a misread table: every glyph, rule, cell or row as a box on the
//! page, with a list next to it. A profile is needed only for the meaning of rows.

use std::str::FromStr;

use super::Pane;
use super::html::Html;
use super::marks::{Kind, Marks};
use super::strings::{self, Message};
use crate::content::{Content, Line};
use crate::extract::Page;
use crate::map::trace::Area;
use crate::text::Place;

mod cells;
mod glyphs;
mod origins;
mod rows;
mod rules;

pub(super) use cells::cells;
pub(super) use rows::rows;

/// The most boxes on one page; more would not be legible.
const MOST_ON_A_PAGE: usize = 20_000;

/// A stage whose output can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Glyphs as extracted, in content-stream order.
    Glyphs,
    /// Rules, fills and images as extracted, and the lines that the layout inferred.
    Rules,
    /// Tables and lines as laid out.
    Cells,
    /// Row groups, fields, item rows and marked parts as segmented.
    Rows,
}

impl Stage {
    /// The names of the stages.
    pub const NAMES: [&'static str; 4] = ["glyphs", "rules", "cells", "rows"];

    pub(super) fn name(self) -> Message {
        match self {
            Self::Glyphs => strings::STAGE_GLYPHS,
            Self::Rules => strings::STAGE_RULES,
            Self::Cells => strings::STAGE_CELLS,
            Self::Rows => strings::STAGE_ROWS,
        }
    }
}

impl FromStr for Stage {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "glyphs" => Ok(Self::Glyphs),
            "rules" => Ok(Self::Rules),
            "cells" => Ok(Self::Cells),
            "rows" => Ok(Self::Rows),
            _ => Err(format!(
                "unknown stage; use one of {}",
                Self::NAMES.join(", ")
            )),
        }
    }
}

/// The drawing operations of a PDF, recorded page by page if a stage needs them.
pub(super) struct Drawn {
    stage: Option<Stage>,
    list: List,
}

impl Drawn {
    /// An empty recording for this stage.
    pub fn new(stage: Option<Stage>) -> Self {
        let kinds = match stage {
            Some(Stage::Rules) => rules::KINDS,
            _ => glyphs::KINDS,
        };
        Self {
            stage,
            list: List::new(kinds),
        }
    }

    /// Records a page.
    pub fn see(&mut self, page: &Page) {
        match self.stage {
            Some(Stage::Glyphs) => glyphs::list(page, &mut self.list),
            Some(Stage::Rules) => rules::list(page, &mut self.list),
            _ => {}
        }
    }

    /// All recorded pages, with what the layout inferred on them.
    pub fn pane(mut self, content: &Content) -> Pane {
        if self.stage == Some(Stage::Rules) {
            rules::list_inferred(&content.rulings, &mut self.list);
        }
        self.list.pane()
    }
}

/// A list of boxes as tables, with a row for each: kind, text, place, detail.
struct List {
    kinds: &'static [Kind],
    marks: Marks,
    html: Html,
    is_open: bool,
}

impl List {
    fn new(kinds: &'static [Kind]) -> Self {
        Self {
            kinds,
            marks: Marks::default(),
            html: Html::default(),
            is_open: false,
        }
    }

    /// Starts a table with this title.
    fn begin(&mut self, title: Message, number: u32) {
        self.end();
        self.html.raw("<section class=\"list\"><h3>");
        self.html.say(title);
        self.html.text(&format!(" {number}"));
        self.html
            .raw("</h3><div class=\"scroll\"><table class=\"boxes\"><thead><tr>");
        for column in [
            strings::KIND,
            strings::TEXT,
            strings::PLACE,
            strings::DETAIL,
        ] {
            self.html.say_in("th", &[("scope", "col")], column);
        }
        self.html.raw("</tr></thead><tbody>");
        self.is_open = true;
    }

    /// Adds a box, or several that belong together.
    fn add(&mut self, kind: Kind, text: &str, areas: Vec<Area>, detail: &str) {
        if areas.is_empty() {
            return;
        }
        let place = place(&areas);
        let number = self.marks.add(kind, text, areas);
        let html = &mut self.html;
        html.raw("<tr><td>");
        html.swatch(kind.class);
        html.say(kind.name);
        html.raw("</td><td>");
        let shown = if text.trim().is_empty() { "□" } else { text };
        html.tied(&self.marks.to(&[number]), &[], shown);
        html.raw("</td>");
        html.element("td", &[("class", "code")], &place);
        html.element("td", &[], detail);
        html.raw("</tr>");
    }

    /// Writes that the list was cut off.
    fn cut_off(&mut self) {
        self.html.raw("<tr><td colspan=\"4\">");
        self.html.say(strings::MORE);
        self.html.raw("</td></tr>");
    }

    fn end(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.html.raw("</tbody></table></div></section>");
        }
    }

    fn pane(mut self) -> Pane {
        self.end();
        if self.marks.len() == 0 {
            self.html.say_in("p", &[], strings::NOTHING);
        }
        Pane {
            kinds: self.kinds,
            marks: self.marks,
            html: self.html,
        }
    }
}

/// The first box, or line and column.
fn place(areas: &[Area]) -> String {
    use crate::map::trace::Extent;
    match areas.first().map(|area| area.extent) {
        Some(Extent::Box(b)) => format!("{:.1} {:.1} {:.1} {:.1}", b.x0, b.y0, b.x1, b.y1),
        Some(Extent::Columns { line, from, .. }) => format!("{line}:{from}"),
        None => String::new(),
    }
}

/// The areas of lines, from the places of their characters.
fn areas<'l>(lines: impl IntoIterator<Item = &'l Line>, places: &[Place]) -> Vec<Area> {
    let mut areas = Vec::new();
    for line in lines {
        let inked = line.text.chars().iter().filter(|ch| !ch.c.is_whitespace());
        for place in inked
            .flat_map(|ch| ch.places())
            .filter_map(|at| places.get(at))
        {
            Area::add(&mut areas, place);
        }
    }
    areas
}

/// The text of lines, joined.
fn text(lines: &[Line]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| line.text.to_string()).collect();
    lines.join("\n")
}
