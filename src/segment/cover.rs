//! Covers: a department, its year, and its list of goals.

use std::sync::LazyLock;

use super::bands::Band;
use super::fields::{label_text, lines_of};
use super::markers::item_number;
use super::{Cover, Lines, squeezed};
use crate::content::{Cell, Line};
use crate::label_regex::LabelRegex;
use crate::normalize::wrapped;
use crate::profile::{Labels, PageLine, year_alone};

/// The number of a goal in a cell of its own: 1, 第1位, ①.
static NUMBER: LazyLock<Option<LabelRegex>> = LazyLock::new(|| {
    LabelRegex::new(r"^(第?[0-9０-９]{1,2}位?[.．)]?|[①-⑳]|\([0-9]{1,2}\)|（[0-9０-９]{1,2}）)$")
});

/// A goal as a line: `- 1 title`, `1. title`, `① title`.
static LIST_LINE: LazyLock<Option<LabelRegex>> = LazyLock::new(|| {
    LabelRegex::new(
        "^[ \t　]*[-・*]?[ \t　]*(?:第?[0-9０-９]{1,2}位?[.．、)）]?[ \t　]+|[①-⑳][ \t　]*)",
    )
});

/// The rest of a goal is at most this many line heights below it; what is further down may be the page number.
const FURTHEST_REST: f32 = 4.0;

/// Whether all cells are header cells of a cover's list.
pub fn is_header(band: &Band, labels: &Labels) -> bool {
    let is_header =
        |cell: &Cell| label_text(&cell.lines).is_some_and(|text| labels.is_cover_header(&text));
    band.cells.len() > 1 && band.cells.iter().all(is_header)
}

/// The row group as goals: number, title, and the same again if the list has two columns. Other cells are returned.
fn goals(band: &Band) -> (Vec<(Lines, Lines)>, Lines) {
    let is_number = |cell: &Cell| {
        let number = NUMBER.as_ref();
        number.is_some_and(|number| number.is_match(&squeezed(&cell.lines)))
    };
    let mut goals = Vec::new();
    let mut rest = band.cells.as_slice();
    while let [number, title, more @ ..] = rest
        && is_number(number)
        && !is_number(title)
    {
        goals.push((number.lines.clone(), title.lines.clone()));
        rest = more;
    }
    let rest = rest.iter().flat_map(|cell| cell.lines.clone()).collect();
    (goals, rest)
}

/// Whether the row group is a line of a list of goals.
pub fn holds_goal(band: &Band) -> bool {
    !goals(band).0.is_empty()
}

/// Orders a list whose two columns are read downward by number.
fn in_order(goals: &mut [(Lines, Lines)]) {
    let no = |goal: &(Lines, Lines)| {
        let text = squeezed(&goal.0);
        let digits = text.chars().filter_map(|c| c.to_digit(10));
        item_number(&text).or(digits.reduce(|all, digit| all * 10 + digit))
    };
    let mut numbers: Vec<_> = goals.iter().map(no).collect();
    numbers.sort_unstable();
    let is_count = (1..).zip(&numbers).all(|(n, no)| *no == Some(n));
    if is_count {
        goals.sort_by_cached_key(no);
    }
}

/// The line as a goal: number, title.
fn goal_line(line: &Line) -> Option<(Lines, Lines)> {
    let text = line.text.to_string();
    let found = LIST_LINE.as_ref()?.find(&text)?;
    let cut = text.get(..found.end)?.chars().count();
    let mut number = line.clone();
    let mut title = line.clone();
    number.text = line.text.slice(0..cut).trimmed();
    title.text = line.text.slice(cut..line.text.len()).trimmed();
    // `- 1 -` is a page number
    let has_words = title.text.chars().iter().any(|ch| ch.c.is_alphabetic());
    has_words.then(|| (vec![number], vec![title]))
}

/// Reads covers, and keeps lines that may turn out to be part of one.
pub struct CoverReader<'a> {
    labels: &'a Labels,
    /// The complete covers.
    pub done: Vec<Cover>,
    open: Option<Cover>,
    /// Lines above a title, since a cover's department may be there.
    waiting: Lines,
}

impl<'a> CoverReader<'a> {
    /// A reader for forms with these labels.
    pub fn new(labels: &'a Labels) -> Self {
        Self {
            labels,
            done: Vec::new(),
            open: None,
            waiting: Lines::new(),
        }
    }

    /// Whether a cover is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the open cover has no department yet.
    pub fn wants_department(&self) -> bool {
        let open = self.open.as_ref();
        open.is_some_and(|cover| cover.department.is_empty())
    }

    /// Adds the title of a cover.
    pub fn title(&mut self, line: Line, year: Option<String>) {
        let complete = |cover: &Cover| cover.year.is_some() || !cover.goals.is_empty();
        if self.open.as_ref().is_some_and(complete) {
            self.close();
        }
        let page = line.page;
        let mut cover = self.open.take().unwrap_or_default();
        cover.year = year;
        cover.headings.push(line);
        if cover.department.is_empty() {
            cover.department.extend(self.waiting_department(page));
        }
        self.open = Some(cover);
    }

    /// Adds the line of the department.
    pub fn department(&mut self, line: Line) {
        if let Some(cover) = &mut self.open {
            cover.department.push(line);
        }
    }

    /// Adds another line: a goal of the list, the rest of one, or possibly the department.
    pub fn line(&mut self, line: Line) {
        match (&mut self.open, goal_line(&line)) {
            (Some(cover), Some(goal)) => cover.goals.push(goal),
            (Some(cover), None) if goes_on(cover, &line) => {
                if let Some((_, title)) = cover.goals.last_mut() {
                    title.push(line);
                }
            }
            _ => self.waiting.push(line),
        }
    }

    /// Adds the header of a list, which opens a cover if there is no title.
    pub fn header(&mut self, band: Band) {
        let department = match self.open {
            None => self.waiting_department(band.page),
            Some(_) => None,
        };
        let cover = self.open.get_or_insert_default();
        cover.department.extend(department);
        cover.headings.extend(lines_of(band.cells));
    }

    /// Adds a row of the list.
    pub fn band(&mut self, band: Band) {
        match &mut self.open {
            Some(cover) => {
                let (goals, rest) = goals(&band);
                cover.goals.extend(goals);
                self.waiting.extend(rest);
            }
            None => self.waiting.extend(lines_of(band.cells)),
        }
    }

    fn close(&mut self) {
        if let Some(mut cover) = self.open.take() {
            in_order(&mut cover.goals);
            self.done.push(cover);
        }
    }

    /// Takes back the last line of a page if it is a fiscal year and nothing else: the year over a title.
    pub fn take_year(&mut self, page: u32) -> Option<(Line, String)> {
        let last = self.waiting.last().filter(|line| line.page == page)?;
        let year = year_alone(&last.text.to_string())?;
        Some((self.waiting.pop()?, year))
    }

    /// Closes the cover; returns the lines that were not part of it.
    pub fn end(&mut self) -> Lines {
        self.close();
        std::mem::take(&mut self.waiting)
    }

    /// The line of the department above the title on its page.
    fn waiting_department(&mut self, page: u32) -> Option<Line> {
        let is_department = |line: &Line| {
            let text = line.text.to_string();
            line.page == page && self.labels.page_line(&text) == PageLine::Department
        };
        let found = self.waiting.iter().rposition(is_department)?;
        Some(self.waiting.remove(found))
    }
}

/// Whether a line continues the title of the last goal.
fn goes_on(cover: &Cover, line: &Line) -> bool {
    let last = cover.goals.last().and_then(|(_, title)| title.last());
    let is_near = |last: &Line| line.bbox.y0 - last.bbox.y1 <= FURTHEST_REST * last.bbox.height();
    last.is_some_and(|last| last.page == line.page && is_near(last) && wrapped(last, line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::text::Text;

    fn goal(text: &str) -> Option<String> {
        let line = Line {
            text: Text::unplaced(text),
            ..Line::default()
        };
        goal_line(&line).and_then(|(_, title)| Some(title.first()?.text.to_string()))
    }

    #[test]
    fn goals_in_a_list() {
        for line in [
            "- 1 庁舎の整備",
            "1. 庁舎の整備",
            "① 庁舎の整備",
            "第1位　庁舎の整備",
        ] {
            assert_eq!(goal(line).as_deref(), Some("庁舎の整備"), "{line}");
        }
    }

    #[test]
    fn what_stands_far_below_is_no_rest_of_a_goal() {
        let line = |y: f32| Line {
            bbox: Rect::new(40.0, y, 240.0, y + 10.0),
            head: 10.0,
            ..Line::default()
        };
        let cover = Cover {
            goals: vec![(Lines::new(), vec![line(100.0)])],
            ..Cover::default()
        };
        assert!(goes_on(&cover, &line(125.0)));
        assert!(!goes_on(&cover, &line(500.0)));
    }

    #[test]
    fn a_page_number_is_no_goal() {
        for line in ["- 1 -", "2 / 6", "庁舎の整備", "2020年の計画"] {
            assert_eq!(goal(line), None, "{line}");
        }
    }
}
