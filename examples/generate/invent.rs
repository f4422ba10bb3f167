//! Invented values: chance that is the same every time, amounts, account numbers.

/// Whole euros in Dutch notation.
pub(crate) fn euros(amount: u64) -> String {
    let (thousands, rest) = (amount / 1000, amount % 1000);
    if thousands > 0 { format!("{thousands}.{rest:03},00") } else { format!("{rest},00") }
}

/// An account number with the right check digits (ISO 13616) at a bank that there is not.
pub(crate) fn iban(account: u64) -> String {
    let bank = "VBLD";
    let digits = |text: &str| text.chars().map(|c| c.to_digit(36).unwrap_or(0).to_string()).collect::<String>();
    let number = format!("{}{account:010}{}00", digits(bank), digits("NL"));
    let rest = number.bytes().fold(0u64, |rest, digit| (rest * 10 + u64::from(digit - b'0')) % 97);
    format!("NL{:02} {bank} {:04} {:04} {:02}", 98 - rest, account / 1_000_000, account / 100 % 10_000, account % 100)
}

/// Numbers that look like chance and are the same every time (SplitMix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 up to this limit.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// One of these.
    pub(crate) fn of<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.below(things.len() as u64) as usize]
    }
}
