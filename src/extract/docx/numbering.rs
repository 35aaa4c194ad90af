//! The numbers and bullets that Word puts before paragraphs: (1), ①, ・. The file holds how they count, not the numbers.

use std::collections::{HashMap, HashSet};

use roxmltree::{Document, Node};

use super::body::{is, property, value};
use super::numerals::numeral;
use crate::extract::pdf::symbol;

/// Levels of a list.
const LEVELS: usize = 9;

/// The most styles that are followed from one to the next: a file may say that two are based on each other.
const BASED: usize = 20;

/// How the lists of a document count, and how far they have.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Of each list: what it counts, and by which levels.
    lists: HashMap<String, List>,
    /// List and level that a style gives.
    styles: HashMap<String, Style>,
    /// How far each count has come, by level.
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists that have begun.
    begun: HashSet<String>,
}

#[derive(Clone, Debug)]
struct List {
    /// Lists over the same definition count on with each other.
    definition: String,
    levels: Vec<Level>,
    /// The levels that restart with this list, each with its first number.
    starts: Vec<(usize, u32)>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    text: String,
    font: String,
    /// Whether nothing stands between number and text.
    is_close: bool,
    /// Whether it counts on when a level above it does.
    goes_on: bool,
    /// Whether all numbers in it are plain ones.
    is_plain: bool,
}

#[derive(Clone, Debug, Default)]
struct Style {
    list: Option<String>,
    level: Option<usize>,
    based_on: Option<String>,
}

impl Numbering {
    /// Reads the definitions.
    pub fn read(numbering: &Document<'_>, styles: &Document<'_>) -> Self {
        let named = |name: &'static str| {
            let nodes = numbering.root_element().children();
            nodes.filter(move |node| is(node, name))
        };
        let definitions: HashMap<&str, Vec<Level>> = named("abstractNum")
            .filter_map(|node| Some((value(node, "abstractNumId")?, levels(node))))
            .collect();
        let list = |node: Node<'_, '_>| {
            let definition = child(node, "abstractNumId").and_then(|node| value(node, "val"))?;
            let mut levels = definitions.get(definition)?.clone();
            let mut starts = Vec::new();
            for change in node.children().filter(|node| is(node, "lvlOverride")) {
                let at = number(change, "ilvl").unwrap_or(0) as usize;
                if let Some(start) = child(change, "startOverride").and_then(|n| number(n, "val")) {
                    starts.push((at, start));
                }
                if let (Some(level), Some(own)) = (levels.get_mut(at), child(change, "lvl")) {
                    *level = Level::read(own);
                }
            }
            let definition = definition.to_owned();
            let list = List {
                definition,
                levels,
                starts,
            };
            Some((value(node, "numId")?.to_owned(), list))
        };
        Self {
            lists: named("num").filter_map(list).collect(),
            styles: styles_of(styles),
            ..Self::default()
        }
    }

    /// What stands before a paragraph; it is counted by that.
    pub fn marker(&mut self, paragraph: Node<'_, '_>) -> Option<String> {
        let (id, at) = self.list_of(paragraph)?;
        let list = self.lists.get(&id)?;
        let level = list.levels.get(at)?;
        let counts = self.counts.entry(list.definition.clone()).or_default();
        if self.begun.insert(id) {
            for (level, start) in &list.starts {
                if let Some(count) = counts.get_mut(*level) {
                    *count = start.checked_sub(1);
                }
            }
        }
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            if !list.levels.get(deeper).is_some_and(|level| level.goes_on) {
                *count = None;
            }
        }
        let count = counts.get_mut(at)?;
        *count = Some(match *count {
            Some(count) => count.saturating_add(1),
            None => level.start,
        });
        let text = match level.format.as_str() {
            "bullet" => level.bullet(),
            _ => level.number(list, counts),
        };
        let gap = if level.is_close { "" } else { " " };
        (!text.trim().is_empty()).then(|| format!("{text}{gap}"))
    }

    /// The list of a paragraph and its level there: its own, else its style's.
    fn list_of(&self, paragraph: Node<'_, '_>) -> Option<(String, usize)> {
        let own = Style::of(paragraph);
        let mut style = property(paragraph, "pPr", "pStyle").and_then(|node| value(node, "val"));
        let (mut list, mut level) = (own.list, own.level);
        for _ in 0..BASED {
            let Some(next) = style.and_then(|id| self.styles.get(id)) else {
                break;
            };
            list = list.or_else(|| next.list.clone());
            level = level.or(next.level);
            style = next.based_on.as_deref();
        }
        let list = list.filter(|id| id != "0")?;
        Some((list, level.unwrap_or(0)))
    }
}

impl Style {
    fn of(node: Node<'_, '_>) -> Self {
        let numbers = property(node, "pPr", "numPr");
        let said = |name| numbers.and_then(|node| child(node, name));
        Self {
            list: said("numId")
                .and_then(|n| value(n, "val"))
                .map(str::to_owned),
            level: said("ilvl")
                .and_then(|n| number(n, "val"))
                .map(|n| n as usize),
            based_on: None,
        }
    }
}

fn styles_of(styles: &Document<'_>) -> HashMap<String, Style> {
    let nodes = styles.root_element().children();
    let style = |node: Node<'_, '_>| {
        let based_on = child(node, "basedOn").and_then(|node| value(node, "val"));
        let style = Style {
            based_on: based_on.map(str::to_owned),
            ..Style::of(node)
        };
        Some((value(node, "styleId")?.to_owned(), style))
    };
    nodes
        .filter(|node| is(node, "style"))
        .filter_map(style)
        .collect()
}

fn levels(definition: Node<'_, '_>) -> Vec<Level> {
    let levels = definition.children().filter(|node| is(node, "lvl"));
    levels.map(Level::read).take(LEVELS).collect()
}

impl Level {
    fn read(node: Node<'_, '_>) -> Self {
        let said = |name| child(node, name).and_then(|node| value(node, "val"));
        let fonts = property(node, "rPr", "rFonts");
        let font = fonts.and_then(|fonts| value(fonts, "ascii").or(value(fonts, "hAnsi")));
        // formats that came after 2007 stand in a list of alternatives, the newest first
        let format = node
            .descendants()
            .find(|node| is(node, "numFmt"))
            .and_then(|node| value(node, "val"));
        Self {
            start: said("start").and_then(|n| n.parse().ok()).unwrap_or(0),
            format: format.unwrap_or("decimal").to_owned(),
            text: said("lvlText").unwrap_or_default().to_owned(),
            font: font.unwrap_or_default().to_owned(),
            is_close: said("suff") == Some("nothing"),
            goes_on: said("lvlRestart") == Some("0"),
            is_plain: child(node, "isLgl").is_some(),
        }
    }

    fn bullet(&self) -> String {
        let sign = |c: char| symbol(&self.font, u32::from(c)).unwrap_or(c);
        self.text.chars().map(sign).collect()
    }

    /// The level's text with the counts of the levels that it names.
    fn number(&self, list: &List, counts: &[Option<u32>; LEVELS]) -> String {
        let mut text = self.text.clone();
        for (at, (level, count)) in list.levels.iter().zip(counts).enumerate() {
            let sign = format!("%{}", at + 1);
            if text.contains(&sign) {
                let format = if self.is_plain {
                    "decimal"
                } else {
                    &level.format
                };
                text = text.replace(&sign, &numeral(count.unwrap_or(level.start), format));
            }
        }
        text
    }
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(child, name))
}

fn number(node: Node<'_, '_>, name: &str) -> Option<u32> {
    value(node, name)?.parse().ok()
}
