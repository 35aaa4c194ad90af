//! What the page asks for. Answers are JSON; whatever takes time runs on a thread of its own.

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::corrected;
use super::desk::Full;
use super::drafts::{self, Draft, Refused};
use super::states::{about, of_failure};
use super::{Shared, guard, page};
use parcels::{download, once, report};

mod parcels;

/// The most bytes of a request that is no file.
const SMALL: usize = 1 << 20;

type App = State<Arc<Shared>>;

/// All paths. A file may have `most` bytes.
pub fn router(shared: Arc<Shared>, most: u64) -> Router {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let upload = post(add).layer(DefaultBodyLimit::max(most));
    Router::new()
        .route("/api/state", get(state))
        .route("/api/files", upload)
        .route("/api/files/{number}", delete(remove))
        .route("/api/files/{number}/report", post(report))
        .route("/api/files/{number}/value", get(value))
        .route("/api/files/{number}/corrections", post(correct))
        .route("/api/passwords", post(unlock))
        .route("/api/profile", post(profile))
        .route("/api/drafts/proposed", post(propose))
        .route("/api/drafts", post(learn))
        .route("/api/downloads", post(download))
        .route("/api/end", post(end))
        .route("/once/{ticket}", get(once))
        .fallback(asset)
        .layer(DefaultBodyLimit::max(SMALL))
        .layer(map_response(guarded))
        .layer(from_fn_with_state(Arc::clone(&shared), guard::check))
        .with_state(shared)
}

/// Adds the headers that every answer has.
async fn guarded(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn asset(uri: Uri) -> Response {
    let found = page::file(uri.path());
    found.unwrap_or_else(|| (StatusCode::NOT_FOUND, "there is no such page").into_response())
}

#[derive(Deserialize)]
struct Seen {
    /// The last revision that the page knows; 0 if none.
    revision: u64,
}

/// The files with their states; `null` if the page knows them already.
async fn state(State(app): App, Query(seen): Query<Seen>) -> Json<Value> {
    let inside = app.desk.lock();
    if seen.revision == inside.revision {
        return Json(Value::Null);
    }
    let files: Vec<Value> = inside
        .files
        .iter()
        .map(|(n, file)| about(*n, file))
        .collect();
    let profiles = inside.known.parsed().all().iter();
    let profiles: Vec<Value> = profiles
        .map(|profile| json!({ "id": profile.id, "title": profile.title }))
        .collect();
    Json(json!({
        "revision": inside.revision,
        "version": env!("CARGO_PKG_VERSION"),
        "files": files,
        "profiles": profiles,
        "chosen": inside.chosen,
    }))
}

#[derive(Deserialize)]
struct Named {
    /// The file's name, with its folders if a folder was chosen.
    name: String,
}

async fn add(State(app): App, Query(named): Query<Named>, body: axum::body::Bytes) -> Response {
    let desk = Arc::clone(&app.desk);
    let add = move || desk.add(&named.name, body.into());
    match tokio::task::spawn_blocking(add).await {
        Ok(Ok(numbers)) => Json(json!({ "numbers": numbers })).into_response(),
        Ok(Err(Full)) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn remove(State(app): App, Path(number): Path<u64>) -> StatusCode {
    app.desk.remove(number);
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct At {
    pointer: String,
}

/// A value of a record, with its corrections.
async fn value(State(app): App, Path(number): Path<u64>, Query(at): Query<At>) -> Response {
    let inside = app.desk.lock();
    let file = inside.files.get(&number);
    match file.and_then(|file| corrected::value(file, &at.pointer)) {
        Some(value) => Json(value).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn correct(
    State(app): App,
    Path(number): Path<u64>,
    Json(wanted): Json<corrected::Wanted>,
) -> Response {
    let mut inside = app.desk.lock();
    let Some(file) = inside.files.get_mut(&number) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match corrected::add(file, wanted) {
        Ok(()) => {
            inside.revision += 1;
            StatusCode::NO_CONTENT.into_response()
        }
        Err(why) => (StatusCode::BAD_REQUEST, why).into_response(),
    }
}

#[derive(Deserialize)]
struct Password {
    files: Vec<u64>,
    password: String,
}

async fn unlock(State(app): App, Json(given): Json<Password>) -> StatusCode {
    app.desk.unlock(&given.files, &given.password);
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct Choice {
    id: Option<String>,
}

async fn profile(State(app): App, Json(choice): Json<Choice>) -> Response {
    match app.desk.choose(choice.id) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(why) => (StatusCode::BAD_REQUEST, why).into_response(),
    }
}

#[derive(Deserialize)]
struct Several {
    files: Vec<u64>,
}

/// The fields of the profile that several files of one form propose.
async fn propose(State(app): App, Json(several): Json<Several>) -> Response {
    let (inputs, press) = {
        let inside = app.desk.lock();
        let files = several.files.iter().filter_map(|n| inside.files.get(n));
        let inputs: Vec<_> = files.map(|file| Arc::clone(&file.input)).collect();
        (inputs, Arc::clone(&inside.press))
    };
    match tokio::task::spawn_blocking(move || press.draft(&inputs)).await {
        Ok(Ok(toml)) => Json(json!({ "draft": drafts::fields(&toml) })).into_response(),
        Ok(Err(failure)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Json(of_failure(&failure))).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Takes a drafted profile into use and, if wanted, keeps it for the next time.
async fn learn(State(app): App, Json(draft): Json<Draft>) -> Response {
    let taken = draft.checked().and_then(|drafted| {
        if let (true, Some(folder)) = (draft.keep, &app.profiles) {
            drafted.save(folder, draft.replace)?;
        }
        app.desk.learn(drafted.toml).map_err(Refused::Wrong)
    });
    match taken {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(Refused::Exists(name)) => {
            (StatusCode::CONFLICT, Json(json!({ "exists": name }))).into_response()
        }
        Err(Refused::Wrong(why)) => (StatusCode::BAD_REQUEST, why).into_response(),
    }
}

async fn end(State(app): App) -> StatusCode {
    app.end.notify_one();
    StatusCode::NO_CONTENT
}
