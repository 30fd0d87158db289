//! Numbers that look random and are the same in every run, for tests that spoil documents (`SplitMix64`).

/// A generator with a fixed beginning.
pub struct Chance(pub u64);

impl Chance {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`, or zero.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    /// A copy with some bytes changed, dropped, doubled or cut off at the end.
    pub fn spoil(&mut self, bytes: &[u8]) -> Vec<u8> {
        const MARKS: &[u8] = b"<>&;/'\"\0\xff\xc3 \t\r\n:!?-[]{}=09.";
        let mut spoilt = bytes.to_vec();
        for _ in 0..=self.below(4) {
            if spoilt.is_empty() {
                return spoilt;
            }
            let at = self.below(spoilt.len());
            let end = (at + 1 + self.below(40)).min(spoilt.len());
            match self.below(6) {
                0 => spoilt[at] ^= 1 << self.below(8),
                1 => spoilt[at] = MARKS[self.below(MARKS.len())],
                2 => spoilt.insert(at, MARKS[self.below(MARKS.len())]),
                3 => drop(spoilt.drain(at..end)),
                4 => {
                    let piece = spoilt[at..end].to_vec();
                    let to = self.below(spoilt.len());
                    spoilt.splice(to..to, piece);
                }
                _ => spoilt.truncate(at),
            }
        }
        spoilt
    }
}
