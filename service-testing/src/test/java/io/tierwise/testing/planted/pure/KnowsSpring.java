package io.tierwise.testing.planted.pure;

import org.springframework.core.env.Environment;

/** Planted: a pure class that knows Spring. */
record KnowsSpring(Environment environment) {}
