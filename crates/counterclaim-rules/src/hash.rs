//! Tables by word, hashed fast.
//!
//! A report of a thousand words is looked up tens of thousands of times, and the standard hash was a tenth of the reading. The surprising
//! decision: `foldhash` and not a hash of our own, because its seed differs from run to run, so that no text can be made to collide.

/// A map with a fast hash.
pub type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;

/// A set with a fast hash.
pub type HashSet<K> = std::collections::HashSet<K, foldhash::fast::RandomState>;
