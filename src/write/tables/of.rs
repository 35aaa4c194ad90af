//! Columns of a part that a row may lack, such as its measure or figure.

use super::columns::column;
use super::{Column, Kind, Row, Value};
use crate::diagnostics::Diagnostic;
use crate::model::{Doubt, Figure, Goal, Item, Measure, Sheet, Uncertain};

macro_rules! column_of {
    ($name:ident, $part:ident, $type:ty) => {
        pub(super) fn $name<F>(
            name: &str,
            title: &str,
            description: &str,
            kind: Kind,
            value: F,
        ) -> Column
        where
            F: for<'a> Fn(&'a $type) -> Value<'a> + Send + Sync + 'static,
        {
            column(name, title, description, kind, move |row: &Row<'_>| {
                row.$part.map_or(Value::Empty, &value)
            })
        }
    };
}

column_of!(of_sheet, sheet, Sheet);
column_of!(of_item, item, Item);
column_of!(of_measure, measure, Measure);
column_of!(of_figure, figure, Figure);
column_of!(of_goal, goal, Goal);
column_of!(of_diagnostic, diagnostic, Diagnostic);
column_of!(of_uncertain, uncertain, Uncertain);
column_of!(of_doubt, doubt, Doubt);
