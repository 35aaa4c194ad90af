//! Text files: tab-separated tables with remnants of HTML.
