//! Labels with a value next to, below or before them.

use super::found::{Field, Item, Spot, Stands};
use super::shapes::{is_figure, without_years};
use super::sheet::{Cell, Grid, Kind};

/// Takes the labels of a grid with their values; also returns the labels without a value.
pub fn take(grid: &mut Grid) -> (Vec<Item>, Vec<Cell>) {
    let mut fields = Vec::new();
    let (mut bare, mut headings) = (Vec::new(), Vec::new());
    for (label, value) in behind_values(grid) {
        fields.push(field(grid, label, Stands::Left, &[value]));
    }
    for number in labels(grid) {
        let has_none = |values: &[usize]| values.iter().all(|n| grid.kind(*n) == Kind::Blank);
        let found = value(grid, number);
        match found.filter(|(_, values)| !(has_none(values) && is_title(grid, number))) {
            Some((stands, values)) => fields.push(field(grid, number, stands, &values)),
            None => bare.push(number),
        }
    }
    // a label that is always the same after one without a value is that one's value
    for number in bare {
        if grid.is_taken(number) {
            continue;
        }
        let value = grid
            .right(number)
            .filter(|n| grid.kind(*n) == Kind::Label && !grid.is_taken(*n));
        let value = value.filter(|right| same_rows(grid, number, *right) && is_last(grid, *right));
        match value {
            Some(value) => fields.push(field(grid, number, Stands::Right, &[value])),
            None => headings.extend(grid.cell(number).cloned()),
        }
    }
    (fields.into_iter().flatten().collect(), headings)
}

/// Whether a label is a title in a sheet without merged cells: with a year, above everything, and alone in its row.
fn is_title(grid: &Grid, number: usize) -> bool {
    let has_year = |cell: &Cell| cell.row == 0 && without_years(&cell.text) != cell.text;
    let first_row = (0..grid.cols).filter_map(|col| grid.cell_at(0, col));
    let others = first_row.filter(|n| *n != number);
    grid.cell(number).is_some_and(has_year)
        && others.map(|n| grid.kind(n)).all(|kind| kind == Kind::Blank)
}

/// The unclaimed labels.
fn labels(grid: &Grid) -> Vec<usize> {
    let is_free = |n: &usize| grid.kind(*n) == Kind::Label && !grid.is_taken(*n);
    (0..grid.cells.len()).filter(is_free).collect()
}

/// Labels that end a row of `value, label` pairs, with the value before each: the last has no room for another.
fn behind_values(grid: &Grid) -> Vec<(usize, usize)> {
    let open = |n: &usize| grid.cell(*n).is_some_and(|c| c.is_open() && !c.taken);
    let mut found = Vec::new();
    for last in labels(grid)
        .into_iter()
        .filter(|n| value(grid, *n).is_some_and(|(stands, _)| stands == Stands::Left))
    {
        let mut chain = Vec::new();
        let mut at = last;
        while let Some(left) = grid.left(at).filter(|n| open(n) && same_rows(grid, *n, at)) {
            let is_filled = grid.cell(left).is_some_and(|c| c.kind != Kind::Blank);
            if !is_filled {
                break;
            }
            chain.push((at, left));
            match grid
                .left(left)
                .filter(|n| grid.kind(*n) == Kind::Label && !grid.is_taken(*n))
            {
                Some(before) => at = before,
                None => break,
            }
        }
        // the label at which it ends keeps its own value, or is one of two labels side by side
        let end = chain.last().and_then(|(_, left)| grid.left(*left));
        let is_starved = end.is_some_and(|end| {
            let before = grid.left(end);
            grid.kind(end) == Kind::Label && before.is_none_or(|n| grid.kind(n) != Kind::Label)
        });
        if chain.len() > 1 && !is_starved {
            found.extend(chain);
        }
    }
    found
}

/// The open cells that are a label's value.
fn value(grid: &Grid, number: usize) -> Option<(Stands, Vec<usize>)> {
    let label = grid.cell(number).filter(|label| !label.taken)?;
    // tables have the years that head columns or rows; what is left of them are values
    let open = |n: &usize| {
        let cell = grid.cell(*n).filter(|c| !c.taken);
        cell.is_some_and(|c| c.is_open() || c.kind == Kind::Year)
    };
    let mut right = Vec::new();
    let mut at = grid.right(number);
    while let Some(next) = at.filter(|n| open(n)) {
        right.push(next);
        at = grid.right(next);
    }
    if !right.is_empty() {
        return Some((Stands::Right, right));
    }
    let below = grid.below(number).filter(|n| open(n));
    let below = below.filter(|n| {
        grid.cell(*n)
            .is_some_and(|c| c.is_within((label.col, label.col_end)))
    });
    if let Some(below) = below {
        return Some((Stands::Below, vec![below]));
    }
    let left = grid
        .left(number)
        .filter(|n| open(n) && same_rows(grid, *n, number));
    left.map(|left| (Stands::Left, vec![left]))
}

fn same_rows(grid: &Grid, a: usize, b: usize) -> bool {
    let rows = |n: usize| grid.cell(n).map(|c| (c.row, c.row_end));
    rows(a) == rows(b)
}

/// Whether no open cell is its value.
fn is_last(grid: &Grid, number: usize) -> bool {
    value(grid, number).is_none()
}

fn field(grid: &mut Grid, number: usize, stands: Stands, values: &[usize]) -> Option<Item> {
    let label = grid.cell(number)?.clone();
    let texts = values.iter().filter_map(|n| grid.cell(*n));
    let texts: Vec<String> = texts
        .map(|c| c.lines.join("\n"))
        .filter(|t| !t.is_empty())
        .collect();
    let under = group(grid, number);
    values.iter().chain([&number]).for_each(|n| grid.take(*n));
    Some(Item::Field(Field {
        is_choice: is_choice(&texts),
        is_numbered: is_numbered(grid, &label),
        written: label.lines.first().cloned().unwrap_or_default(),
        label: label.text.clone(),
        stands,
        under,
        values: texts,
        spot: Spot::of(grid, &label),
        place: grid.place_of(&label),
    }))
}

/// The group label next to a label: one that spans more rows.
fn group(grid: &Grid, number: usize) -> Option<String> {
    let label = grid.cell(number)?;
    let left = grid.cell(grid.left(number)?)?;
    let covers = left.row <= label.row && left.row_end >= label.row_end;
    let is_group =
        left.kind == Kind::Label && covers && left.row_end - left.row > label.row_end - label.row;
    is_group.then(|| left.text.clone())
}

/// Whether a number over several rows is to the left of a label.
fn is_numbered(grid: &Grid, label: &Cell) -> bool {
    let rows = label.row_end - label.row;
    let is_number = |cell: &Cell| cell.row_end - cell.row > rows && is_figure(&cell.text);
    let before = (0..label.col).filter_map(|col| grid.cell(grid.cell_at(label.row, col)?));
    before.into_iter().any(is_number)
}

/// Whether the lines of a value are options, most of them after a box.
fn is_choice(values: &[String]) -> bool {
    let lines: Vec<&str> = values.iter().flat_map(|value| value.lines()).collect();
    let boxed = lines
        .iter()
        .filter(|line| line.starts_with(['□', '■', '☐', '☑', '☒']))
        .count();
    lines.len() > 1 && boxed * 3 >= lines.len() * 2
}
