package io.tierwise.testing.planted.clustering;

import smile.planted.Forest;

/** Planted: Smile where it is allowed. */
record AtHome(Forest forest) {}
