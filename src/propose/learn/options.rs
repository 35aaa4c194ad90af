//! Choices: cells that are empty or marked, each before an option.

use std::collections::HashSet;

use super::found::{Field, Item, Spot, Stands};
use super::shapes::may_be_label;
use super::sheet::{Cell, Grid, Kind};

/// The least number of options of a choice.
const FEWEST_OPTIONS: usize = 2;

/// Where columns of marks begin, in any document: an empty cell there means an option that is not chosen.
pub type Columns = HashSet<i32>;

/// Columns of marks begin within this many points of each other.
const SAME_PLACE: f32 = 8.0;

fn place(cell: &Cell) -> i32 {
    (cell.bbox.x0 / SAME_PLACE).round() as i32
}

/// The cells of a grid that are options of a choice: after a mark, or after an empty cell in a column of marks.
pub fn options(grid: &Grid, marked: &Columns) -> HashSet<usize> {
    let is_option = |number: &usize| {
        let mark = grid.left(*number).and_then(|left| grid.cell(left));
        let own = grid.cell(*number);
        own.zip(mark).is_some_and(|(own, mark)| {
            let is_place = mark.kind == Kind::Mark
                || mark.kind == Kind::Blank
                    && (-1..=1).any(|near| marked.contains(&(place(mark) + near)));
            is_place
                && may_be_label(&own.text)
                && mark.col_end - mark.col <= own.col_end - own.col + 1
        })
    };
    (0..grid.cells.len()).filter(is_option).collect()
}

/// The columns in which marks precede a text.
pub fn marked_columns<'g>(grids: impl Iterator<Item = &'g Grid>) -> Columns {
    let of = |grid: &Grid, number: usize| {
        let mark = grid.cell(number).filter(|mark| mark.kind == Kind::Mark)?;
        let behind = grid.right(number).and_then(|right| grid.cell(right))?;
        // an option stays; what follows a flag in a row of records changes
        (behind.kind == Kind::Label && mark.text != "-").then(|| place(mark))
    };
    let numbers = |grid: &'g Grid| (0..grid.cells.len()).map(move |number| (grid, number));
    let grids: Vec<&Grid> = grids.collect();
    let all = grids.iter().flat_map(|grid| numbers(grid));
    let marked: Columns = all.filter_map(|(grid, number)| of(grid, number)).collect();
    let alike = grids.iter().flat_map(|grid| alike(grid, &marked));
    marked.iter().copied().chain(alike).collect()
}

/// The columns of empty cells before texts, as wide as a marked one in the same rows: options that are not chosen here.
fn alike(grid: &Grid, marked: &Columns) -> Vec<i32> {
    let is_place = |cell: &&Cell| matches!(cell.kind, Kind::Mark | Kind::Blank);
    let widths = grid
        .cells
        .iter()
        .filter(is_place)
        .filter(|cell| marked.contains(&place(cell)));
    let widths: Vec<(usize, f32)> = widths.map(|cell| (cell.row, cell.bbox.width())).collect();
    let numbers = (0..grid.cells.len()).filter(|number| {
        let behind = grid.right(*number).and_then(|right| grid.cell(right));
        let own = grid.cell(*number).filter(|own| own.kind == Kind::Blank);
        own.zip(behind).is_some_and(|(own, behind)| {
            let is_alike = |(row, width): &(usize, f32)| {
                *row == own.row && (width - own.bbox.width()).abs() < SAME_PLACE
            };
            may_be_label(&behind.text) && widths.iter().any(is_alike)
        })
    });
    numbers
        .filter_map(|number| Some(place(grid.cell(number)?)))
        .collect()
}

/// The choices whose options belong to no table: under the nearest label to their left.
pub fn take(grid: &mut Grid, options: &HashSet<usize>) -> Vec<Item> {
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut numbers: Vec<usize> = options
        .iter()
        .copied()
        .filter(|n| !grid.is_taken(*n))
        .collect();
    numbers.sort_unstable();
    for number in numbers {
        let Some(label) = label_of(grid, number, options) else {
            continue;
        };
        match groups.iter_mut().find(|(own, _)| *own == label) {
            Some((_, options)) => options.push(number),
            None => groups.push((label, vec![number])),
        }
    }
    groups.retain(|(_, options)| options.len() >= FEWEST_OPTIONS);
    groups
        .into_iter()
        .filter_map(|(label, options)| choice(grid, label, &options))
        .collect()
}

/// The label of a choice: to the left of its options.
fn label_of(grid: &Grid, option: usize, options: &HashSet<usize>) -> Option<usize> {
    let mut at = option;
    loop {
        at = grid.left(at)?;
        if grid.kind(at) == Kind::Label && !options.contains(&at) {
            return (!grid.is_taken(at)).then_some(at);
        }
    }
}

fn choice(grid: &mut Grid, label: usize, options: &[usize]) -> Option<Item> {
    let cell = grid.cell(label)?.clone();
    for option in options {
        let mark = grid.left(*option);
        mark.into_iter().chain([*option]).for_each(|n| grid.take(n));
    }
    grid.take(label);
    let texts = options
        .iter()
        .filter_map(|n| Some(grid.cell(*n)?.text.clone()));
    Some(Item::Field(Field {
        label: cell.text.clone(),
        written: cell.lines.first().cloned().unwrap_or_default(),
        stands: Stands::Options,
        under: None,
        values: vec![texts.collect::<Vec<_>>().join(" / ")],
        spot: Spot::of(grid, &cell),
        place: grid.place_of(&cell),
        is_choice: true,
        is_numbered: false,
    }))
}
