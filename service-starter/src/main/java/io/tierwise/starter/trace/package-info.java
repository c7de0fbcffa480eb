/** W3C trace context from HTTP through logs and Kafka headers. */
@NullMarked
package io.tierwise.starter.trace;

import org.jspecify.annotations.NullMarked;
