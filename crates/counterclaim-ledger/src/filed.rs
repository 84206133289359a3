//! A report in brief as the file keeps it: in outline at once, and opened where its words are asked for.

use crate::load::damaged;
use counterclaim::stitch::{
    brief::Brief,
    outline::{Outline, Reports},
};
use std::sync::{LazyLock, OnceLock};

/// Length of the hash before the rest.
const HASH: usize = 8;

/// A report in brief.
pub(crate) struct Filed {
    pub outline: Box<Outline>,
    /// As it is written: a hash, the outline, the brief.
    pub bytes: Vec<u8>,
    /// Where in it the brief begins.
    from: usize,
    brief: OnceLock<Box<Brief>>,
}

impl Filed {
    pub(crate) fn new(brief: Brief) -> Filed {
        let outline = Box::new(Outline::of(&brief));
        let first = postcard::to_stdvec(&outline).unwrap_or_default();
        let rest = [&first[..], &postcard::to_stdvec(&brief).unwrap_or_default()].concat();
        let bytes = [&hash(&rest)[..], &rest].concat();
        Filed { outline, bytes, from: HASH + first.len(), brief: OnceLock::from(Box::new(brief)) }
    }

    /// Fails where this program did not write it, or not so.
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Filed, rusqlite::Error> {
        let wrong = || damaged("a brief is not as it was written");
        let (written, rest) = bytes.split_at_checked(HASH).ok_or_else(wrong)?;
        if hash(rest) != written {
            return Err(wrong());
        }
        let (outline, brief): (Outline, &[u8]) = postcard::take_from_bytes(rest).map_err(|_| wrong())?;
        let from = bytes.len() - brief.len();
        Ok(Filed { outline: Box::new(outline), from, brief: OnceLock::new(), bytes })
    }

    /// The whole of it.
    pub(crate) fn brief(&self) -> &Brief {
        // The hash vouches for it.
        self.brief.get_or_init(|| Box::new(postcard::from_bytes(&self.bytes[self.from..]).unwrap_or_default()))
    }
}

/// Of the bytes and of the program that wrote them, for another may read something else in them.
fn hash(bytes: &[u8]) -> [u8; HASH] {
    static PROGRAM: LazyLock<[u8; 32]> = LazyLock::new(|| *blake3::hash(env!("COUNTERCLAIM_CODE").as_bytes()).as_bytes());
    let mut first = [0; HASH];
    first.copy_from_slice(&blake3::keyed_hash(&PROGRAM, bytes).as_bytes()[..HASH]);
    first
}

/// Reports side by side, by what is known of each at the time.
pub(crate) struct View<'a>(pub Vec<&'a Filed>);

impl Reports for View<'_> {
    fn outlines(&self) -> Vec<&Outline> {
        self.0.iter().map(|filed| &*filed.outline).collect()
    }

    fn outline(&self, index: usize) -> &Outline {
        &self.0[index].outline
    }

    fn brief(&self, index: usize) -> &Brief {
        self.0[index].brief()
    }
}
