//! hayro-interpret as an independent reader: on every PDF among the fixtures it draws the same, in the same order.

use std::path::{Path, PathBuf};

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::{BfString, CMapName};
use hayro_interpret::kurbo::{Affine, BezPath, Rect as Area, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache, SoftMask,
};

use super::*;
use crate::extract::pdf::content::text::{Mode, Run};
use crate::extract::pdf::content::{Device as Ours, Pen};
use crate::extract::pdf::glyphs::is_told;
use crate::extract::pdf::paint::{self, Shade};

/// What is drawn, and the area in which it is visible.
#[derive(Clone, Debug)]
enum Drawn {
    Glyph {
        code: u32,
        /// The origin, and the direction of the em upwards.
        place: [f64; 4],
        text: Option<BfString>,
        is_seen: bool,
    },
    Path {
        area: Area,
        pen: Option<f32>,
        shade: Shade,
    },
    Image(Area),
}

#[derive(Default)]
struct Events {
    drawn: Vec<(Drawn, Area)>,
    clips: Vec<Area>,
}

impl Events {
    fn clip(&self) -> Area {
        let all = Area::new(-1e9, -1e9, 1e9, 1e9);
        self.clips
            .iter()
            .fold(all, |clip, area| clip.intersect(*area))
    }

    fn add(&mut self, drawn: Drawn) {
        self.drawn.push((drawn, self.clip()));
    }

    fn glyph(&mut self, code: u32, place: Affine, text: Option<BfString>, is_seen: bool) {
        let [_, _, c, d, e, f] = place.as_coeffs();
        let place = [e, f, c * 1000.0, d * 1000.0];
        self.add(Drawn::Glyph {
            code,
            place,
            text,
            is_seen,
        });
    }

    fn path(&mut self, path: &BezPath, transform: Affine, shade: Shade, pen: Option<f32>) {
        let area = transform.transform_rect_bbox(path.control_box());
        self.add(Drawn::Path { area, pen, shade });
    }
}

struct Hayro(Events);

impl<'a> Device<'a> for Hayro {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let pen = match mode {
            DrawMode::Stroke(pen) => Some(pen.line_width),
            _ => None,
        };
        let shade = paint::shade(&props.paint);
        self.0.path(path, props.transform, shade, pen);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let alpha = paint::shade(&props.paint).alpha;
        for glyph in run.glyphs() {
            let place = props.transform * glyph.transform();
            let is_seen = !matches!(mode, DrawMode::Invisible) && alpha > 0.02;
            self.0
                .glyph(glyph.char_code(), place, glyph.as_unicode(), is_seen);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let pixels = Area::new(0.0, 0.0, image.width().into(), image.height().into());
        let area = props.transform.transform_rect_bbox(pixels);
        self.0.add(Drawn::Image(area));
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.0.clips.push(clip.path.bounding_box());
    }

    fn pop_clip(&mut self) {
        self.0.clips.pop();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
}

struct Own(Events);

impl<'a> Ours<'a> for Own {
    fn glyphs(&mut self, run: &Run<'_, 'a>) {
        let is_seen = run.mode != Mode::Invisible && run.paint.alpha(run.colors) > 0.02;
        for glyph in run.glyphs {
            let text = run
                .font
                .with(glyph.number, |_, character| character.text.clone());
            let place = run.to_page * glyph.place;
            self.0.glyph(glyph.code, place, text, is_seen);
        }
    }

    fn path(&mut self, path: &BezPath, transform: Affine, shade: Shade, pen: Option<&Pen>) {
        self.0
            .path(path, transform, shade, pen.map(|pen| pen.width));
    }

    fn image(&mut self, transform: Affine) {
        let unit = Area::new(0.0, 0.0, 1.0, 1.0);
        self.0
            .add(Drawn::Image(transform.transform_rect_bbox(unit)));
    }

    fn push_clip(&mut self, area: Area) {
        self.0.clips.push(area);
    }

    fn pop_clip(&mut self) {
        self.0.clips.pop();
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.01 || a == b
}

fn is_same_area(a: &Area, b: &Area) -> bool {
    close(a.x0, b.x0) && close(a.y0, b.y0) && close(a.x1, b.x1) && close(a.y1, b.y1)
}

/// The text of a glyph, if hayro says it: not one of a symbol font's own, and of two characters for one glyph the one
/// that is meant.
fn told(text: &Option<BfString>) -> Option<BfString> {
    let told = text.clone().filter(is_told).map(pairs::mend)?;
    match told {
        BfString::Char(c) if findings::is_private(c) => None,
        told => Some(told),
    }
}

/// Whether both draw the same. hayro knows fewer characters.
fn is_same(hayro: &Drawn, own: &Drawn) -> bool {
    match (hayro, own) {
        (
            Drawn::Glyph {
                code,
                place,
                text,
                is_seen,
            },
            Drawn::Glyph {
                code: own_code,
                place: own_place,
                text: own_text,
                is_seen: own_is_seen,
            },
        ) => {
            code == own_code
                && place.iter().zip(own_place).all(|(a, b)| close(*a, *b))
                && told(text).is_none_or(|told| Some(&told) == own_text.as_ref())
                && is_seen == own_is_seen
        }
        (
            Drawn::Path { area, pen, shade },
            Drawn::Path {
                area: own_area,
                pen: own_pen,
                shade: own_shade,
            },
        ) => {
            is_same_area(area, own_area)
                && pen == own_pen
                && close(shade.luma.into(), own_shade.luma.into())
                && close(shade.alpha.into(), own_shade.alpha.into())
        }
        (Drawn::Image(area), Drawn::Image(own_area)) => is_same_area(area, own_area),
        _ => false,
    }
}

/// Whether two clips leave the same visible; hayro leaves out those that clip nothing.
fn is_same_clip(a: &Area, b: &Area, page: &Area) -> bool {
    let (a, b) = (a.intersect(*page), b.intersect(*page));
    (a.area() == 0.0 && b.area() == 0.0) || is_same_area(&a, &b)
}

/// Whether hayro lost a code that a CMap leaves out (fixtures/quirks/high_circles-…): what follows it is misread.
fn is_lost(drawn: &Drawn) -> bool {
    matches!(
        drawn,
        Drawn::Glyph {
            code: 0,
            text: None,
            ..
        }
    )
}

/// Draws with hayro, but without the characters of collections: codes say more.
fn draw<'a>(
    reader: &'a Reader,
    page: &Source<'a>,
    device: &mut Hayro,
    cache: &InterpreterCache<'a>,
) {
    let resolve = |name: CMapName<'_>| match name.to_bytes().ends_with(b"-UCS2") {
        true => None,
        false => cmaps::resolve(name),
    };
    let settings = InterpreterSettings {
        cmap_resolver: Arc::new(resolve),
        ..InterpreterSettings::default()
    };
    let to_page = page.initial_transform(true).to_kurbo();
    let xref = reader.pdf.xref();
    let mut context = Context::new(to_page, area(page), cache, xref, settings);
    interpret_page(page, &mut context, device);
}

/// What differs in a file; nothing if it cannot be opened.
fn differences(path: &Path) -> Vec<String> {
    let bytes = std::fs::read(path).unwrap();
    let Ok(reader) = Reader::open(bytes, &PdfOptions::default()) else {
        return Vec::new();
    };
    let pages = reader.pages();
    let cache = InterpreterCache::new();
    let mut found = Vec::new();
    for index in 0..reader.page_count() {
        let Some(source) = reader.page(index) else {
            continue;
        };
        let mut hayro = Hayro(Events::default());
        draw(&reader, source, &mut hayro, &cache);
        let mut own = Own(Events::default());
        let data = Contents::of(source).data();
        content::draw(source, &data, &pages.shared, &mut own).unwrap();
        let (hayro, own) = (hayro.0.drawn, own.0.drawn);
        if hayro.iter().any(|(drawn, _)| is_lost(drawn)) {
            continue;
        }
        let page = area(source);
        let differs = hayro.iter().zip(&own).find(|((a, clip), (b, own_clip))| {
            !is_same(a, b) || !is_same_clip(clip, own_clip, &page)
        });
        let place = format!("{} page {}", path.display(), index + 1);
        if hayro.len() != own.len() {
            found.push(format!(
                "{place}: {} and {} objects",
                hayro.len(),
                own.len()
            ));
        }
        found.extend(differs.map(|(a, b)| format!("{place}:\n  {a:?}\n  {b:?}")));
    }
    found
}

fn pdfs(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(pdfs(&path));
        } else if path.extension().is_some_and(|ending| ending == "pdf") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn compare(folder: &Path) {
    let files = pdfs(folder);
    assert!(!files.is_empty());
    let found: Vec<String> = files.iter().flat_map(|file| differences(file)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn hayro_draws_the_same() {
    compare(Path::new("fixtures"));
}

/// For files that are not in the repository: `PDFS=folder cargo test --lib hayro_draws -- --ignored`.
#[test]
#[ignore = "needs a folder of PDFs in PDFS"]
fn hayro_draws_the_same_in_a_folder() {
    compare(Path::new(&std::env::var("PDFS").unwrap()));
}
