//! The page: an HTML file, its style, and its scripts, all part of the program.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// The style shared with the reports of `juten inspect`, then the page's own.
const STYLE: &str = concat!(
    include_str!("../inspect/theme.css"),
    include_str!("page/page.css")
);

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Each file of the page: path, media type, content.
const FILES: &[(&str, &str, &str)] = &[
    ("/", HTML, include_str!("page/page.html")),
    ("/page.css", CSS, STYLE),
    ("/page.js", SCRIPT, include_str!("page/page.js")),
    ("/api.js", SCRIPT, include_str!("page/api.js")),
    ("/files.js", SCRIPT, include_str!("page/files.js")),
    ("/document.js", SCRIPT, include_str!("page/document.js")),
    ("/correct.js", SCRIPT, include_str!("page/correct.js")),
    ("/draft.js", SCRIPT, include_str!("page/draft.js")),
    ("/password.js", SCRIPT, include_str!("page/password.js")),
    ("/several.js", SCRIPT, include_str!("page/several.js")),
    ("/downloads.js", SCRIPT, include_str!("page/downloads.js")),
    ("/words.js", SCRIPT, include_str!("page/words.js")),
];

/// What the page may load and where it may send: this process alone. The frame of a report is sandboxed.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; \
     frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The file of the page with this path.
pub fn file(path: &str) -> Option<Response> {
    let (_, media_type, content) = FILES.iter().find(|(known, ..)| *known == path)?;
    let headers = [
        (header::CONTENT_TYPE, *media_type),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    Some((headers, *content).into_response())
}
