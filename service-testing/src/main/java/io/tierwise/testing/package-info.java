/** What the tests of every service share: real PostgreSQL, real Kafka, and the layer rules. */
@NullMarked
package io.tierwise.testing;

import org.jspecify.annotations.NullMarked;
