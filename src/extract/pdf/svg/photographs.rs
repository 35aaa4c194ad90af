//! JPEGs as they are in the PDF. The SVG of a page has every image as PNG, which makes a scan fifteen times as large.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::dict::keys::{COLORSPACE, DECODE, MASK, SMASK};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object};
use hayro_interpret::{Image, RasterImage};

/// How an image begins in an SVG of hayro.
const IMAGE: &str = "<image ";
const PNG: &str = "data:image/png;base64,";

/// An image in drawing order: its size in pixels and, if a browser shows it as a PDF reader does, its JPEG.
pub(super) struct Photograph {
    width: u32,
    height: u32,
    jpeg: Option<Vec<u8>>,
}

impl Photograph {
    /// The image as the page draws it.
    pub(super) fn of(image: &Image<'_, '_>) -> Self {
        Self {
            width: image.width(),
            height: image.height(),
            jpeg: match image {
                Image::Raster(raster) => jpeg(raster),
                Image::Stencil(_) => None,
            },
        }
    }
}

/// The JPEG of an image that is nothing but a JPEG in grey or RGB.
fn jpeg(raster: &RasterImage<'_>) -> Option<Vec<u8>> {
    let stream = raster.stream();
    let dict = stream.dict();
    let is_changed = [SMASK, MASK, DECODE]
        .iter()
        .any(|key| dict.contains_key(*key));
    let is_jpeg = matches!(stream.filters().as_slice(), [Filter::DctDecode]);
    (is_jpeg && !is_changed && is_plain(dict)).then(|| stream.raw_data().into_owned())
}

/// Whether its colours are those of screens: not CMYK, Lab, or an index.
fn is_plain(dict: &Dict<'_>) -> bool {
    let space = match dict.get::<Object<'_>>(COLORSPACE) {
        Some(Object::Name(name)) => Some(name),
        Some(Object::Array(space)) => first(&space),
        _ => None,
    };
    let is_cmyk = |dict: &Dict<'_>| dict.get::<u32>(b"N") == Some(4);
    let profile = dict
        .get::<Array<'_>>(COLORSPACE)
        .and_then(|space| profile(&space));
    space.is_some_and(|name| match name.as_ref() {
        b"ICCBased" => profile.is_some_and(|profile| !is_cmyk(&profile)),
        name => matches!(name, b"DeviceRGB" | b"DeviceGray" | b"CalRGB" | b"CalGray"),
    })
}

fn first<'a>(space: &Array<'a>) -> Option<Name<'a>> {
    space.iter::<Name<'a>>().next()
}

/// The dictionary of an ICC profile.
fn profile<'a>(space: &Array<'a>) -> Option<Dict<'a>> {
    let second = space.iter::<Object<'a>>().nth(1)?;
    match second {
        Object::Stream(stream) => Some(stream.dict().clone()),
        _ => None,
    }
}

/// The SVG with its JPEGs in place of PNGs. Nothing changes unless it has exactly these images: patterns and masks add
/// others.
pub(super) fn put(svg: String, photographs: &[Photograph]) -> String {
    let images: Vec<&str> = svg.split(IMAGE).skip(1).collect();
    let fits = |(image, own): (&&str, &Photograph)| {
        let attribute = |name: &str, value: u32| image.contains(&format!("{name}=\"{value}\""));
        attribute("width", own.width) && attribute("height", own.height)
    };
    let has_any = photographs.iter().any(|own| own.jpeg.is_some());
    if !has_any || images.len() != photographs.len() || !images.iter().zip(photographs).all(fits) {
        return svg;
    }
    let mut out = svg.split(IMAGE).next().unwrap_or_default().to_owned();
    for (image, own) in images.iter().zip(photographs) {
        out.push_str(IMAGE);
        match (&own.jpeg, image.split_once(PNG)) {
            (Some(jpeg), Some((before, png))) => {
                out.push_str(before);
                out.push_str("data:image/jpeg;base64,");
                BASE64.encode_string(jpeg, &mut out);
                out.push_str(png.trim_start_matches(|c| c != '"'));
            }
            _ => out.push_str(image),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg><image xlink:href=\"data:image/png;base64,AAAA\" width=\"2\" height=\"3\"/><g/></svg>";

    fn photograph(width: u32) -> Photograph {
        Photograph {
            width,
            height: 3,
            jpeg: Some(vec![0xFF, 0xD8]),
        }
    }

    #[test]
    fn a_jpeg_takes_the_place_of_its_png() {
        let want = "<svg><image xlink:href=\"data:image/jpeg;base64,/9g=\" width=\"2\" height=\"3\"/><g/></svg>";
        assert_eq!(put(SVG.to_owned(), &[photograph(2)]), want);
    }

    #[test]
    fn an_svg_with_other_images_is_left_alone() {
        assert_eq!(put(SVG.to_owned(), &[photograph(4)]), SVG);
        assert_eq!(put(SVG.to_owned(), &[photograph(2), photograph(2)]), SVG);
        assert_eq!(put(SVG.to_owned(), &[]), SVG);
    }
}
