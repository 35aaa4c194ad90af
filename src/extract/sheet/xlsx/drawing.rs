//! Text boxes and shapes that lie over the cells.

use roxmltree::Node;

use super::super::super::package::{Package, tree};
use super::super::Position;
use crate::error::Error;

/// The texts of a sheet's shapes, each with the cell where the shape begins.
pub(super) fn texts(package: &mut Package, sheet: &str) -> Result<Vec<(Position, String)>, Error> {
    let relations = package.relations(sheet)?;
    let mut found = Vec::new();
    for drawing in relations.iter().filter(|r| r.kind == "drawing") {
        let Some(xml) = package.small_part(&drawing.part)? else {
            continue;
        };
        let tree = tree(&xml)?;
        let anchors = tree
            .root_element()
            .children()
            .filter(|node| node.tag_name().name().ends_with("Anchor"));
        found.extend(anchors.filter_map(anchored));
    }
    found.sort();
    Ok(found)
}

fn anchored(anchor: Node<'_, '_>) -> Option<(Position, String)> {
    let bodies = named(anchor, "txBody");
    let texts: Vec<String> = bodies.map(text).filter(|t| !t.trim().is_empty()).collect();
    (!texts.is_empty()).then(|| (place(anchor).unwrap_or_default(), texts.join("\n")))
}

fn place(anchor: Node<'_, '_>) -> Option<Position> {
    let from = named(anchor, "from").next()?;
    let number = |name| named(from, name).next()?.text()?.trim().parse::<u32>().ok();
    Some((number("row")?, number("col")?))
}

/// The paragraphs of a text, a line each.
fn text(body: Node<'_, '_>) -> String {
    let paragraph = |node: Node<'_, '_>| -> String {
        node.descendants()
            .map(|part| match part.tag_name().name() {
                "t" => part.text().unwrap_or_default(),
                "br" => "\n",
                _ => "",
            })
            .collect()
    };
    let paragraphs: Vec<String> = named(body, "p").map(paragraph).collect();
    paragraphs.join("\n")
}

fn named<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants()
        .filter(move |node| node.tag_name().name() == name)
}
