//! Who may ask. A page of another site, open in the same browser, can send requests to this port as well, and can make a
//! name of its own lead to 127.0.0.1. So every request must name this host exactly and must not come from elsewhere, and
//! whatever shows or changes data needs the token, which only the page has.

use std::io;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Shared;

/// The header that carries the token.
pub const TOKEN: &str = "x-juten-token";
/// The part of the paths that needs the token.
const PRIVATE: &str = "/api/";

/// What a request is checked against.
pub struct Door {
    hosts: [String; 2],
    token: String,
}

impl Door {
    /// A door with a new token.
    pub fn new(port: u16) -> io::Result<Self> {
        Ok(Self {
            hosts: ["127.0.0.1", "localhost"].map(|host| format!("{host}:{port}")),
            token: secret()?,
        })
    }

    /// The address of the page. The token is in its fragment, which no browser sends.
    pub fn address(&self) -> String {
        let [host, _] = &self.hosts;
        format!("http://{host}/#{}", self.token)
    }

    /// Why a request is refused, if it is.
    fn refuses(&self, method: &Method, path: &str, headers: &HeaderMap) -> Option<&'static str> {
        let text = |name: &str| headers.get(name).map(|v| v.to_str().unwrap_or_default());
        let host = text(header::HOST.as_str()).unwrap_or_default();
        if !self.hosts.iter().any(|known| known == host) {
            return Some("this host is not served");
        }
        let origin = text(header::ORIGIN.as_str());
        if origin.is_some_and(|origin| origin.strip_prefix("http://") != Some(host)) {
            return Some("the request comes from another site");
        }
        let from_elsewhere = match text("sec-fetch-site") {
            None | Some("same-origin") => false,
            // an address that the user typed, or that another program opened
            Some("none") => method != Method::GET,
            Some(_) => true,
        };
        if from_elsewhere {
            return Some("the request comes from another site");
        }
        let has_token = || same(text(TOKEN).unwrap_or_default(), &self.token);
        (path.starts_with(PRIVATE) && !has_token())
            .then_some("the token is missing or of an earlier start; open juten again")
    }
}

/// A random word that cannot be guessed.
pub fn secret() -> io::Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether two texts are equal, in a time that does not depend on where they differ.
fn same(given: &str, wanted: &str) -> bool {
    let differences = given
        .bytes()
        .zip(wanted.bytes())
        .fold(0, |d, (a, b)| d | (a ^ b));
    given.len() == wanted.len() && differences == 0
}

/// Answers a refused request, passes on any other.
pub async fn check(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    match shared
        .door
        .refuses(request.method(), path, request.headers())
    {
        Some(why) => (StatusCode::FORBIDDEN, why).into_response(),
        None => next.run(request).await,
    }
}
