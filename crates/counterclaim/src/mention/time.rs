//! Days, times and durations by plain weekday and date arithmetic.
