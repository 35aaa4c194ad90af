//! PDF files, read with hayro.
