//! Who did the harm, and with what: "killed by a roadside bomb", "Gunmen shot two teachers", "an air strike killed 12".
//!
//! The surprising decision: whoever is named so is kept as worded where no party is known ("gunmen"), because a reader wants to know that
//! somebody is blamed, even if not who it is.

use super::{Draft, Scene};
use counterclaim_rules::lexicon::Named;

/// Fills in `by` and `means` of a draft.
pub(super) fn name(lists: &Named, scene: &Scene<'_>, draft: &mut Draft) {
    let _ = (lists, scene, draft);
}
