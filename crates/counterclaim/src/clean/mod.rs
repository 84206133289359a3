//! Room 2: marks what is not the report, and notes what a reader would put right. The text stays as it is.
