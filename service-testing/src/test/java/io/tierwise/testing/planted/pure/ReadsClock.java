package io.tierwise.testing.planted.pure;

import java.time.Instant;

/** Planted: a class that reads the system clock. */
class ReadsClock {
  Instant now() {
    return Instant.now();
  }
}
