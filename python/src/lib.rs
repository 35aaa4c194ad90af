//! What the Python package `juten` calls: thin functions over the library.
//!
//! The package itself (`juten/*.py`) is where arguments are sorted out and results get their methods; here bytes go in,
//! and JSON, text or Arrow come out. The interpreter's lock is released while a document is read.

mod errors;
mod options;
mod profiles;
mod reading;
mod tables;
mod workers;

use pyo3::prelude::*;

/// The native part of the package `juten`.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<options::ConvertOptions>()?;
    module.add_class::<tables::ArrowTable>()?;
    module.add_class::<workers::Workers>()?;
    module.add_function(wrap_pyfunction!(reading::convert, module)?)?;
    module.add_function(wrap_pyfunction!(reading::inspect, module)?)?;
    module.add_function(wrap_pyfunction!(reading::line, module)?)?;
    module.add_function(wrap_pyfunction!(reading::page_tables, module)?)?;
    module.add_function(wrap_pyfunction!(reading::page_text, module)?)?;
    module.add_function(wrap_pyfunction!(profiles::builtin, module)?)?;
    module.add_function(wrap_pyfunction!(profiles::describe, module)?)?;
    module.add_function(wrap_pyfunction!(profiles::propose, module)?)?;
    module.add_function(wrap_pyfunction!(tables::record_tables, module)?)?;
    module.add_function(wrap_pyfunction!(tables::text_table, module)?)?;
    module.add_function(wrap_pyfunction!(workers::bundled_in, module)?)?;
    module.add_function(wrap_pyfunction!(workers::main, module)?)?;
    module.add_function(wrap_pyfunction!(workers::serve, module)?)?;
    module.add_function(wrap_pyfunction!(workers::start_by, module)?)?;
    Ok(())
}
