//! Which bytes mean which characters. A fixed ladder, so that people can follow it: byte-order mark,
//! then the zeros of UTF-16, then UTF-8 if it is valid, then Windows-1252.

use crate::text::intake::IntakeError;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Decodes a file piece by piece. Bytes that are not UTF-8 in a file that otherwise is are Windows-1252.
pub(super) struct Decoder {
    /// `None` for UTF-8.
    other: Option<encoding_rs::Decoder>,
}

impl Decoder {
    /// A decoder of this encoding, past any byte-order mark.
    pub(super) fn new(encoding: &'static Encoding) -> Self {
        Decoder { other: (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling()) }
    }

    /// Adds the text of these bytes to `out`. Returns how many bytes at the end are still to be decoded, with
    /// those that follow them; none when these are the `last` ones.
    pub(super) fn decode(&mut self, bytes: &[u8], last: bool, out: &mut String) -> usize {
        let Some(decoder) = &mut self.other else { return utf8(bytes, last, out) };
        // A length that no memory holds is refused by `reserve` in its own way.
        out.reserve(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(usize::MAX));
        let (_, read, _) = decoder.decode_to_string(bytes, out, last);
        bytes.len() - read
    }
}

fn utf8(mut bytes: &[u8], last: bool, out: &mut String) -> usize {
    loop {
        let error = match std::str::from_utf8(bytes) {
            Ok(text) => {
                out.push_str(text);
                return 0;
            }
            Err(error) => error,
        };
        let (good, rest) = bytes.split_at(error.valid_up_to());
        out.push_str(&String::from_utf8_lossy(good));
        let odd = match error.error_len() {
            None if !last => return rest.len(),
            length => length.unwrap_or(rest.len()),
        };
        out.push_str(&WINDOWS_1252.decode_without_bom_handling(&rest[..odd]).0);
        bytes = &rest[odd..];
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

/// The text of a whole file without its mark, and whether it is certain: no character was guessed as Windows-1252.
pub fn decoded(bytes: &[u8]) -> (String, bool) {
    // Only an encoding that somebody names can be unknown.
    let guess = guess(bytes, true, None).unwrap_or(Guess { encoding: WINDOWS_1252, mark: 0 });
    let (bare, mut text) = (&bytes[guess.mark..], String::new());
    Decoder::new(guess.encoding).decode(bare, true, &mut text);
    let guessed = guess.encoding == WINDOWS_1252 || guess.encoding == UTF_8 && std::str::from_utf8(bare).is_err();
    (text, !guessed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    /// What is read when the bytes come in pieces of this length.
    fn in_pieces(encoding: &'static Encoding, bytes: &[u8], piece: usize) -> String {
        let (mut decoder, mut out, mut left) = (Decoder::new(encoding), String::new(), Vec::new());
        for piece in bytes.chunks(piece) {
            left.extend_from_slice(piece);
            let rest = decoder.decode(&left, false, &mut out);
            left.drain(..left.len() - rest);
        }
        decoder.decode(&left, true, &mut out);
        out
    }

    #[test]
    fn a_stray_windows_cell_in_a_utf8_file_is_read() {
        assert_eq!(in_pieces(UTF_8, b"caf\xe9 \x80;\xc3\xa9", 100), "café €;é");
    }

    #[test]
    fn a_whole_file_is_certain_or_guessed() {
        assert_eq!(decoded("\u{feff}caf\u{e9}".as_bytes()), ("café".to_owned(), true));
        assert_eq!(decoded(b"\xff\xfec\0a\0f\0\xe9\0"), ("café".to_owned(), true));
        assert_eq!(decoded(b"caf\xe9"), ("café".to_owned(), false));
        assert_eq!(decoded(b"\xef\xbb\xbfcaf\xe9"), ("café".to_owned(), false));
        assert_eq!(decoded(b""), (String::new(), true));
    }

    proptest! {
        #[test]
        fn text_does_not_depend_on_where_pieces_end(
            bytes in proptest::collection::vec(prop_oneof![any::<u8>(), proptest::sample::select("aé€\u{10ffff}".as_bytes().to_vec())], 0..20),
            encoding in proptest::sample::select(vec![UTF_8, WINDOWS_1252, UTF_16LE, encoding_rs::SHIFT_JIS]),
        ) {
            let whole = in_pieces(encoding, &bytes, 100);
            for piece in 1..5 {
                prop_assert_eq!(in_pieces(encoding, &bytes, piece), whole.as_str());
            }
        }

        #[test]
        fn text_in_utf8_is_read_as_it_is(text in "\\PC{0,12}") {
            prop_assert_eq!(in_pieces(UTF_8, text.as_bytes(), 1), text);
        }
    }
}
