/** Features in from, and tier assignments out to, Kafka. */
@NullMarked
package io.tierwise.segmentation.adapter.kafka;

import org.jspecify.annotations.NullMarked;
