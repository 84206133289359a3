//! Room 3: blocks become sentences, sentences become words.
