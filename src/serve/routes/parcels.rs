//! Reports and files to save: made when the page asks for them, fetched once with a ticket.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::App;
use crate::serve::downloads::{self, Wanted};
use crate::serve::states::of_failure;
use crate::serve::tickets::Parcel;
use crate::serve::{Shared, drafts};

/// The policy of a report, on top of its own.
const FRAMED: &str = "sandbox allow-scripts allow-modals; frame-ancestors 'self'";

/// Has a report written, and answers with its ticket and the fields of the profile that it proposes, if any.
pub(super) async fn report(State(app): App, Path(number): Path<u64>) -> Response {
    let found = {
        let inside = app.desk.lock();
        let input = inside
            .files
            .get(&number)
            .map(|file| Arc::clone(&file.input));
        input.map(|input| (input, Arc::clone(&inside.press)))
    };
    let Some((input, press)) = found else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let made = tokio::task::spawn_blocking(move || press.report(&input)).await;
    match made {
        Ok(Ok(report)) => {
            let mut parts = report.parts.into_iter();
            let parcel = Parcel {
                bytes: parts.next().unwrap_or_default(),
                media_type: "text/html; charset=utf-8",
                save_as: None,
            };
            let draft = parts.next().and_then(|toml| drafts::fields(&toml));
            ticket_with(&app, parcel, draft)
        }
        Ok(Err(failure)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Json(of_failure(&failure))).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Makes a file to save, and answers with its ticket.
pub(super) async fn download(State(app): App, Json(wanted): Json<Wanted>) -> Response {
    let desk = Arc::clone(&app.desk);
    let made = tokio::task::spawn_blocking(move || downloads::make(&desk, wanted)).await;
    match made {
        Ok(Ok(parcel)) => ticket(&app, parcel),
        Ok(Err(error)) => {
            let message = json!({ "message": format!("{error:#}") });
            (StatusCode::UNPROCESSABLE_ENTITY, Json(message)).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn ticket(app: &Shared, parcel: Parcel) -> Response {
    ticket_with(app, parcel, None)
}

fn ticket_with(app: &Shared, parcel: Parcel, draft: Option<Value>) -> Response {
    match app.tickets.keep(parcel) {
        Ok(ticket) => Json(json!({ "ticket": ticket, "draft": draft })).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Hands out what a ticket stands for, once.
pub(super) async fn once(State(app): App, Path(ticket): Path<String>) -> Response {
    let Some(parcel) = app.tickets.take(&ticket) else {
        return (
            StatusCode::NOT_FOUND,
            "this address worked once; go back to the page",
        )
            .into_response();
    };
    let mut response = ([(header::CONTENT_TYPE, parcel.media_type)], parcel.bytes).into_response();
    let (name, value) = match parcel.save_as {
        Some(name) => (header::CONTENT_DISPOSITION, downloads::disposition(&name)),
        // wherever a report is opened, it is a page without an origin
        None => (header::CONTENT_SECURITY_POLICY, FRAMED.to_owned()),
    };
    if let Ok(value) = HeaderValue::from_str(&value) {
        response.headers_mut().insert(name, value);
    }
    response
}
