//! Errors of the library as exceptions of the package.

use pyo3::prelude::*;

/// The exception `juten.JutenError` for an input.
pub fn of_input(py: Python<'_>, error: &juten::Error, input: &str) -> PyErr {
    raised(
        py,
        "JutenError",
        (error.code.as_str(), error.message.as_str(), input),
    )
}

/// The exception `juten.ProfileError`.
pub fn of_profile(py: Python<'_>, message: &str) -> PyErr {
    raised(py, "ProfileError", (message,))
}

fn raised<'py>(py: Python<'py>, class: &str, arguments: impl pyo3::call::PyCallArgs<'py>) -> PyErr {
    let made = py
        .import("juten.errors")
        .and_then(|errors| errors.getattr(class))
        .and_then(|class| class.call1(arguments));
    match made {
        Ok(error) => PyErr::from_value(error),
        Err(error) => error,
    }
}
