package io.tierwise.testing.planted.pure;

import smile.planted.Forest;

/** Planted: Smile outside its own package. */
record UsesSmile(Forest forest) {}
