//! Lengths and places on the page: points from the top left corner, y downwards.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Sub, SubAssign};

/// A length in PostScript points, 1/72 inch.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct Pt(pub f64);

/// A length in em: 1 is the width of a full-width character at the type size in use.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct Em(pub f64);

/// The height of a pixel at 96 dpi. Excel keeps row heights as whole pixels, so every height
/// that both outputs share is a multiple of it.
pub const PIXEL: Pt = Pt(0.75);

impl Pt {
    /// A length given in millimetres.
    pub fn from_mm(mm: f64) -> Pt {
        Pt(mm * 72.0 / 25.4)
    }

    /// This length in millimetres.
    pub fn to_mm(self) -> f64 {
        self.0 * 25.4 / 72.0
    }

    /// The next whole number of pixels that is not shorter.
    pub fn ceil_to_pixel(self) -> Pt {
        // A hair of tolerance keeps a length that already is whole from growing by rounding noise.
        Pt(((self.0 / PIXEL.0) - 1e-6).ceil() * PIXEL.0)
    }

    /// The next whole number of pixels that is not longer.
    pub fn floor_to_pixel(self) -> Pt {
        Pt(((self.0 / PIXEL.0) + 1e-6).floor() * PIXEL.0)
    }

    /// The shorter of two lengths.
    pub fn min(self, other: Pt) -> Pt {
        Pt(self.0.min(other.0))
    }

    /// The longer of two lengths.
    pub fn max(self, other: Pt) -> Pt {
        Pt(self.0.max(other.0))
    }
}

impl Em {
    /// This length in points, at a type size.
    pub fn at(self, size: Pt) -> Pt {
        Pt(self.0 * size.0)
    }

    /// The least number with one decimal that is not shorter, as people write a width.
    pub fn ceil_to_tenth(self) -> Em {
        Em((self.0 * 10.0 - 1e-6).ceil() / 10.0)
    }

    /// The longer of two lengths.
    pub fn max(self, other: Em) -> Em {
        Em(self.0.max(other.0))
    }
}

/// The arithmetic that a length newtype takes part in.
macro_rules! length {
    ($unit:ident) => {
        impl Add for $unit {
            type Output = $unit;
            fn add(self, other: $unit) -> $unit {
                $unit(self.0 + other.0)
            }
        }
        impl Sub for $unit {
            type Output = $unit;
            fn sub(self, other: $unit) -> $unit {
                $unit(self.0 - other.0)
            }
        }
        impl Mul<f64> for $unit {
            type Output = $unit;
            fn mul(self, factor: f64) -> $unit {
                $unit(self.0 * factor)
            }
        }
        impl Div<f64> for $unit {
            type Output = $unit;
            fn div(self, divisor: f64) -> $unit {
                $unit(self.0 / divisor)
            }
        }
        impl AddAssign for $unit {
            fn add_assign(&mut self, other: $unit) {
                self.0 += other.0;
            }
        }
        impl SubAssign for $unit {
            fn sub_assign(&mut self, other: $unit) {
                self.0 -= other.0;
            }
        }
        impl Sum for $unit {
            fn sum<I: Iterator<Item = $unit>>(lengths: I) -> $unit {
                $unit(lengths.map(|length| length.0).sum())
            }
        }
    };
}

length!(Pt);
length!(Em);

/// A place on a page.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// Distance from the left edge.
    pub x: Pt,
    /// Distance from the top edge.
    pub y: Pt,
}

/// A width and a height.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: Pt,
    /// From top to bottom.
    pub height: Pt,
}

/// A rectangle that lies level on the page.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: Pt,
    /// Top edge.
    pub y: Pt,
    /// From left to right.
    pub width: Pt,
    /// From top to bottom.
    pub height: Pt,
}

impl Rect {
    /// The right edge.
    pub fn right(self) -> Pt {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(self) -> Pt {
        self.y + self.height
    }

    /// The rectangle that lies further in at the left and right.
    pub fn inset(self, by: Pt) -> Rect {
        Rect { x: self.x + by, width: self.width - by * 2.0, ..self }
    }
}
