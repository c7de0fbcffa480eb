package io.tierwise.testing.planted.pure;

import java.util.Random;

/** Planted: randomness that cannot be repeated. */
class Unseeded {
  int roll() {
    return new Random().nextInt(6);
  }
}
