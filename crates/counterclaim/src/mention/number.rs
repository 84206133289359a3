//! Numbers in words and figures, with the bounds that their words set.
