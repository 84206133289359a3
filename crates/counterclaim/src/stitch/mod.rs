//! Room 8: reports of the same fighting are brought together.
