//! The workbook's own part: its sheets in order, what is hidden, what is printed.

use super::super::super::package::{Package, Relation, relations_of, tree};
use super::super::area::Area;
use crate::error::Error;

/// The built-in name of what is printed of a sheet.
const PRINT_AREA: &str = "_xlnm.Print_Area";

/// What the workbook says of itself.
pub(super) struct About {
    pub sheets: Vec<Entry>,
    /// Whether days count from 1904.
    pub is_1904: bool,
    /// The part with the relationships, if it names sheets of macros.
    pub of_macro_sheets: Option<String>,
}

/// A sheet of the workbook.
pub(super) struct Entry {
    pub name: String,
    pub part: String,
    pub is_hidden: bool,
    /// What is printed; all if empty.
    pub print_areas: Vec<Area>,
}

impl About {
    /// Reads the part.
    pub fn read(package: &mut Package) -> Result<Self, Error> {
        let main = package.main_part("xl/workbook.xml")?;
        let relations = package.relations(&main)?;
        let xml = package.small_part(&main)?.unwrap_or_default();
        let tree = tree(&xml)?;
        let named = |name: &'static str| {
            tree.descendants()
                .filter(move |node| node.tag_name().name() == name)
        };
        let sheets = named("sheet").zip(0_usize..).filter_map(|(node, number)| {
            let is_print_area = |name: &roxmltree::Node<'_, '_>| {
                name.attribute("name") == Some(PRINT_AREA)
                    && name.attribute("localSheetId") == Some(number.to_string().as_str())
            };
            let areas = named("definedName").filter(is_print_area);
            let areas = areas.filter_map(|name| name.text()).flat_map(super::areas);
            Some(Entry {
                name: node.attribute("name")?.to_owned(),
                part: part(node, &relations)?,
                is_hidden: node.attribute("state").is_some_and(|s| s != "visible"),
                print_areas: areas.collect(),
            })
        });
        let is_1904 = named("workbookPr").any(|node| {
            let date = node.attribute("date1904");
            matches!(date, Some("1" | "true"))
        });
        let has_macro_sheets = relations.iter().any(|r| MACRO_SHEETS.contains(&&*r.kind));
        Ok(Self {
            sheets: sheets.collect(),
            is_1904,
            of_macro_sheets: has_macro_sheets.then(|| relations_of(&main)),
        })
    }
}

/// The kinds of sheets that hold macros of Excel 4.
pub(super) const MACRO_SHEETS: [&str; 2] = ["xlMacrosheet", "xlIntlMacrosheet"];

/// The part of a sheet, by its relation's id, which stands in a name space of its own; none of a sheet of macros.
fn part(node: roxmltree::Node<'_, '_>, relations: &[Relation]) -> Option<String> {
    let mut ids = node
        .attributes()
        .filter(|attribute| attribute.name() == "id");
    let id = ids.next()?.value();
    let relation = relations.iter().find(|relation| relation.id == id)?;
    (!MACRO_SHEETS.contains(&&*relation.kind)).then(|| relation.part.clone())
}
