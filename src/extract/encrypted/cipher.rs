//! AES with the two ways of chaining its blocks that Office files use.

use aes::cipher::{Block, BlockDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};

/// Bytes of a block.
pub(super) const BLOCK: usize = 16;

/// A key, which decrypts.
pub(super) enum Aes {
    Short(Aes128),
    Middle(Aes192),
    Long(Aes256),
}

impl Aes {
    /// A key of 128, 192 or 256 bits; none of another length.
    pub fn new(key: &[u8]) -> Option<Self> {
        match key.len() {
            16 => Aes128::new_from_slice(key).ok().map(Self::Short),
            24 => Aes192::new_from_slice(key).ok().map(Self::Middle),
            32 => Aes256::new_from_slice(key).ok().map(Self::Long),
            _ => None,
        }
    }

    /// Each block on its own (ECB).
    pub fn separate(&self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for block in bytes.chunks_exact_mut(BLOCK) {
            self.decrypt(block);
        }
        bytes
    }

    /// Each block mixed with the one before (CBC).
    pub fn chained(&self, start: &[u8], bytes: &[u8]) -> Vec<u8> {
        let mut plain = self.separate(bytes);
        let before = std::iter::once(start).chain(bytes.chunks_exact(BLOCK));
        for (block, before) in plain.chunks_exact_mut(BLOCK).zip(before) {
            for (byte, mask) in block.iter_mut().zip(before) {
                *byte ^= mask;
            }
        }
        plain
    }

    fn decrypt(&self, block: &mut [u8]) {
        match self {
            Self::Short(key) => key.decrypt_block(Block::<Aes128>::from_mut_slice(block)),
            Self::Middle(key) => key.decrypt_block(Block::<Aes192>::from_mut_slice(block)),
            Self::Long(key) => key.decrypt_block(Block::<Aes256>::from_mut_slice(block)),
        }
    }
}
