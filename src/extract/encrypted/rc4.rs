//! RC4, the cipher of old workbooks.

/// The stream of bytes that a key makes.
pub(super) struct Rc4 {
    state: [u8; 256],
    i: u8,
    j: u8,
}

impl Rc4 {
    /// A stream from its beginning; an empty key counts as zero.
    pub fn new(key: &[u8]) -> Self {
        let mut state: [u8; 256] = std::array::from_fn(|at| at as u8);
        let mut j = 0_u8;
        let key = if key.is_empty() { &[0] } else { key };
        for (i, byte) in (0..256).zip(key.iter().cycle()) {
            j = j.wrapping_add(state[i]).wrapping_add(*byte);
            state.swap(i, usize::from(j));
        }
        Self { state, i: 0, j: 0 }
    }

    /// Encrypts and decrypts.
    pub fn apply(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.i = self.i.wrapping_add(1);
            let at = usize::from(self.i);
            self.j = self.j.wrapping_add(self.state[at]);
            self.state.swap(at, usize::from(self.j));
            let sum = self.state[at].wrapping_add(self.state[usize::from(self.j)]);
            *byte ^= self.state[usize::from(sum)];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first vector of RFC 6229 for 40 bits.
    #[test]
    fn the_stream_is_that_of_the_rfc() {
        let mut bytes = [0; 16];
        Rc4::new(&[1, 2, 3, 4, 5]).apply(&mut bytes);
        let expected = 0xb239_6305_f03d_c027_ccc3_524a_0a11_18a8_u128;
        assert_eq!(bytes, expected.to_be_bytes());
    }
}
