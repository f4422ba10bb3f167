//! Which bytes mean which characters. A fixed ladder, so that people can follow it: byte-order mark,
//! then the zeros of UTF-16, then UTF-8 if it is valid, then Windows-1252.

use crate::text::intake::IntakeError;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How the cells of a text file are decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decode {
    /// UTF-8; a cell that is not is Windows-1252.
    Utf8,
    /// An encoding of one byte to a character, or one that a user named.
    Other(&'static Encoding),
}

impl Decode {
    /// The text of a cell; `scratch` holds it where it is not in the bytes as it is.
    pub(super) fn text<'a>(self, bytes: &'a [u8], scratch: &'a mut String) -> &'a str {
        let encoding = match self {
            // Cells that are plain ASCII are the same in both.
            Decode::Other(encoding) if !bytes.is_ascii() => encoding,
            _ => match std::str::from_utf8(bytes) {
                Ok(text) => return text,
                Err(_) => WINDOWS_1252,
            },
        };
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        scratch.clear();
        scratch.push_str(&text);
        scratch
    }

    /// The text of many cells end to end, where each byte is one character.
    pub(super) fn one_to_one(self, bytes: &[u8]) -> Option<String> {
        let Decode::Other(encoding) = self else { return None };
        // Cells are decoded one by one where a byte can belong to the character before it.
        encoding.is_single_byte().then(|| encoding.decode_without_bom_handling(bytes).0.into_owned())
    }
}

/// What the first bytes of a file say about its encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    /// The encoding.
    pub(super) encoding: &'static Encoding,
    /// How many bytes of mark to skip.
    pub(super) mark: usize,
}

/// The encoding of a file by its first bytes, or the one that the user named.
pub(super) fn guess(sample: &[u8], whole: bool, named: Option<&str>) -> Result<Guess, IntakeError> {
    let by_mark = Encoding::for_bom(sample);
    if let Some(name) = named {
        let encoding = Encoding::for_label(name.trim().as_bytes())
            .ok_or_else(|| IntakeError::Encoding { name: name.to_owned() })?;
        let mark = by_mark.filter(|(known, _)| *known == encoding).map_or(0, |(_, length)| length);
        return Ok(Guess { encoding, mark });
    }
    if let Some((encoding, mark)) = by_mark {
        return Ok(Guess { encoding, mark });
    }
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    let encoding = if half > 1 && odd * 10 > half * 4 && even * 10 < half {
        UTF_16LE
    } else if half > 1 && even * 10 > half * 4 && odd * 10 < half {
        UTF_16BE
    } else {
        match std::str::from_utf8(sample) {
            Ok(_) => UTF_8,
            // A sample may end inside a character; the file does not.
            Err(error) if error.error_len().is_none() && !whole => UTF_8,
            Err(_) => WINDOWS_1252,
        }
    };
    Ok(Guess { encoding, mark: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_tells_encodings_apart() {
        let named = |bytes: &[u8]| guess(bytes, true, None).expect("a guess").encoding.name();
        assert_eq!(named("zaak;café".as_bytes()), "UTF-8");
        assert_eq!(named(b"zaak;caf\xe9"), "windows-1252");
        assert_eq!(named(b"\xff\xfez\0a\0"), "UTF-16LE");
        assert_eq!(named(b"z\0a\0a\0k\0"), "UTF-16LE");
        assert_eq!(named(b"\0z\0a\0a\0k"), "UTF-16BE");
        assert!(guess(b"x", true, Some("klingon")).is_err());
    }

    #[test]
    fn a_stray_windows_cell_in_a_utf8_file_is_read() {
        let mut scratch = String::new();
        assert_eq!(Decode::Utf8.text(b"caf\xe9 \x80", &mut scratch), "café €");
        assert_eq!(Decode::Utf8.text("café".as_bytes(), &mut String::new()), "café");
    }
}
