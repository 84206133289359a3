//! Room 1: files, folders, JSON lines and standard input become reports, text as received.
