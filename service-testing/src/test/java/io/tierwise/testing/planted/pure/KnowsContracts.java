package io.tierwise.testing.planted.pure;

import io.tierwise.contracts.Topics;

/** Planted: a pure class that knows a contract. */
class KnowsContracts {
  int topics() {
    return Topics.ALL.size();
  }
}
