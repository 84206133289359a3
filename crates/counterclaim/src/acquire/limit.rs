//! How much is read at most, in words fit to show.

use std::{
    cell::Cell,
    io::{self, Read},
    rc::Rc,
};

/// A report longer than this is not read: it is an archive or a mistake, and spans are 32 bits wide.
pub const MAX_REPORT: usize = 16 << 20;
/// Archives in archives deeper than this are not opened.
pub(super) const MAX_DEPTH: usize = 6;
/// What cannot be read as a stream (a table of a spreadsheet, an archive in an archive) may be so long.
pub(super) const MAX_WHOLE: usize = 256 << 20;
/// What is unpacked may be so many times longer than what it was unpacked from …
const MAX_RATIO: u64 = 250;
/// … once it is longer than this.
const FREE: u64 = 64 << 20;

pub(super) fn too_long(size: u64) -> String {
    format!("{} MiB is too long for one report (at most {} MiB): split it, or give JSON lines", size.div_ceil(1 << 20), MAX_REPORT >> 20)
}

pub(super) fn too_deep() -> String {
    format!("archives in archives more than {MAX_DEPTH} deep: unpack it first")
}

/// Bytes, counted as they pass.
pub(super) struct Counted<R> {
    from: R,
    pub(super) count: Rc<Cell<u64>>,
}

impl<R: Read> Counted<R> {
    pub(super) fn new(from: R) -> Counted<R> {
        Counted { from, count: Rc::default() }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// What is unpacked, until it grows out of all proportion to what it is unpacked from.
pub(super) struct Unpacked<R> {
    from: R,
    packed: Rc<Cell<u64>>,
    count: u64,
    done: bool,
}

impl<R: Read> Unpacked<R> {
    /// `packed` counts the bytes that went in.
    pub(super) fn new(from: R, packed: Rc<Cell<u64>>) -> Unpacked<R> {
        Unpacked { from, packed, count: 0, done: false }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.done {
            return Ok(0);
        }
        let read = self.from.read(into)?;
        self.count += read as u64;
        if self.count > FREE && self.count / MAX_RATIO > self.packed.get() {
            self.done = true;
            return Err(io::Error::other(format!("unpacks to more than {MAX_RATIO} times its size: not read further")));
        }
        Ok(read)
    }
}

/// One thing of a list at a time: more bytes than a report may have, without `begin` in between, are an error.
pub(super) struct Portions<R> {
    from: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Portions<R> {
    pub(super) fn new(from: R) -> (Portions<R>, Portion) {
        let left = Rc::new(Cell::new(0));
        let portion = Portion(left.clone());
        portion.begin();
        (Portions { from, left }, portion)
    }
}

/// Tells `Portions` that the next thing begins.
pub(super) struct Portion(Rc<Cell<usize>>);

impl Portion {
    pub(super) fn begin(&self) {
        // A list's own marks and the reader's buffer come on top.
        self.0.set(MAX_REPORT + (1 << 20));
    }
}

impl<R: Read> Read for Portions<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        let left = self.left.get().checked_sub(read).ok_or_else(|| io::Error::other(format!("one entry is longer than {} MiB", MAX_REPORT >> 20)))?;
        self.left.set(left);
        Ok(read)
    }
}

/// Reads to the end, but no more than `most` bytes; whether there were more.
pub(super) fn all(from: &mut dyn Read, most: usize) -> io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    from.take(most as u64 + 1).read_to_end(&mut bytes)?;
    let more = bytes.len() > most;
    bytes.truncate(most);
    Ok((bytes, more))
}
