//! Compressed streams: gzip of one or many members, Zstandard of one or many frames.
//!
//! Archives of the web press every record by itself, so that one broken member need not take the others along: it is told as an error
//! once, and the next read goes on with the next member.

use super::{
    Out, Place,
    limit::{Counted, Unpacked},
    open,
};
use flate2::bufread::GzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use std::io::{self, BufRead, BufReader, Read};

pub(super) fn gzip(from: &mut dyn Read, place: Place, out: &mut Out) {
    let packed = Counted::new(from);
    let count = packed.count.clone();
    open::stream(Unpacked::new(Members { member: None, rest: Some(Tape::new(packed)) }, count), unpacked(place), out);
}

pub(super) fn zstd(from: &mut dyn Read, place: Place, out: &mut Out) {
    let packed = Counted::new(from);
    let count = packed.count.clone();
    open::stream(Unpacked::new(Frames { frame: None, rest: Some(BufReader::new(packed)) }, count), unpacked(place), out);
}

fn unpacked(mut place: Place) -> Place {
    place.depth += 1;
    place.ending = match &*place.ending {
        "gz" | "zst" | "zstd" => place.drop_ending(),
        "tgz" => "tar".to_owned(),
        _ => std::mem::take(&mut place.ending),
    };
    place
}

/// Gzip members one behind the other.
struct Members<R: Read> {
    member: Option<GzDecoder<Tape<R>>>,
    rest: Option<Tape<R>>,
}

impl<R: Read> Members<R> {
    /// Opens the next member; false at the end.
    fn next(&mut self) -> io::Result<bool> {
        let Some(mut rest) = self.rest.take() else { return Ok(false) };
        let more = rest.seek_member()?;
        if more {
            self.member = Some(GzDecoder::new(rest))
        } else {
            self.rest = Some(rest)
        }
        Ok(more)
    }
}

impl<R: Read> Read for Members<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(member) = &mut self.member {
                let read = member.read(into);
                if matches!(read, Ok(read) if read > 0 || into.is_empty()) {
                    return read;
                }
                self.rest = self.member.take().map(GzDecoder::into_inner);
                if let Err(e) = read {
                    self.rest.iter_mut().for_each(Tape::rewind);
                    return Err(io::Error::other(format!("a broken gzip member ({e})")));
                }
            }
            if !self.next()? {
                return Ok(0);
            }
        }
    }
}

/// The head of every gzip member.
const HEAD: [u8; 3] = [0x1f, 0x8b, 8];
/// So much of a member is remembered.
const REMEMBERED: usize = 4 << 20;

/// A stream that can be read again from the beginning of a member: the decoder of a broken one runs on into the next before it notices.
struct Tape<R> {
    from: BufReader<R>,
    /// What was read since the member began.
    read: Vec<u8>,
    /// What is to be read again, from its end.
    again: Vec<u8>,
}

impl<R: Read> Tape<R> {
    fn new(from: R) -> Tape<R> {
        Tape { from: BufReader::with_capacity(64 << 10, from), read: Vec::new(), again: Vec::new() }
    }

    /// Goes back to just behind the head of the member.
    fn rewind(&mut self) {
        let behind = self.read.len().min(HEAD.len());
        self.again.extend(self.read.drain(..).skip(behind).rev());
    }

    /// Goes to the next place that looks like the beginning of a member; false if there is none.
    fn seek_member(&mut self) -> io::Result<bool> {
        let mut last = [0; 3];
        while let Some(&byte) = self.fill_buf()?.first() {
            self.consume(1);
            last = [last[1], last[2], byte];
            if last == HEAD {
                self.again.extend(HEAD.iter().rev());
                self.read.clear();
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl<R: Read> Read for Tape<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let buffer = self.fill_buf()?;
        let length = buffer.len().min(into.len());
        into[..length].copy_from_slice(&buffer[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: Read> BufRead for Tape<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.again.len() {
            0 => self.from.fill_buf(),
            length => Ok(&self.again[length - 1..]),
        }
    }

    fn consume(&mut self, length: usize) {
        if length == 0 {
            return;
        }
        if let Some(byte) = self.again.pop() {
            self.read.push(byte);
            return;
        }
        if self.read.len() < REMEMBERED {
            self.read.extend_from_slice(&self.from.buffer()[..length]);
        }
        self.from.consume(length);
    }
}

/// Zstandard frames one behind the other; those that only carry notes are passed over.
struct Frames<R: Read> {
    frame: Option<StreamingDecoder<BufReader<R>, FrameDecoder>>,
    rest: Option<BufReader<R>>,
}

impl<R: Read> Frames<R> {
    /// Opens the next frame; false at the end.
    fn next(&mut self) -> io::Result<bool> {
        let Some(mut rest) = self.frame.take().map(StreamingDecoder::into_inner).or_else(|| self.rest.take()) else { return Ok(false) };
        loop {
            match rest.fill_buf()? {
                [] => return Ok(false),
                [low, 0x2a, 0x4d, 0x18, ..] if (0x50..=0x5f).contains(low) => {
                    let mut header = [0; 8];
                    rest.read_exact(&mut header)?;
                    let length = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
                    io::copy(&mut (&mut rest).take(length.into()), &mut io::sink())?;
                }
                _ => break,
            }
        }
        self.frame = Some(StreamingDecoder::new(rest).map_err(|e| io::Error::other(format!("broken Zstandard ({e})")))?);
        Ok(true)
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                match frame.read(into) {
                    Ok(0) if !into.is_empty() => {}
                    Ok(read) => return Ok(read),
                    Err(e) => {
                        self.frame = None;
                        return Err(io::Error::other(format!("broken Zstandard ({e})")));
                    }
                }
            }
            if !self.next()? {
                return Ok(0);
            }
        }
    }
}
