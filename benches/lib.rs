//! `cargo bench -p benches` prints reports, sentences and megabytes read a second, on one core and on all, and the peak of memory.
