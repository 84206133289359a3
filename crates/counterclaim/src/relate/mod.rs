//! Room 6: mentions become claims: who says what befell whom.
