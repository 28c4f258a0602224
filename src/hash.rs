//! A hash that gives the same number on every machine and in every version.

/// The 128-bit FNV-1a hash (RFC 9923), of bytes or, for long contents, of larger units: enough to tell contents apart,
/// no secret.
pub(crate) fn fnv128(units: impl Iterator<Item = impl Into<u128>>) -> u128 {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    units.fold(OFFSET, |hash, unit| (hash ^ unit.into()).wrapping_mul(PRIME))
}
